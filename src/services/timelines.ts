import { createHash } from 'node:crypto';
import { requireRole, roleIn, type Actor, type Role } from '../domain/actor.ts';
import { Conflict, InvalidInput, NotFound } from '../domain/errors.ts';
import { formatFrameRate, type FrameRate } from '../domain/frameRate.ts';
import { decisionKey } from '../domain/match/judge.ts';
import type { Catalogue, Production } from '../domain/ports/catalogue.ts';
import type { MatchStore, StoredEvent, StoredTimeline } from '../domain/ports/matchStore.ts';
import type { NamingStore } from '../domain/ports/namingStore.ts';
import type { EventMatch } from '../domain/match/result.ts';
import { compareTimelines, sourceKey, sourceRange, uncovered, type DeliveredRange } from '../domain/compareTimelines.ts';
import { saysNothing } from '../domain/reelName.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { readTimeline, type TimelinePorts } from '../timelines/index.ts';
import { timelineWriters } from '../timelines/writers/index.ts';
import type { Changed } from './clips.ts';
import { matchInProduction } from './match.ts';
import { matchTable } from './matchTable.ts';
import { proposeNaming, proposeOffsets } from './naming.ts';
import { productionFor } from './productions.ts';

export type TimelineService = ReturnType<typeof createTimelineService>;

/** How the labels of a list are to be read, where it does not say. */
type Reading = { readonly rate?: FrameRate; readonly recordRate?: FrameRate; readonly dropFrame?: boolean };

/** The event under the full name of its clip; what was written stays beside it. */
function repaired(event: TimelineEvent, match: EventMatch | undefined): TimelineEvent {
  if (match?.clip === undefined || match.clip === event.reel) return event;
  const written = saysNothing(event.reel) ? [] : [{ kind: 'TRUNCATED_FROM' as const, value: event.reel }];
  return { ...event, reel: match.clip, names: [...event.names, ...written] };
}

