import { useCallback, useState } from 'react';
import { useAct } from '../act.ts';
import { ImportListDocument } from '../generated/operations.ts';
import { base64 } from '../parts/base64.ts';
import { DropZone } from '../parts/DropZone.tsx';
import { FileButton } from '../parts/FileButton.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useRefusal } from '../role.ts';
import { go, linkTo } from '../route.ts';
import { CutView } from './conform/CutView.tsx';
import { uploadFromBytes, uploadList } from './conform/importList.ts';
import { Lists } from './conform/Lists.tsx';
import { asTheListSays, Reading, readingInput } from './conform/Reading.tsx';
import '../styles/parts.css';
import '../styles/conform.css';

/** Lists: dropped anywhere, matched, explained line by line, decided on. */
export function Conform({ production, timelineId }: { production: string; timelineId: string | undefined }) {
  const { act, trouble, setTrouble, busy } = useAct();
  const refusal = useRefusal('EDITOR');
  const [reading, setReading] = useState(asTheListSays);
  const bring = useCallback(
    async (files: readonly File[]) => {
      if (refusal !== undefined) return setTrouble(refusal);
      let last: string | undefined;
      for (const file of files) {
        const input = readingInput(reading);
        let id: string | undefined;
        if (file.size < uploadFromBytes) {
          const content = { base64: base64(new Uint8Array(await file.arrayBuffer())) };
          id = (await act(ImportListDocument, { input: { production, name: file.name, content, ...input } }))?.timeline?.id;
        } else {
          const answer = await uploadList(file, {
            production,
            ...Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)])),
          });
          if ('trouble' in answer) setTrouble(answer.trouble);
          else id = answer.id;
        }
        if (id === undefined) return;
        last = id;
      }
      if (last !== undefined) go(linkTo(production, 'conform', last));
    },
    [act, production, reading, refusal, setTrouble],
  );
  return (
    <div className={timelineId ? 'conform full' : 'conform'}>
      <DropZone onFiles={(files) => void bring(files)} label={refusal ?? 'Drop the list here: EDL, ALE, XML, OTIO or AAF'} />
      {!timelineId && (
        <>
          <h1>Conform</h1>
          <div className="bring panel">
            <FileButton
              label={busy ? 'Reading and matching…' : 'Choose a list…'}
              refusal={refusal}
              busy={busy}
              accept=".edl,.ale,.xml,.fcpxml,.otio,.aaf,.txt"
              onFiles={(files) => void bring(files)}
            />
            <span className="quiet">or drop it anywhere: EDL, ALE, XML, OTIO, AAF</span>
            <span className="space" />
            <Reading value={reading} onChange={setReading} />
          </div>
        </>
      )}
      <Trouble message={trouble} />
      {timelineId ? <CutView key={timelineId} id={timelineId} production={production} /> : <Lists production={production} />}
    </div>
  );
}
