/**
 * Makers' metadata that no real file at hand carries, in files made here from public descriptions and read by the whole inspector with its real engines.
 * What is expected was worked out by hand from the description that stands beside it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InspectedClip } from '../../src/domain/clip.ts';
import { openInspector } from '../../src/openInspector.ts';
import { inspectionJson, type Inspector } from '../../src/services/inspect.ts';
import { samplesFolder } from '../samples.ts';
import { atom, integer, joined, movie, tag, type MovieKey } from './makeMovie.ts';

const samples = samplesFolder();
let folder: string;
let inspector: Inspector;
let close: () => Promise<void>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rushes-descriptions-'));
  ({ inspector, close } = openInspector());
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

async function inspect(name: string, bytes: Uint8Array): Promise<InspectedClip> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { clips, failures } = await inspector.inspectFiles([path]);
  expect(failures).toEqual([]);
  return clips[0]!;
}
const valuesOf = (clip: InspectedClip, fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.keys(fields).map((field) => [field, clip.facts.find((fact) => fact.field === field)?.value]));
const expectFacts = (clip: InspectedClip, fields: Readonly<Record<string, unknown>>) => expect(valuesOf(clip, fields)).toEqual(fields);

const text = (value: string) => new TextEncoder().encode(value);
const picture = { handler: 'vide', codec: 'apch', sample: new Uint8Array(16), size: [1920, 1080] as const };

/** RDD 18 writes stops below 256 in 65536 parts of eight: f/2 is seven eighths. */
const f2 = 0xe000;
/** RDD 18 lengths: 1.75 m is 1750 times ten to the power of -3 (d as a nibble). */
const metres1750 = 0xd000 | 1750;

