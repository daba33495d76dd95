import { useEffect, useRef, useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import { RecipesDocument, RequestPullDocument, type PlanPartsFragment, type Priority } from '../../generated/operations.ts';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';
import { go, linkTo } from '../../route.ts';
import { Parameters, type Given } from './Parameters.tsx';
import { Plan } from './Plan.tsx';
import '../../styles/pulls.css';

/** The deliverables of a list, or of some of its events: first the plan, then the request. Planning changes nothing and is for everyone. */
export function PlanPull({
  production,
  timeline,
  events,
  close,
}: {
  production: string;
  timeline: { readonly id: string; readonly name: string };
  /** Numbers of the events; absent: all. */
  events: readonly string[] | undefined;
  close: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { data } = useAsk(RecipesDocument, {});
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('OPERATOR');
  const [recipe, setRecipe] = useState('plate-aces2065-1');
  const [handles, setHandles] = useState(8);
  const [priority, setPriority] = useState<Priority>('NORMAL');
  const [given, setGiven] = useState<Given>({});
  const [waits, setWaits] = useState(false);
  const [plan, setPlan] = useState<PlanPartsFragment>();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    first.current?.focus();
  }, []);
  const chosen = data?.recipes.find((each) => each.name === recipe);
  /** A plan holds for what it was made for. */
  const change = (make: () => void) => {
    setPlan(undefined);
    make();
  };
  const ask = async (dryRun: boolean): Promise<void> => {
    const input = {
      timeline: timeline.id,
      recipe,
      handles,
      priority,
      dryRun,
      ...(Object.keys(given).length > 0 ? { parameters: given } : {}),
      // Unticked the production's own setting counts.
      ...(waits ? { needsApproval: true } : {}),
      ...(events ? { eventNumbers: [...new Set(events)] } : {}),
    };
    const done = await act(RequestPullDocument, { input });
    if (done?.plan) setPlan(done.plan);
    if (!dryRun && done?.pull) go(linkTo(production, 'jobs', undefined, { pull: done.pull.id }));
  };
  return (
    <dialog ref={dialog} className="plan-pull" aria-labelledby="plan-title" onClose={close}>
      <header className="dialog-head">
        <h1 id="plan-title">{events ? `Pull ${new Set(events).size} events of ${timeline.name}` : `Pull all of ${timeline.name}`}</h1>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          void ask(true);
        }}
      >
        <div className="row">
          <label>
            Recipe{' '}
            <select
              ref={first}
              value={recipe}
              onChange={(event) =>
                change(() => {
                  setRecipe(event.target.value);
                  setGiven({});
                })
              }
            >
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
              onChange={(event) => change(() => setHandles(Number(event.target.value)))}
            />
          </label>
          <label>
            Priority{' '}
            <select value={priority} onChange={(event) => setPriority(event.target.value as Priority)}>
              <option value="RUSH">Rush: before everything that waits</option>
              <option value="NORMAL">Normal</option>
              <option value="BACKGROUND">Background: when nothing else waits</option>
            </select>
          </label>
          <label className="check">
            <input type="checkbox" checked={waits} onChange={(event) => setWaits(event.target.checked)} /> Wait for approval
          </label>
        </div>
        <p className="quiet recipe-words">{chosen?.description}</p>
        <details>
          <summary>
            Parameters of the recipe{Object.keys(given).length > 0 ? `: ${Object.keys(given).length} changed` : ', all as usual'}
          </summary>
          <Parameters schema={chosen?.parameters} given={given} onChange={(next) => change(() => setGiven(next))} />
        </details>
        <Trouble message={trouble} />
        <div className="row">
          <button type="submit" disabled={busy} className={plan ? '' : 'primary'}>
            Plan
          </button>
          <button
            type="button"
            className={plan ? 'primary' : ''}
            disabled={busy || plan === undefined || refusal !== undefined}
            title={refusal}
            onClick={() => void ask(false)}
          >
            Request this pull
          </button>
          <span className="quiet">
            {refusal ?? (plan ? '' : 'The plan comes first: what it makes, how large, how long, what stands in the way.')}
          </span>
        </div>
      </form>
      {plan && <Plan plan={plan} />}
    </dialog>
  );
}
