/** What six makers' cameras would have shot in a few days, and what of it is here. */
import { dayFrames, type Counting } from './labels.ts';
import type { Random, TrueClip, TrueRoll, Vendor } from './truthSet.ts';

export const film: Counting = { base: 24, drop: false };
export const pal: Counting = { base: 25, drop: false };
const ntscDrop: Counting = { base: 30, drop: true };

type Body = {
  readonly vendor: Vendor;
  readonly camera: string;
  readonly serial: string;
  readonly counting: Counting;
  readonly rate: readonly [number, number];
  readonly perLabel: number;
};

const bodies: readonly Body[] = [
  { vendor: 'ARRI', camera: 'A', serial: 'R1AB', counting: film, rate: [24000, 1001], perLabel: 1 },
  { vendor: 'ARRI', camera: 'A', serial: 'R7QZ', counting: film, rate: [24000, 1001], perLabel: 1 },
  { vendor: 'ARRI35', camera: 'B_', serial: '12NR', counting: film, rate: [24000, 1001], perLabel: 1 },
  { vendor: 'RED', camera: 'C', serial: '', counting: film, rate: [24000, 1001], perLabel: 1 },
  { vendor: 'SONY', camera: 'D', serial: '', counting: ntscDrop, rate: [30000, 1001], perLabel: 1 },
  { vendor: 'CANON', camera: 'E_', serial: '', counting: pal, rate: [25, 1], perLabel: 1 },
  { vendor: 'BLACKMAGIC', camera: 'F', serial: '', counting: pal, rate: [50, 1], perLabel: 2 },
  { vendor: 'XDCAM', camera: 'G', serial: '', counting: film, rate: [24000, 1001], perLabel: 1 },
];

export const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

export function clipNameOf(roll: TrueRoll, number: number, seconds: number, tail: string): string {
  const { camera, date } = roll;
  const clock = `${pad(Math.floor(seconds / 3600) % 24, 2)}${pad(Math.floor(seconds / 60) % 60, 2)}${pad(seconds % 60, 2)}`;
  switch (roll.vendor) {
    case 'ARRI':
      return `${camera}${pad(roll.number, 3)}C${pad(number, 3)}_${date}_${roll.serial}`;
    case 'ARRI35':
      return `${camera}${pad(roll.number, 4)}C${pad(number, 3)}_${date}_${clock}_a${roll.serial}`;
    case 'RED':
      return `${camera}${pad(roll.number, 3)}_C${pad(number, 3)}_${date.slice(2)}${tail}`;
    case 'SONY':
      return `${camera}${pad(roll.number, 3)}C${pad(number, 3)}_${date}${tail}`;
    case 'CANON':
      return `${camera}${pad(roll.number, 4)}C${pad(number, 3)}X${date}_${clock}${tail}_CANON`;
    case 'BLACKMAGIC':
      return `${camera}${pad(roll.number, 3)}_${date.slice(2)}${clock.slice(0, 4)}_C${pad(number, 3)}`;
    case 'XDCAM':
      return `C${pad(number, 4)}`;
  }
}

function rollNameOf(body: Body, number: number): string {
  switch (body.vendor) {
    case 'ARRI':
      return `${body.camera}${pad(number, 3)}${body.serial}`;
    case 'ARRI35':
      return `${body.camera}${pad(number, 4)}_${body.serial}`;
    case 'CANON':
      return `${body.camera}${pad(number, 4)}`;
    default:
      return `${body.camera}${pad(number, 3)}`;
  }
}

/** Days of shooting; takes are shared, so that three cameras and more run at the same time. Reels begin again on some days. */
export function shoot(random: Random, seed: number): TrueClip[] {
  const clips: TrueClip[] = [];
  const counters = new Map<string, number>();
  // Two bodies of one letter: a counter for both, or each its own, and then the same reel twice a day.
  const together = random.chance(0.5);
  for (let day = 0; day < 7; day += 1) {
    const date = `2302${pad(day + 3, 2)}`;
    // The fourth day is a night: it goes over midnight.
    let clock = day === 3 ? 22 * 3600 + random.below(1800) : 8 * 3600 + random.below(3600);
    const reset = random.chance(0.4);
    const state = bodies.map((body) => {
      const key = together ? body.camera : `${body.camera}${body.serial}`;
      if (reset || !counters.has(key)) counters.set(key, 0);
      return { body, key, roll: undefined as TrueRoll | undefined, left: 0, number: 0, edge: 0 };
    });
    for (let take = 0; take < 62; take += 1) {
      const length = 3 + random.below(90);
      for (const each of state) {
        if (random.chance(0.22)) continue;
        if (each.left === 0) {
          const number = counters.get(each.key)! + 1;
          counters.set(each.key, number);
          each.roll = {
            id: `${seed}/${day}/${each.body.camera}${each.body.serial}/${number}`,
            name: rollNameOf(each.body, number),
            vendor: each.body.vendor,
            camera: each.body.camera,
            number,
            day,
            date,
            serial: each.body.serial,
          };
          each.left = 4 + random.below(12);
          each.number = 0;
          each.edge = 3600;
        }
        each.left -= 1;
        each.number += 1;
        const { counting, rate, perLabel } = each.body;
        // Jammed cameras start within a moment of one another; some to the frame.
        const offset = random.chance(0.4) ? 0 : random.below(2 * counting.base);
        const seconds = length + (random.chance(0.5) ? 0 : random.below(4));
        const shot = seconds * counting.base * perLabel + random.below(counting.base);
        const day24 = dayFrames(counting);
        // From the clock through labels, so that drop-frame starts where its labels say.
        const atClock = Math.floor((clock % 86400) * (day24 / 86400));
        const tail = `${random.pick([...letters])}${random.pick([...letters])}`;
        const name = clipNameOf(each.roll!, each.number, clock % 86400, tail);
        const rest = random.next();
        const lost = random.chance(0.015) ? 3 + random.below(Math.floor(shot / 3)) : 0;
        clips.push({
          roll: each.roll!,
          number: each.number,
          name,
          fileName: each.body.vendor === 'ARRI35' && random.chance(0.4) ? name.replace(/_a(\w+)$/, '_h$1') : name,
          counting,
          rate,
          perLabel,
          start: (atClock + offset) % day24,
          shot,
          frames: shot - lost,
          ...(each.body.vendor === 'RED' ? { edgeStart: each.edge * 24 } : {}),
          presence: rest < 0.05 ? 'ABSENT' : rest < 0.08 ? 'ANNOUNCED' : 'HERE',
        });
        each.edge += Math.ceil(shot / 24);
      }
      clock += length + 15 + random.below(420);
    }
  }
  return clips;
}
