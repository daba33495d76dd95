import { useState } from 'react';
import { useAct } from '../../act.ts';
import { useAsk } from '../../ask.ts';
import { CreateWebhookDocument, DeleteWebhookDocument, WebhooksDocument } from '../../generated/operations.ts';
import { Trouble } from '../../parts/Trouble.tsx';

/** Addresses that are called when an ingest or a pull has finished. */
export function Webhooks({ production }: { production: string }) {
  const { data, again } = useAsk(WebhooksDocument, { production });
  const { act, trouble, busy } = useAct();
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState<string>();
  return (
    <section aria-label="Webhooks">
      <h2>Webhooks</h2>
      <form
        className="row"
        onSubmit={(submit) => {
          submit.preventDefault();
          void act(CreateWebhookDocument, { input: { production, url, events: ['INGEST_FINISHED', 'PULL_FINISHED'] } }).then((done) => {
            if (!done?.secret) return;
            setSecret(done.secret);
            setUrl('');
            again();
          });
        }}
      >
        <label>
          Call <input type="url" value={url} placeholder="https://farm.example/rushes" onChange={(change) => setUrl(change.target.value)} />
        </label>
        <span className="quiet">when an ingest or a pull has finished</span>
        <button type="submit" disabled={busy || url.trim() === ''}>
          Add
        </button>
      </form>
      <Trouble message={trouble} />
      {secret && (
        <div className="notice made" role="status">
          <p>The key that signs each call (HMAC-SHA-256, X-Rushes-Signature); it is shown this once.</p>
          <p className="mono secret">{secret}</p>
          <button type="button" onClick={() => setSecret(undefined)}>
            I have it
          </button>
        </div>
      )}
      <ul className="plain-list">
        {(data?.webhooks ?? []).map((hook) => (
          <li key={hook.id} className="hook">
            <span className="mono foreign">{hook.url}</span>
            <span className={hook.trouble ? 'FAILED' : 'quiet'}>
              {hook.trouble ?? (hook.deliveredAt ? `took a call ${new Date(hook.deliveredAt).toLocaleString()}` : 'was not called yet')}
              {hook.waitingCount > 0 && `, ${hook.waitingCount} waiting`}
            </span>
            <button
              type="button"
              disabled={busy}
              aria-label={`Forget ${hook.url}`}
              onClick={() => void act(DeleteWebhookDocument, { input: { id: hook.id } }).then((done) => done && again())}
            >
              Forget
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