/** Stored lists: imported, matched, decided on by people. `storeOf` gives the match store on a transaction. */
export function createTimelineService(
  catalogue: Catalogue,
  store: MatchStore,
  storeOf: (catalogue: Catalogue) => MatchStore,
  ports: TimelinePorts,
  changed: Changed,
  naming: NamingStore,
) {
  async function timelinesFor(actor: Actor, ids: readonly string[], needed: Role): Promise<StoredTimeline[]> {
    return (await store.timelines(ids)).map((timeline) => {
      if (!timeline || roleIn(actor, timeline.productionId) === undefined) throw new NotFound('There is no such timeline.', { at: 'id' });
      requireRole(actor, timeline.productionId, needed, `The timeline ${timeline.name}`);
      return timeline;
    });
  }
  const timelineFor = async (actor: Actor, id: string, needed: Role): Promise<StoredTimeline> =>
    (await timelinesFor(actor, [id], needed))[0]!;

  /** What is not said is the production's. */
  const read = (content: Uint8Array, name: string, production: Production, reading: Reading) =>
    readTimeline(
      content,
      name,
      {
        productionRate: production.rate,
        productionDropFrame: production.dropFrame,
        ...(reading.rate ? { rate: reading.rate } : {}),
        ...(reading.recordRate ? { recordRate: reading.recordRate } : {}),
        ...(reading.dropFrame === undefined ? {} : { dropFrame: reading.dropFrame }),
      },
      ports,
    );
  /** Source frames of the older cut that its pulls delivered, handles included: each render's clip frames, in the labels of an event that was matched to it. */
  async function deliveredRanges(older: StoredTimeline, events: readonly StoredEvent[]): Promise<DeliveredRange[]> {
    const known = new Map(events.map(({ id, event }) => [id, event]));
    return (await store.delivered(older.id)).flatMap(({ eventId, match, frameIn, frameOut }) => {
      const event = known.get(eventId);
      const written = event && sourceRange(event);
      if (!written) return [];
      const clipIn = match.clipFrameIn - match.missingHeadFrames;
      // More than 1 where each label of the list stands for several frames of the clip.
      const perFrame = (match.clipFrameOut + match.missingTailFrames - clipIn) / (written.end - written.start);
      const range = {
        start: written.start + Math.ceil((frameIn - clipIn) / perFrame),
        end: written.start + Math.floor((frameOut - clipIn) / perFrame),
      };
      return [{ source: sourceKey(event), range }];
    });
  }

  /** Matches every stored event again; what people decided stays in force. */
  async function rematch(timeline: StoredTimeline): Promise<void> {
    const events = await store.events([timeline.id]);
    const { matches, offsets } = await matchInProduction(
      store,
      timeline.productionId,
      events.map((stored) => stored.event),
      { trace: true },
    );
    await store.saveMatches(events.map((stored, index) => ({ eventId: stored.id, match: matches[index]! })));
    await proposeOffsets(naming, timeline.productionId, timeline.id, offsets);
  }

  return {
    async importTimeline(
      actor: Actor,
      input: Reading & { production: string; name: string; content: Uint8Array },
    ): Promise<{ readonly id: string }> {
      const production = await productionFor(catalogue, actor, input.production, 'EDITOR');
      const timeline = await read(input.content, input.name, production, input);
      const { matches, offsets } = await matchInProduction(store, production.id, timeline.events, { trace: true });
      const saved = await catalogue.transaction(async (tx) => {
        const own = storeOf(tx);
        const id = await own.saveTimeline({
          productionId: production.id,
          name: input.name,
          timeline,
          sha256: createHash('sha256').update(input.content).digest('hex'),
          content: input.content,
          actor: actor.name,
        });
        const events = await own.events([id]);
        await own.saveMatches(events.map((event, index) => ({ eventId: event.id, match: matches[index]! })));
        await tx.audit({
          productionId: production.id,
          actor: actor.name,
          action: 'importTimeline',
          subject: id,
          detail: { name: input.name, events: events.length },
        });
        // A newer cut may need frames that an older one's plates do not have.
        await changed(tx, production.id, { clipIds: [], fields: ['pulls'] });
        return { id };
      });
      await proposeOffsets(naming, production.id, saved.id, offsets);
      return saved;
    },

    /** Reads the stored bytes again, with other rates than before, and matches them; decisions stay with their events. */
    async reread(actor: Actor, timelineId: string, reading: Reading): Promise<{ readonly id: string }> {
      const stored = await timelineFor(actor, timelineId, 'EDITOR');
      const content = await store.timelineContent(stored.id);
      const [production] = await catalogue.productionsByIds([stored.productionId]);
      if (!content || !production) throw new NotFound('There is no such timeline.', { at: 'id' });
      const timeline = await read(content, stored.name, production, reading);
      const { matches, offsets } = await matchInProduction(store, stored.productionId, timeline.events, { trace: true });
      await catalogue.transaction(async (tx) => {
        const own = storeOf(tx);
        await own.replaceTimeline(stored.id, timeline);
        const events = await own.events([stored.id]);
        await own.saveMatches(events.map((event, index) => ({ eventId: event.id, match: matches[index]! })));
        await tx.audit({
          productionId: stored.productionId,
          actor: actor.name,
          action: 'rereadTimeline',
          subject: stored.id,
          detail: { name: stored.name, rate: formatFrameRate(timeline.rate), dropFrame: timeline.dropFrame },
        });
      });
      await proposeOffsets(naming, stored.productionId, stored.id, offsets);
      return { id: stored.id };
    },

    async rematch(actor: Actor, timelineId: string): Promise<{ readonly id: string }> {
      const timeline = await timelineFor(actor, timelineId, 'EDITOR');
      await rematch(timeline);
      await catalogue.audit({
        productionId: timeline.productionId,
        actor: actor.name,
        action: 'rematchTimeline',
        subject: timelineId,
        detail: { name: timeline.name },
      });
      return { id: timelineId };
    },

    /** An editor's word about one event; the newest holds, `undo` takes it back. The whole list is matched again, for it is evidence. */
    async resolveEvent(
      actor: Actor,
      input: {
        eventId: string;
        resolution: { clipId: string } | { nonCamera: true } | { undo: true };
        /** Absent: the offset that is applied to the clip's roll. */
        offsetFrames?: number;
        reason?: string;
      },
    ): Promise<{ readonly id: string }> {
      const stored = await store.event(input.eventId);
      if (!stored) throw new NotFound('There is no such event.', { at: 'event' });
      const timeline = await timelineFor(actor, stored.timelineId, 'EDITOR');
      const { resolution } = input;
      let offsetFrames = input.offsetFrames ?? 0;
      if ('clipId' in resolution) {
        const [clip] = await store.clips([resolution.clipId]);
        const [record] = await catalogue.clipsByIds([resolution.clipId]);
        if (!clip || record?.productionId !== timeline.productionId)
          throw new NotFound('There is no such clip in this production.', { at: 'clip' });
        if (input.offsetFrames === undefined && clip.rollId !== undefined)
          offsetFrames = (await store.decided(timeline.productionId)).offsets.get(clip.rollId) ?? 0;
      }
      const nameKey = decisionKey(stored.event);
      if (nameKey === '' && !('undo' in resolution)) {
        throw new InvalidInput('This event has no name at all, so a choice for it could not be found again; give it a reel in the list.', {
          at: 'event',
        });
      }
      await catalogue.transaction(async (tx) => {
        const own = storeOf(tx);
        if ('undo' in resolution) {
          if (!(await own.revokeDecision(stored.id, actor.name)))
            throw new Conflict('Nobody has decided this event; there is nothing to take back.');
        } else {
          await own.addDecision({
            productionId: timeline.productionId,
            timelineId: timeline.id,
            eventId: stored.id,
            nameKey,
            offsetFrames,
            actor: actor.name,
            ...('clipId' in resolution ? { clipId: resolution.clipId } : {}),
            ...(stored.event.sourceIn === undefined ? {} : { sourceIn: stored.event.sourceIn }),
            ...(stored.event.sourceOut === undefined ? {} : { sourceOut: stored.event.sourceOut }),
            ...(input.reason === undefined ? {} : { reason: input.reason }),
          });
        }
        await tx.audit({
          productionId: timeline.productionId,
          actor: actor.name,
          action: 'resolveEvent',
          subject: stored.id,
          detail: { number: stored.event.number, ...resolution },
        });
      });
      await proposeNaming(naming, store, timeline.productionId);
      await rematch(timeline);
      return { id: stored.id };
    },

    /** What changed between two versions of a cut, to the frame. */
    async compare(actor: Actor, olderId: string, newerId: string) {
      const [older, newer] = (await timelinesFor(actor, [olderId, newerId], 'VIEWER')) as [StoredTimeline, StoredTimeline];
      const events = await store.events([older.id, newer.id]);
      const [before, after] = [older, newer].map(({ id }) => events.filter(({ timelineId }) => timelineId === id)) as [
        StoredEvent[],
        StoredEvent[],
      ];
      const [then, now] = [before.map(({ event }) => event), after.map(({ event }) => event)];
      const { changes } = compareTimelines(then, now);
      const delivered = await deliveredRanges(older, before);
      const lacking = new Map((delivered.length === 0 ? [] : uncovered(now, delivered)).map((each) => [each.event, each]));
      return {
        olderId,
        newerId,
        changes: changes.map((change) => {
          const reel = change.newer?.reel ?? change.older?.reel;
          const lack = change.newer && lacking.get(change.newer);
          const repull = lack ? ` The frames that were delivered lack ${lack.missingFrames} of it.` : '';
          return {
            kind: change.kind,
            message: change.message + repull,
            headFrames: change.headFrames,
            tailFrames: change.tailFrames,
            ...(delivered.length > 0 && change.newer ? { needsRepull: lack !== undefined } : {}),
            ...(change.older ? { olderNumber: change.older.number } : {}),
            ...(change.newer ? { newerNumber: change.newer.number } : {}),
            ...(reel === undefined ? {} : { reel }),
          };
        }),
      };
    },

    /** What each event was matched to, as CSV. */
    async exportMatches(actor: Actor, timelineId: string) {
      const timeline = await timelineFor(actor, timelineId, 'VIEWER');
      const content = matchTable(await store.matched(timeline.id));
      return { fileName: `${timeline.name.replace(/\.[^.]+$/, '')}_events.csv`, content, problems: [] };
    },

    /** The list written again, with the full names of the clips it was matched to: a truncated list becomes one that any system reads. */
    async exportTimeline(actor: Actor, timelineId: string, format: string) {
      const timeline = await timelineFor(actor, timelineId, 'VIEWER');
      const writer = timelineWriters.find((each) => each.name === format.toLowerCase());
      if (!writer)
        throw new InvalidInput(`Rushes writes ${timelineWriters.map((each) => each.name).join(', ')}; it does not write ${format}.`, {
          at: 'format',
        });
      const stored = await store.matched(timeline.id);
      const events = stored.map(({ event, match }) => repaired(event, match));
      const content = writer.write({
        format: timeline.format,
        rate: timeline.rate,
        rateOrigin: timeline.rateOrigin,
        dropFrame: timeline.dropFrame,
        diagnostics: [],
        events,
        ...(timeline.title === undefined ? {} : { title: timeline.title }),
      });
      const open = stored.filter(({ match }) => match?.clip === undefined && !/^(GENERATED|NON_CAMERA)$/.test(match?.state ?? '')).length;
      const problems =
        open === 0
          ? []
          : [
              {
                severity: 'WARN' as const,
                code: 'EVENTS_UNMATCHED',
                message: `${open} event(s) are written as they were: nothing certain is known of them.`,
              },
            ];
      return { fileName: `${timeline.name.replace(/\.[^.]+$/, '')}_matched.${writer.extension}`, content, problems };
    },
  };
}
