/**
 * The seed production, as data: what is shot, and therefore what every list event must resolve to. Two cameras, two days, three rolls.
 * On day 2 the A camera is a rental body whose card counter starts again at A001, as happens: its names collide with day 1 in 8-character lists.
 */
export type SeedClip = {
  /** Stem of the clip; the name people use. */
  readonly name: string;
  readonly roll: string;
  readonly container: 'mov' | 'mxf' | 'exr';
  readonly codec: 'prores' | 'dnxhr' | 'h264' | 'exr';
  readonly frames: number;
  /** Frames of each file where the clip spans several. */
  readonly spans?: readonly number[];
  readonly start: string;
  readonly rate: '24000/1001' | '30000/1001';
  readonly day: string;
  readonly exposureIndex: number;
  readonly whiteBalance: number;
  readonly lens: string;
  /** Sensor frames a second × 1000, as ARRI writes it, where it differs from the project rate. */
  readonly sensorFps?: number;
  readonly scene: string;
  readonly take: string;
  /** Also has an H.264 proxy beside it. */
  readonly proxy?: boolean;
};

export const seedProduction = { slug: 'harbour', title: 'Harbour Lights', rate: '24000/1001', dropFrame: false } as const;

export const seedSize = { width: 960, height: 540 } as const;

export const seedRolls = [
  { name: 'A001R1AB', camera: 'A', day: '2026-02-02', model: 'ALEXA Mini LF', serial: '31001', maker: 'ARRI' },
  { name: 'B001', camera: 'B', day: '2026-02-02', model: 'MPC-3610', serial: '0100202', maker: 'Sony' },
  { name: 'A001R2CD', camera: 'A', day: '2026-02-03', model: 'ALEXA Mini LF', serial: '31777', maker: 'ARRI' },
] as const;

const day1 = { day: '2026-02-02', rate: '24000/1001', exposureIndex: 800, whiteBalance: 5600 } as const;
const day2 = { day: '2026-02-03', rate: '24000/1001', exposureIndex: 800, whiteBalance: 5600 } as const;
const arri = { ...day1, roll: 'A001R1AB', container: 'mov', codec: 'prores', lens: 'Signature Prime 40mm' } as const;
const sony = { ...day1, roll: 'B001', container: 'mxf', codec: 'dnxhr', lens: 'Signature Prime 75mm' } as const;
const rental = { ...day2, roll: 'A001R2CD', container: 'mov', codec: 'prores', lens: 'Signature Prime 40mm' } as const;

export const seedClips: readonly SeedClip[] = [
  { ...arri, name: 'A001C001_260202_R1AB', frames: 96, start: '10:12:04:10', scene: '42', take: '1', proxy: true },
  { ...arri, name: 'A001C002_260202_R1AB', frames: 120, start: '10:20:00:00', scene: '42', take: '2', sensorFps: 48000 },
  { ...arri, name: 'A001C003_260202_R1AB', frames: 96, start: '10:31:15:05', scene: '43', take: '1' },
  { ...arri, name: 'A001C004_260202_R1AB', frames: 72, start: '10:31:40:00', scene: '43', take: '2' },
  { ...sony, name: 'B001C001_260202AB', frames: 144, start: '10:12:02:00', scene: '42', take: '1' },
  { ...sony, name: 'B001C002_260202AB', frames: 96, start: '10:30:00:00', scene: '43', take: '1' },
  { ...sony, name: 'B001C003_260202AB', frames: 120, spans: [60, 60], start: '11:00:00:00', scene: '44', take: '1' },
  { ...sony, name: 'B001C004_260202AB', container: 'mov', codec: 'h264', frames: 96, start: '23:59:58:00', scene: '45', take: '1' },
  { ...rental, name: 'A001C001_260203_R2CD', frames: 168, start: '10:12:00:00', scene: '50', take: '1' },
  { ...rental, name: 'A001C002_260203_R2CD', frames: 96, start: '10:45:10:12', scene: '50', take: '2', exposureIndex: 1280 },
  { ...rental, name: 'A001C003_260203_R2CD', frames: 120, start: '10:50:00;00', rate: '30000/1001', scene: '51', take: '1' },
  { ...rental, name: 'A001C004_260203_R2CD', container: 'exr', codec: 'exr', frames: 24, start: '10:55:00:00', scene: '51', take: '2' },
];

