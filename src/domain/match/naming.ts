/**
 * How the dailies lab of a production names what it makes: a template learned from what editors corrected, such as `{camera}{reel:3}-{clip:3}`. It is only ever
 * proposed; a person applies it, and takes it back.
 */
import type { CameraName } from '../clipName.ts';
import { nameForms } from './nameForms.ts';

export type NamingPattern = { readonly template: string };

/** A correction that an editor made: this written name is that clip. */
export type Correction = { readonly written: string; readonly clip: string };

/** Corrections of different clips that must agree before a rule is proposed. */
const fewestAgreeing = 3;
/** Ways to read one name that are followed; names of a hundred digits would have thousands. */
const mostReadings = 64;

type Token = { readonly text: string; readonly pattern: string; readonly of: (name: CameraName) => string | undefined };

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
const numbered = (name: string, value: (name: CameraName) => number): Token[] =>
  [4, 3, 2, 1].map((digits) => ({
    text: `{${name}:${digits}}`,
    pattern: digits === 1 ? '([1-9]\\d*)' : `(\\d{${digits}})`,
    of: (parsed) => (pad(value(parsed), digits).length === digits || digits === 1 ? pad(value(parsed), digits) : undefined),
  }));

/** What a template may hold; a number of four digits before one of three, so that the longest reading comes first. */
const tokens: readonly Token[] = [
  { text: '{date}', pattern: '(\\d{6})', of: ({ date }) => (date?.length === 6 ? date : date?.length === 8 ? date.slice(2) : undefined) },
  { text: '{day}', pattern: '(\\d{4})', of: ({ date }) => (date === undefined || date.includes('-') ? undefined : date.slice(-4)) },
  ...numbered('reel', ({ reel }) => reel),
  ...numbered('clip', ({ clipNumber }) => clipNumber),
  { text: '{id}', pattern: '([A-Z0-9]{2,5})', of: ({ id }) => id },
  { text: '{camera}', pattern: '([A-Z][A-Z0-9]?)', of: ({ cameraIndex }) => cameraIndex },
];

/**
 * The template that explains at least three corrections of different clips and contradicts none; undefined where there is none. It must say camera or
 * reel, and the clip: a rule that says less would mean any clip.
 */
export function learnNaming(
  corrections: readonly Correction[],
): { readonly template: string; readonly evidence: readonly Correction[] } | undefined {
  const readable = corrections.flatMap((correction) => {
    const { parsed } = nameForms(correction.clip);
    return parsed ? [{ correction, templates: templatesOf(nameForms(correction.written).bare, parsed) }] : [];
  });
  const support = new Map<string, Correction[]>();
  for (const { correction, templates } of readable)
    for (const template of templates) support.set(template, [...(support.get(template) ?? []), correction]);
  const best = [...support]
    .filter(([template, agreeing]) => isTelling(template) && new Set(agreeing.map(({ clip }) => clip)).size >= fewestAgreeing)
    .sort(([a, x], [b, y]) => y.length - x.length || literals(a) - literals(b) || (a < b ? -1 : 1))
    .find(([template]) => !readable.some(({ correction }) => contradicts({ template }, correction)));
  return best ? { template: best[0], evidence: best[1] } : undefined;
}

const isTelling = (template: string): boolean => /\{reel/.test(template) && /\{clip/.test(template);
const literals = (template: string): number => template.replace(/\{[^}]*\}/g, '').length;

/** The template reads this name, and as another clip than the editor chose. */
function contradicts(pattern: NamingPattern, { written, clip }: Correction): boolean {
  const { parsed } = nameForms(clip);
  return parsed !== undefined && regexOf(pattern).test(nameForms(written).bare) && !meantByPattern(pattern, written, parsed);
}

/** Every way to write the name with parts of the clip's. */
function templatesOf(written: string, parsed: CameraName): string[] {
  let readings: { readonly at: number; readonly template: string }[] = [{ at: 0, template: '' }];
  const done = new Set<string>();
  while (readings.length > 0) {
    const next: typeof readings = [];
    for (const { at, template } of readings) {
      if (at >= written.length) {
        done.add(template);
        continue;
      }
      for (const token of tokens) {
        const text = token.of(parsed);
        if (text === undefined || text === '' || template.includes(token.text.slice(0, 4))) continue;
        if (written.slice(at, at + text.length).toUpperCase() === text.toUpperCase())
          next.push({ at: at + text.length, template: template + token.text });
      }
      next.push({ at: at + 1, template: template + written[at]!.toUpperCase() });
    }
    readings = next.sort((a, b) => literals(a.template) - literals(b.template)).slice(0, mostReadings);
  }
  return [...done];
}

/** Emptied when full: what is learned from people has no end. */
const regexes = new Map<string, RegExp>();
const mostRegexes = 10_000;

function regexOf({ template }: NamingPattern): RegExp {
  const known = regexes.get(template);
  if (known) return known;
  if (regexes.size >= mostRegexes) regexes.clear();
  const parts = template.split(/(\{[^}]*\})/).map((part) => {
    const token = tokens.find((each) => each.text === part);
    return token ? token.pattern : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const regex = new RegExp(`^${parts.join('')}$`, 'i');
  regexes.set(template, regex);
  return regex;
}

/** The parts of a written name by the template, in the order of its tokens. */
function read(pattern: NamingPattern, written: string): ReadonlyMap<string, string> | undefined {
  const found = regexOf(pattern).exec(nameForms(written).bare);
  if (!found) return undefined;
  const names = pattern.template.match(/\{[^}]*\}/g) ?? [];
  return new Map(names.map((token, index) => [token, found[index + 1]!]));
}

/** The written name means this clip: every part that the template tells is the clip's. */
export function meantByPattern(pattern: NamingPattern, written: string, parsed: CameraName): boolean {
  const parts = read(pattern, written);
  if (!parts) return false;
  return [...parts].every(
    ([text, value]) =>
      tokens
        .find((token) => token.text === text)
        ?.of(parsed)
        ?.toUpperCase() === value.toUpperCase(),
  );
}

/** Keys to look the clips of a written name up by (`structuredKey` of clipName.ts); where the template tells no camera, each letter is tried. */
export function keysByPattern(patterns: readonly NamingPattern[], written: string): string[] {
  return patterns.flatMap((pattern) => {
    const parts = read(pattern, written);
    if (!parts) return [];
    const value = (name: string): string | undefined => [...parts].find(([token]) => token.startsWith(`{${name}`))?.[1];
    const [reel, clip, camera] = [value('reel'), value('clip'), value('camera')];
    if (reel === undefined || clip === undefined) return [];
    const cameras = camera === undefined ? [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] : [camera.toUpperCase()];
    return cameras.map((letter) => `${letter}|${Number(reel)}|${Number(clip)}`);
  });
}
