import { Blocked, NotFound, Unavailable } from '../../domain/errors.ts';
import type { ClipRecord, CopyRecord, RenditionRecord } from '../../domain/ports/catalogue.ts';
import type { MediaRoots } from '../../domain/ports/mediaRoots.ts';
import type { RenderSource } from '../../domain/render/job.ts';
import { vendorFormats, type VendorFormat } from '../../domain/render/vendorFormats.ts';

/** A rendition with a copy that can be read here. */
export type PickedSource = { readonly rendition: RenditionRecord; readonly source: RenderSource; readonly extension: string };

/** Best picture first; a proxy is no source for a plate and is never picked quietly. */
const order: readonly RenditionRecord['kind'][] = ['ORIGINAL', 'HDE', 'TRIM', 'TRANSCODE', 'PROXY'];

const movieExtensions: ReadonlySet<string> = new Set(['mov', 'mp4', 'm4v', 'mxf', 'avi', 'mkv', 'mts', 'm2ts', 'mpg', '3gp', 'dv', 'insv']);
const imageExtensions: ReadonlySet<string> = new Set(['exr', 'dpx', 'cin', 'tif', 'tiff']);

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

function vendorFormatOf(clip: ClipRecord, extension: string): VendorFormat | undefined {
  const image = clip.summary?.['image'] as { codec?: string } | null | undefined;
  return vendorFormats.find((each) => each.extension?.test(extension) || (image?.codec && each.codec?.test(image.codec)));
}

async function sourceOf(clip: ClipRecord, copy: CopyRecord, roots: MediaRoots, vendor: VendorFormat | undefined): Promise<RenderSource> {
  const first = copy.segments[0];
  if (!first) throw new Blocked(`${clip.name} has no files.`, { at: 'CLIP_OFFLINE' });
  const storage = roots.storage(copy.root);
  const local = async (path: string): Promise<string> => {
    const found = await storage.localPath(path);
    if (found === undefined)
      throw new Unavailable(
        `${path} lies in ${storage.location}, and this engine reads local files; mount or copy it, then ingest it from there.`,
        { at: path },
      );
    return found;
  };
  const extension = extensionOf(first.path);
  const sequence = first.sequence as SequenceOf | undefined;
  if (!vendor && (extension === 'dng' || imageExtensions.has(extension))) {
    const names = sequence ? filesOfSequence(first.path, sequence) : copy.segments.map((segment) => segment.path);
    return { format: extension === 'dng' ? 'dng' : 'image', files: await Promise.all(names.map(local)) };
  }
  if (!vendor && !movieExtensions.has(extension))
    throw new Blocked(`${clip.name} is a .${extension} file, which no installed engine decodes.`, { at: 'FORMAT_NEEDS_VENDOR_ENGINE' });
  const segments = await Promise.all(
    copy.segments.map(async (segment) => ({
      path: await local(segment.path),
      ...(segment.frameCount === undefined ? {} : { frameCount: segment.frameCount }),
    })),
  );
  if (vendor) return { format: 'vendor', vendor: vendor.name, segments };
  const last = segments[0];
  // A clip of one file is as long as its clip.
  if (segments.length === 1 && last && last.frameCount === undefined && clip.frameCount !== undefined) {
    return { format: 'movie', segments: [{ ...last, frameCount: clip.frameCount }] };
  }
  return { format: 'movie', segments };
}

type SequenceOf = { readonly prefix: string; readonly suffix: string; readonly padding: number; readonly ranges: readonly unknown[] };

/** Paths of a sequence's frames; a range is `[first, last]` or `{ first, last }`, inclusive. */
function filesOfSequence(pattern: string, sequence: SequenceOf): string[] {
  const slash = pattern.lastIndexOf('/');
  const folder = slash < 0 ? '' : pattern.slice(0, slash + 1);
  const names: string[] = [];
  for (const range of sequence.ranges) {
    const [first, last] = Array.isArray(range)
      ? (range as [number, number])
      : [(range as { first: number }).first, (range as { last: number }).last];
    for (let number = first; number <= last; number += 1) {
      names.push(`${folder}${sequence.prefix}${String(number).padStart(sequence.padding, '0')}${sequence.suffix}`);
    }
  }
  return names;
}

/**
 * The files to render from; `plugged` are the vendors' formats that an engine is there for. Throws Blocked for a clip that is offline, in a format that only its maker decodes, or there as a proxy only;
 * Unavailable when its place is not mounted here.
 */
export async function pickSource(
  clip: ClipRecord,
  renditions: readonly RenditionRecord[],
  roots: MediaRoots,
  plugged: ReadonlySet<string>,
): Promise<PickedSource> {
  if (clip.kind === 'SOUND') throw new NotFound(`${clip.name} is a sound file; it has no pictures.`, { at: 'clip' });
  const sorted = [...renditions].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const present = sorted.filter((rendition) => rendition.copies.some((copy) => copy.present));
  if (present.length === 0)
    throw new Blocked(`${clip.name} is offline: no copy of it is present. Mount its drive and ingest it again.`, { at: 'CLIP_OFFLINE' });
  const chosen = present.find((rendition) => rendition.kind !== 'PROXY');
  if (!chosen) throw new Blocked(`Of ${clip.name} only a proxy is present; mount the original.`, { at: 'CLIP_OFFLINE' });
  const copies = chosen.copies.filter((copy) => copy.present);
  // A copy that failed its check is the last choice.
  copies.sort((a, b) => Number(a.mhlState === 'MISMATCH') - Number(b.mhlState === 'MISMATCH'));
  let trouble: unknown;
  for (const copy of copies) {
    const extension = extensionOf(copy.segments[0]?.path ?? copy.path);
    const vendor = vendorFormatOf(clip, extension);
    if (vendor && !plugged.has(vendor.name)) {
      throw new Blocked(
        `${clip.name} is ${vendor.label}, which no engine here decodes; plug in one made with ${vendor.decoder} (docs/add-an-engine.md).`,
        { at: 'FORMAT_NEEDS_VENDOR_ENGINE' },
      );
    }
    try {
      return { rendition: chosen, source: await sourceOf(clip, copy, roots, vendor), extension };
    } catch (error) {
      trouble = error;
    }
  }
  throw trouble;
}