/** What an event of `harbour_v3.edl` must come to. Frames are zero-based from the clip's first frame, out exclusive. */
export type SeedAnswer = {
  readonly number: string;
  readonly state: string;
  readonly clip?: string;
  readonly frames?: readonly [number, number];
  readonly missing?: readonly [number, number];
  /** Clips that must be among the candidates. */
  readonly candidates?: readonly string[];
  /** Why the answer is this, by hand from the plan above. */
  readonly because: string;
};

type Line = {
  readonly number: string;
  readonly reel: string;
  readonly edit: string;
  readonly source: readonly [string, string];
  readonly seconds: string;
  readonly notes?: readonly string[];
};

/** Record times run on from 01:00:00:00; written out by `seedEdl`. */
const lines: readonly Line[] = [
  {
    number: '001',
    reel: 'A001C001_260202_R1AB',
    edit: 'C',
    source: ['10:12:05:00', '10:12:06:12'],
    seconds: '01:00:00:00 01:00:01:12',
    notes: ['FROM CLIP NAME: 42-1 A', 'ASC_SOP (1.05 1.00 0.95)(0.01 0.00 -0.01)(1.00 1.00 1.00)', 'ASC_SAT 0.900'],
  },
  {
    number: '002',
    reel: 'B001C001_260202AB',
    edit: 'C',
    source: ['10:12:06:00', '10:12:07:00'],
    seconds: '01:00:01:12 01:00:02:12',
    notes: ['FROM CLIP NAME: 42-1 B'],
  },
  { number: '003', reel: 'B001C001_260202AB', edit: 'C', source: ['10:12:07:00', '10:12:07:00'], seconds: '01:00:02:12 01:00:02:12' },
  {
    number: '003',
    reel: 'A001C003_260202_R1AB',
    edit: 'D    012',
    source: ['10:31:16:00', '10:31:17:12'],
    seconds: '01:00:02:12 01:00:04:00',
    notes: ['FROM CLIP NAME: 42-1 B', 'TO CLIP NAME: 43-1 A'],
  },
  {
    number: '004',
    reel: 'A001C002_260202_R1AB',
    edit: 'C',
    source: ['10:20:01:00', '10:20:03:00'],
    seconds: '01:00:04:00 01:00:05:00',
    notes: ['M2   A001C002_260202_R1AB       047.9                10:20:01:00'],
  },
  { number: '005', reel: 'A001C002', edit: 'C', source: ['10:45:11:00', '10:45:12:00'], seconds: '01:00:05:00 01:00:06:00' },
  { number: '006', reel: 'A001C001', edit: 'C', source: ['10:12:05:00', '10:12:06:00'], seconds: '01:00:06:00 01:00:07:00' },
  { number: '007', reel: 'B001C004_260202AB', edit: 'C', source: ['23:59:59:12', '00:00:00:12'], seconds: '01:00:07:00 01:00:08:00' },
  {
    number: '008',
    reel: 'AX',
    edit: 'C',
    source: ['10:31:40:12', '10:31:41:12'],
    seconds: '01:00:08:00 01:00:09:00',
    notes: ['FROM CLIP NAME: A001C004_260202_R1AB.mov'],
  },
  { number: '009', reel: 'B001C003_260202AB', edit: 'C', source: ['11:00:02:00', '11:00:03:00'], seconds: '01:00:09:00 01:00:10:00' },
  { number: '010', reel: 'B001C002_260202AB', edit: 'C', source: ['10:30:03:00', '10:30:05:00'], seconds: '01:00:10:00 01:00:12:00' },
  { number: '011', reel: 'A003C001_260204_R1AB', edit: 'C', source: ['12:00:00:00', '12:00:01:00'], seconds: '01:00:12:00 01:00:13:00' },
  { number: '012', reel: 'A001C003_260202_R1AB', edit: 'C', source: ['15:00:00:00', '15:00:01:00'], seconds: '01:00:13:00 01:00:14:00' },
  { number: '013', reel: 'BL', edit: 'C', source: ['00:00:00:00', '00:00:01:00'], seconds: '01:00:14:00 01:00:15:00' },
  { number: '014', reel: 'A001C004_260203_R2CD', edit: 'C', source: ['10:55:00:06', '10:55:00:18'], seconds: '01:00:15:00 01:00:15:12' },
  { number: '015', reel: 'AX', edit: 'C', source: ['10:12:05:00', '10:12:06:00'], seconds: '01:00:15:12 01:00:16:12' },
];

