import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { enumName } from '../src/api/enumName.ts';
import { projectFolder } from './step.ts';

/** What the lists have in common: a name (a rule's code) and, where they give one, a title or a sentence. */
type Entry = { readonly name?: string; readonly code?: string; readonly title?: string; readonly description?: string };

const lists = [
  { enum: 'ClipFormat', folder: 'formats', export: 'formats', about: 'Camera family or file format, from the list in `src/formats`.' },
  { enum: 'TimelineFormat', folder: 'timelines', export: 'timelines', about: 'Timeline format, from the list in `src/timelines`.' },
  { enum: 'DocumentKind', folder: 'documents', export: 'documents', about: 'Standard of a document, from the list in `src/documents`.' },
  { enum: 'RuleCode', folder: 'rules', export: 'rules', about: 'Guardrail, from the list in `src/rules`.' },
  { enum: 'RecipeName', folder: 'recipes', export: 'recipes', about: 'Built-in recipe, from the list in `src/recipes`.' },
] as const;

/** The entries of `src/<folder>/index.ts`: its export of that name, or its only array. */
export async function entriesOf(folder: string, exportName: string): Promise<readonly Entry[]> {
  const path = join(projectFolder, 'src', folder, 'index.ts');
  if (!existsSync(path)) return [];
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  const found = module[exportName] ?? Object.values(module).find(Array.isArray);
  return Array.isArray(found) ? (found as Entry[]) : [];
}

const described = (text: string, indent: string): string =>
  `${indent}"""\n${indent}${text.replace(/\s+/g, ' ').replaceAll('"""', "'''").trim()}\n${indent}"""\n`;

/** schema/lists.graphql: one enum for each list, so that adding an entry to a list adds it to the API. */
export async function writeListEnums(): Promise<string> {
  const parts: string[] = ['# Made by scripts/generate.ts from the lists in src/; do not edit.\n'];
  for (const list of lists) {
    const entries = await entriesOf(list.folder, list.export);
    const values = new Map<string, string>();
    for (const entry of entries) {
      const name = entry.name ?? entry.code ?? '';
      if (name !== '') values.set(enumName(name), entry.title ?? entry.description ?? `\`${name}\`.`);
    }
    // An enum cannot be empty: a list whose folder is still empty says so.
    if (values.size === 0) values.set('NONE', 'The list is empty.');
    const body = [...values].map(([name, text]) => `${described(text, '  ')}  ${name}\n`).join('');
    parts.push(`${described(list.about, '')}enum ${list.enum} {\n${body}}\n`);
  }
  return parts.join('\n');
}

/** src/api/generated/lists.ts: the lists' own names, so that enum values can be turned back into them. */
export async function writeListNames(): Promise<string> {
  const parts: string[] = [];
  for (const list of lists) {
    const names = (await entriesOf(list.folder, list.export)).map((entry) => entry.name ?? entry.code ?? '');
    parts.push(`  ${list.enum}: ${JSON.stringify(names)},\n`);
  }
  return `/** Made by scripts/generate.ts from the lists in src/; do not edit. */\nexport const listNames: Readonly<Record<string, readonly string[]>> = {\n${parts.join('')}};\n`;
}

export { lists };
