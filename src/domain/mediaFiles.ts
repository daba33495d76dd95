/** Extensions (lower case, without the dot) by which a listing is sorted before anything is opened. What a file is, its bytes decide. */
export const sequenceExtensions: ReadonlySet<string> = new Set(['ari', 'arx', 'dng', 'dpx', 'cin', 'exr', 'tif', 'tiff']);
export const soundExtensions: ReadonlySet<string> = new Set(['wav', 'bwf', 'rf64', 'aif', 'aiff']);
const stillExtensions = ['cr2', 'cr3', 'nef', 'arw', 'raf', 'rw2', 'gpr'];
const movieExtensions = [
  ...[
    'mov',
    'mp4',
    'm4v',
    'mxf',
    'r3d',
    'braw',
    'crm',
    'mts',
    'm2ts',
    'm2t',
    'ts',
    'dv',
    'dif',
    'avi',
    'mpg',
    'mpeg',
    'mkv',
    'insv',
    'lrv',
    'lrf',
    'nev',
    '3gp',
  ],
];
const mediaExtensions: ReadonlySet<string> = new Set([...sequenceExtensions, ...soundExtensions, ...stillExtensions, ...movieExtensions]);

export type MediaName = { readonly folder: string; readonly stem: string; readonly extension: string };

/** Folder, stem and extension of a path that may be media by its name; undefined for everything else. */
export function mediaOf(path: string): MediaName | undefined {
  const slash = path.lastIndexOf('/');
  const fileName = path.slice(slash + 1);
  const dot = fileName.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const extension = fileName.slice(dot + 1).toLowerCase();
  if (!mediaExtensions.has(extension)) return undefined;
  return { folder: slash < 0 ? '' : path.slice(0, slash), stem: fileName.slice(0, dot), extension };
}
