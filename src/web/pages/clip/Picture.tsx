import { useEffect, useState } from 'react';
import { useAsk, useTell } from '../../ask.ts';
import { ClipRendersDocument, RequestClipRenderDocument, type ClipRendersQuery } from '../../generated/operations.ts';
import { labelAt, type Clip } from './clock.ts';

export type Render = NonNullable<ClipRendersQuery['clip']>['renders'][number];
/** The strip: one contact sheet of one row. */
const strip = { columns: 12, rows: 1, tileWidth: 320 };
/** Milliseconds between two looks while something renders. */
const lookAgainMs = 1500;
const isBusy = (render: Render): boolean => render.state === 'QUEUED' || render.state === 'RUNNING';

/** What was rendered of a clip, followed while something is at work. */
export function useRenders(id: string): { readonly renders: readonly Render[]; readonly again: () => void } {
  const { data, again } = useAsk(ClipRendersDocument, { id });
  const renders = data?.clip?.renders ?? [];
  const busy = renders.some(isBusy);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(again, lookAgainMs);
    return () => clearInterval(timer);
  }, [busy, again]);
  return { renders, again };
}

/** The frame that each picture of a strip shows: spread evenly over the range, as the engine does. */
function framesOf(render: Render): number[] {
  const count = render.clipFrameOut - render.clipFrameIn;
  if (count <= strip.columns) return Array.from({ length: count }, (_, index) => render.clipFrameIn + index);
  return Array.from({ length: strip.columns }, (_, index) => render.clipFrameIn + Math.floor(((index + 0.5) * count) / strip.columns));
}

/** One picture large, the strip below; what is not there yet can be asked for. */
export function Picture({
  clip,
  renders,
  again,
  frame,
  onFrame,
  mayRender,
}: {
  clip: Clip;
  renders: readonly Render[];
  again: () => void;
  frame: number | undefined;
  onFrame: (frame: number) => void;
  mayRender: boolean;
}) {
  const request = useTell(RequestClipRenderDocument);
  const [trouble, setTrouble] = useState<string>();
  const [isMovie, setIsMovie] = useState(false);
  const ask = async (recipe: string, parameters: object): Promise<void> => {
    const { data, trouble: why } = await request({ input: { clip: clip.id, recipe, parameters } });
    setTrouble(why ?? data?.requestRender.errors[0]?.message);
    again();
  };
  const done = renders.filter((render) => render.state === 'DONE');
  const stills = done.flatMap((render) => (render.recipe === 'still' ? render.outputs.filter((output) => output.kind === 'still') : []));
  const sheet = done.find((render) => render.outputs.some((output) => output.kind === 'sheet'));
  const sheetUrl = sheet?.outputs.find((output) => output.kind === 'sheet')?.url;
  const movie = done.flatMap((render) => render.outputs).find((output) => output.path.toLowerCase().endsWith('.mp4'));
  const still = frame === undefined ? undefined : stills.find((output) => output.clipFrame === frame);
  const shown = still?.url ?? clip.thumbnail;
  const shownFrame = still ? still.clipFrame : stills.find((output) => output.url === clip.thumbnail)?.clipFrame;
  const waiting = renders.filter(isBusy);
  const [failed] = renders.filter(
    (render) => render.state === 'FAILED' && (render.recipe === 'still' || render.recipe === 'contact-sheet'),
  );
  return (
    <figure className="clip-picture">
      <div className="picture-box">
        {isMovie && movie ? (
          // The proxy has no words of its own: camera originals carry no captions.
          <video src={movie.url} controls autoPlay aria-label={`Proxy of ${clip.name}`} />
        ) : shown ? (
          <img
            src={shown}
            alt={`${clip.name}${shownFrame === undefined || shownFrame === null ? '' : ` at ${labelAt(clip, shownFrame)}`}`}
          />
        ) : (
          <p className="quiet">{clip.kind === 'SOUND' ? 'Sound' : 'No picture yet'}</p>
        )}
      </div>
      {sheet && sheetUrl ? (
        <div className="strip" role="group" aria-label="Frames of the clip">
          <img src={sheetUrl} alt="" />
          {framesOf(sheet).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={frame === each}
              aria-label={`Frame ${each}, ${labelAt(clip, each)}`}
              title={labelAt(clip, each)}
              onClick={() => onFrame(each)}
            />
          ))}
        </div>
      ) : (
        <div className="strip none">
          {waiting.some((render) => render.recipe === 'contact-sheet') ? (
            <span className="quiet">The strip is being made…</span>
          ) : mayRender && clip.kind === 'CAMERA' && clip.online ? (
            <button type="button" onClick={() => void ask('contact-sheet', strip)}>
              Make a strip of frames
            </button>
          ) : (
            <span className="quiet">No strip of frames yet</span>
          )}
        </div>
      )}
      <figcaption className="row">
        {frame !== undefined && (
          <span className="mono">
            {labelAt(clip, frame)} <span className="quiet">frame {frame}</span>
          </span>
        )}
        {frame !== undefined && !still && mayRender && clip.online && (
          <button
            type="button"
            disabled={waiting.some((render) => render.recipe === 'still')}
            onClick={() => void ask('still', { frame, width: 1920 })}
          >
            {waiting.some((render) => render.recipe === 'still') ? 'Still is being made…' : 'Still of this frame'}
          </button>
        )}
        {movie && (
          <button type="button" aria-pressed={isMovie} onClick={() => setIsMovie(!isMovie)}>
            Play the proxy
          </button>
        )}
        {!movie && mayRender && clip.kind === 'CAMERA' && clip.online && (
          <button
            type="button"
            className="plain"
            disabled={waiting.some((render) => render.recipe === 'proxy-h264')}
            onClick={() => void ask('proxy-h264', {})}
          >
            {waiting.some((render) => render.recipe === 'proxy-h264') ? 'Proxy is being made…' : 'Make a proxy to play'}
          </button>
        )}
        {(trouble ?? (failed && 'A picture could not be made; the jobs say why.')) && (
          <span role="alert" className="ERROR">
            {trouble ?? 'A picture could not be made; the jobs say why.'}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
