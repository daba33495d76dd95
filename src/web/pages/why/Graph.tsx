import type { CompareWhyQuery, WhyClipQuery } from '../../generated/operations.ts';

export type Explained = NonNullable<WhyClipQuery['clip']>;
export type Step = Explained['explanation']['nodes'][number];
export type Divergence = CompareWhyQuery['compareClips']['divergences'][number];

/** Units of the picture; the browser scales it to the page. */
const box = { width: 172, height: 94 };
const gap = { across: 32, between: 46, rows: 16 };
const margin = { left: 4, top: 24 };
/** Characters of a line within a box. */
const lineLength = 24;

/** Steps in the order of light, each in the column behind all that feed it; what both clips have stands in the same column. */
function columnsOf(clips: readonly Explained[]): ReadonlyMap<string, { readonly column: number; readonly row: number }> {
  const places = new Map<string, { column: number; row: number }>();
  const used = new Map<number, number>();
  for (const { explanation } of clips) {
    for (const node of explanation.nodes) {
      if (places.has(node.id)) continue;
      const before = explanation.edges.filter((edge) => edge.to === node.id).map((edge) => places.get(edge.from)?.column ?? -1);
      const column = Math.max(-1, ...before) + 1;
      const row = used.get(column) ?? 0;
      used.set(column, row + 1);
      places.set(node.id, { column, row });
    }
  }
  return places;
}

/** The explanation as a picture: from the sensor on the left to what was delivered on the right; a second clip below, parted where they part. */
export function Graph({
  clips,
  divergences,
  chosen,
  onChoose,
}: {
  clips: readonly Explained[];
  divergences: readonly Divergence[];
  chosen: string | undefined;
  onChoose: (step: string) => void;
}) {
  const places = columnsOf(clips);
  const all = [...places.values()];
  const columns = Math.max(...all.map((place) => place.column)) + 1;
  const rows = Math.max(...all.map((place) => place.row)) + 1;
  const laneHeight = rows * box.height + (rows - 1) * gap.rows;
  const width = margin.left * 2 + columns * box.width + (columns - 1) * gap.across;
  const height = margin.top + clips.length * laneHeight + (clips.length - 1) * (gap.between + margin.top);
  const at = (id: string, lane: number): { x: number; y: number } => {
    const place = places.get(id)!;
    return {
      x: margin.left + place.column * (box.width + gap.across),
      y: margin.top + lane * (laneHeight + gap.between) + place.row * (box.height + gap.rows),
    };
  };
  const lit = divergences[0]?.node;
  const apart = new Set(divergences.map((each) => each.node));
  const follows = (id: string): boolean => divergences.filter((each) => each.node === id).every((each) => each.followsFrom !== null);
  return (
    <div className="graph-scroll" tabIndex={0} role="group" aria-label="From sensor to delivery">
      <svg className="graph" viewBox={`0 0 ${width} ${height}`} style={{ minWidth: Math.min(width, 900) }}>
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 L8 4 L0 8 z" className="arrow-head" />
          </marker>
        </defs>
        {clips.map((clip, lane) => (
          <g key={clip.id}>
            {/* Above the first lane and below the second: between them stands how they compare. */}
            <text x={margin.left} y={lane === 0 ? margin.top - 9 : height - 6} className="lane-name">
              {clip.name.slice(0, 80)}
            </text>
            {clip.explanation.edges.map((edge) => {
              const [from, to] = [at(edge.from, lane), at(edge.to, lane)];
              const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x - 2, to.y + box.height / 2];
              const bend = (x1 + x2) / 2;
              return (
                <path
                  key={`${edge.from} ${edge.to}`}
                  className="edge"
                  d={`M${x1} ${y1} C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`}
                  markerEnd="url(#arrow)"
                />
              );
            })}
            {clip.explanation.nodes.map((step) => {
              const { x, y } = at(step.id, lane);
              const state = step.id === lit ? 'lit' : apart.has(step.id) ? (follows(step.id) ? 'follows' : 'apart') : 'alike';
              return (
                <g
                  key={step.id}
                  role="button"
                  tabIndex={0}
                  aria-pressed={step.id === chosen}
                  className={`node ${state} ${step.warnings.length > 0 ? 'warned' : ''}`}
                  transform={`translate(${x} ${y})`}
                  onClick={() => onChoose(step.id)}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' && event.key !== ' ') return;
                    event.preventDefault();
                    onChoose(step.id);
                  }}
                >
                  <rect width={box.width} height={box.height} rx="6" />
                  <text x="10" y="19" className="node-title">
                    {cutTo(step.title, 22)}
                  </text>
                  {step.confidence < 1 && (
                    <text x="10" y={box.height - 8} className="node-mark">
                      {step.confidence === 0 ? 'not known' : 'by default'}
                    </text>
                  )}
                  {wrapped(step.summary, 3).map((line, index) => (
                    <text key={index} x="10" y={37 + index * 15} className="node-text">
                      {line}
                    </text>
                  ))}
                </g>
              );
            })}
          </g>
        ))}
        {clips.length === 2 &&
          [...places.keys()]
            .filter((id) => clips.every((clip) => clip.explanation.nodes.some((node) => node.id === id)))
            .map((id) => {
              const x = at(id, 0).x + box.width / 2;
              const [y1, y2] = [at(id, 0).y + box.height, at(id, 1).y];
              const middle = (y1 + y2) / 2 - 4;
              const isApart = apart.has(id);
              return (
                <g key={id} className={`between ${id === lit ? 'lit' : isApart ? 'apart' : ''}`} aria-hidden="true">
                  <line x1={x} x2={x} y1={y1} y2={y2} />
                  <circle cx={x} cy={middle} r="12" />
                  <text x={x} y={middle + 5} textAnchor="middle">
                    {isApart ? '≠' : '='}
                  </text>
                  {id === lit && (
                    <text x={x + 18} y={middle + 4} className="first">
                      First difference
                    </text>
                  )}
                </g>
              );
            })}
      </svg>
    </div>
  );
}

const cutTo = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** A summary in so many lines; SVG does not break lines by itself. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + word.length + 1 > lineLength) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  const shown = lines.slice(0, most).map((line) => cutTo(line, lineLength));
  if (lines.length > most) shown[most - 1] = cutTo(`${shown[most - 1]} …`, lineLength);
  return shown;
}