export const seedAnswers: readonly SeedAnswer[] = [
  {
    number: '001',
    state: 'MATCHED',
    clip: 'A001C001_260202_R1AB',
    frames: [14, 50],
    because: '10:12:05:00 is 14 frames after 10:12:04:10; 36 frames',
  },
  { number: '002', state: 'MATCHED', clip: 'B001C001_260202AB', frames: [96, 120], because: '4 s after 10:12:02:00 at base 24' },
  {
    number: '003',
    state: 'MATCHED',
    clip: 'B001C001_260202AB',
    frames: [120, 132],
    because: 'the A side runs on through the 12-frame dissolve',
  },
  {
    number: '003',
    state: 'MATCHED',
    clip: 'A001C003_260202_R1AB',
    frames: [19, 55],
    because: '10:31:16:00 is 19 frames after 10:31:15:05',
  },
  {
    number: '004',
    state: 'MATCHED',
    clip: 'A001C002_260202_R1AB',
    frames: [24, 72],
    because: '48 source frames over 24 record frames: 200 %',
  },
  {
    number: '005',
    state: 'MATCHED',
    clip: 'A001C002_260203_R2CD',
    frames: [12, 36],
    because: '8 characters, but only the day-2 roll was running at 10:45',
  },
  {
    number: '006',
    state: 'AMBIGUOUS',
    candidates: ['A001C001_260202_R1AB', 'A001C001_260203_R2CD'],
    because: 'both days have an A001C001 at 10:12:05',
  },
  { number: '007', state: 'MATCHED', clip: 'B001C004_260202AB', frames: [36, 60], because: 'the clip crosses midnight after 48 frames' },
  { number: '008', state: 'MATCHED', clip: 'A001C004_260202_R1AB', frames: [12, 36], because: 'AX says nothing; the clip name does' },
  {
    number: '009',
    state: 'MATCHED',
    clip: 'B001C003_260202AB',
    frames: [48, 72],
    because: 'runs over from the first file (60 frames) into the second',
  },
  {
    number: '010',
    state: 'MATCHED_PARTIAL',
    clip: 'B001C002_260202AB',
    frames: [72, 96],
    missing: [0, 24],
    because: 'the camera stopped one second too early',
  },
  { number: '011', state: 'UNMATCHED', because: 'card A003 was never brought in' },
  {
    number: '012',
    state: 'NAME_ONLY',
    candidates: ['A001C003_260202_R1AB'],
    because: 'the name is right, the timecode is four hours away',
  },
  { number: '013', state: 'GENERATED', because: 'BL is black' },
  { number: '014', state: 'MATCHED', clip: 'A001C004_260203_R2CD', frames: [6, 18], because: 'an image sequence counts like any clip' },
  {
    number: '015',
    state: 'TC_ONLY',
    candidates: ['A001C001_260202_R1AB', 'B001C001_260202AB', 'A001C001_260203_R2CD'],
    because: 'no name at all; three cameras were running',
  },
];

/** The pickups were cut in a 29.97 drop-frame sequence whose list prints colons. */
export const pickupAnswers: readonly SeedAnswer[] = [
  {
    number: '001',
    state: 'MATCHED',
    clip: 'A001C003_260203_R2CD',
    frames: [30, 60],
    because: '10:50:01:00 is frame 30 of a clip that starts at 10:50:00;00',
  },
];

export function seedEdl(): string {
  const text = ['TITLE: HARBOUR_V3', 'FCM: NON-DROP FRAME', ''];
  for (const line of lines) {
    text.push(`${line.number}  ${line.reel.padEnd(24)} V     ${line.edit.padEnd(8)} ${line.source.join(' ')} ${line.seconds}`);
    for (const note of line.notes ?? []) text.push(note.startsWith('M2') ? note : `* ${note}`);
  }
  return `${text.join('\r\n')}\r\n`;
}

export function pickupEdl(): string {
  return [
    'TITLE: HARBOUR_PICKUPS',
    'FCM: DROP FRAME',
    '',
    '001  A001C003_260203_R2CD     V     C        10:50:01:00 10:50:02:00 01:00:00:00 01:00:01:00',
    '',
  ].join('\r\n');
}
