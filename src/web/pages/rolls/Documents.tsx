import { useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import { AttachDocumentDocument, DetachDocumentDocument, DocumentsDocument, type AttachmentTarget } from '../../generated/operations.ts';
import { base64 } from '../../parts/base64.ts';
import { DropZone } from '../../parts/DropZone.tsx';
import { FileButton } from '../../parts/FileButton.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useRefusal } from '../../role.ts';

/** AMF, FDL, CDL and LUT: dropped anywhere, for the production, a roll or a camera set-up; the nearest to a clip holds. */
export function Documents({ production }: { production: string }) {
  const { data, error, again } = useAsk(DocumentsDocument, { production });
  const { act, trouble, setTrouble, busy } = useAct();
  const refusal = useRefusal('EDITOR');
  const [target, setTarget] = useState('');
  const rolls = data?.production?.rolls.edges.map((edge) => edge.node) ?? [];
  const cards = data?.production?.formatCards ?? [];
  const documents = data?.production?.documents.edges.map((edge) => edge.node) ?? [];
  const attach = async (files: readonly File[]): Promise<void> => {
    if (refusal !== undefined) return setTrouble(refusal);
    for (const file of files) {
      const content = { base64: base64(new Uint8Array(await file.arrayBuffer())) };
      if (!(await act(AttachDocumentDocument, { input: { production, name: file.name, content, target: targetOf(target, production) } })))
        return;
    }
    again();
  };
  const nameOf = (attachment: (typeof documents)[number]['attachments'][number]): string =>
    attachment.rollId
      ? `roll ${rolls.find((roll) => roll.id === attachment.rollId)?.name ?? ''}`
      : attachment.formatCardId
        ? `set-up ${cards.find((card) => card.id === attachment.formatCardId)?.key ?? ''}`
        : attachment.clipId
          ? 'a clip'
          : 'the whole production';
  return (
    <>
      <DropZone onFiles={(files) => void attach(files)} label={refusal ?? 'Drop the document here: AMF, FDL, CDL or LUT'} />
      <div className="bring panel">
        <FileButton
          label={busy ? 'Reading…' : 'Attach a document…'}
          refusal={refusal}
          busy={busy}
          accept=".amf,.fdl,.cc,.ccc,.cdl,.cube,.3dl,.clf,.json,.xml"
          onFiles={(files) => void attach(files)}
        />
        <span className="quiet">or drop it anywhere: AMF, FDL, CDL, LUT</span>
        <span className="space" />
        <label>
          for{' '}
          <select aria-label="What it holds for" value={target} onChange={(change) => setTarget(change.target.value)}>
            <option value="">the whole production</option>
            <optgroup label="a roll">
              {rolls.map((roll) => (
                <option key={roll.id} value={`roll ${roll.id}`}>
                  {[roll.name, roll.shootDay].filter(Boolean).join(', ')}
                </option>
              ))}
            </optgroup>
            <optgroup label="a camera set-up">
              {cards.map((card) => (
                <option key={card.id} value={`card ${card.id}`}>
                  {card.key}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
      </div>
      {error && <p className="notice error">{error}</p>}
      <Trouble message={trouble} />
      {data && documents.length === 0 && (
        <p className="quiet">No document was brought in yet. Without one, pictures are shown through the ACES 2 default.</p>
      )}
      {documents.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Document</th>
              <th scope="col">Kind</th>
              <th scope="col">Holds for</th>
              <th scope="col">To know</th>
              <th scope="col">Brought in</th>
            </tr>
          </thead>
          <tbody>
            {documents.map((document) => (
              <tr key={document.id}>
                <td className="foreign">{document.name}</td>
                <td>{document.kind}</td>
                <td>
                  {document.attachments.length === 0 && <span className="quiet">nothing any more</span>}
                  {document.attachments.map((attachment) => (
                    <span key={attachment.id} className="attachment">
                      {nameOf(attachment)}{' '}
                      <button
                        type="button"
                        className="plain"
                        disabled={busy || refusal !== undefined}
                        title={refusal}
                        aria-label={`Take off: ${document.name}, ${nameOf(attachment)}`}
                        onClick={() =>
                          void act(DetachDocumentDocument, { input: { attachment: attachment.id } }).then((done) => done && again())
                        }
                      >
                        Take off
                      </button>
                    </span>
                  ))}
                </td>
                <td>
                  {document.problems.map((problem, index) => (
                    <p key={index} className={problem.severity}>
                      {problem.message}
                    </p>
                  ))}
                </td>
                <td className="quiet">{`${new Date(document.createdAt).toLocaleString()}, ${document.createdBy}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function targetOf(chosen: string, production: string): AttachmentTarget {
  const [kind, id] = chosen.split(' ');
  if (kind === 'roll' && id) return { roll: id };
  if (kind === 'card' && id) return { formatCard: id };
  return { production };
}
