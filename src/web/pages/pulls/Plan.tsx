import type { PlanPartsFragment } from '../../generated/operations.ts';
import { sayBytes, saySeconds } from '../../parts/amounts.ts';

/** What a pull would make, before it is asked for: the sums, what stands in the way, each plate. */
export function Plan({ plan }: { plan: PlanPartsFragment }) {
  const makes = plan.items.length - plan.reusedCount;
  return (
    <div className="plan" aria-live="polite">
      <dl className="sums">
        <Sum name="Plates" value={String(plan.items.length)} />
        <Sum name="Frames" value={String(plan.frameCount)} />
        <Sum name="Size" value={plan.estimatedBytes === null ? 'not known' : `about ${sayBytes(plan.estimatedBytes)}`} />
        <Sum
          name="Time"
          value={
            plan.estimatedSeconds === null
              ? 'not known'
              : makes === 0
                ? 'none'
                : `about ${saySeconds(plan.estimatedSeconds)}${plan.estimateIsGuess ? ', a guess: nothing like it was rendered here yet' : ''}`
          }
        />
        <Sum name="Used again" value={plan.reusedCount === 0 ? 'none' : `${plan.reusedCount} rendered before`} />
      </dl>
      {plan.findings.length > 0 && (
        <ul className="plain-list" aria-label="What stands in the way">
          {plan.findings.map((finding, index) => (
            <li key={index} className="diagnostic">
              <span className={`badge ${finding.severity}`}>{finding.severity.toLowerCase()}</span>
              <span className="quiet small">{finding.code}</span>
              <div>{finding.message}</div>
            </li>
          ))}
        </ul>
      )}
      <div className="plan-items" tabIndex={0} role="region" aria-label="Plates">
        <table>
          <thead>
            <tr>
              <th scope="col">Plate</th>
              <th scope="col">Clip</th>
              <th scope="col">Frames</th>
              <th scope="col">Events</th>
              <th scope="col">To know</th>
            </tr>
          </thead>
          <tbody>
            {plan.items.map((item) => (
              <tr key={item.name}>
                <td className="mono">{item.name}</td>
                <td className="mono">{item.clip?.name}</td>
                <td className="mono">{`${item.clipFrameIn}–${item.clipFrameOut}`}</td>
                <td className="mono">{item.eventNumbers.join(', ')}</td>
                <td>
                  {item.reused && <span className="badge DONE">used again</span>}
                  {item.problems.map((problem, index) => (
                    <p key={index} className={problem.severity}>
                      {problem.message}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
