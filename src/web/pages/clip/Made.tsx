import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { linkTo } from '../../route.ts';
import { bytesText, timeText, type Clip } from './clock.ts';
import type { Render } from './Picture.tsx';

/** Files of a render that are listed; a plate has one for each frame. */
const fewFiles = 6;

/** Which documents hold for the clip, and what was rendered of it. */
export function Made({ production, clip, renders }: { production: string; clip: Clip; renders: readonly Render[] }) {
  return (
    <>
      <h2>Documents in force</h2>
      {clip.documents.length === 0 ? (
        <p className="quiet">None is attached to it, its roll, its camera set-up or the production.</p>
      ) : (
        <table aria-label="Documents in force">
          <tbody>
            {clip.documents.map((document) => (
              <tr key={document.id}>
                <td>
                  <strong>{document.kind}</strong>
                </td>
                <td className="foreign">{document.name}</td>
                <td className="quiet">
                  {reach(document.attachments)}, by {document.createdBy}, {timeText(document.createdAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>Renders</h2>
      {renders.length === 0 ? (
        <p className="quiet">Nothing was rendered of it yet.</p>
      ) : (
        <table aria-label="Renders">
          <thead>
            <tr>
              <th scope="col">Recipe</th>
              <th scope="col">Frames</th>
              <th scope="col">State</th>
              <th scope="col">Files</th>
              <th scope="col">Asked for</th>
            </tr>
          </thead>
          <tbody>
            {renders.map((render) => (
              <tr key={render.id}>
                <td>{render.recipe}</td>
                <td className="mono">
                  {render.clipFrameIn}-{render.clipFrameOut}
                </td>
                <td>
                  <Badge state={render.state} />
                  {render.stale && <p className="notice">Stale: {render.stale}</p>}
                </td>
                <td>
                  {render.outputs.slice(0, fewFiles).map((output) => (
                    <div key={output.path}>
                      <a href={output.url} className="foreign" download={/\.(jpe?g|png|mp4)$/i.test(output.path) ? undefined : ''}>
                        {output.path}
                      </a>{' '}
                      <span className="quiet">{bytesText(output.sizeBytes)}</span>
                    </div>
                  ))}
                  {render.outputs.length > fewFiles && (
                    <span className="quiet">
                      and {render.outputs.length - fewFiles} more in <span className="mono">{render.outputPath}</span>
                    </span>
                  )}
                </td>
                <td className="mono">{timeText(render.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {clip.usedIn.pulls.length > 0 && (
        <p>
          In{' '}
          {clip.usedIn.pulls.map((pull, index) => (
            <span key={pull.id}>
              {index > 0 && ', '}
              <Link href={linkTo(production, 'jobs', pull.id)}>
                {pull.timeline?.name ?? 'a pull'}, {pull.recipe}
              </Link>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

type Attachment = Clip['documents'][number]['attachments'][number];
function reach(attachments: readonly Attachment[]): string {
  if (attachments.some((each) => each.clipId !== null)) return 'for this clip';
  if (attachments.some((each) => each.rollId !== null)) return 'for its roll';
  if (attachments.some((each) => each.formatCardId !== null)) return 'for its camera set-up';
  return 'for the production';
}