describe('metadata keys of movies', () => {
  it('ARRI: tenths of a degree, thousandths of a frame a second and of density', async () => {
    // Units as an ALEXA Mini's file and its ALE gave them side by side: ShutterAngle 1728 and 172.8, SensorFps 24000 and 24.
    const keys: MovieKey[] = [
      ['com.arri.camera.CameraModel', 'ALEXA Mini'],
      ['com.arri.camera.ShutterAngle', '1728'],
      ['com.arri.camera.SensorFps', '48000'],
      ['com.arri.camera.NdFilterDensity', '1200'],
      ['com.arri.camera.ExposureIndexAsa', '800'],
      ['com.arri.camera.WhiteBalanceKelvin', '5600'],
      ['com.arri.camera.ColorGammaSxS', 'LOG-C'],
      ['com.arri.camera.ReelName', 'A001R2B'],
      ['com.arri.camera.SceneName', '12A'],
    ];
    expectFacts(await inspect('arri.mov', movie([picture], keys)), {
      'camera.make': 'ARRI',
      'camera.model': 'ALEXA Mini',
      'exposure.shutterAngle': 172.8,
      'rate.capture': '48/1',
      'exposure.ndStops': 4,
      'exposure.exposureIndex': 800,
      'color.whiteBalanceKelvin': 5600,
      'color.transfer': 'LogC3',
      reel: 'A001R2B',
      'slate.scene': '12A',
    });
    const small = await inspect('arri-small.mov', movie([picture], [['com.arri.camera.ShutterAngle', '112']]));
    expectFacts(small, { 'exposure.shutterAngle': 11.2 });
  });

  it('Z CAM: the name of the camera is its letter', async () => {
    // Keys and texts of an E2-F6's movie, as ffprobe printed them.
    const keys: MovieKey[] = [
      ['CameraMaker', 'Z CAM'],
      ['CameraModel', 'E2-F6'],
      ['com.zcam.camera.sn', '540D00A1327'],
      ['com.zcam.camera.fw', '0.97'],
      ['com.zcam.camera.lut', 'Rec.709'],
      ['com.zcam.camera.iso', '1600'],
      ['com.zcam.camera.shutterSpeed', '1/48'],
      ['com.zcam.camera.aperture', 'F2.8'],
      ['com.zcam.camera.lensType', 'EF100mm f/2.8L Macro IS USM'],
      ['com.zcam.camera.lensFocalLength', '100mm'],
      ['com.zcam.camera.focusDistance', '83mm'],
      ['com.zcam.camera.nd', 'clear'],
      ['com.zcam.camera.whiteBalanceKelvin', '3600K'],
      ['com.zcam.camera.whiteBalanceTint', '0'],
      ['com.apple.proapps.shootingRate', '24'],
      ['com.apple.proapps.cameraName', 'A'],
      ['com.apple.proapps.reel', '008'],
      ['com.apple.proapps.clipID', 'A008C0001_20210808061442_0001'],
    ];
    expectFacts(await inspect('zcam.mov', movie([picture], keys)), {
      'camera.make': 'Z CAM',
      'camera.model': 'E2-F6',
      'camera.serial': '540D00A1327',
      'camera.firmware': '0.97',
      'camera.index': 'A',
      'color.transfer': 'Rec.709',
      'exposure.iso': 1600,
      'exposure.exposureTimeSeconds': 0.02083333,
      'lens.fNumber': 2.8,
      'lens.model': 'EF100mm f/2.8L Macro IS USM',
      'lens.focalLengthMm': 100,
      'lens.focusDistanceMetres': 0.083,
      'exposure.ndStops': 0,
      'color.whiteBalanceKelvin': 3600,
      'color.tint': 0,
      'rate.capture': '24/1',
      reel: '008',
      'identity.clipName': 'A008C0001_20210808061442_0001',
    });
  });

  it('Panasonic: the clip document under one key', async () => {
    // A DC-S5's document, shortened to what it tells of the camera.
    const document = `<?xml version="1.0" encoding="UTF-8"?><ClipMain xmlns="urn:schemas-Professional-Plug-in:Semi-Pro:ClipMetadata:v1.0"><ClipContent><Duration>1</Duration><EditUnit>1001/24000</EditUnit><ClipMetadata><Device><Manufacturer>Panasonic</Manufacturer><ModelName>DC-S5</ModelName></Device><Shoot><StartDate>2022-04-19T22:47:20-05:00</StartDate></Shoot></ClipMetadata></ClipContent><UserArea><AcquisitionMetadata><CameraUnitMetadata><ISOSensitivity>640</ISOSensitivity><Gamma><CaptureGamma>V-Log</CaptureGamma></Gamma><Gamut><CaptureGamut>V-Gamut</CaptureGamut></Gamut></CameraUnitMetadata></AcquisitionMetadata></UserArea></ClipMain>`;
    const clip = await inspect('lumix.mov', movie([picture], [['com.panasonic.Semi-Pro.metadata.xml', document]]));
    expectFacts(clip, {
      'camera.make': 'Panasonic',
      'camera.model': 'DC-S5',
      'exposure.iso': 640,
      'color.transfer': 'V-Log',
      'color.primaries': 'V-Gamut',
      'slate.shootDate': '2022-04-19',
      'slate.utcOffset': '-05:00',
    });
  });

  it('Apple Log stands in the picture description', async () => {
    const logs = atom('logs', text('com.apple.rec2020.apple-log\0'));
    const clip = await inspect('log.mov', movie([{ ...picture, pictureAtoms: logs }]));
    expectFacts(clip, { 'color.transfer': 'Apple Log', 'image.width': 1920 });
  });
});

