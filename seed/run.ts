/**
 * Makes the seed production through the public API, as any client would: create, ingest, attach, import, match, render. Nothing is done when the
 * catalogue holds a production already. Prints a table of what really happened.
 */
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedAmf, seedFdl } from './documents.ts';
import { makeFootage } from './footage.ts';
import { makeManifests } from './manifests.ts';
import { pickupAnswers, pickupEdl, seedAnswers, seedClips, seedEdl, seedProduction, type SeedAnswer } from './plan.ts';

export type SeedOptions = { readonly url: string; readonly token: string; readonly home: string; readonly print: (line: string) => void };

/** Milliseconds after which the seed gives up waiting for one step. */
const patienceMs = 4 * 60 * 1000;

type Ask = <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>;

function asker({ url, token }: SeedOptions): Ask {
  return async (query, variables) => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await answer.json()) as { data?: unknown; errors?: { message: string }[] };
    if (body.errors?.[0]) throw new Error(body.errors[0].message);
    const refusal = Object.values((body.data ?? {}) as Record<string, { errors?: { message: string }[] } | null>).find(
      (value) => value?.errors?.[0],
    );
    if (refusal) throw new Error(refusal.errors![0]!.message);
    return body.data as never;
  };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('it took too long; see the jobs (./rushes jobs --production harbour) and try again.');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

type Event = {
  number: string;
  reel: string;
  sourceIn: string | null;
  match: {
    state: string;
    tier: number | null;
    clip: { name: string } | null;
    clipFrameIn: number | null;
    clipFrameOut: number | null;
    missingTailFrames: number;
    candidates: { clip: { name: string } }[];
  };
};

