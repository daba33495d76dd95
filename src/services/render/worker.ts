import type { Place } from '../../domain/clip.ts';
import { Blocked, Unavailable, Unreadable } from '../../domain/errors.ts';
import type { Catalogue, Job } from '../../domain/ports/catalogue.ts';
import type { MediaRoots } from '../../domain/ports/mediaRoots.ts';
import type { EngineFailure, RenderEngine } from '../../domain/ports/render.ts';
import type { RenderOutputs } from '../../domain/ports/renderOutputs.ts';
import type { RenderRow, RenderStore } from '../../domain/ports/renderStore.ts';
import type { JobFraming, RenderReport, RenderSource } from '../../domain/render/job.ts';
import { mergeReports } from '../../domain/render/mergeReports.ts';
import { refuseAway } from '../mediaAway.ts';
import type { WorkContext, Worker } from '../work.ts';

export type RenderWorkerPorts = {
  readonly catalogue: Catalogue;
  readonly store: RenderStore;
  readonly engines: readonly RenderEngine[];
  readonly outputs: RenderOutputs;
  readonly roots: MediaRoots;
  /** Told after a render ended, whatever came of it. */
  readonly onEnded?: (renderId: string) => Promise<void>;
};

/** What a render's job row carries: which chunk it is, and whether the result is the clip's thumbnail. */
export type RenderPayload = { readonly chunk: number; readonly thumbnail?: boolean };

/** Milliseconds that one unit may take. */
const timeLimitMs = 12 * 60 * 60 * 1000;

/** An engine's failure as the error that the worker and the API know. */
export function failureError(failure: EngineFailure): Error {
  if (failure.retryable) return new Unavailable(failure.message, { at: failure.code });
  if (failure.code === 'SOURCE_UNREADABLE' || failure.code === 'OUTPUT_FAILED')
    return new Unreadable(failure.message, { at: failure.code });
  return new Blocked(failure.message, { at: failure.code });
}

/** The same geometry, and no FDL beside the frames. */
function withoutDocument(framing: JobFraming): JobFraming {
  if (framing.kind !== 'fdl') return framing;
  const { outputPath: _outputPath, ...rest } = framing;
  return rest;
}

/** Does one chunk of a render; whoever does the last one publishes the whole. May be killed anywhere, and may be told twice. */
export function createRenderWorker({ catalogue, store, engines, outputs, roots, onEnded }: RenderWorkerPorts): Worker {
  const chunkName = (renderId: string, chunk: number): string => `${renderId}-${chunk}`;

  /** Throws Unavailable where the drive of the footage is away: the render waits for it, an overnight queue does not fail because a share blinked. */
  async function refuseAbsent(source: RenderSource): Promise<void> {
    const file = 'files' in source ? source.files[0] : source.segments[0]?.path;
    if (file === undefined) return;
    let place: Place;
    try {
      place = roots.placeOf(file);
    } catch {
      // In no root of this machine any longer: the engine says what it finds there.
      return;
    }
    await refuseAway(roots, place, 'its clips are rendered');
  }

  async function make(
    row: RenderRow,
    chunk: { index: number; in: number; out: number; attempt: number },
    context: WorkContext,
  ): Promise<RenderReport> {
    const engine = engines.find((each) => each.name === row.job.engine);
    const attemptsBefore = Array.from({ length: chunk.attempt - 1 }, (_, index) => chunk.attempt - 1 - index);
    const outcome = engine
      ? await engine.run(
          {
            ...row.job,
            attempt: chunk.attempt,
            range: { in: chunk.in, out: chunk.out },
            numberedFrom: row.job.range.in,
            // What lies beside the frames is written once.
            sidecars: chunk.index === 0 ? row.job.sidecars : [],
            framing: chunk.index === 0 ? row.job.framing : withoutDocument(row.job.framing),
            workFolder: outputs.attemptFolder(chunkName(row.id, chunk.index), chunk.attempt),
            previousFolders: attemptsBefore.map((attempt) => outputs.attemptFolder(chunkName(row.id, chunk.index), attempt)),
            threads: 1,
          },
          {
            signal: context.signal,
            timeLimitMs,
            onProgress: (done) =>
              context.progress(done, `${Math.round(done * 100)} % of frames ${chunk.in} to ${chunk.out} of ${row.job.clip.name}.`),
          },
        )
      : {
          failure: {
            code: 'ENGINE_MISSING',
            message: `This worker has no engine "${row.job.engine}"; start one that has.`,
            retryable: true,
          },
        };
    if ('report' in outcome) return outcome.report;
    const failure = outcome.failure.retryable ? outcome.failure : await judged(outcome.failure, row.job.source);
    await store.fail(row.id, chunk, failure.retryable ? 'QUEUED' : 'FAILED', failure);
    if (!failure.retryable) await onEnded?.(row.id);
    throw failureError(failure);
  }

  /** The failure, or that the footage's drive is away, which explains it. */
  async function judged(failure: EngineFailure, source: RenderSource): Promise<EngineFailure> {
    try {
      await refuseAbsent(source);
      return failure;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return { code: 'SOURCE_AWAY', message: error.message, retryable: true };
    }
  }

  async function audit(
    row: RenderRow,
    chunk: { index: number; in: number; out: number; attempt: number },
    report: RenderReport,
  ): Promise<void> {
    await catalogue.audit({
      productionId: row.productionId,
      actor: 'system',
      action: 'rendered',
      subject: row.id,
      detail: {
        identity: row.identity,
        chunk: chunk.index,
        range: { in: chunk.in, out: chunk.out },
        attempt: chunk.attempt,
        source: row.job.source,
        engine: report.engine,
        machine: report.machine,
        commands: report.commands,
        seconds: report.seconds,
        reusedFrames: report.reusedFrames,
        files: report.files.map((file) => [file.path, file.sha256]),
      },
    });
  }

  async function publish(row: RenderRow, payload: RenderPayload): Promise<string> {
    let whole: RenderReport | undefined;
    const state = await store.finish(row.id, async (chunks) => {
      whole = mergeReports(chunks.map((chunk) => chunk.report));
      const parts = chunks.map(({ index, attempt, report }) => ({
        folder: outputs.attemptFolder(chunkName(row.id, index), attempt),
        report,
      }));
      await outputs.publish(parts, { job: row.job, report: whole }, row.outputPath);
      return whole;
    });
    if (state === 'WAITING') return 'Done; other parts of the render are not yet.';
    await outputs.clean(row.id);
    const first = whole?.files[0];
    if (payload.thumbnail && first) await catalogue.setThumbnail(row.clipId, `${row.outputPath}/${first.path}`);
    await onEnded?.(row.id);
    return whole
      ? `${whole.frameCount} frames of ${row.job.clip.name} in ${whole.seconds['total']?.toFixed(1) ?? '?'} s.`
      : 'It was rendered already.';
  }

  return async (job: Job, context) => {
    const [row] = job.renderId === undefined ? [] : await store.byIds([job.renderId]);
    if (!row) return 'Its render does not exist any longer.';
    const payload = job.payload as RenderPayload;
    await refuseAbsent(row.job.source);
    const chunk = await store.begin(row.id, payload.chunk);
    if (chunk === undefined) {
      await onEnded?.(row.id);
      return 'It was cancelled.';
    }
    if (chunk !== 'DONE') {
      const report = await make(row, chunk, context);
      if (!(await store.finishChunk(row.id, chunk, report))) return 'A newer attempt took over.';
      await audit(row, chunk, report);
    }
    return publish(row, payload);
  };
}
