import { Link } from '../parts/Link.tsx';
import { linkTo } from '../route.ts';
import { Access } from './rolls/Access.tsx';
import { Audit } from './rolls/Audit.tsx';
import { Bring } from './rolls/Bring.tsx';
import { Checks } from './rolls/Checks.tsx';
import { Days } from './rolls/Days.tsx';
import { Documents } from './rolls/Documents.tsx';
import { FormatCards } from './rolls/FormatCards.tsx';
import { Rules } from './rolls/Rules.tsx';
import '../styles/parts.css';
import '../styles/rolls.css';

const sections = [
  ['days', 'Days and rolls', Days],
  ['bring', 'Bring footage in', Bring],
  ['checks', 'Checks', Checks],
  ['rules', 'Rules', Rules],
  ['formats', 'Camera formats', FormatCards],
  ['documents', 'Documents', Documents],
  ['access', 'People and tokens', Access],
  ['history', 'History', Audit],
] as const;

/** A production: what was shot and whether it is all here, what the guardrails say, what somebody still has to say, and who may what. */
export function Rolls({ production, section }: { production: string; section: string | undefined }) {
  const [current, title, Section] = sections.find(([name]) => name === section) ?? sections[0];
  return (
    <section className="production">
      <nav aria-label="Parts of the production" className="sections">
        {sections.map(([name, label]) => (
          <Link key={name} href={linkTo(production, 'rolls', name)} aria-current={name === current ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
      <div>
        <h1>{title}</h1>
        <Section production={production} />
      </div>
    </section>
  );
}
