import type { ReactNode } from 'react';
import type { ClipOrderField } from '../../generated/operations.ts';
import { Badge } from '../../parts/Badge.tsx';
import type { FoundClip } from './useResults.ts';

export type Column = {
  readonly id: string;
  readonly label: string;
  /** Pixels; the name takes what is left. */
  readonly width: number;
  readonly isNumber?: boolean;
  readonly isMono?: boolean;
  readonly sort?: ClipOrderField;
  readonly value: (clip: FoundClip) => ReactNode;
};

const shown = (value: number | string | null | undefined, unit = ''): string =>
  value === null || value === undefined ? '' : `${value}${unit}`;
/** 24000/1001 as people say it. */
export function rateText(rate: string | null | undefined): string {
  if (!rate) return '';
  const [num, den] = rate.split('/').map(Number);
  return den ? String(Math.round((num! / den) * 1000) / 1000) : rate;
}

export const columns: readonly Column[] = [
  { id: 'roll', label: 'Roll', width: 92, value: (clip) => clip.roll?.name },
  { id: 'day', label: 'Day', width: 86, sort: 'SHOOT_DATE', value: (clip) => clip.shootDate },
  { id: 'start', label: 'Start', width: 92, isMono: true, sort: 'TIMECODE', value: (clip) => clip.timecode?.start },
  { id: 'end', label: 'End', width: 92, isMono: true, value: (clip) => clip.timecode?.end },
  { id: 'frames', label: 'Frames', width: 62, isNumber: true, value: (clip) => clip.frameCount },
  { id: 'rate', label: 'Rate', width: 58, isNumber: true, value: (clip) => rateText(clip.rate.playback) },
  { id: 'capture', label: 'Sensor fps', width: 78, isNumber: true, value: (clip) => rateText(clip.rate.capture) },
  { id: 'camera', label: 'Cam', width: 40, value: (clip) => clip.camera.index },
  { id: 'model', label: 'Camera', width: 118, value: (clip) => clip.camera.model },
  { id: 'serial', label: 'Serial', width: 90, value: (clip) => clip.camera.serial },
  { id: 'ei', label: 'EI', width: 50, isNumber: true, value: (clip) => clip.exposure.exposureIndex },
  { id: 'wb', label: 'WB', width: 62, isNumber: true, value: (clip) => shown(clip.color.whiteBalanceKelvin, ' K') },
  { id: 'tint', label: 'Tint', width: 56, isNumber: true, value: (clip) => clip.color.tint },
  { id: 'shutter', label: 'Shutter', width: 68, isNumber: true, value: (clip) => shown(clip.exposure.shutterAngle, '°') },
  { id: 'nd', label: 'ND', width: 50, isNumber: true, value: (clip) => clip.exposure.ndStops },
  { id: 'lens', label: 'Lens', width: 150, value: (clip) => clip.lens.model },
  { id: 'focal', label: 'Focal', width: 70, isNumber: true, value: (clip) => shown(clip.lens.focalLengthMm, ' mm') },
  { id: 'tstop', label: 'T', width: 50, isNumber: true, value: (clip) => clip.lens.tStop },
  {
    id: 'resolution',
    label: 'Size',
    width: 96,
    isNumber: true,
    value: (clip) => (clip.image.width ? `${clip.image.width}×${clip.image.height}` : ''),
  },
  { id: 'codec', label: 'Codec', width: 150, value: (clip) => clip.image.codec },
  { id: 'transfer', label: 'Transfer', width: 100, value: (clip) => clip.color.transfer },
  { id: 'look', label: 'Look', width: 120, value: (clip) => clip.color.look },
  { id: 'scene', label: 'Scene', width: 56, value: (clip) => clip.slate.scene },
  { id: 'take', label: 'Take', width: 50, value: (clip) => [clip.slate.shot, clip.slate.take].filter(Boolean).join('/') },
  { id: 'state', label: 'State', width: 90, value: (clip) => <State clip={clip} /> },
];

export const usualColumns = ['roll', 'day', 'start', 'frames', 'rate', 'camera', 'model', 'ei', 'wb', 'scene', 'state'];

/** What is as it should be stays quiet. */
export function State({ clip }: { clip: FoundClip }) {
  if (clip.state !== 'INSPECTED') return <Badge state={clip.state} />;
  return clip.online ? null : <span className="badge OFFLINE_KNOWN">Offline</span>;
}

/** The columns that ids name, in this list's order; the usual ones where none is known. */
export function chosenColumns(ids: readonly string[]): readonly Column[] {
  const chosen = columns.filter((column) => ids.includes(column.id));
  return chosen.length > 0 ? chosen : columns.filter((column) => usualColumns.includes(column.id));
}
