import { useAsk } from '../../ask.ts';
import { CompareWhyDocument, WhyClipDocument } from '../../generated/operations.ts';
import { useShortcuts } from '../../keyboard.ts';
import { Link } from '../../parts/Link.tsx';
import { go, linkTo, useRoute } from '../../route.ts';
import { CompareWith } from './CompareWith.tsx';
import { Graph, type Explained } from './Graph.tsx';
import { Steps } from './Steps.tsx';
import '../../styles/why.css';

/** Why a clip looks as it does, from the sensor to the delivered picture; beside another clip, with the first difference lit. */
export function Why({ production, id, other }: { production: string; id: string; other: string | undefined }) {
  const { query } = useRoute();
  const isSetup = other === 'setup';
  const isPair = other !== undefined && !isSetup;
  const first = useAsk(WhyClipDocument, { id });
  const second = useAsk(WhyClipDocument, { id: other ?? '' }, !isPair);
  const compared = useAsk(CompareWhyDocument, { ids: isPair ? [id, other] : [id] }, other === undefined);
  const clip = first.data?.clip;
  const clips: readonly Explained[] = [clip, isPair ? second.data?.clip : null].filter((each) => each !== null && each !== undefined);
  const chosen = query.get('step') ?? undefined;
  const choose = (step: string | undefined): void => go(linkTo(production, 'why', id, { with: other, step }), true);
  const steps = [...new Set(clips.flatMap((each) => each.explanation.nodes.map((node) => node.id)))];
  const move = (by: number): void => choose(steps[Math.max(0, Math.min(steps.length - 1, (chosen ? steps.indexOf(chosen) : -1) + by))]);
  useShortcuts('Why', [
    { keys: 'ArrowRight', what: 'Next step', run: () => move(1) },
    { keys: 'ArrowLeft', what: 'Step before', run: () => move(-1) },
    { keys: 'Escape', what: 'Back', run: () => history.back() },
  ]);
  const error = first.error ?? (isPair ? second.error : undefined) ?? (other === undefined ? undefined : compared.error);
  if (error) return <p className="notice error">{error}</p>;
  if (!clip) return first.data ? <p>There is no such clip, or it is not yours to see.</p> : null;
  const comparison = other === undefined ? undefined : compared.data?.compareClips;
  const divergences = comparison?.divergences ?? [];
  return (
    <article className="why">
      <header className="why-head">
        <h1 className="foreign">Why {clip.name.slice(0, 300)} looks as it does</h1>
        <Link href={linkTo(production, 'clip', id)}>Back to the clip</Link>
      </header>
      <CompareWith production={production} id={id} other={other} />
      {/* Its place is kept while the answer is on its way. */}
      {other !== undefined && (
        <section aria-live="polite" className={`notice why-said ${divergences.length > 0 ? '' : 'same'}`}>
          <p>
            <strong className="foreign">{comparison?.summary ?? '…'}</strong>
          </p>
          {divergences.length > 0 && (
            <ol>
              {divergences.map((each, index) => (
                <li key={each.node + each.field} className={index === 0 ? 'first' : each.followsFrom ? 'quiet' : undefined}>
                  <span className="foreign">{each.message}</span> {each.remedy && <span className="quiet">{each.remedy}</span>}
                  {each.followsFrom && <span className="quiet"> Follows from {each.followsFrom}.</span>}
                </li>
              ))}
            </ol>
          )}
        </section>
      )}
      <Graph clips={clips} divergences={divergences} chosen={chosen} onChoose={choose} />
      <Steps clips={clips} divergences={divergences} chosen={chosen} />
    </article>
  );
}
