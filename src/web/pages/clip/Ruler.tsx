import type { ReactNode } from 'react';
import { Link } from '../../parts/Link.tsx';
import { linkTo } from '../../route.ts';
import { labelAt, offsetOf, type Clip } from './clock.ts';
import type { Render } from './Picture.tsx';

type Bar = {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly content: ReactNode;
  readonly kind: string;
};
/** Labels that fit on a laptop. */
const mostTicks = 8;
/** Seconds between ticks that people count in. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** The clip on its own timecode: who uses which frames, which plates exist, which other cameras ran. */
export function Ruler({
  production,
  clip,
  renders,
  frame,
  onFrame,
}: {
  production: string;
  clip: Clip;
  renders: readonly Render[];
  frame: number | undefined;
  onFrame: (frame: number) => void;
}) {
  const total = clip.frameCount;
  if (!total) return <p className="quiet">Its length is not known, so there is no ruler.</p>;
  const base = clip.timecode?.base ?? 24;
  const step = (steps.find((seconds) => total / (seconds * base) <= mostTicks) ?? 7200) * base;
  const ticks = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step).filter((tick) => tick < total);
  const percent = (at: number): string => `${(Math.min(Math.max(at, 0), total) / total) * 100}%`;
  const byTimeline = Map.groupBy(clip.usedIn.timelines, (use) => use.timeline.id);
  const lanes: { readonly label: ReactNode; readonly bars: readonly Bar[] }[] = [
    ...[...byTimeline.values()].map((uses) => ({
      label: (
        <Link href={linkTo(production, 'conform', uses[0]!.timeline.id)} className="foreign cut">
          {uses[0]!.timeline.name}
        </Link>
      ),
      bars: uses.map((use, index) => ({
        key: `${use.eventNumber} ${index}`,
        from: use.clipFrameIn ?? 0,
        to: use.clipFrameOut ?? total,
        kind: 'event',
        title: `Event ${use.eventNumber}: ${labelAt(clip, use.clipFrameIn ?? 0)} to ${labelAt(clip, use.clipFrameOut ?? total)}, frames ${use.clipFrameIn}-${use.clipFrameOut}`,
        content: use.eventNumber,
      })),
    })),
    ...(renders.some(isPart)
      ? [
          {
            label: 'Renders',
            bars: renders.filter(isPart).map((render) => ({
              key: render.id,
              from: render.clipFrameIn,
              to: render.clipFrameOut,
              kind: render.stale ? 'stale' : 'render',
              title: `${render.recipe}, ${render.state.toLowerCase()}, frames ${render.clipFrameIn}-${render.clipFrameOut}${render.stale ? `. Stale: ${render.stale}` : ''}`,
              content: render.recipe,
            })),
          },
        ]
      : []),
    ...clip.angles.flatMap((angle) => {
      const from = offsetOf(clip, angle);
      if (from === undefined || angle.frameCount === null) return [];
      return [
        {
          label: (
            <Link href={linkTo(production, 'clip', angle.id)} className="foreign cut">
              {angle.name}
            </Link>
          ),
          bars: [
            {
              key: angle.id,
              from,
              to: from + angle.frameCount,
              kind: 'angle',
              title: `${angle.name} ran from ${angle.timecode?.start}`,
              content: `Camera ${angle.camera.index ?? angle.camera.model ?? ''}`,
            },
          ],
        },
      ];
    }),
  ];
  return (
    <div className="ruler">
      <div className="ruler-lane">
        <span />
        <div
          className="ruler-ticks mono"
          role="slider"
          tabIndex={0}
          aria-label="Frame"
          aria-valuemin={0}
          aria-valuemax={total - 1}
          aria-valuenow={frame ?? 0}
          aria-valuetext={labelAt(clip, frame ?? 0)}
          onPointerDown={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            onFrame(Math.min(total - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * total))));
          }}
          onKeyDown={(event) => {
            const by = { ArrowRight: 1, ArrowLeft: -1, PageDown: base, PageUp: -base }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            onFrame(Math.min(total - 1, Math.max(0, (frame ?? 0) + by)));
          }}
        >
          {ticks.map((tick) => (
            <span key={tick} style={{ left: percent(tick) }}>
              {labelAt(clip, tick)}
            </span>
          ))}
          {clip.timecode?.runs
            .filter((run) => run.frame > 0)
            .map((run) => (
              <b
                key={run.frame}
                style={{ left: percent(run.frame) }}
                title={`The count goes on at ${run.timecode} from frame ${run.frame}`}
              >
                ⇥ {run.timecode}
              </b>
            ))}
          {frame !== undefined && <i className="needle" style={{ left: percent(frame) }} />}
        </div>
      </div>
      {lanes.map(({ label, bars }, index) => (
        <div key={index} className="ruler-lane">
          <span className="cut">{label}</span>
          <div className="ruler-bars">
            {bars.map((bar) => (
              <span
                key={bar.key}
                className={`ruler-bar ${bar.kind}`}
                title={bar.title}
                style={{ left: percent(bar.from), width: `calc(${percent(bar.to)} - ${percent(bar.from)})` }}
              >
                {bar.content}
              </span>
            ))}
            {frame !== undefined && <i className="needle" style={{ left: percent(frame) }} />}
          </div>
        </div>
      ))}
      {clip.usedIn.timelines.length === 0 && <p className="quiet">No list uses it yet.</p>}
    </div>
  );
}

/** Stills, strips and proxies are of the page; plates and trims are work. */
const isPart = (render: Render): boolean => !['still', 'contact-sheet', 'proxy-h264'].includes(render.recipe);
