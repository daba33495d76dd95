/** Verifying a roll of cached files by xxh128 against `xxhsum -H2`, in one run: seconds and ratio. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealLocalFolder, verifyLocalFolder } from '../../src/openIntegrity.ts';

export async function run([megabytes = '2048']: readonly string[]): Promise<void> {
  const folder = join(mkdtempSync(join(tmpdir(), 'rushes-bench-')), 'A001');
  mkdirSync(folder);
  const files = 16;
  const block = Buffer.alloc(1024 * 1024);
  for (let n = 0; n < files; n += 1) {
    const file = openSync(join(folder, `A001C${String(n + 1).padStart(3, '0')}.mxf`), 'w');
    for (let at = 0; at < Number(megabytes) / files; at += 1) {
      block.writeUInt32LE(n * 100_000 + at, at % 1000);
      writeSync(file, block);
    }
    closeSync(file);
  }
  try {
    await sealLocalFolder(folder);
    const names = readdirSync(folder).filter((name) => name.endsWith('.mxf'));
    const seconds = { theirs: [] as number[], ours: [] as number[] };
    for (let round = 0; round < 3; round += 1) {
      let started = performance.now();
      const done = spawnSync('xxhsum', ['-H2', ...names], { cwd: folder });
      if (done.status !== 0) throw new Error('xxhsum is not there; run test/setup.sh');
      seconds.theirs.push((performance.now() - started) / 1000);
      started = performance.now();
      const report = await verifyLocalFolder(folder, {});
      if (report.exitCode !== 0) throw new Error(JSON.stringify(report.findings));
      seconds.ours.push((performance.now() - started) / 1000);
    }
    const [theirs, ours] = [Math.min(...seconds.theirs), Math.min(...seconds.ours)];
    const speed = (value: number): string => `${(Number(megabytes) / 1024 / value).toFixed(2)} GiB/s`;
    console.log(`xxhsum -H2     ${theirs.toFixed(2)} s  ${speed(theirs)}`);
    console.log(`rushes verify  ${ours.toFixed(2)} s  ${speed(ours)}`);
    console.log(`${Math.round((theirs / ours) * 100)} % of xxhsum's speed`);
  } finally {
    rmSync(join(folder, '..'), { recursive: true });
  }
}
