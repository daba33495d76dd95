/** The CDL of editors' lists: notes of CMX 3600 and columns of ALE. The lists themselves are read by `timelines`; here only who gets which correction. */
import type { Correction } from '../domain/cdl.ts';
import type { Problem } from '../domain/problem.ts';
import { neutralSop, parseCdlText, parseSat, parseSop } from '../syntax/cdlText.ts';
import { splitCells } from '../syntax/delimited.ts';
import { forEachLine } from '../syntax/lines.ts';

type Found = { readonly corrections: { readonly correction: Correction; readonly line: number }[]; readonly problems: Problem[] };

const wrong = (name: string, line: number, what: string): Problem => ({
  severity: 'ERROR',
  code: 'CDL_INVALID',
  message: `${name}:${line} ${what}`,
  at: `${name}:${line}`,
});

/** 001  A001C003  V  C  01:00:00:00 01:00:02:00 ... : number, reel, track, kind, source in and out. */
const eventLine =
  /^\s*\d{1,8}\s+(\S+)\s+\S+\s+[CDWK]\S*\s+(?:\d+\s+)?(\d\d[:;.]\d\d[:;.]\d\d[:;.,]\d\d)\s+(\d\d[:;.]\d\d[:;.]\d\d[:;.,]\d\d)/;
const clipNote = /^\s*\*?\s*(?:FROM CLIP NAME|CLIP NAME|SOURCE FILE|FROM FILE|FROM CLIP|REEL)\s*:\s*(.+?)\s*$/i;
/** Reels that say nothing about the camera's clip. */
const emptyReel = /^(AX|BL|BLACK|UNKNOWN|NONE)$/i;

/** One correction for each event that has `* ASC_SOP` or `* ASC_SAT`. */
export function correctionsOfEdl(name: string, text: string): Found {
  const corrections: Found['corrections'] = [];
  const problems: Problem[] = [];
  type Open = { line: number; names: string[]; sourceIn: string; sourceOut: string; sop?: ReturnType<typeof parseSop>; sat?: number };
  let open: Open | undefined;
  const finish = (): void => {
    if (open && (open.sop !== undefined || open.sat !== undefined)) {
      const { sop, sat, names, sourceIn, sourceOut, line } = open;
      const correction = { ...(sop ?? neutralSop), saturation: sat ?? 1, ...(names.length > 0 ? { names } : {}), sourceIn, sourceOut };
      corrections.push({ correction, line });
    }
    open = undefined;
  };
  forEachLine(text, (line, number) => {
    const event = eventLine.exec(line);
    if (event) {
      const [, reel, sourceIn, sourceOut] = event;
      // The two lines of a dissolve have one number, and each its own notes.
      finish();
      open = { line: number, names: emptyReel.test(reel!) ? [] : [reel!], sourceIn: sourceIn!, sourceOut: sourceOut! };
      return;
    }
    const sop = /^\s*\*?\s*ASC_SOP\s*:?\s*(.*)$/i.exec(line);
    const sat = /^\s*\*?\s*ASC_SAT\s*:?\s*(.*)$/i.exec(line);
    if (sop) {
      const read = parseSop(sop[1]!);
      if (!read) problems.push(wrong(name, number, 'ASC_SOP is not three brackets of three numbers.'));
      else if (open) open.sop = read;
    } else if (sat) {
      const read = parseSat(sat[1]!);
      if (read === undefined) problems.push(wrong(name, number, 'ASC_SAT is not one number of 0 or more.'));
      else if (open) open.sat = read;
    } else {
      const note = clipNote.exec(line);
      if (note && open) open.names.push(note[1]!);
    }
  });
  finish();
  return { corrections, problems };
}

/** One correction for each row that has an `ASC_SOP` or `CDL` column with something in it. */
export function correctionsOfAle(name: string, text: string): Found {
  const corrections: Found['corrections'] = [];
  const problems: Problem[] = [];
  let section = '';
  let columns: readonly string[] = [];
  forEachLine(text, (line, number) => {
    const word = line.trim();
    if (word === 'Heading' || word === 'Column' || word === 'Data') {
      section = word;
      return;
    }
    if (word === '') return;
    if (section === 'Column') columns = splitCells(line, '\t').map((cell) => cell.trim().toLowerCase());
    if (section !== 'Data') return;
    const cells = splitCells(line, '\t');
    const cell = (...names: readonly string[]): string =>
      names.map((each) => cells[columns.indexOf(each)]?.trim() ?? '').find((value) => value !== '') ?? '';
    const [sopText, satText] = [cell('asc_sop', 'asc sop', 'cdl'), cell('asc_sat', 'asc sat')];
    if (sopText === '' && satText === '') return;
    const whole = sopText === '' ? undefined : parseCdlText(sopText);
    const sat = satText === '' ? undefined : parseSat(satText);
    if (sopText !== '' && !whole)
      return void problems.push(wrong(name, number, `ASC_SOP "${sopText.slice(0, 60)}" is not three brackets of three numbers.`));
    if (satText !== '' && sat === undefined)
      return void problems.push(wrong(name, number, `ASC_SAT "${satText.slice(0, 60)}" is not one number of 0 or more.`));
    const names = ['source file', 'name', 'tape', 'reel', 'uuid'].flatMap((column) => cell(column) || []);
    const [sourceIn, sourceOut] = [cell('start'), cell('end')];
    const { slope, offset, power } = whole ?? neutralSop;
    const correction = {
      slope,
      offset,
      power,
      saturation: sat ?? whole?.saturation ?? 1,
      ...(names.length > 0 ? { names } : {}),
      ...(sourceIn !== '' && sourceOut !== '' ? { sourceIn, sourceOut } : {}),
    };
    corrections.push({ correction, line: number });
  });
  return { corrections, problems };
}
