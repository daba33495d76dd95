import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { c4OfSha512 } from '../src/domain/hash.ts';
import { seedRolls } from './plan.ts';

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'ascmhl')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** One ASC MHL 2.0 generation for a roll, as an offload tool would leave it: MD5 of each file, and the chain with the manifest's C4. */
function manifest(roll: string, at: string): string {
  const hashes = files(roll).map((path) => {
    const { size, mtime } = statSync(path);
    const md5 = createHash('md5').update(readFileSync(path)).digest('hex');
    return `    <hash>\n      <path size="${size}" lastmodificationdate="${mtime.toISOString().replace(/\.\d+Z/, '+00:00')}">${relative(roll, path)}</path>\n      <md5 action="original" hashdate="${at}">${md5}</md5>\n    </hash>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">
  <creatorinfo>
    <creationdate>${at}</creationdate>
    <hostname>dit-cart</hostname>
    <tool version="1.0">Rushes seed</tool>
  </creatorinfo>
  <processinfo>
    <process>in-place</process>
    <ignore>
      <pattern>.DS_Store</pattern>
      <pattern>ascmhl</pattern>
      <pattern>ascmhl/</pattern>
    </ignore>
  </processinfo>
  <hashes>
${hashes.join('\n')}
  </hashes>
</hashlist>
`;
}

/** An ascmhl folder for every roll that has none yet. */
export async function makeManifests(cards: string): Promise<void> {
  for (const { name, day } of seedRolls) {
    const roll = join(cards, day, name);
    const folder = join(roll, 'ascmhl');
    if (existsSync(join(folder, 'ascmhl_chain.xml'))) continue;
    mkdirSync(folder, { recursive: true });
    const at = `${day}T20:00:00+00:00`;
    const file = `0001_${basename(roll)}_${day}_200000Z.mhl`;
    const text = manifest(roll, at);
    writeFileSync(join(folder, file), text);
    const c4 = c4OfSha512(createHash('sha512').update(text).digest('hex'));
    writeFileSync(
      join(folder, 'ascmhl_chain.xml'),
      `<?xml version="1.0" encoding="UTF-8"?>\n<ascmhldirectory xmlns="urn:ASC:MHL:DIRECTORY:v2.0">\n  <hashlist sequencenr="1">\n    <path>${file}</path>\n    <c4>${c4}</c4>\n  </hashlist>\n</ascmhldirectory>\n`,
    );
  }
}
