import { AmbiguousName, InvalidInput, NotFound, noProduction } from '../domain/errors.ts';
import type { Client } from './client.ts';
import { clipById, clipsByName, listProductions, productionParts, type ClipLine, type Page, type ProductionLine } from './operations.ts';

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Every node of a connection, page by page. */
export async function allOf<T>(ask: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const nodes: T[] = [];
  for (let after: string | undefined; ;) {
    const page = await ask(after);
    nodes.push(...page.edges.map((edge) => edge.node));
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null) return nodes;
    after = page.pageInfo.endCursor;
  }
}

const afterOf = (after: string | undefined) => (after === undefined ? {} : { after });

export function allProductions(client: Client): Promise<ProductionLine[]> {
  return allOf(async (after) => (await client.ask(listProductions, afterOf(after))).productions);
}

/** The production that was named; else the only one there is. */
export async function chooseProduction(client: Client, slug: string | undefined): Promise<string> {
  if (slug !== undefined) return slug;
  const found = await allProductions(client);
  if (found.length === 1) return found[0]!.slug;
  throw new InvalidInput(
    found.length === 0
      ? 'There is no production yet; make one: rushes production create SLUG --title T --rate R.'
      : `Say which production with --production: ${found.map((production) => production.slug).join(', ')}.`,
    { at: '--production' },
  );
}

/** A clip by id or name. A name that fits several is refused with their ids, rolls and days. */
export async function chooseClip(client: Client, word: string, production: string | undefined): Promise<ClipLine> {
  if (isId(word)) {
    const { clip } = await client.ask(clipById, { id: word });
    if (!clip) throw new NotFound(`There is no clip with the id ${word}.`, { at: word });
    return clip;
  }
  const slug = await chooseProduction(client, production);
  const { clipsByName: found } = await client.ask(clipsByName, { production: slug, name: word });
  if (found.length === 1) return found[0]!;
  if (found.length === 0) {
    throw new NotFound(`There is no clip "${word}" in ${slug}; rushes search "${word}" --production ${slug} finds similar names.`, {
      at: word,
    });
  }
  const list = found.map(
    (clip) => `${clip.id} (${clip.name}, roll ${clip.roll?.name ?? '-'}, day ${clip.roll?.shootDay ?? clip.shootDate ?? '-'})`,
  );
  throw new AmbiguousName(`"${word}" is the name of ${found.length} clips; give the id of one: ${list.join('; ')}.`, { at: word });
}

/** A roll by id or name. */
export async function chooseRoll(client: Client, word: string, slug: string): Promise<string> {
  if (isId(word)) return word;
  const rolls = await allOf(async (after) => {
    const { production } = await client.ask(productionParts, { slug, ...afterOf(after) });
    if (!production) throw noProduction(slug, '--production');
    return production.rolls;
  });
  const found = rolls.filter((roll) => roll.name.toUpperCase() === word.toUpperCase());
  if (found.length === 1) return found[0]!.id;
  if (found.length === 0)
    throw new NotFound(`There is no roll "${word}" in ${slug}: ${rolls.map((roll) => roll.name).join(', ')}.`, { at: '--roll' });
  throw new AmbiguousName(
    `"${word}" is the name of ${found.length} rolls; give the id of one: ${found.map((roll) => `${roll.id} (day ${roll.shootDay ?? '-'})`).join('; ')}.`,
    { at: '--roll' },
  );
}

/** A camera set-up by id or key. */
export async function chooseFormatCard(client: Client, word: string, slug: string): Promise<string> {
  if (isId(word)) return word;
  const { production } = await client.ask(productionParts, { slug });
  const found = production?.formatCards.find((card) => card.key.toUpperCase() === word.toUpperCase());
  if (found) return found.id;
  throw new NotFound(`There is no format card "${word}" in ${slug}: ${production?.formatCards.map((card) => card.key).join('; ') ?? ''}.`, {
    at: '--card',
  });
}
