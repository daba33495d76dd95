import { rateText } from '../find/columns.tsx';
import { lengthText, valueText, type Clip } from './clock.ts';

type Entry = { readonly label: string; readonly text: string | null; readonly fields: readonly string[]; readonly isMono?: boolean };
const joined = (...parts: readonly (string | number | null | undefined)[]): string | null =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ') || null;
const unit = (value: number | null | undefined, name: string): string | null =>
  value === null || value === undefined ? null : `${value}${name}`;

/** What one looks for first. What is unknown says so; where each comes from is one click away. */
export function Essentials({ clip, onField }: { clip: Clip; onField: (field: string) => void }) {
  const baked = [clip.baked.iso && 'sensitivity', clip.baked.whiteBalance && 'white balance', clip.baked.look && 'look'].filter(Boolean);
  const groups: readonly (readonly [string, readonly Entry[]])[] = [
    [
      'Time',
      [
        {
          label: 'Timecode',
          text: clip.timecode && `${clip.timecode.start} – ${clip.timecode.end ?? '?'}`,
          fields: ['timecode.start', 'timecode.base'],
          isMono: true,
        },
        {
          label: 'Length',
          text: clip.frameCount === null ? null : joined(`${clip.frameCount} frames`, lengthText(clip.frameCount, clip.rate.playback)),
          fields: ['frameCount'],
        },
        {
          label: 'Rate',
          text: joined(
            rateText(clip.rate.playback),
            clip.rate.capture && clip.rate.capture !== clip.rate.playback ? `sensor at ${rateText(clip.rate.capture)}` : null,
          ),
          fields: ['rate.playback', 'rate.capture'],
        },
      ],
    ],
    [
      'Camera',
      [
        {
          label: 'Camera',
          text: joined(clip.camera.index && `${clip.camera.index} ·`, clip.camera.make, clip.camera.model),
          fields: ['camera.model', 'camera.index', 'camera.make'],
        },
        { label: 'Serial', text: clip.camera.serial, fields: ['camera.serial'] },
        {
          label: 'Lens',
          text: joined(clip.lens.make, clip.lens.model, unit(clip.lens.focalLengthMm, ' mm'), clip.lens.tStop && `T${clip.lens.tStop}`),
          fields: ['lens.model', 'lens.focalLengthMm', 'lens.tStop'],
        },
      ],
    ],
    [
      'Exposure and colour',
      [
        {
          label: 'Exposure',
          text: joined(
            clip.exposure.exposureIndex && `EI ${clip.exposure.exposureIndex}`,
            unit(clip.exposure.shutterAngle, '°'),
            clip.exposure.ndStops && `ND ${clip.exposure.ndStops}`,
          ),
          fields: ['exposure.exposureIndex', 'exposure.shutterAngle', 'exposure.ndStops'],
        },
        {
          label: 'White',
          text: joined(unit(clip.color.whiteBalanceKelvin, ' K'), clip.color.tint ? `tint ${clip.color.tint}` : null),
          fields: ['color.whiteBalanceKelvin', 'color.tint'],
        },
        { label: 'Encoding', text: joined(clip.color.transfer, clip.color.primaries), fields: ['color.transfer', 'color.primaries'] },
        { label: 'Look', text: clip.color.look, fields: ['color.look'] },
        ...(baked.length > 0 ? [{ label: 'Baked in', text: baked.join(', '), fields: ['baked.look'] }] : []),
      ],
    ],
    [
      'Picture',
      [
        {
          label: 'Size',
          text: clip.image.width
            ? joined(
                `${clip.image.width} × ${clip.image.height}`,
                clip.image.anamorphicSqueeze && clip.image.anamorphicSqueeze !== 1 ? `squeezed ${clip.image.anamorphicSqueeze}×` : null,
              )
            : null,
          fields: ['image.width', 'image.height', 'image.anamorphicSqueeze'],
        },
        {
          label: 'Codec',
          text: joined(clip.image.codec, clip.image.bitDepth && `${clip.image.bitDepth} bit`),
          fields: ['image.codec', 'image.bitDepth'],
        },
      ],
    ],
    [
      'Slate',
      [
        {
          label: 'Scene',
          text: joined(clip.slate.scene, clip.slate.shot, clip.slate.take && `take ${clip.slate.take}`),
          fields: ['slate.scene', 'slate.take'],
        },
        { label: 'Day', text: clip.shootDate, fields: ['slate.shootDate'] },
        {
          label: 'Roll',
          text: joined(clip.roll?.name, clip.reel !== clip.roll?.name && clip.reel ? `reel ${clip.reel}` : null),
          fields: ['reel'],
        },
      ],
    ],
  ];
  return (
    <div className="essentials">
      {groups.map(([title, entries]) => (
        <section key={title}>
          <h2>{title}</h2>
          <dl>
            {entries.map(({ label, text, fields, isMono }) => {
              const facts = clip.facts.filter((fact) => fields.includes(fact.field));
              const corrected = facts.some((fact) => fact.origin.source === 'person');
              return (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    {text === null ? (
                      <span className="quiet">unknown</span>
                    ) : facts.length === 0 ? (
                      <span className={`foreign ${isMono ? 'mono' : ''}`}>{text.slice(0, 300)}</span>
                    ) : (
                      <button
                        type="button"
                        className={`origin foreign ${isMono ? 'mono' : ''}`}
                        title={facts
                          .map(
                            (fact) =>
                              `${fact.field}: ${valueText(fact.value).slice(0, 80)} from ${fact.origin.source}, ${fact.origin.key.slice(0, 80)}`,
                          )
                          .join('\n')}
                        onClick={() => onField(facts[0]!.field)}
                      >
                        {text.slice(0, 300)}
                      </button>
                    )}
                    {corrected && <span className="badge WARN">corrected</span>}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </div>
  );
}
