import { extensionOf, readWith, startsWith, together, type Format } from './format.ts';
import { readQuickTimeAtoms } from './quicktimeAtoms.ts';

/** Canon Cinema RAW Light (.crm) and the stills of the same container (.cr3): ISO base media of the brand `crx`. */
export const canonRaw: Format = {
  name: 'canon-raw',
  label: 'Canon Cinema RAW Light and CR3',
  extensions: ['crm', 'cr3'],
  role: 'media',
  evidence: 'real file',
  sniff: (head, fileName) => startsWith(head, 'ftypcrx ', 4) || (extensionOf(fileName) === 'crm' && startsWith(head, 'ftyp', 4)),
  async read(source, engines) {
    const still = extensionOf(source.path) === 'cr3';
    return together(
      still ? { raw: [], problems: [] } : await readQuickTimeAtoms(source),
      await readWith(source, engines, still ? ['exiftool'] : ['mediainfo', 'exiftool']),
    );
  },
};
