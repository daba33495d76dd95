import { useState } from 'react';
import { useAsk } from '../../ask.ts';
import { ClipPageDocument } from '../../generated/operations.ts';
import { useShortcuts } from '../../keyboard.ts';
import { Badge } from '../../parts/Badge.tsx';
import { Link } from '../../parts/Link.tsx';
import { go, linkTo, useRoute } from '../../route.ts';
import { Essentials } from './Essentials.tsx';
import { Fields, Raw } from './Fields.tsx';
import { Files } from './Files.tsx';
import { Findings } from './Findings.tsx';
import { History } from './History.tsx';
import { Made } from './Made.tsx';
import { Picture, useRenders } from './Picture.tsx';
import { Ruler } from './Ruler.tsx';
import '../../styles/clip.css';

type Props = {
  readonly production: string;
  readonly id: string;
  readonly mayWrite: boolean;
  /** Operators and above. */
  readonly mayOperate: boolean;
};

/** One clip: its picture, the essentials, who uses which frames; below, everything else that is known. */
export function ClipPage({ production, id, mayWrite, mayOperate }: Props) {
  const { data, error, again } = useAsk(ClipPageDocument, { id });
  const { renders, again: againRenders } = useRenders(id);
  const { query } = useRoute();
  const [lit, setLit] = useState<string>();
  const clip = data?.clip;
  const { previous, next } = clip?.neighbours ?? { previous: null, next: null };
  const set = (changes: Readonly<Record<string, string | undefined>>): void =>
    go(linkTo(production, 'clip', id, { ...Object.fromEntries(query), ...changes }), true);
  useShortcuts('Clip', [
    { keys: '[', what: 'Clip before, on the roll', run: () => previous && go(linkTo(production, 'clip', previous.id)) },
    { keys: ']', what: 'Clip after, on the roll', run: () => next && go(linkTo(production, 'clip', next.id)) },
    { keys: 'w', what: 'Why it looks as it does', run: () => go(linkTo(production, 'why', id)) },
    { keys: 'Escape', what: 'Back', run: () => history.back() },
  ]);
  if (error) return <p className="notice error">{error}</p>;
  if (!data) return null;
  if (!clip) return <p>There is no such clip, or it is not yours to see.</p>;
  const frameText = query.get('frame');
  const frame = frameText === null || !/^\d+$/.test(frameText) ? undefined : Number(frameText);
  const onFrame = (at: number): void => set({ frame: String(at) });
  const open = clip.findings.filter((finding) => !finding.waiver).length + clip.problems.length;
  const tabs = [
    ['fields', 'Every field and its origin', clip.facts.length, () => <Fields clip={clip} lit={lit} mayWrite={mayWrite} again={again} />],
    ['raw', 'Raw metadata', undefined, () => <Raw id={id} />],
    ['files', 'Files', clip.renditions.reduce((sum, rendition) => sum + rendition.copies.length, 0), () => <Files clip={clip} />],
    ['findings', 'Findings', open, () => <Findings clip={clip} mayWrite={mayWrite} again={again} />],
    [
      'made',
      'Documents and renders',
      clip.documents.length + renders.length,
      () => <Made production={production} clip={clip} renders={renders} />,
    ],
    ['history', 'History', undefined, () => <History production={production} clip={clip} mayAudit={mayOperate} />],
  ] as const;
  const tab = tabs.find(([name]) => name === query.get('tab')) ?? tabs[0];
  return (
    <article className="clip-page">
      <header className="clip-head">
        <h1 className="foreign">{clip.name.slice(0, 300) || '(no name)'}</h1>
        {clip.state !== 'INSPECTED' && <Badge state={clip.state} />}
        {!clip.online && <span className="badge OFFLINE_KNOWN">Offline</span>}
        {clip.archivedAt && <span className="badge NEUTRAL">Archived</span>}
        {open > 0 && (
          <Link href={linkTo(production, 'clip', id, { ...Object.fromEntries(query), tab: 'findings' })} className="badge WARN">
            {open} {open === 1 ? 'finding' : 'findings'}
          </Link>
        )}
        <span className="space" />
        <Link className="button" href={linkTo(production, 'why', id)}>
          Why it looks as it does
        </Link>
        <nav aria-label="On the same roll" className="neighbours">
          {previous && (
            <Link className="button" href={linkTo(production, 'clip', previous.id)} title={previous.name.slice(0, 300)}>
              ← Before
            </Link>
          )}
          {next && (
            <Link className="button" href={linkTo(production, 'clip', next.id)} title={next.name.slice(0, 300)}>
              After →
            </Link>
          )}
        </nav>
      </header>
      <div className="clip-top">
        <Picture clip={clip} renders={renders} again={againRenders} frame={frame} onFrame={onFrame} mayRender={mayOperate} />
        <Essentials
          clip={clip}
          onField={(field) => {
            setLit(field);
            set({ tab: 'fields' });
          }}
        />
      </div>
      <section aria-label="On its timecode">
        <Ruler production={production} clip={clip} renders={renders} frame={frame} onFrame={onFrame} />
      </section>
      <nav aria-label="About this clip" className="clip-tabs">
        {tabs.map(([name, label, count]) => (
          <Link
            key={name}
            href={linkTo(production, 'clip', id, { ...Object.fromEntries(query), tab: name })}
            aria-current={name === tab[0] ? 'page' : undefined}
          >
            {label} {count !== undefined && <span className="quiet">{count}</span>}
          </Link>
        ))}
      </nav>
      {tab[3]()}
    </article>
  );
}