function fits(event: Event, answer: SeedAnswer | undefined): boolean {
  const { match } = event;
  return (
    answer !== undefined &&
    event.number === answer.number &&
    match.state === answer.state &&
    (answer.clip ?? null) === (match.clip?.name ?? null) &&
    (!answer.frames || (match.clipFrameIn === answer.frames[0] && match.clipFrameOut === answer.frames[1])) &&
    (!answer.missing || match.missingTailFrames === answer.missing[1]) &&
    (answer.candidates ?? []).every((name) => match.candidates.some((candidate) => candidate.clip.name === name))
  );
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

async function matched(
  ask: Ask,
  name: string,
  text: string,
  answers: readonly SeedAnswer[],
  rate?: string,
): Promise<{ lines: string[]; right: number; count: number }> {
  const { importTimeline } = await ask<{ importTimeline: { timeline: { events: { edges: { node: Event }[] } } } }>(
    `mutation ($input: ImportTimelineInput!) { importTimeline(input: $input) { timeline { events(first: 100) { edges { node {
       number reel sourceIn match { state tier clip { name } clipFrameIn clipFrameOut missingTailFrames candidates { clip { name } } } } } } } errors { message } } }`,
    { input: { production: seedProduction.slug, name, content: { text }, ...(rate ? { rate } : {}) } },
  );
  const events = importTimeline.timeline.events.edges.map((edge) => edge.node);
  const rows = events.map((event, index) => {
    const { match } = event;
    const where = match.clip ? `${match.clip.name} ${match.clipFrameIn}-${match.clipFrameOut}` : '';
    return [
      event.number,
      event.reel,
      event.sourceIn ?? '',
      match.state,
      where,
      fits(event, answers[index]) ? 'as expected' : `NOT as expected (${answers[index]?.state ?? 'no such event'})`,
    ];
  });
  return {
    lines: table([['event', 'reel', 'source in', 'state', 'clip and frames', 'answer'], ...rows]),
    right: events.filter((event, index) => fits(event, answers[index])).length,
    count: answers.length,
  };
}

/** Takes up an interrupted seed where it stopped; a finished one costs one question. False: the catalogue has no seed production now. */
export async function seedCatalogue(options: SeedOptions): Promise<boolean> {
  const { home, print } = options;
  const ask = asker(options);
  const folder = join(home, 'seed');
  const done = join(folder, 'done');
  const { productions } = await ask<{ productions: { edges: { node: { slug: string } }[] } }>(
    '{ productions(first: 2) { edges { node { slug } } } }',
  );
  const slugs = productions.edges.map((edge) => edge.node.slug);
  if (slugs.includes(seedProduction.slug) && existsSync(done)) {
    print(`The seed production "${seedProduction.title}" is here already.`);
    return true;
  }
  if (slugs.length > 0 && !slugs.includes(seedProduction.slug)) return false;
  const ffmpeg = globSync(join(home, 'engines/venv/lib/python3*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*')).find(
    (path) => !path.endsWith('.md'),
  );
  const python = join(home, 'engines/venv/bin/python');
  if (!ffmpeg || !existsSync(python)) {
    print('The seed production needs the imaging engine, which is not installed; the catalogue stays empty.');
    return false;
  }
  mkdirSync(folder, { recursive: true });
  print(`Making the seed production "${seedProduction.title}": ${seedClips.length} clips on three rolls...`);
  const cards = join(folder, 'cards');
  await makeFootage({ ffmpeg, python }, cards, () => undefined);
  await makeManifests(cards);
  for (const [name, text] of [
    ['harbour_v3.edl', seedEdl()],
    ['harbour_pickups.edl', pickupEdl()],
    ['harbour.amf', seedAmf()],
    ['harbour.fdl', seedFdl()],
  ] as const)
    writeFileSync(join(folder, name), text);

  if (!slugs.includes(seedProduction.slug)) {
    await ask('mutation ($input: CreateProductionInput!) { createProduction(input: $input) { production { id } errors { message } } }', {
      input: seedProduction,
    });
  }
  await ask('mutation ($input: IngestInput!) { ingest(input: $input) { ingests { id } errors { message } } }', {
    input: { production: seedProduction.slug, paths: [cards] },
  });
  const clips = await until(async () => {
    const { production } = await ask<{ production: { ingests: { state: string }[] } }>(
      `query ($slug: String!) { production(slug: $slug) { ingests(first: 1) { state } } }`,
      { slug: seedProduction.slug },
    );
    const state = production.ingests[0]?.state;
    if (state === 'FAILED') throw new Error('its footage could not be registered.');
    if (state !== 'DONE') return undefined;
    type Clip = {
      id: string;
      name: string;
      state: string;
      frameCount: number | null;
      reel: string | null;
      timecode: { start: string } | null;
      rate: { playback: string | null; capture: string | null };
      camera: { model: string | null };
    };
    const answer = await ask<{ clips: { edges: { node: Clip }[] } }>(
      `query ($slug: String!) { clips(production: $slug, first: 100, orderBy: { field: NAME, direction: ASC }) { edges { node { id name state frameCount reel timecode { start } rate { playback capture } camera { model } } } } }`,
      { slug: seedProduction.slug },
    );
    const nodes = answer.clips.edges.map((edge) => edge.node);
    return nodes.length >= seedClips.length && nodes.every((clip) => clip.state !== 'REGISTERED') ? nodes : undefined;
  });
  print('');
  for (const line of table([
    ['clip', 'reel', 'start', 'frames', 'rate', 'camera', 'state'],
    ...clips.map((clip) => [
      clip.name,
      clip.reel ?? '-',
      clip.timecode?.start ?? '-',
      String(clip.frameCount ?? '-'),
      clip.rate.playback ?? '-',
      clip.camera.model ?? '-',
      clip.state,
    ]),
  ]))
    print(line);

  const roll = await ask<{ production: { rolls: { edges: { node: { id: string; name: string } }[] } } }>(
    'query ($slug: String!) { production(slug: $slug) { rolls(first: 50) { edges { node { id name } } } } }',
    { slug: seedProduction.slug },
  );
  const arri = roll.production.rolls.edges.map((edge) => edge.node).find((node) => node.name === 'A001R1AB');
  const attach = (name: string, text: string, target: Record<string, string>): Promise<unknown> =>
    ask('mutation ($input: AttachDocumentInput!) { attachDocument(input: $input) { document { id } errors { message } } }', {
      input: { production: seedProduction.slug, name, content: { text }, target },
    });
  if (arri) await attach('harbour.amf', seedAmf(), { roll: arri.id });
  if (arri) await attach('harbour.fdl', seedFdl(), { roll: arri.id });

  const list = await matched(ask, 'harbour_v3.edl', seedEdl(), seedAnswers);
  const pickups = await matched(ask, 'harbour_pickups.edl', pickupEdl(), pickupAnswers, '30000/1001');
  print('');
  for (const line of [...list.lines, '', ...pickups.lines]) print(line);

  const plate = clips.find((clip) => clip.name === seedAnswers[0]!.clip)!;
  const [frameIn, frameOut] = seedAnswers[0]!.frames!;
  const { requestRender } = await ask<{ requestRender: { render: { id: string } } }>(
    'mutation ($input: RequestRenderInput!) { requestRender(input: $input) { render { id } errors { message } } }',
    { input: { clip: plate.id, recipe: 'plate-aces2065-1', frameIn, frameOut, output: 'plates', priority: 'RUSH' } },
  );
  const render = await until(async () => {
    type Render = { state: string; outputPath: string; outputs: { path: string; kind: string }[] };
    const { node } = await ask<{ node: Render }>(
      'query ($id: ID!) { node(id: $id) { ... on Render { state outputPath outputs { path kind } } } }',
      { id: requestRender.render.id },
    );
    if (node.state === 'FAILED') throw new Error('its plate could not be rendered; see ./rushes jobs --production harbour.');
    return node.state === 'DONE' ? node : undefined;
  });
  const { service } = await ask<{ service: { outputFolder: string } }>('{ service { outputFolder } }');
  const frames = render.outputs.filter((output) => output.path.endsWith('.exr')).length;
  print('');
  print(
    `Plate: ${frames} EXR frames of ${plate.name} (${frameIn}-${frameOut}) and ${render.outputs.filter((output) => output.path.endsWith('.amf')).length} AMF in ${join(service.outputFolder, render.outputPath)}`,
  );
  const right = list.right + pickups.right;
  const count = list.count + pickups.count;
  print(
    `${clips.filter((clip) => clip.state === 'INSPECTED').length} of ${seedClips.length} clips inspected, ${right} of ${count} events as expected.`,
  );
  if (right === count) writeFileSync(done, new Date().toISOString());
  return true;
}
