import type { FactValue } from '../clip.ts';
import { formatRational, parseRational, rational, toNumber } from '../rational.ts';
import { parseFrameRate, snapFrameRate } from '../frameRate.ts';
import type { Parser } from './rule.ts';

/** What cameras and tools write for "nothing here". A value that only says this is absent. */
const placeholder =
  /^(-+|n\.?\/?a\.?|none|unknown|undefined|not set|not known|\(?null\)?|0xff+|no lens|no scene name|unspecified|inf|nan)$/i;

function meaningful(text: string): string | undefined {
  const clean = text.replace(/\0/g, '').trim().replace(/\s+/g, ' ');
  return clean === '' || placeholder.test(clean) ? undefined : clean;
}

export const text: Parser = { name: 'text', parse: meaningful };

/** Text, or nothing where it is one of these defaults of the writer. */
export function textExcept(...defaults: readonly string[]): Parser {
  const left = new Set(defaults.map((value) => value.toLowerCase()));
  return {
    name: 'textExceptDefaults',
    parse: (raw) => {
      const clean = meaningful(raw);
      return clean === undefined || left.has(clean.toLowerCase()) ? undefined : clean;
    },
  };
}

function numberIn(raw: string): number | undefined {
  const clean = meaningful(raw);
  if (clean === undefined) return undefined;
  const found = /^[^\d+.-]{0,4}\s*([+-]?\d[\d  ]*(?:\.\d+)?(?:e[+-]?\d+)?)/i.exec(clean);
  if (!found) return undefined;
  const value = Number((found[1] ?? '').replace(/[  ]/g, ''));
  return Number.isFinite(value) ? value : undefined;
}

/** Seven significant digits: what single precision holds. 172.800003051758 is 172.8. */
export function single(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(7));
}

/** Any number, 0 included: for tint, tilt, offsets, where 0 is a setting. */
export const number: Parser = { name: 'number', parse: (raw) => mapped(numberIn(raw), single) };

/** Programs that write Broadcast Wave of a mix or an edit: what they say of themselves and of the day is not the recorder's. */
export const workstations =
  /pro ?tools|nuendo|cubase|wavelab|reaper|logic|pyramix|sequoia|samplitude|audition|ffmpeg|resolve|fairlight|premiere|media composer|avid|izotope|sound forge|twisted ?wave|wave agent|lavf|sox/i;

/** A date and time as written; year 0, and 1904 where the clock of QuickTime begins, are how writers say that they do not know. */
export const writtenTime: Parser = {
  name: 'writtenTime',
  parse: (raw) => {
    const clean = meaningful(raw);
    return clean === undefined || /^(UTC )?(0+-|1904-01-01)/.test(clean) ? undefined : clean;
  },
};

/** A number with all its digits: places on Earth need more than single precision holds. */
export const exactNumber: Parser = { name: 'exactNumber', parse: (raw) => numberIn(raw) };

/** A number above zero; 0 is how writers say that they do not know. */
export const positive: Parser = {
  name: 'positive',
  parse: (raw) => mapped(numberIn(raw), (value) => (value > 0 ? single(value) : undefined)),
};

/** A whole number above zero. */
export const count: Parser = {
  name: 'count',
  parse: (raw) => mapped(numberIn(raw), (value) => (value > 0 && Number.isInteger(value) ? value : undefined)),
};

export const whole: Parser = {
  name: 'whole',
  parse: (raw) => mapped(numberIn(raw), (value) => (value >= 0 && Number.isInteger(value) ? value : undefined)),
};

/** A positive number times this factor, with the unit it came in in its name. */
export function scaled(factor: number, name: string, options: { zero?: boolean } = {}): Parser {
  return {
    name,
    parse: (raw) =>
      mapped(numberIn(raw), (value) => (value > 0 || (options.zero === true && value === 0) ? single(value * factor) : undefined)),
  };
}

/** Colour temperature; what is outside 1000 to 25000 K is no setting. */
export const kelvin: Parser = {
  name: 'kelvin',
  parse: (raw) => mapped(numberIn(raw), (value) => (value >= 1000 && value <= 25000 ? Math.round(value) : undefined)),
};

/** A frame rate as an exact fraction in text; 23.976 and 23.98 are 24000/1001. */
export const rate: Parser = {
  name: 'rate',
  parse: (raw) => {
    const clean = meaningful(raw)?.replace(/\s*(fps|p|i)$/i, '');
    if (clean === undefined) return undefined;
    const exact = /^\d+\s*\/\s*\d+$/.test(clean) ? parseRational(clean) : parseFrameRate(String(numberIn(clean) ?? ''));
    if (!exact || exact.num <= 0) return undefined;
    const value = toNumber(exact);
    if (value > 20000) return undefined;
    // 29970/1000 and 24000/1000 are the same rates in other words.
    const snapped = snapFrameRate(value);
    return formatRational(snapped && Math.abs(toNumber(snapped) - value) < 0.0005 ? snapped : exact);
  },
};

