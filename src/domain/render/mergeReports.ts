import type { RenderReport } from './job.ts';

/** One report of a render's chunks, in the order of their frames. */
export function mergeReports(reports: readonly RenderReport[]): RenderReport {
  const [first, ...rest] = reports;
  if (!first) throw new RangeError('A render has at least one chunk.');
  if (rest.length === 0) return first;
  const seconds: Record<string, number> = {};
  for (const report of reports) for (const [name, value] of Object.entries(report.seconds)) seconds[name] = (seconds[name] ?? 0) + value;
  const sum = (of: (report: RenderReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  return {
    ...first,
    attempt: Math.max(...reports.map((report) => report.attempt)),
    frameCount: sum((report) => report.frameCount),
    reusedFrames: sum((report) => report.reusedFrames),
    files: reports.flatMap((report) => report.files),
    commands: reports.flatMap((report) => report.commands),
    notes: [...new Set(reports.flatMap((report) => report.notes))],
    seconds,
    cpuSeconds: sum((report) => report.cpuSeconds),
    machine: [...new Set(reports.map((report) => report.machine))].join(', '),
  };
}
