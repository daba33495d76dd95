import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';
import type { Problem } from '../domain/problem.ts';
import type { XmlElement } from '../syntax/xml.ts';

const imported = ['ASC-CDL_schema_v1.01.xsd', 'st433b-2008-am1-2011.xsd', 'xmldsig-core-schema.xsd'];
/** Faults of one document that are told: the first ones lead to the others. */
const mostFaults = 20;
type SchemaFile = { readonly fileName: string; readonly contents: string };
const loaded = new Map<string, { readonly main: SchemaFile; readonly others: readonly SchemaFile[] }>();

/** The Academy's schema of a version, with what it imports from the folder beside it instead of from the web. */
function schemaOf(version: string): { readonly main: SchemaFile; readonly others: readonly SchemaFile[] } {
  const known = loaded.get(version);
  if (known) return known;
  const file = (fileName: string): SchemaFile => ({
    fileName,
    contents: readFileSync(new URL(`./schemas/amf-${version}/${fileName}`, import.meta.url), 'utf8').replaceAll(
      /schemaLocation="[^"]*\/([^"/]+)"/g,
      'schemaLocation="$1"',
    ),
  });
  const made = { main: file('acesMetadataFile.xsd'), others: imported.map(file) };
  loaded.set(version, made);
  return made;
}

/** `{urn:...}name` is `name`; libxml2's way to begin is left out. */
function inPlainWords(message: string): string {
  return message
    .replace(/^Schemas validity error : /, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^Element '([^']*)':? ?/, '<$1>: ')
    .trim();
}

/** How an AMF departs from the Academy's schema of its version (1.0 or 2.0), each with its line. */
export async function amfSchemaProblems(name: string, text: string, root: XmlElement): Promise<Problem[]> {
  const namespaces = Object.entries(root.attributes).flatMap(([key, value]) => (key.startsWith('xmlns') ? [value] : []));
  const version = namespaces.map((each) => /^urn:ampas:aces:amf:v([12]\.0)$/.exec(each)?.[1]).find((each) => each !== undefined);
  const problem = (line: number | undefined, message: string): Problem => ({
    severity: 'ERROR',
    code: 'AMF_SCHEMA_INVALID',
    message: `${name}${line === undefined ? '' : `:${line}`} ${message}`,
    at: line === undefined ? name : `${name}:${line}`,
  });
  if (version === undefined)
    return [
      problem(
        root.line,
        `is in the namespace ${namespaces.find((each) => /aces/i.test(each)) ?? 'of nobody'}; AMF 1.0 and 2.0 are urn:ampas:aces:amf:v1.0 and :v2.0.`,
      ),
    ];
  const { main, others } = schemaOf(version);
  const { errors } = await validateXML({
    // The text is handed on as UTF-8, whatever it was.
    xml: [{ fileName: 'document.amf', contents: text.replace(/^(\s*<\?xml[^>]*?)\s+encoding=["'][^"']*["']/, '$1') }],
    schema: [main],
    preload: [...others],
  });
  return errors
    .slice(0, mostFaults)
    .map(({ message, loc }) => problem(loc?.lineNumber, `does not follow AMF ${version}: ${inPlainWords(message)}`));
}
