import type { RenditionKind } from './clip.ts';
import { cardOf, isLeftOut } from './cardStructure.ts';
import { mediaOf, soundExtensions, sequenceExtensions } from './mediaFiles.ts';
import { chapterOf, renditionOf, splitSequenceName, type SequenceRange } from './fileNames.ts';
import type { Problem } from './problem.ts';

/** One file as a walk found it. `path` is relative to the walk, `/`-separated. */
export type WalkedFile = { readonly path: string; readonly sizeBytes: number; readonly mtimeMs: number };

/** The files that are one rendition of one clip at one place. */
export type ClipGroup = {
  /** The clip's name: the stem without segment number, frame number and proxy suffix. */
  readonly name: string;
  readonly kind: 'CAMERA' | 'SOUND';
  readonly layout: 'single' | 'spanned' | 'sequence' | 'announced';
  readonly renditionKind: RenditionKind;
  /** Segments in order, frames of a sequence in order; empty for a clip that is only announced by its sidecars. */
  readonly files: readonly WalkedFile[];
  /** Files beside it that tell more about it. */
  readonly sidecars: readonly WalkedFile[];
  /** Image sequences: numbers from the file names; `ranges` are inclusive, what lies between two of them is missing. */
  readonly sequence?: {
    readonly prefix: string;
    readonly suffix: string;
    readonly padding: number;
    readonly ranges: readonly SequenceRange[];
    readonly missingFrames: number;
  };
  /** The folder that holds the segments. */
  readonly folder: string;
  /** The card: its folder (relative to the walk, `''` for the walk's own folder) and the name it gives to the roll. */
  readonly card: { readonly folder: string; readonly roll?: string };
  readonly problems: readonly Problem[];
};

export type Grouping = {
  readonly groups: readonly ClipGroup[];
  /** Neither media nor a sidecar of a clip in this listing: reports, lists, documents, stray exports. */
  readonly others: readonly WalkedFile[];
};

/**
 * Groups a listing into clips. Pure and linear in the number of files; ascmhl folders, hidden files and system files are left out.
 * `rootName` is the name of the folder that was walked, which is the roll where cards were copied without a folder of their own.
 */
export function groupFiles(listing: readonly WalkedFile[], rootName?: string, under = ''): readonly ClipGroup[] {
  return groupListing(listing, rootName, under).groups;
}

type Part = { file: WalkedFile; number: number };
type Draft = {
  name: string;
  folder: string;
  layout: ClipGroup['layout'];
  kind: ClipGroup['kind'];
  renditionKind: RenditionKind;
  parts: Part[];
  pattern?: { prefix: string; suffix: string; padding: number };
  sidecars: WalkedFile[];
};

/** `under`: the folder that was asked for; what lies above it may be hidden, and is still what somebody asked for. */
export function groupListing(listing: readonly WalkedFile[], rootName?: string, under = ''): Grouping {
  const above = under === '' || under.endsWith('/') ? under : `${under}/`;
  const kept = listing.filter(
    ({ path }) => !isLeftOut(path.startsWith(above) ? path.slice(above.length) : path.slice(path.lastIndexOf('/') + 1)),
  );
  const drafts = new Map<string, Draft>();
  const rest: WalkedFile[] = [];
  for (const file of kept) {
    const draft = draftOf(file);
    if (!draft) {
      rest.push(file);
      continue;
    }
    const known = drafts.get(draft.key);
    if (known) known.parts.push(draft.part);
    else drafts.set(draft.key, { ...draft.draft, parts: [draft.part], sidecars: [] });
  }
  const settled = [...drafts.values()].flatMap(splitLoneFrames);
  const others = attachSidecars(settled, rest);
  const groups = settled.map((draft) => finish(draft, rootName));
  return { groups: groups.sort((a, b) => compare(a.files[0]?.path ?? a.name, b.files[0]?.path ?? b.name)), others };
}

