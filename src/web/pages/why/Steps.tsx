import { useEffect, useRef } from 'react';
import type { Divergence, Explained, Step } from './Graph.tsx';

/** The same in words: each step with its values and where they come from; what differs is marked in both. */
export function Steps({
  clips,
  divergences,
  chosen,
}: {
  clips: readonly Explained[];
  divergences: readonly Divergence[];
  chosen: string | undefined;
}) {
  const ids = [...new Set(clips.flatMap((clip) => clip.explanation.nodes.map((node) => node.id)))];
  return (
    <ol className="steps" aria-label="Step by step">
      {ids.map((id) => (
        <StepInWords
          key={id}
          steps={clips.map((clip) => clip.explanation.nodes.find((node) => node.id === id))}
          clips={clips}
          divergences={divergences.filter((each) => each.node === id)}
          isFirst={divergences[0]?.node === id}
          isChosen={chosen === id}
        />
      ))}
    </ol>
  );
}

function StepInWords({
  steps,
  clips,
  divergences,
  isFirst,
  isChosen,
}: {
  steps: readonly (Step | undefined)[];
  clips: readonly Explained[];
  divergences: readonly Divergence[];
  isFirst: boolean;
  isChosen: boolean;
}) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const step = steps.find((each) => each !== undefined)!;
  const fields = [...new Set(steps.flatMap((each) => each?.values.map((value) => value.field) ?? []))];
  const differs = new Set(divergences.map((each) => each.field));
  return (
    <li ref={place} className={`step ${isFirst ? 'lit' : divergences.length > 0 ? 'apart' : ''} ${isChosen ? 'chosen' : ''}`}>
      <h2>
        {step.title} {isFirst && <span className="badge AMBIGUOUS">First difference</span>}
        {step.confidence < 1 && <span className="badge NEUTRAL">{step.confidence === 0 ? 'Not known' : 'By default'}</span>}
      </h2>
      <div className="step-summaries">
        {steps.map((each, index) => (
          <p key={clips[index]!.id} className="foreign">
            {each?.summary ?? <span className="quiet">{clips[index]!.name} has no such step.</span>}
          </p>
        ))}
      </div>
      {steps
        .flatMap((each) => each?.warnings ?? [])
        .map((warning, index) => (
          <p key={index} className={`notice ${warning.severity === 'ERROR' ? 'error' : ''}`}>
            {warning.message} <span className="quiet">{warning.code}</span>
          </p>
        ))}
      <details open={isChosen || isFirst}>
        <summary>
          {fields.length} {fields.length === 1 ? 'value' : 'values'} and where they come from
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Value of</th>
              {clips.map((clip) => (
                <th key={clip.id} scope="col" className="foreign">
                  {clips.length > 1 ? clip.name.slice(0, 80) : 'Value and origin'}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field} className={differs.has(field) ? 'differs' : undefined}>
                <th scope="row" className="mono">
                  {differs.has(field) && <span className="AMBIGUOUS">≠ </span>}
                  {field}
                </th>
                {steps.map((each, index) => {
                  const value = each?.values.find((one) => one.field === field);
                  return (
                    <td key={clips[index]!.id} className="foreign">
                      {value ? (
                        <>
                          {typeof value.value === 'string' ? value.value : JSON.stringify(value.value)} {value.unit}{' '}
                          <span className="quiet small">{value.origin}</span>
                        </>
                      ) : (
                        <span className="quiet">none</span>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </li>
  );
}
