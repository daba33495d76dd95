import { useEffect, useRef } from 'react';
import { shortcutGroups, switchKeys, useKeysOn } from '../keyboard.ts';

const names: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

/** Every key that works on this page. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const on = useKeysOn();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="shortcuts-title" onClose={onClose}>
      <header className="dialog-head">
        <h1 id="shortcuts-title">Keys</h1>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      <div className="sheet-groups">
        {[...shortcutGroups()].map((group, index) => (
          <section key={index}>
            <h2>{group.title}</h2>
            <dl>
              {group.shortcuts.map((each) => (
                <div key={each.keys}>
                  <dt>
                    {each.keys.split(/(?<=.) (?=.)/).map((key, at) => (
                      <kbd key={at}>{names[key] ?? key}</kbd>
                    ))}
                  </dt>
                  <dd>{each.what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => switchKeys(event.target.checked)} /> Single keys do something
      </label>
    </dialog>
  );
}