function draftOf(file: WalkedFile): { key: string; draft: Omit<Draft, 'parts' | 'sidecars'>; part: Part } | undefined {
  const media = mediaOf(file.path);
  if (!media || isCompanion(media)) return undefined;
  const { folder, stem, extension } = media;
  const rendition = renditionOf(folder, stem, extension);
  const kind = soundExtensions.has(extension) ? ('SOUND' as const) : ('CAMERA' as const);
  if (extension === 'r3d') {
    const found = /^(.+)_(\d{3})$/.exec(stem);
    const name = found?.[1] ?? stem;
    return {
      key: `spanned\0${folder}\0${name}`,
      draft: { name, folder, layout: 'spanned', kind, renditionKind: rendition.kind },
      part: { file, number: found ? Number(found[2]) : 1 },
    };
  }
  const frame = sequenceExtensions.has(extension) && !/(^|\/)DCIM(\/|$)/i.test(folder) ? splitSequenceName(stem) : undefined;
  if (frame) {
    const suffix = `.${file.path.slice(file.path.lastIndexOf('.') + 1)}`;
    return {
      key: `sequence\0${folder}\0${frame.prefix}\0${extension}`,
      draft: {
        name: frame.name || folder.slice(folder.lastIndexOf('/') + 1) || stem,
        folder,
        layout: 'sequence',
        kind,
        renditionKind: rendition.kind,
        pattern: { prefix: frame.prefix, suffix, padding: frame.padding },
      },
      part: { file, number: frame.number },
    };
  }
  const chapter = chapterOf(stem, extension);
  if (chapter) {
    return {
      key: `chapter\0${folder}\0${chapter.key}\0${extension}`,
      draft: { name: chapter.name, folder, layout: 'spanned', kind, renditionKind: rendition.kind },
      part: { file, number: chapter.number },
    };
  }
  return {
    key: `single\0${file.path}`,
    draft: { name: rendition.name, folder, layout: 'single', kind, renditionKind: rendition.kind },
    part: { file, number: 1 },
  };
}

/** Sound that a P2 card keeps beside the picture, a file a channel (AUDIO/0001AB00.MXF) or a spoken note (VOICE/0001AB00.WAV): of the clip, no clip of its own. */
function isCompanion({ folder, stem }: { readonly folder: string; readonly stem: string }): boolean {
  return /(^|\/)CONTENTS\/(AUDIO|VOICE)$/i.test(folder) && /^[0-9A-Z]{6}\d\d$/i.test(stem);
}

/** One numbered image alone is a sequence of one only when its number stands behind a dot; `IMG_1361.dng` is a still of that name. */
function splitLoneFrames(draft: Draft): Draft[] {
  const only = draft.parts[0];
  if (draft.layout !== 'sequence' || draft.parts.length > 1 || !only || draft.pattern?.prefix.endsWith('.')) return [draft];
  const media = mediaOf(only.file.path);
  const { pattern: _, ...rest } = draft;
  return [{ ...rest, layout: 'single', name: media?.stem ?? draft.name }];
}

function finish(draft: Draft, rootName: string | undefined): ClipGroup {
  const parts = draft.parts.sort((a, b) => a.number - b.number || compare(a.file.path, b.file.path));
  const card = cardOf(draft.folder, draft.name, rootName);
  const problems: Problem[] = [];
  const ranges: [number, number][] = [];
  for (const { number } of parts) {
    const last = ranges.at(-1);
    if (last && number <= last[1] + 1) last[1] = Math.max(last[1], number);
    else ranges.push([number, number]);
  }
  const missing = ranges.slice(1).reduce((sum, range, index) => sum + range[0] - (ranges[index]?.[1] ?? range[0]) - 1, 0);
  if (draft.layout === 'spanned' && (missing > 0 || (parts[0]?.number ?? 1) > 1)) {
    const first = parts[0]?.number ?? 1;
    const gaps = [
      ...(first > 1 ? [`1-${first - 1}`] : []),
      ...ranges.slice(1).map((range, index) => `${(ranges[index]?.[1] ?? 0) + 1}-${range[0] - 1}`),
    ];
    problems.push({
      severity: 'ERROR',
      code: 'SEGMENT_MISSING',
      message: `${draft.name} lacks the segment(s) ${gaps.join(', ')} of ${parts.at(-1)?.number}; copy them again from the card.`,
      at: draft.folder || draft.name,
    });
  }
  if (draft.layout === 'sequence' && missing > 0) {
    const holes = ranges.slice(1).map((range, index) => holeText((ranges[index]?.[1] ?? 0) + 1, range[0] - 1));
    problems.push({
      severity: 'ERROR',
      code: 'FRAMES_MISSING',
      message: `${draft.name} lacks ${missing} frame(s): ${holes.slice(0, 5).join(', ')}${holes.length > 5 ? ', ...' : ''}; copy them again from the card.`,
      at: draft.folder || draft.name,
    });
  }
  return {
    name: draft.name,
    kind: draft.kind,
    layout: draft.layout,
    renditionKind: draft.renditionKind,
    files: parts.map(({ file }) => file),
    sidecars: draft.sidecars,
    ...(draft.pattern ? { sequence: { ...draft.pattern, ranges, missingFrames: missing } } : {}),
    folder: draft.folder,
    card,
    problems,
  };
}

