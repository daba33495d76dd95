/** The part of the composition root that the stateless `inspect` shares with the service: engines behind the inspector, and nothing else to load. */
import { createExifTool } from './adapters/engines/exiftool.ts';
import { createMediaInfo } from './adapters/engines/mediainfo.ts';
import { localStorage } from './adapters/storage/local.ts';
import { createInspector, type Inspector } from './services/inspect.ts';

/** `close` ends the engines' processes and threads; without it the program does not end. */
export function openInspector(options: { processes?: number } = {}): {
  readonly inspector: Inspector;
  readonly close: () => Promise<void>;
} {
  const exiftool = createExifTool({ processes: options.processes ?? 2 });
  const mediainfo = createMediaInfo({ processes: options.processes ?? 1 });
  return {
    inspector: createInspector({ engines: { exiftool, mediainfo }, storageOf: localStorage }),
    close: async () => {
      await Promise.all([exiftool.close(), mediainfo.close()]);
    },
  };
}