/** ARRI's `SensorFps` counts thousandths of a frame a second. */
export const ratePerThousand: Parser = {
  name: 'ratePerThousand',
  parse: (raw) => {
    const value = numberIn(raw);
    return value === undefined || value <= 0 || !Number.isInteger(value)
      ? undefined
      : formatRational(snapFrameRate(value / 1000) ?? rational(value, 1000));
  },
};

/** A fraction such as `1/50`, `0.02`, `20.000 ms` or `1/50 s`, as seconds. */
export const seconds: Parser = {
  name: 'seconds',
  parse: (raw) => {
    const clean = meaningful(raw);
    if (clean === undefined) return undefined;
    const fraction = /^(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)/.exec(clean);
    if (fraction) return Number(fraction[2]) > 0 && Number(fraction[1]) > 0 ? single(Number(fraction[1]) / Number(fraction[2])) : undefined;
    const value = numberIn(clean);
    return value === undefined || value <= 0 ? undefined : single(/ms$/i.test(clean) ? value / 1000 : value);
  },
};

/** 0 < angle <= 360. */
export const degreesOfShutter: Parser = {
  name: 'degreesOfShutter',
  parse: (raw) => mapped(numberIn(raw), (value) => (value > 0 && value <= 360 ? single(value) : undefined)),
};

/** Yes or no in the words that writers use. */
export const yesNo: Parser = {
  name: 'yesNo',
  parse: (raw) => {
    const clean = meaningful(raw)?.toLowerCase();
    if (clean === undefined) return undefined;
    if (/^(yes|true|1|on|enabled|y)$/.test(clean)) return true;
    return /^(no|false|0|off|disabled|n)$/.test(clean) ? false : undefined;
  },
};

/** Only a clear yes is worth a fact: a default of no says nothing. */
export const yes: Parser = { name: 'yes', parse: (raw) => (yesNo.parse(raw, noRaw) === true ? true : undefined) };
const noRaw = { source: '', readerVersion: '', path: '', values: {} };

/** The calendar day of a date in any of the usual spellings, as `2023-02-02`. */
export const day: Parser = {
  name: 'day',
  parse: (raw) => {
    const clean = meaningful(raw);
    const found =
      clean === undefined
        ? undefined
        : (/^(\d{4})[-:/.](\d{2})[-:/.](\d{2})/.exec(clean) ?? /^(\d{4})(\d{2})(\d{2})(?!\d{1,})/.exec(clean));
    if (!found) return undefined;
    const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
    // The clock of Unix begins in 1970; DV keeps two digits of the year, which readers take for 2070.
    if (found[0].replace(/\D/g, '') === '20700101') return undefined;
    const valid = year >= 1980 && year <= 2100 && month >= 1 && month <= 12 && date >= 1 && date <= 31;
    return valid ? `${found[1]}-${found[2]}-${found[3]}` : undefined;
  },
};

/** `+01:00` at the end of a date, or alone. */
export const utcOffset: Parser = {
  name: 'utcOffset',
  parse: (raw) => {
    const found = /([+-])(\d{2}):?(\d{2})\s*(?:DST)?$/.exec(raw.trim());
    return found && /[:T ]|^UTC|^[+-]/.test(raw) ? `${found[1]}${found[2]}:${found[3]}` : undefined;
  },
};

/** The words of a list of numbers: `0.73 0.26 ...`. */
export function numbers(length: number): Parser {
  return {
    name: `numbers${length}`,
    parse: (raw) => {
      const parts = raw
        .trim()
        .replace(/,\s*$/, '')
        .split(/[\s,]+/)
        .map(Number);
      return parts.length === length && parts.every(Number.isFinite) ? parts.map(single) : undefined;
    },
  };
}

/** The n-th of several numbers in one text, positive only. */
export function part(index: number): Parser {
  return {
    name: `part${index + 1}`,
    parse: (raw) => {
      const value = Number(raw.trim().split(/[\s,x]+/)[index] ?? 'x');
      return Number.isFinite(value) && value > 0 ? single(value) : undefined;
    },
  };
}

/** Replaces the writer's codes by words; a code not listed is no value. */
export function oneOf(words: Readonly<Record<string, FactValue>>): Parser {
  return { name: 'code', parse: (raw) => words[raw.trim()] };
}

/** A constant, where only the presence of the key counts. */
export function always(value: FactValue, name: string): Parser {
  return { name, parse: (raw) => (meaningful(raw) === undefined ? undefined : value) };
}

/** Captures a part of the text. */
export function matching(pattern: RegExp, name: string, next: Parser = text): Parser {
  return {
    name,
    parse: (raw, whole_) => {
      const found = pattern.exec(raw)?.[1];
      return found === undefined ? undefined : next.parse(found, whole_);
    },
  };
}

function mapped<T>(value: number | undefined, map: (value: number) => T | undefined): T | undefined {
  return value === undefined ? undefined : map(value);
}
