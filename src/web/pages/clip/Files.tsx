import { Badge } from '../../parts/Badge.tsx';
import { bytesText, timeText, type Clip } from './clock.ts';

const kinds: Readonly<Record<string, string>> = {
  ORIGINAL: 'Camera original',
  HDE: 'HDE',
  PROXY: 'Proxy',
  TRIM: 'Trim',
  TRANSCODE: 'Transcode',
};

/** Renditions, their copies, each with what the MHL says of it, and the files of each. */
export function Files({ clip }: { clip: Clip }) {
  if (clip.renditions.length === 0) return <p className="quiet">No file of it was seen yet; it is known from a list or a report.</p>;
  return (
    <section>
      {clip.renditions.map((rendition) => (
        <section key={rendition.id} className="rendition">
          <h2>
            {kinds[rendition.kind]} <span className="quiet foreign">{rendition.name}</span>
          </h2>
          <table aria-label={`Copies of ${rendition.name}`}>
            <thead>
              <tr>
                <th scope="col">Where</th>
                <th scope="col">There</th>
                <th scope="col">Integrity</th>
                <th scope="col">Size</th>
                <th scope="col">Last seen</th>
                <th scope="col">Files</th>
              </tr>
            </thead>
            <tbody>
              {rendition.copies.map((copy) => (
                <tr key={copy.id}>
                  <td className="mono foreign">{`${copy.root}:${copy.path}`}</td>
                  <td>{copy.present ? 'present' : <span className="badge OFFLINE_KNOWN">Absent</span>}</td>
                  <td>
                    <Integrity state={copy.mhlState} />
                    {copy.verifiedAt && <span className="quiet"> {timeText(copy.verifiedAt)}</span>}
                  </td>
                  <td className="number">{bytesText(copy.sizeBytes)}</td>
                  <td>{timeText(copy.seenAt)}</td>
                  <td>
                    <details>
                      <summary>
                        {copy.segments.length} {copy.segments.length === 1 ? 'file' : 'files'}
                      </summary>
                      <ul className="segments">
                        {copy.segments.map((segment) => (
                          <li key={segment.path}>
                            <span className="mono foreign">{segment.path}</span> {bytesText(segment.sizeBytes)}
                            {segment.frameCount !== null && `, ${segment.frameCount} frames`}
                            {Object.entries((segment.hashes ?? {}) as Record<string, string>).map(([algorithm, hash]) => (
                              <span key={algorithm} className="mono quiet">
                                {' '}
                                {algorithm} {hash}
                              </span>
                            ))}
                          </li>
                        ))}
                      </ul>
                    </details>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </section>
  );
}

const integrity: Readonly<Record<string, string>> = {
  UNVERIFIED: 'Not checked yet',
  VERIFIED: 'Verified',
  INCOMPLETE: 'Files are missing',
  FAILED: 'Hash or chain differs',
  ABSENT: 'No manifest',
};
function Integrity({ state }: { state: string }) {
  return integrity[state] === undefined ? <Badge state={state} /> : <span className={`badge ${state}`}>{integrity[state]}</span>;
}
