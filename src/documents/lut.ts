import { decodeText } from '../syntax/lines.ts';
import type { DocumentReader } from './document.ts';
import { read3dl, readCsp, readCube, readLut, readSpi1d, readSpi3d, readSpimtx, readVlt, type ReadLut } from './lutText.ts';
import { readIridasLook, readProcessList } from './lutXml.ts';

type Format = { readonly extensions: readonly string[]; readonly sniff?: RegExp; readonly read: (name: string, text: string) => ReadLut };

/** The formats that OpenColorIO applies, and how their text begins. What a file says of itself beats its extension. */
const formats: readonly Format[] = [
  { extensions: ['clf'], read: (name, text) => readProcessList(name, text, 'clf') },
  { extensions: ['ctf'], sniff: /<(\w+:)?ProcessList[\s>]/, read: (name, text) => readProcessList(name, text, 'ctf') },
  { extensions: ['look'], sniff: /^\s*(<\?xml[^>]*>\s*)?<look[\s>]/i, read: readIridasLook },
  { extensions: ['vlt'], sniff: /^\s*#\s*panasonic vlt/i, read: readVlt },
  { extensions: ['cube'], sniff: /^\s*LUT_[13]D_SIZE\s/m, read: readCube },
  { extensions: ['csp'], sniff: /^\s*CSPLUTV100/, read: readCsp },
  { extensions: ['spi3d'], sniff: /^\s*SPILUT/i, read: readSpi3d },
  { extensions: ['3dl'], sniff: /^\s*3DMESH/m, read: read3dl },
  { extensions: ['spi1d'], read: readSpi1d },
  { extensions: ['spimtx'], read: readSpimtx },
  { extensions: ['lut'], read: readLut },
];

/** Look-up tables: named, sized and checked line by line; applied by OpenColorIO in the engine. */
export const lut: DocumentReader = {
  name: 'lut',
  kind: 'LUT',
  title: 'Look-up table',
  extensions: formats.flatMap(({ extensions }) => extensions),
  sniff: (head) => formats.some(({ sniff }) => sniff?.test(head)),
  read: async (name, bytes) => {
    const { text } = decodeText(bytes, name);
    const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
    const head = text.slice(0, 4096);
    const own = formats.find(({ extensions }) => extensions.includes(extension));
    const told = formats.find(({ sniff }) => sniff?.test(head));
    // A CLF and a CTF begin alike: the extension tells them apart.
    const format = told && !(own && own.sniff === undefined && told.extensions.includes('ctf')) ? told : (own ?? told);
    return format!.read(name, text);
  },
};
