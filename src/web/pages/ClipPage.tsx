import { useState } from 'react';
import { clipFields, useAsk, type Clip } from '../ask.ts';
import { Link } from '../parts/Link.tsx';
import { linkTo } from '../route.ts';

type Detail = Clip & {
  problems: { severity: string; code: string; message: string }[];
  findings: { severity: string; code: string; message: string; fix: string | null }[];
  names: { kind: string; value: string }[];
  facts: {
    field: string;
    value: unknown;
    unit: string | null;
    confidence: number;
    rule: string;
    origin: { source: string; key: string; raw: string };
  }[];
  renditions: {
    id: string;
    kind: string;
    copies: { id: string; root: string; path: string; present: boolean; mhlState: string; segments: { path: string }[] }[];
  }[];
  angles: { id: string; name: string }[];
  usedIn: {
    timelines: { eventNumber: string; clipFrameIn: number | null; clipFrameOut: number | null; timeline: { id: string; name: string } }[];
  };
};

const query = `query Clip($id: ID!) { clip(id: $id) { ${clipFields} problems { severity code message } findings { severity code message fix } names { kind value }
  facts { field value unit confidence rule origin { source key raw } } renditions { id kind copies { id root path present mhlState segments { path } } }
  angles { id name } usedIn { timelines { eventNumber clipFrameIn clipFrameOut timeline { id name } } } } }`;

/** One clip: the essentials, every field with its origin, where it lies, who uses it, and the other angles. */
export function ClipPage({ production, id }: { production: string; id: string }) {
  const { data, error } = useAsk<{ clip: Detail | null }, { id: string }>(query, { id });
  const [filter, setFilter] = useState('');
  if (error) return <p className="notice error">{error}</p>;
  const clip = data?.clip;
  if (!clip) return data ? <p>There is no such clip.</p> : null;
  const facts = clip.facts.filter((fact) =>
    `${fact.field} ${String(fact.value)} ${fact.origin.key}`.toLowerCase().includes(filter.toLowerCase()),
  );
  return (
    <article>
      <h1>{clip.name}</h1>
      <p>
        <Link href={linkTo(production, 'why', id)}>Why it looks as it does</Link>
      </p>
      <div className="essentials">
        {clip.thumbnail && <img src={clip.thumbnail} alt={`First frame of ${clip.name}`} width={480} />}
        <dl>
          <dt>Reel</dt>
          <dd>{clip.reel ?? 'unknown'}</dd>
          <dt>Timecode</dt>
          <dd className="mono">
            {clip.timecode ? `${clip.timecode.start} to ${clip.timecode.end ?? '?'} (base ${clip.timecode.base})` : 'none'}
          </dd>
          <dt>Length</dt>
          <dd>{clip.frameCount === null ? 'unknown' : `${clip.frameCount} frames at ${clip.rate.playback ?? 'unknown rate'}`}</dd>
          <dt>Camera</dt>
          <dd>{clip.camera.model ?? 'unknown'}</dd>
          <dt>Exposure</dt>
          <dd>{clip.exposure.exposureIndex === null ? 'unknown' : `EI ${clip.exposure.exposureIndex}`}</dd>
          <dt>White balance</dt>
          <dd>{clip.color.whiteBalanceKelvin === null ? 'unknown' : `${clip.color.whiteBalanceKelvin} K`}</dd>
        </dl>
      </div>
      {clip.problems.map((problem) => (
        <p key={problem.code + problem.message} className={`notice ${problem.severity === 'ERROR' ? 'error' : ''}`}>
          {problem.message} <span className="quiet">{problem.code}</span>
        </p>
      ))}
      {clip.findings.map((finding) => (
        <p
          key={finding.code + finding.message}
          className={`notice ${finding.severity === 'ERROR' || finding.severity === 'BLOCK' ? 'error' : ''}`}
        >
          {finding.message} {finding.fix} <span className="quiet">{finding.code}</span>
        </p>
      ))}
      <h2>Used in</h2>
      {clip.usedIn.timelines.length === 0 ? <p className="quiet">No list uses it yet.</p> : null}
      <ul>
        {clip.usedIn.timelines.map((use) => (
          <li key={use.timeline.id + use.eventNumber}>
            <Link href={linkTo(production, 'conform', use.timeline.id)}>{use.timeline.name}</Link>, event {use.eventNumber}, frames{' '}
            {use.clipFrameIn}-{use.clipFrameOut}
          </li>
        ))}
      </ul>
      <h2>Other angles at the same moment</h2>
      {clip.angles.length === 0 ? <p className="quiet">None.</p> : null}
      <ul>
        {clip.angles.map((angle) => (
          <li key={angle.id}>
            <Link href={linkTo(production, 'clip', angle.id)}>{angle.name}</Link>
          </li>
        ))}
      </ul>
      <h2>Where it lies</h2>
      <ul>
        {clip.renditions.flatMap((rendition) =>
          rendition.copies.map((copy) => (
            <li key={copy.id}>
              {rendition.kind.toLowerCase()}: <span className="mono">{`${copy.root}:${copy.path}`}</span> {copy.present ? '' : '(absent)'}
            </li>
          )),
        )}
      </ul>
      <h2>Every field and its origin</h2>
      <input
        type="search"
        aria-label="Filter fields"
        placeholder="Filter fields"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
            <th scope="col">Read by</th>
            <th scope="col">Key</th>
            <th scope="col">As found</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.field}>
              <td className="mono">{fact.field}</td>
              <td>
                {typeof fact.value === 'object' ? JSON.stringify(fact.value) : String(fact.value)} {fact.unit ?? ''}
              </td>
              <td>{fact.origin.source}</td>
              <td className="mono">{fact.origin.key}</td>
              <td>{fact.origin.raw.slice(0, 200)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
