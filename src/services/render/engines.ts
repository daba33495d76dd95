import type { RenderEngine } from '../../domain/ports/render.ts';
import { vendorFormats } from '../../domain/render/vendorFormats.ts';

export type EngineLine = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version?: string;
  readonly formats: readonly string[];
  /** Why it cannot render, and what to do; absent where it can. */
  readonly missing?: string;
};

/** Engines that are here, and one line for each vendor's format that none of them decodes. */
export async function listEngines(engines: readonly RenderEngine[]): Promise<readonly EngineLine[]> {
  const here = await Promise.all(
    engines.map(async (engine): Promise<EngineLine> => {
      const missing = await engine.missing();
      const { name, label: title, description, version, formats } = engine;
      return { name, title, description, version, formats, ...(missing === undefined ? {} : { missing }) };
    }),
  );
  const decoded = new Set(engines.flatMap((engine) => engine.formats));
  const waiting = vendorFormats
    .filter((format) => !decoded.has(format.name))
    .map((format): EngineLine => ({
      name: format.name,
      title: `Engine for ${format.label}`,
      description: `${format.label} is decoded by its maker's software only.`,
      formats: [format.name],
      missing: `Not installed: it needs ${format.decoder}. Set RUSHES_ENGINES=${format.name}=/path/to/program to plug one in (docs/add-an-engine.md).`,
    }));
  return [...here, ...waiting];
}