describe('Sony', () => {
  const lensAndCamera = [
    tag(0x8000, integer(f2, 2)),
    tag(0x8001, integer(metres1750, 2)),
    tag(0x8005, integer(0xd000 | 32, 2)),
    tag(0x8103, integer(4, 2)),
    tag(0x8106, joined(integer(48000, 4), integer(1001, 4))),
    tag(0x8108, integer(10368, 4)),
    tag(0x8109, joined(integer(1, 4), integer(48, 4))),
    tag(0x810b, integer(800, 2)),
    tag(0x810e, integer(5600, 2)),
    tag(0x8114, text('ILCE-7SM3 5072108')),
  ];
  /** 10368 minutes of arc are 172.8 degrees; a quarter of the light is 2 stops. */
  const expected = {
    'lens.fNumber': 2,
    'lens.focusDistanceMetres': 1.75,
    'lens.focalLengthMm': 32,
    'exposure.nd': 4,
    'exposure.ndStops': 2,
    'rate.capture': '48000/1001',
    'exposure.shutterAngle': 172.8,
    'exposure.exposureTimeSeconds': 0.02083333,
    'exposure.iso': 800,
    'color.whiteBalanceKelvin': 5600,
    'camera.model': 'ILCE-7SM3',
    'camera.serial': '5072108',
  };

  it('the first frame of the rtmd track', async () => {
    // A header that names its own length (28), the label of a set, a container, then tags (ExifTool, Sony.pm).
    const sample = joined(
      integer(0x1c, 2),
      new Uint8Array(26),
      Uint8Array.from([0x06, 0x0e, 0x2b, 0x34, 2, 0x53, 1, 1, 0x0c, 2, 1, 1, 1, 1, 0, 0]),
      tag(0x8300, new Uint8Array(0)),
      ...lensAndCamera,
    );
    const clip = await inspect('xavc.mp4', movie([picture, { handler: 'meta', codec: 'rtmd', sample }]));
    expectFacts(clip, expected);
  });

  it('labels of 50p count pairs of frames: the end lies after half as many labels as frames', async () => {
    // ST 12-1 counts to 30; Sony says so with halfStep. 588 frames are 294 labels: 11 seconds and 19 of 25.
    const document = `<NonRealTimeMeta><Duration value="588"/><LtcChangeTable tcFps="25" halfStep="true"><LtcChange frameCount="0" value="00000010" status="increment"/></LtcChangeTable><VideoFormat><VideoFrame videoCodec="AVC" captureFps="50.00p" formatFps="50p"/></VideoFormat></NonRealTimeMeta>`;
    const clip = await inspect('C0002M01.XML', text(document));
    expect(inspectionJson(clip)['timecode']).toMatchObject({ start: '10:00:00:00', end: '10:00:11:19', base: 25 });
  });

  it.each([
    ['take.csv', 'Clip Name,File Path,ReelID,Abs TC,FPS,Camera Model\nA001_C001,x.R3D,001,01:00:00:00,24,KOMODO 6K\n'],
    ['take.ale', 'Heading\nFIELD_DELIM\tTABS\nFPS\t24\n\nColumn\nName\tStart\tEnd\n\nData\nA001_C001\t01:00:00:00\t01:00:01:00\n'],
  ])('%s saved in UTF-16, behind a byte order mark, or with the line ends of old Macs says the same', async (name, table) => {
    const utf16 = (mark: string) => new Uint8Array(Uint16Array.from(mark + table, (character) => character.charCodeAt(0)).buffer);
    const forms = [
      text(table),
      text(`\ufeff${table}`),
      utf16('\ufeff'),
      text(table.replaceAll('\n', '\r')),
      text(table.replaceAll('\n', '\r\n')),
    ];
    for (const [index, bytes] of forms.entries())
      expect(inspectionJson(await inspect(`${index}-${name}`, bytes))).toMatchObject({ timecode: { start: '01:00:00:00', base: 24 } });
  });

  it('NonRealTimeMeta within the movie', async () => {
    const document = `<?xml version="1.0" encoding="UTF-8"?><NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00"><Device manufacturer="Sony" modelName="ILME-FX3" serialNo="4294967295"/><AcquisitionRecord><Group name="CameraUnitMetadataSet"><Item name="CaptureGammaEquation" value="s-log3-cine"/></Group></AcquisitionRecord></NonRealTimeMeta>`;
    const clip = await inspect(
      'fx3.mp4',
      movie(
        [picture],
        [],
        atom(
          'meta',
          integer(0, 4),
          atom('hdlr', new Uint8Array(8), text('nrtm'), new Uint8Array(12)),
          atom('xml ', integer(0, 4), text(document)),
        ),
      ),
    );
    expectFacts(clip, {
      'camera.serial': undefined,
      'camera.make': 'Sony',
      'camera.model': 'ILME-FX3',
      'color.transfer': 'S-Log3',
    });
  });

  it.skipIf(samples === undefined)('RDD 18 in MXF, as MediaInfo reads it', async () => {
    // Two sets of SMPTE RDD 18 behind the header partition pack of a real OP1a file.
    const set = (kind: number, tags: readonly Uint8Array[]) => {
      const body = joined(...tags);
      return joined(Uint8Array.from([6, 14, 0x2b, 0x34, 2, 0x53, 1, 1, 12, 2, 1, 1, kind, 1, 0, 0, 0x83]), integer(body.length, 3), body);
    };
    const file = new Uint8Array(readFileSync(join(samples!, 'camera-files/sindresorhus-file-type/fixture.mxf')));
    const sizeBytes = file[16]! & 0x7f;
    const pack = 17 + sizeBytes + file.subarray(17, 17 + sizeBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    const lens = set(1, [
      ...lensAndCamera.slice(0, 3),
      tag(0x8007, text('7032.0100')),
      tag(0x8008, integer(f2, 2)),
      tag(0x8009, integer(0x8000, 2)),
    ]);
    const camera = set(2, [
      ...lensAndCamera.slice(3, 9),
      tag(0x8104, integer(24000, 2)),
      tag(0x8105, integer(13500, 2)),
      tag(0x810a, integer(600, 2)),
      tag(0x8114, text('MPC-3610 0010201 Version6.10')),
      tag(0x8115, integer(1000, 2)),
    ]);
    const clip = await inspect('venice.mxf', joined(file.subarray(0, pack), lens, camera, file.subarray(pack)));
    expectFacts(clip, {
      ...expected,
      'camera.model': 'MPC-3610',
      'camera.serial': '0010201',
      'camera.firmware': '6.10',
      'lens.tStop': 2,
      'lens.serial': '7032.0100',
      'lens.irisRingPercent': 50,
      'image.sensorWidthMm': 24,
      'image.sensorHeightMm': 13.5,
      'exposure.gainDb': 6,
      'exposure.exposureIndex': 1000,
    });
  });
});

describe('Blackmagic RAW', () => {
  it('keys of the movie and the header of its first frame', async () => {
    const padded = (value: string) => joined(text(value), new Uint8Array(24 - text(value).length));
    const frame = atom(
      'bmdf',
      atom('srte', integer(48, 4), integer(1, 4)),
      atom('shtv', padded('180°')),
      atom('aptr', padded('T2.3')),
      atom('fcln', padded('50mm')),
      atom('dsnc', padded('991mm')),
      atom('isoe', integer(800, 4)),
      atom('wkel', integer(6000, 4)),
      atom('wtin', integer(0xfff6, 2)),
    );
    const dimensions = joined(integer(0x45f00000, 4), integer(0x45c84000, 4)); // 7680.0 and 6408.0 in single precision
    const keys: MovieKey[] = [
      ['manufacturer', 'Blackmagic Design'],
      ['camera_type', 'Blackmagic URSA Mini Pro 12K'],
      ['camera_id', '7ef33b36-a5ba-4a04-b218-0afc7eb1f8b6'],
      ['firmware_version', '7.2.1'],
      ['braw_compression_ratio', '12:1'],
      ['sensor_area_captured', dimensions, 71],
      ['viewing_bmdgen', integer(5, 2), 66],
      ['anamorphic', '2x'],
      ['anamorphic_enable', integer(1, 1), 75],
      ['scene', '12'],
      ['take', '99'],
      ['camera_number', 'A'],
      ['viewing_gamma', 'Blackmagic Design Film'],
    ];
    const clip = await inspect(
      'A001_08151512_C001.braw',
      movie([{ handler: 'vide', codec: 'brhq', sample: frame, size: [5120, 4272] }], keys),
    );
    expectFacts(clip, {
      'image.codec': 'Blackmagic RAW',
      'camera.model': 'Blackmagic URSA Mini Pro 12K',
      'camera.firmware': '7.2.1',
      'camera.index': 'A',
      'image.sensorMode': '7680x6408',
      'image.anamorphicSqueeze': 2,
      'image.compression': '12:1',
      'color.colorScience': 'generation 5',
      'rate.capture': '48/1',
      'exposure.shutterAngle': 180,
      'exposure.iso': 800,
      'lens.tStop': 2.3,
      'lens.focalLengthMm': 50,
      'lens.focusDistanceMetres': 0.991,
      'color.whiteBalanceKelvin': 6000,
      'color.tint': -10,
      'slate.scene': '12',
      'slate.take': '99',
    });
  });
});
