import { useEffect, useRef, useState } from 'react';
import { useTell } from '../ask.ts';
import { CorrectFieldsDocument } from '../generated/operations.ts';

/** What people have reason to override most; any other dotted path can be typed. */
const fields = [
  'camera.index',
  'slate.scene',
  'slate.shot',
  'slate.take',
  'slate.shootDate',
  'exposure.exposureIndex',
  'color.whiteBalanceKelvin',
  'color.transfer',
  'color.look',
  'lens.model',
  'lens.focalLengthMm',
  'image.anamorphicSqueeze',
] as const;

/** A person's word against a field of one or many clips, with the reason that stands in the audit trail. */
export function Correct({
  clips,
  field: given,
  value: present,
  onDone,
}: {
  clips: readonly string[];
  field?: string;
  value?: string;
  onDone: (changed: boolean) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const tell = useTell(CorrectFieldsDocument);
  const [field, setField] = useState<string>(given ?? fields[0]);
  const [value, setValue] = useState(present ?? '');
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const changed = useRef(false);
  useEffect(() => dialog.current?.showModal(), []);
  const send = async (next: unknown): Promise<void> => {
    const { data, trouble: why } = await tell({ input: { target: { clips: [...clips] }, fields: [{ field, value: next }], reason } });
    const refusal = why ?? data?.correctFields.errors[0]?.message;
    setTrouble(refusal);
    changed.current = refusal === undefined;
    if (!refusal) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} aria-labelledby="correct-title" onClose={() => onDone(changed.current)}>
      <h1 id="correct-title">Correct {clips.length === 1 ? 'a field' : `a field of ${clips.length} clips`}</h1>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(asValue(field, value));
        }}
      >
        <label>
          Field
          <input list="correctable" value={field} required onChange={(event) => setField(event.target.value)} />
        </label>
        <datalist id="correctable">
          {fields.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <label>
          Value
          <input value={value} onChange={(event) => setValue(event.target.value)} />
        </label>
        <label>
          Why
          <input value={reason} required placeholder="Camera report says so" onChange={(event) => setReason(event.target.value)} />
        </label>
        {trouble && (
          <p role="alert" className="notice error">
            {trouble}
          </p>
        )}
        <div className="row">
          <button type="submit" className="primary" disabled={reason.trim() === '' || value.trim() === ''}>
            Correct
          </button>
          <button type="button" disabled={reason.trim() === ''} onClick={() => void send(null)}>
            Take earlier corrections back
          </button>
          <button type="button" className="plain" onClick={() => dialog.current?.close()}>
            Leave it
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** A measure is a number; scene 042 is not. */
function asValue(field: string, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  const isMeasure = /^(exposure|image|baked)\.|^lens\.(focal|focus|tStop|fNumber)|^color\.(white|tint)/.test(field);
  return isMeasure && /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}
