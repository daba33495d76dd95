import type { RawMetadata } from '../domain/clip.ts';
import { RushesError } from '../domain/errors.ts';
import type { InspectionEngine, InspectionEngines } from '../domain/ports/inspection.ts';
import type { ByteSource } from '../domain/ports/storage.ts';
import type { Problem } from '../domain/problem.ts';
import { decodeText } from '../syntax/lines.ts';

/** What one file said: raw metadata of every engine and reader that could read it, and what went wrong. */
export type Reading = { readonly raw: readonly RawMetadata[]; readonly problems: readonly Problem[] };

/** A camera family's or a standard's file. One file of this folder, one line in index.ts, one folder under test/golden/formats/. */
export type Format = {
  /** Stable; the `format` of the inspect JSON. */
  readonly name: string;
  readonly label: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** `media` holds pictures or sound; a `sidecar` tells about a clip whose pictures lie elsewhere. */
  readonly role: 'media' | 'sidecar';
  /** How support was shown: a real camera file, a real vendor export, or only a public description. */
  readonly evidence: 'real file' | 'real export' | 'made here' | 'description';
  /** The first 64 KiB at most. The bytes decide; the name only where the bytes cannot. */
  readonly sniff: (head: Uint8Array, fileName: string) => boolean;
  readonly read: (source: ByteSource, engines: InspectionEngines) => Promise<Reading>;
};

/** Of our own readers; raise it when a reader reads more or otherwise. */
export const readerVersion = 'rushes-readers 3';

/** 64 KiB: enough for every signature, and for the first lines of a text export. */
export const headBytes = 65_536;

export type EngineName = InspectionEngine['name'];

/**
 * Asks these engines about a file, at the same time. One that fails is a problem, not the end: the other's answer still counts.
 */
export async function readWith(
  source: ByteSource,
  engines: InspectionEngines,
  names: readonly EngineName[],
  options: { embedded?: boolean } = {},
): Promise<Reading> {
  const raw: RawMetadata[] = [];
  const problems: Problem[] = [];
  const ask = async (name: EngineName): Promise<Reading> => {
    const engine = engines[name];
    const problem = (severity: Problem['severity'], code: string, message: string): Reading => ({
      raw: [],
      problems: [{ severity, code, message, at: source.path }],
    });
    if (!engine) return problem('WARN', 'ENGINE_MISSING', `${name} is not installed; ${source.path} was read without it.`);
    try {
      return { raw: [await engine.read(source, options)], problems: [] };
    } catch (error) {
      if (!(error instanceof RushesError) || error.code === 'UNAVAILABLE') throw error;
      return error.code === 'LIMIT_EXCEEDED'
        ? problem('ERROR', 'ENGINE_TIMEOUT', error.message)
        : problem('WARN', 'ENGINE_REFUSED', error.message);
    }
  };
  const answers: Reading[] = [];
  // From object storage one after another: the second works on the ranges that the first has read.
  if (source.localPath === undefined) for (const name of names) answers.push(await ask(name));
  else answers.push(...(await Promise.all(names.map(ask))));
  for (const answer of answers) {
    raw.push(...answer.raw);
    problems.push(...answer.problems);
  }
  return { raw, problems };
}

/** Joins what several readers of one file found. */
export function together(...readings: readonly Reading[]): Reading {
  return { raw: readings.flatMap(({ raw }) => raw), problems: readings.flatMap(({ problems }) => problems) };
}

/** The whole of a small text file. Undefined above `limit` bytes, with a problem that says so. */
export async function readText(source: ByteSource, limit: number): Promise<{ text?: string; problems: readonly Problem[] }> {
  if (source.sizeBytes > limit) {
    return {
      problems: [
        {
          severity: 'WARN',
          code: 'SIDECAR_TOO_LARGE',
          message: `${source.path} has ${source.sizeBytes} bytes; sidecars are read up to ${limit}.`,
          at: source.path,
        },
      ],
    };
  }
  try {
    return { text: decodeText(await source.read(0, source.sizeBytes), source.path, limit).text.replace(/^\ufeff/, ''), problems: [] };
  } catch (error) {
    if (!(error instanceof RushesError) || error.code === 'UNAVAILABLE') throw error;
    return { problems: [{ severity: 'WARN', code: 'SIDECAR_EMPTY', message: error.message, at: source.path }] };
  }
}

export function startsWith(head: Uint8Array, text: string, offset = 0): boolean {
  for (let index = 0; index < text.length; index += 1) if (head[offset + index] !== text.charCodeAt(index)) return false;
  return true;
}

export function extensionOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
}

/** Text of a fixed-width field: up to the first NUL, trimmed; undefined when nothing printable is in it (blank, 0xff fill). */
export function fixedText(bytes: Uint8Array, offset: number, length: number): string | undefined {
  const field = bytes.subarray(offset, offset + length);
  const end = field.indexOf(0);
  const text = new TextDecoder('latin1').decode(end < 0 ? field : field.subarray(0, end));
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u00ff]/g, '').trim();
  return clean === '' ? undefined : clean;
}