function holeText(first: number, last: number): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Gives each left-over file to the clip whose name it carries, in its own folder or, for cards that sort by kind, on the same card. */
function attachSidecars(drafts: readonly Draft[], files: readonly WalkedFile[]): WalkedFile[] {
  const byFolder = new Map<string, Draft>();
  const byCard = new Map<string, Draft>();
  const byClipFolder = new Map<string, Draft>();
  const ofCard = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const first = draft.parts[0]?.file.path ?? '';
    const names = [draft.name, mediaOf(first)?.stem ?? draft.name].map((name) => name.toLowerCase());
    for (const name of names) {
      const folderKey = `${draft.folder}\0${name}`;
      const cardKey = `${cardOf(draft.folder, draft.name, undefined).folder}\0${name}`;
      if (draft.renditionKind === 'ORIGINAL' || !byFolder.has(folderKey)) byFolder.set(folderKey, draft);
      if (draft.renditionKind === 'ORIGINAL' || !byCard.has(cardKey)) byCard.set(cardKey, draft);
    }
    if (/\.RDC$/i.test(draft.folder)) byClipFolder.set(draft.folder, draft);
    if (draft.renditionKind === 'ORIGINAL') {
      const { folder } = cardOf(draft.folder, draft.name, undefined);
      const known = ofCard.get(folder);
      if (known) known.push(draft);
      else ofCard.set(folder, [draft]);
    }
  }
  const others: WalkedFile[] = [];
  for (const file of files) {
    const slash = file.path.lastIndexOf('/');
    const folder = slash < 0 ? '' : file.path.slice(0, slash);
    const card = cardOf(folder, '', undefined).folder;
    // A card's index tells about all its clips.
    const indexed = /(^|\/)MEDIAPRO\.XML$/i.test(file.path) ? ofCard.get(card) : undefined;
    if (indexed) {
      for (const each of indexed) each.sidecars.push(file);
      continue;
    }
    const draft =
      byClipFolder.get(folder) ??
      sidecarStems(file.path.slice(slash + 1))
        .map((stem) => byFolder.get(`${folder}\0${stem}`) ?? byCard.get(`${card}\0${stem}`))
        .find((found) => found !== undefined);
    if (draft) draft.sidecars.push(file);
    else others.push(file);
  }
  return others;
}

/** Names that a sidecar's file name may stand for, most literal first: `C0001M01.XML` is C0001's, `X.mov.csv` is X's. */
export function sidecarStems(fileName: string): string[] {
  let stem = fileName.toLowerCase().replace(/\.[^.]+$/, '');
  const stems = [stem];
  const add = (next: string) => {
    if (next !== stem && next.length > 0) stems.push((stem = next));
  };
  add(stem.replace(/\.(mov|mp4|mxf|r3d|braw|ari|arx|crm|static|frames|json|wav)$/, ''));
  add(stem.replace(/m\d\d$/, ''));
  add(stem.replace(/_\d{3}$/, ''));
  add(stem.replace(/^([0-9a-z]{6})\d\d$/, '$1'));
  add(stem.replace(/_(metadata|meta|proxy)$/, ''));
  return stems;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
