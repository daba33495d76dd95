import { describe, expect, it } from 'vitest';
import { groupFiles, groupListing, type ClipGroup } from './grouping.ts';

const listing = (...paths: readonly string[]) => paths.map((path) => ({ path, sizeBytes: 1, mtimeMs: 0 }));
const brief = ({ name, layout, renditionKind, files, sidecars, card }: ClipGroup) => ({
  name,
  layout,
  renditionKind,
  files: files.length,
  sidecars: sidecars.length,
  roll: card.roll,
});

describe('grouping', () => {
  it('joins the segments of an R3D on its card, with what lies beside them', () => {
    const card = 'A001_0303LZ.RDM/A001_C066_0303LZ.RDC';
    const groups = groupFiles(
      listing(`${card}/A001_C066_0303LZ_002.R3D`, `${card}/A001_C066_0303LZ_001.R3D`, `${card}/A001_C066_0303LZ.RMD`),
    );
    expect(groups.map(brief)).toEqual([
      { name: 'A001_C066_0303LZ', layout: 'spanned', renditionKind: 'ORIGINAL', files: 2, sidecars: 1, roll: 'A001_0303LZ' },
    ]);
    expect(groups[0]?.files[0]?.path).toContain('_001.R3D');
  });

  it('says which segment is missing', () => {
    const [group] = groupFiles(listing('A001_C001_0101AA_001.R3D', 'A001_C001_0101AA_003.R3D'));
    expect(group?.problems).toMatchObject([{ code: 'SEGMENT_MISSING', message: expect.stringContaining(' 2-2 of 3') as unknown }]);
  });

  it('counts the holes of a sequence', () => {
    const [group] = groupFiles(listing('A001C001.0000100.ari', 'A001C001.0000101.ari', 'A001C001.0000104.ari'));
    expect(group).toMatchObject({
      name: 'A001C001',
      layout: 'sequence',
      sequence: {
        prefix: 'A001C001.',
        padding: 7,
        suffix: '.ari',
        ranges: [
          [100, 101],
          [104, 104],
        ],
        missingFrames: 2,
      },
    });
    expect(group?.problems.map(({ code }) => code)).toEqual(['FRAMES_MISSING']);
  });

  it('finds proxies of the same name, and the cards of Sony, Canon and Blackmagic', () => {
    const groups = groupFiles(
      listing(
        'A001/XDROOT/Clip/A001C001_230202AB.MXF',
        'A001/XDROOT/Clip/A001C001_230202ABM01.XML',
        'A001/XDROOT/Sub/A001C001_230202ABS03.MP4',
        'B001/CONTENTS/CLIPS001/A_0001C001X230202_101112_CANON/A_0001C001X230202_101112_CANON.CRM',
        'B001/CONTENTS/CLIPS001/A_0001C001X230202_101112_CANON/A_0001C001X230202_101112_CANON_Proxy.MP4',
        'C001/A001_08151512_C001.braw',
        'C001/Proxy/A001_08151512_C001.mp4',
      ),
    );
    expect(groups.map(({ name, renditionKind, card, sidecars }) => [name, renditionKind, card.roll, sidecars.length])).toEqual([
      ['A001C001_230202AB', 'ORIGINAL', 'A001', 1],
      ['A001C001_230202AB', 'PROXY', 'A001', 0],
      ['A_0001C001X230202_101112_CANON', 'ORIGINAL', 'B001', 0],
      ['A_0001C001X230202_101112_CANON', 'PROXY', 'B001', 0],
      ['A001_08151512_C001', 'ORIGINAL', 'C001', 0],
      ['A001_08151512_C001', 'PROXY', 'C001', 0],
    ]);
  });

  it('knows P2, AVCHD and DCIM cards by the folder above their structure', () => {
    const groups = groupFiles(
      listing(
        'P2/CONTENTS/VIDEO/0001AB.MXF',
        'AV/PRIVATE/AVCHD/BDMV/STREAM/00000.MTS',
        'GP/DCIM/100GOPRO/GX010042.MP4',
        'GP/DCIM/100GOPRO/GX020042.MP4',
        'GP/DCIM/100GOPRO/IMG_0001.dng',
        'GP/DCIM/100GOPRO/IMG_0002.dng',
      ),
    );
    expect(groups.map(({ name, card, files }) => [name, card.roll, files.length])).toEqual([
      ['00000', 'AV', 1],
      ['GX010042', 'GP', 2],
      ['IMG_0001', 'GP', 1],
      ['IMG_0002', 'GP', 1],
      ['0001AB', 'P2', 1],
    ]);
  });

  it('gives a clip of a P2 card its sound and its document, and every clip of a Sony card the index', () => {
    const groups = groupFiles(
      listing(
        'P2/CONTENTS/VIDEO/0001AB.MXF',
        'P2/CONTENTS/AUDIO/0001AB00.MXF',
        'P2/CONTENTS/AUDIO/0001AB01.MXF',
        'P2/CONTENTS/CLIP/0001AB.XML',
        'P2/CONTENTS/VOICE/0001AB00.WAV',
        'P2/CONTENTS/PROXY/0001AB.MP4',
        'A001/XDROOT/MEDIAPRO.XML',
        'A001/XDROOT/Clip/C0001.MXF',
        'A001/XDROOT/Clip/C0001M01.XML',
        'A001/XDROOT/Clip/C0002.MXF',
        'A001/XDROOT/Sub/C0001S03.MP4',
      ),
    );
    expect(
      groups.map(({ name, renditionKind, card, files, sidecars }) => [name, renditionKind, card.roll, files.length, sidecars.length]),
    ).toEqual([
      ['C0001', 'ORIGINAL', 'A001', 1, 2],
      ['C0002', 'ORIGINAL', 'A001', 1, 1],
      ['C0001', 'PROXY', 'A001', 1, 0],
      ['0001AB', 'PROXY', 'P2', 1, 0],
      ['0001AB', 'ORIGINAL', 'P2', 1, 4],
    ]);
  });

  it('leaves manifests, hidden files and links of the system out, and gives the rest back', () => {
    const { groups, others } = groupListing(
      listing(
        'A001/ascmhl/0001_A001.mhl',
        'A001/._A001C001.mov',
        'A001/.DS_Store',
        'A001/A001.mhl',
        'A001/A001C001.mov',
        'A001/A001C001.mov.csv',
        'A001/report.pdf',
      ),
    );
    expect(groups.map(brief)).toEqual([
      { name: 'A001C001', layout: 'single', renditionKind: 'ORIGINAL', files: 1, sidecars: 1, roll: 'A001' },
    ]);
    expect(others.map(({ path }) => path)).toEqual(['A001/report.pdf']);
  });

  it('takes sound as sound', () => {
    expect(groupFiles(listing('SR001/T001.wav')).map(({ name, kind }) => [name, kind])).toEqual([['T001', 'SOUND']]);
  });

  it('stays quick with a hundred thousand frames', () => {
    const files = Array.from({ length: 100_000 }, (_, index) => ({
      path: `A001/A001C001/A001C001.${String(index).padStart(7, '0')}.ari`,
      sizeBytes: 1,
      mtimeMs: 0,
    }));
    const began = performance.now();
    expect(groupFiles(files).map(brief)).toEqual([
      { name: 'A001C001', layout: 'sequence', renditionKind: 'ORIGINAL', files: 100_000, sidecars: 0, roll: 'A001' },
    ]);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('takes what was asked for, also under a hidden folder, and leaves hidden files in it out', () => {
    const files = listing('home/.rushes/seed/A001/A001C001_260202_R1AB.mov', 'home/.rushes/seed/A001/.trash/A001C002_260202_R1AB.mov');
    expect(groupFiles(files, 'seed', 'home/.rushes/seed').map(({ name }) => name)).toEqual(['A001C001_260202_R1AB']);
    const [file] = files;
    expect(groupFiles([file!], 'A001C001', file!.path)).toHaveLength(1);
  });
});
