import type { EventName, EventNameKind, Marker } from '../../domain/timeline.ts';
import { listOf, objectOf, textIn, type JsonObject, type JsonValue } from '../../syntax/json.ts';
import { decodeUrl } from '../labels.ts';
import { schemaOf } from './values.ts';

const metadataKeys: Readonly<Record<string, EventNameKind>> = {
  reel: 'REEL',
  'reel name': 'REEL',
  tape: 'TAPE',
  'tape name': 'TAPE',
  camroll: 'CAMROLL',
  labroll: 'LABROLL',
  'source file': 'SOURCE_FILE',
  'unc path': 'PATH',
  mobid: 'MOB_ID',
  umid: 'UMID',
  uuid: 'UUID',
};

/** Names that adapters leave in metadata, whatever namespace they use (`cmx_3600.reel`, `AAF.UserComments.Tape`, `fcp_xml`, `Resolve_OTIO`). */
function metadataNames(value: JsonValue | undefined, found: EventName[], depth = 0): EventName[] {
  const object = objectOf(value);
  if (!object || depth > 6) return found;
  for (const [key, each] of Object.entries(object)) {
    const kind = metadataKeys[key.toLowerCase().replaceAll('_', ' ')];
    const text = textIn(each);
    if (kind && text && !found.some((name) => name.kind === kind && name.value === text)) found.push({ kind, value: text });
    else metadataNames(each, found, depth + 1);
  }
  return found;
}

export function namesOf(clip: JsonObject, media: JsonObject | undefined): EventName[] {
  const names: EventName[] = [];
  const url = textIn(media?.['target_url']);
  if (url) names.push({ kind: 'PATH', value: decodeUrl(url) });
  if (schemaOf(media) === 'ImageSequenceReference') {
    const folder = textIn(media?.['target_url_base']) ?? '';
    // As OpenTimelineIO itself does: a folder without its last slash gets one.
    const sequence = `${folder}${folder === '' || /[/\\]$/.test(folder) ? '' : '/'}${textIn(media?.['name_prefix']) ?? ''}`;
    names.push({
      kind: 'PATH',
      value: decodeUrl(`${sequence}${'#'.repeat(Number(media?.['frame_zero_padding'] ?? 0) || 1)}${textIn(media?.['name_suffix']) ?? ''}`),
    });
  }
  const mediaName = textIn(media?.['name']);
  if (mediaName) names.push({ kind: 'SOURCE_FILE', value: mediaName });
  metadataNames(clip['metadata'], names);
  metadataNames(media?.['metadata'], names);
  const own = textIn(clip['name']);
  if (own) names.push({ kind: 'CLIP_NAME', value: own });
  // The other references are other renditions of the same media: each may be the one whose name is known.
  const active = media;
  for (const other of Object.values(objectOf(clip['media_references']) ?? {}).map(objectOf)) {
    const path = other === active ? undefined : textIn(other?.['target_url']);
    if (path) names.push({ kind: 'PATH', value: decodeUrl(path) });
  }
  return names;
}

export function markersOf(clip: JsonObject): Marker[] {
  return listOf(clip['markers']).flatMap((each) => {
    const marker = objectOf(each);
    if (!marker) return [];
    const text = [textIn(marker['name']), textIn(marker['comment'])].filter(Boolean).join(' ');
    const color = textIn(marker['color']);
    return [{ ...(color ? { color } : {}), text }];
  });
}
