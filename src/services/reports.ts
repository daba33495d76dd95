import type { Actor } from '../domain/actor.ts';
import { NotFound } from '../domain/errors.ts';
import type { Catalogue, SqlSession } from '../domain/ports/catalogue.ts';
import type { CheckStore, OpenFinding } from '../domain/ports/checkStore.ts';
import type { FileRecord } from './clipTable.ts';
import { productionFor } from './productions.ts';
import { cameraFields, cameraReport } from './reports/camera.ts';
import { completenessReport } from './reports/completeness.ts';
import type { ReportContent, ReportedRoll } from './reports/content.ts';

export type ReportRequest = {
  readonly production: string;
  readonly kind: 'CAMERA' | 'COMPLETENESS';
  readonly format: 'HTML' | 'CSV';
  /** ISO day; absent: every day. */
  readonly day?: string;
  /** Name of a roll; absent: every roll. */
  readonly roll?: string;
};

const completenessCodes = /^(MHL_|ROLL_|SEGMENT_|TC_MISSING|TC_ZERO|CLIP_NAME|SOUND_|SIDECAR_|METADATA_|DROPPED_|COVERAGE_)/;
/** Findings that one report lists. */
const mostFindings = 2000;
/** More clips are listed without pictures: the page would be too heavy to send. */
const mostPictures = 200;

/** Reports that people hand over: what each camera shot, and whether all of it is here. */
export function createReportService(
  catalogue: Catalogue,
  storeOn: (session: SqlSession) => CheckStore,
  /** Bytes of a thumbnail under the output folder; undefined where it is not there. */
  thumbnail: (path: string) => Promise<Uint8Array | undefined>,
  now: () => Date = () => new Date(),
) {
  async function picturesOf(rolls: readonly ReportedRoll[]): Promise<ReadonlyMap<string, string>> {
    const clips = rolls.flatMap((each) => each.clips);
    if (clips.length > mostPictures) return new Map();
    const found = await Promise.all(
      clips.flatMap(({ id, thumbnail: path }) => (path === undefined ? [] : [thumbnail(path).then((bytes) => [id, bytes] as const)])),
    );
    return new Map(
      found.flatMap(([id, bytes]) => (bytes ? [[id, `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`]] : [])),
    );
  }

  return {
    /** Throws NotFound where nothing was shot on that day or roll. */
    async report(actor: Actor, request: ReportRequest): Promise<FileRecord> {
      const store = storeOn(catalogue.session);
      const findings = request.kind === 'COMPLETENESS' ? mostFindings : 0;
      const reported = { productionBySlug: (slug: string) => store.reported(slug, findings) };
      const production = await productionFor(reported, actor, request.production, 'VIEWER');
      const ofRoll = Map.groupBy(await store.clips(production.id, cameraFields), (clip) => clip.rollId);
      const rolls = production.rolls
        .filter(
          (roll) =>
            (request.day === undefined || roll.shootDay === request.day) && (request.roll === undefined || roll.name === request.roll),
        )
        .map((roll): ReportedRoll => ({ roll, clips: ofRoll.get(roll.id) ?? [] }))
        .sort((a, b) => `${a.roll.shootDay ?? ''} ${a.roll.name}`.localeCompare(`${b.roll.shootDay ?? ''} ${b.roll.name}`, 'en'));
      if (rolls.length === 0)
        throw new NotFound('Nothing was brought in for that day or roll.', { at: request.roll === undefined ? 'day' : 'roll' });
      const content: ReportContent = {
        title: production.title,
        about: [request.day, request.roll].filter(Boolean).join(', '),
        made: `Made ${now().toISOString().slice(0, 16).replace('T', ' ')} UTC by ${actor.name}`,
        rolls,
        format: request.format,
      };
      const stem = [production.slug, request.kind.toLowerCase(), request.day, request.roll]
        .filter(Boolean)
        .join('-')
        .replaceAll(/[^A-Za-z0-9._-]/g, '_');
      return {
        fileName: `${stem}.${request.format.toLowerCase()}`,
        content:
          request.kind === 'CAMERA'
            ? cameraReport(content, request.format === 'HTML' ? await picturesOf(rolls) : new Map())
            : completenessReport(content, findingsOf(production.findings, request, rolls)),
        problems: [],
      };
    },
  };
}

/** Of one day or roll: what is about its rolls and clips, and what a camera lacks on that day. */
function findingsOf(
  findings: readonly OpenFinding[],
  { day, roll }: ReportRequest,
  rolls: readonly ReportedRoll[],
): readonly OpenFinding[] {
  const all = findings.filter(({ code }) => completenessCodes.test(code));
  if (day === undefined && roll === undefined) return all;
  const ids = new Set(rolls.flatMap((each) => [each.roll.id, ...each.clips.map((clip) => clip.id)]));
  const ofDay = (entityId: string): boolean => roll === undefined && day !== undefined && entityId.includes(day);
  return all.filter(({ entityId, clipId }) => ids.has(entityId) || (clipId !== undefined && ids.has(clipId)) || ofDay(entityId));
}
