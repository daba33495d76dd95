import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import { AnswerFormatCardDocument, FormatCardsDocument, type CardLineFragment } from '../../generated/operations.ts';
import { inputSpaces } from '../../../domain/render/inputTransforms.ts';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';

/** Camera set-ups for which somebody says once how they are coded; it holds for their clips, also those that come later. */
export function FormatCards({ production }: { production: string }) {
  const { data, error, again } = useAsk(FormatCardsDocument, { production });
  const { act, trouble, busy } = useAct();
  const refusal = useRefusal('EDITOR');
  const cards = data?.production?.formatCards ?? [];
  const answer = (card: CardLineFragment, text: string): void => {
    const input = { id: card.id, inputTransform: text.trim() === '' ? null : text.trim() };
    void act(AnswerFormatCardDocument, { input }).then((done) => done && again());
  };
  return (
    <>
      <p className="quiet">One answer holds for all clips of a set-up, also for those that come later. Empty: as the camera says.</p>
      {error && <p className="notice error">{error}</p>}
      <Trouble message={trouble} />
      <datalist id="input-spaces">
        {inputSpaces.map((space) => (
          <option key={space} value={space} />
        ))}
      </datalist>
      {data && cards.length === 0 && <p className="quiet">No clip was inspected yet.</p>}
      <div className="cards">
        {cards.map((card) => (
          <form
            key={card.id}
            className="panel card"
            aria-label={card.key}
            onSubmit={(submit) => {
              submit.preventDefault();
              answer(card, String(new FormData(submit.currentTarget).get('space') ?? ''));
            }}
          >
            <h2>
              {card.cameraIndex ? `${card.cameraIndex} · ` : ''}
              {card.model ?? 'Unknown model'}
            </h2>
            <dl>
              <Line name="Mode" value={card.sensorMode} />
              <Line name="Codec" value={card.codec} />
              <Line name="Squeeze" value={card.squeeze} />
              <Line name="Framing" value={card.framing} />
              {card.documents.length > 0 && <Line name="Documents" value={card.documents.map((document) => document.name).join(', ')} />}
            </dl>
            <label className="stack">
              Input transform
              <input
                key={card.inputTransform ?? ''}
                name="space"
                list="input-spaces"
                aria-label={`Input transform of ${card.model ?? card.key}`}
                defaultValue={card.inputTransform ?? ''}
                placeholder="as the camera says"
                disabled={refusal !== undefined}
                title={refusal}
              />
            </label>
            <div className="row">
              <button type="submit" disabled={busy || refusal !== undefined} title={refusal}>
                Save
              </button>
              {card.answeredBy && <span className="quiet">by {card.answeredBy}</span>}
            </div>
          </form>
        ))}
      </div>
    </>
  );
}

function Line({ name, value }: { name: string; value: string | null }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={value === null ? 'quiet' : undefined}>{value ?? 'not known'}</dd>
    </>
  );
}
