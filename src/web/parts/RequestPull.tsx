import { useState } from 'react';
import { useClient } from 'urql';
import { useAsk } from '../ask.ts';
import { go, linkTo } from '../route.ts';

type Problem = { severity: string; code: string; message: string };
type Plan = {
  frameCount: number;
  estimatedBytes: number | null;
  estimatedSeconds: number | null;
  reusedCount: number;
  findings: Problem[];
  items: { name: string; clipFrameIn: number; clipFrameOut: number; eventNumbers: string[]; reused: boolean; problems: Problem[] }[];
};
type Answer = { requestPull: { pull: { id: string } | null; plan: Plan | null; errors: { message: string }[] } };

const recipesQuery = '{ recipes { name title description } }';
const mutation = `mutation Pull($input: RequestPullInput!) { requestPull(input: $input) { pull { id } errors { message }
  plan { frameCount estimatedBytes estimatedSeconds reusedCount findings { severity code message } items { name clipFrameIn clipFrameOut eventNumbers reused problems { severity code message } } } } }`;

function duration(seconds: number): string {
  return seconds < 90
    ? `${Math.round(seconds)} s`
    : seconds < 5400
      ? `${Math.round(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`;
}

/** The deliverables of a list: first the plan, then the request. */
export function RequestPull({ production, timeline }: { production: string; timeline: string }) {
  const client = useClient();
  const { data } = useAsk<{ recipes: { name: string; title: string; description: string }[] }, object>(recipesQuery, {});
  const [recipe, setRecipe] = useState('plate-aces2065-1');
  const [handles, setHandles] = useState(8);
  const [priority, setPriority] = useState('NORMAL');
  const [plan, setPlan] = useState<Plan>();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const ask = async (dryRun: boolean): Promise<void> => {
    setBusy(true);
    const answer = await client.mutation<Answer>(mutation, { input: { timeline, recipe, handles, priority, dryRun } }).toPromise();
    setBusy(false);
    const result = answer.data?.requestPull;
    setTrouble(
      answer.error?.graphQLErrors[0]?.message ??
        result?.errors[0]?.message ??
        (answer.error ? 'The service does not answer; try again.' : ''),
    );
    if (result?.plan) setPlan(result.plan);
    if (!dryRun && result?.pull) go(linkTo(production, 'jobs'));
  };
  const said = plan ? [...plan.findings, ...plan.items.flatMap((item) => item.problems)] : [];
  return (
    <details className="pull-request">
      <summary>Pull plates, proxies or trims of this list</summary>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(true);
        }}
      >
        <label>
          Recipe{' '}
          <select value={recipe} onChange={(event) => setRecipe(event.target.value)}>
            {(data?.recipes ?? []).map((each) => (
              <option key={each.name} value={each.name}>
                {each.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Handles{' '}
          <input
            type="number"
            min={0}
            max={1000}
            value={handles}
            onChange={(event) => setHandles(Number(event.target.value))}
            style={{ width: '5em' }}
          />
        </label>
        <label>
          Priority{' '}
          <select value={priority} onChange={(event) => setPriority(event.target.value)}>
            <option value="RUSH">Rush</option>
            <option value="NORMAL">Normal</option>
            <option value="BACKGROUND">Background</option>
          </select>
        </label>
        <button type="submit" disabled={busy}>
          Plan
        </button>
        <button type="button" className="primary" disabled={busy || plan === undefined} onClick={() => void ask(false)}>
          Request this pull
        </button>
      </form>
      <p className="quiet">{data?.recipes.find((each) => each.name === recipe)?.description}</p>
      {trouble && (
        <p role="alert" className="notice error">
          {trouble}
        </p>
      )}
      {plan && (
        <div aria-live="polite">
          <p>
            {plan.items.length} {plan.items.length === 1 ? 'plate' : 'plates'}, {plan.frameCount} frames
            {plan.estimatedBytes !== null && `, about ${(plan.estimatedBytes / 1e9).toFixed(2)} GB`}
            {plan.estimatedSeconds !== null && `, about ${duration(plan.estimatedSeconds)}`}
            {plan.reusedCount > 0 && `; ${plan.reusedCount} rendered before and used again`}.
          </p>
          {said.map((problem, index) => (
            <p key={index} className={`notice ${problem.severity === 'BLOCK' || problem.severity === 'ERROR' ? 'error' : ''}`}>
              {problem.message} <span className="quiet">{problem.code}</span>
            </p>
          ))}
        </div>
      )}
    </details>
  );
}
