/**
 * Every real AMF: what the engine makes of it, and whether its pixels are those of OpenColorIO's own processor. Truth is OpenColorIO's AMF tool
 * (pyocioamf) where that reads the file (version 1), else the colour spaces, display and view that the file's ids name in OpenColorIO's built-in configurations.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amf } from '../../src/documents/amf.ts';
import { engineFolder, openEngine, python, run, temporaryFolder } from '../render/fixture.ts';
import { samplesFolder } from '../samples.ts';

const samples = samplesFolder();
const folder = join(samples ?? '', 'amf');
const oracleFolder = join(import.meta.dirname, 'oracle');
const [aces1, aces2] = ['studio-config-v2.2.0_aces-v1.3_ocio-v2.4', 'studio-config-v4.0.0_aces-v2.0_ocio-v2.5'];

type Truth =
  | { readonly tool: 'pyocioamf' }
  | { readonly config: string; readonly steps: readonly (readonly string[] | { readonly styles: readonly string[] })[] };
type Expected = { readonly truth: Truth; readonly nothing?: true } | { readonly code: string; readonly names: string };

const tool: Expected = { truth: { tool: 'pyocioamf' } };
const video = ['Rec.1886 Rec.709 - Display', 'ACES 1.0 - SDR Video'] as const;
const video2 = ['Rec.1886 Rec.709 - Display', 'ACES 2.0 - SDR 100 nits (Rec.709)'] as const;
const from = (config: string, space: string, display: string, view: string): Expected => ({
  truth: {
    config,
    steps: [...(space === 'ACES2065-1' ? [] : [[space, 'ACES2065-1']]), ['ACES2065-1', display, view]],
  },
});
const cinema = from(aces1, 'ACES2065-1', 'P3-D60 - Display', 'ACES 1.0 - SDR Cinema');

/** Typed from the ids of each file (`grep transformId`) and the configurations' own lists of ids. */
const expected: Readonly<Record<string, Expected>> = {
  'AcademySoftwareFoundation-OpenColorIO/example.amf': tool,
  'ampas-aces-amf/example1.amf': from(aces1, 'ACES2065-1', 'Rec.2100-PQ - Display', 'ACES 1.1 - HDR Video (1000 nits & Rec.2020 lim)'),
  'ampas-aces-amf/example2.amf': cinema,
  'ampas-aces-amf/example3.amf': { code: 'AMF_UNKNOWN_TRANSFORM', names: 'LMT.ACME.AcmeDILook.a1.v5' },
  'ampas-aces-amf/exampleMinimum.amf': { truth: { config: aces1, steps: [] }, nothing: true },
  'ampas-aces-amf/generated/aces1/idt_ACEScc_to_ACES__odt_Rec709_100nits_dim.amf': from(aces1, 'ACEScc', ...video),
  'ampas-aces-amf/generated/aces1/idt_ACEScct_to_ACES__odt_P3DCI_D65sim_48nits.amf': from(
    aces1,
    'ACEScct',
    'P3-DCI - Display',
    'ACES 1.1 - SDR Cinema (D65 sim on DCI)',
  ),
  'ampas-aces-amf/generated/aces1/idt_ADX10_to_ACES__odt_Rec709_100nits_dim.amf': from(aces1, 'ADX10', ...video),
  'ampas-aces-amf/generated/aces1/idt_Alexa_v3_logC_EI640__odt_Rec709_100nits_dim.amf': {
    code: 'AMF_TRANSFORM_NOT_BUILT',
    names: 'IDT.ARRI.Alexa-v3-logC-EI640.a1.v2',
  },
  'ampas-aces-amf/generated/aces1/idt_LogC_EI800_AWG_to_ACES__odt_Rec709_100nits_dim.amf': from(aces1, 'ARRI LogC3 (EI800)', ...video),
  'ampas-aces-amf/generated/aces2/idt_ACEScc_to_ACES__odt_Rec709_D65_100nit_in_Rec709_D65_BT1886.amf': from(aces2, 'ACEScc', ...video2),
  // In no configuration, and in OpenColorIO's own registry of builtin transforms.
  'ampas-aces-amf/generated/aces2/idt_ACEScct_to_ACES__odt_P3_D60_500nit_in_Rec2100_D65_ST2084.amf': {
    truth: {
      config: aces2 as string,
      steps: [
        ['ACEScct', 'ACES2065-1'],
        {
          styles: [
            'ACES-OUTPUT - ACES2065-1_to_CIE-XYZ-D65 - HDR-500nit-P3-D60-in-REC2020-D65_2.0',
            'DISPLAY - CIE-XYZ-D65_to_REC.2100-PQ',
          ],
        },
      ],
    },
  },
  'ampas-aces-amf/generated/aces2/idt_ACEScct_to_ACES__odt_P3_D65_500nit_in_Rec2100_D65_ST2084.amf': from(
    aces2,
    'ACEScct',
    'Rec.2100-PQ - Display',
    'ACES 2.0 - HDR 500 nits (P3 D65)',
  ),
  'ampas-aces-amf/generated/aces2/idt_ACEScct_to_ACES__odt_Rec709_D65_100nit_in_P3_D65_ST2084.amf': from(
    aces2,
    'ACEScct',
    'ST2084-P3-D65 - Display',
    'ACES 2.0 - SDR 100 nits (Rec.709)',
  ),
  'ampas-aces-amf/generated/aces2/idt_CLog3_BT2020_to_ACES__odt_Rec709_D65_100nit_in_Rec709_D65_BT1886.amf': {
    code: 'AMF_TRANSFORM_NOT_BUILT',
    names: 'CSC.Canon.CLog3_BT2020_to_ACES.a1.v1',
  },
  'ampas-aces-dev/example1.amf': tool,
  'ampas-aces-dev/example2.amf': cinema,
  'pomfort-amf-util/LogCEI800-Rec.709100nitsdim.amf': tool,
  'pomfort-amf-util/amf_minimal.amf': { code: 'COLOUR_UNUSABLE', names: 'urn:acesMetadata:acesMetadataFile:v2.0' },
  'pomfort-amf-util/example2.amf': cinema,
  'pomfort-amf-util/sRGB-Rec.709100nitsdim.amf': { code: 'AMF_UNKNOWN_TRANSFORM', names: 'ACEScsc.LogC_EI800_AWG_to_ACES.a1.v1' },
};

/** Lines that xmllint names (`xmllint --schema`, with the schema of each file's version). */
const invalid: Readonly<Record<string, readonly string[]>> = {
  'AcademySoftwareFoundation-OpenColorIO/example.amf': ['16', '30', '60'],
  'pomfort-amf-util/amf_minimal.amf': ['5'],
  'pomfort-amf-util/example2.amf': ['45'],
  'pomfort-amf-util/sRGB-Rec.709100nitsdim.amf': ['33'],
};

type Made = { config?: string; notes?: string[]; code?: string; message?: string };
type Case = { name: string; path: string; files: Record<string, string> };

/** A grid of the unit cube, its corners and greys: codes of a log curve, or scene light up to 1. */
function grid(): Float32Array {
  const levels = [0.001, 0.01, 0.05, 0.18, 0.35, 0.5, 0.65, 0.8, 0.95, 1];
  return Float32Array.from(levels.flatMap((r) => levels.flatMap((g) => levels.flatMap((b) => [r, g, b]))));
}

function ask<T>(script: string, args: readonly string[], lines: readonly unknown[]): T[] {
  const output = run(
    python,
    ['-B', join(oracleFolder, script), ...args],
    Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
  );
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

describe.skipIf(!samples)('every real AMF', () => {
  const work = temporaryFolder();
  const pixels = join(work, 'pixels.raw');
  const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.amf'))
    .sort()
    .map((path): Case => ({
      name: path.replaceAll('/', '_'),
      path,
      files: path.includes('OpenColorIO')
        ? { 'example_referenced_lut.clf': join(folder, 'AcademySoftwareFoundation-OpenColorIO', 'example_referenced_lut.clf') }
        : {},
    }));
  let made: Made[] = [];
  beforeAll(async () => {
    await openEngine();
    writeFileSync(pixels, Buffer.from(grid().buffer));
    made = ask<Made>(
      'compile_amf.py',
      [engineFolder, work],
      cases.map((each) => ({ ...each, path: join(folder, each.path), pixels, target: targetOf(each.path) })),
    );
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  /** Everything that the AMF lists: to its view; where it lists nothing, to ACES2065-1. */
  function targetOf(path: string): unknown {
    const told = expected[path];
    return told && 'truth' in told && told.nothing ? { to: 'space', space: 'ACES2065-1', look: true } : { to: 'view', look: true };
  }

  it('is expected by name', () => {
    expect(cases.map(({ path }) => path)).toEqual(Object.keys(expected).sort());
  });

  it('follows its schema, or says on which line it does not', async () => {
    for (const { path } of cases) {
      const { problems } = await amf.read(basename(path), readFileSync(join(folder, path)));
      const found = problems.filter(({ code }) => code === 'AMF_SCHEMA_INVALID').map(({ at }) => at!.slice(at!.indexOf(':') + 1));
      expect(found, path).toEqual(invalid[path] ?? []);
    }
  });

  it('compiles, or is refused with the id that is in no registry, or the one that is known and not built here', () => {
    for (const [index, { path }] of cases.entries()) {
      const [told, found] = [expected[path]!, made[index]!];
      if ('code' in told) {
        expect(found.code, path).toBe(told.code);
        expect(found.message, path).toContain(told.names);
        expect(found.message, path).toMatch(
          told.code === 'AMF_UNKNOWN_TRANSFORM'
            ? /is in no registry/
            : told.code === 'AMF_TRANSFORM_NOT_BUILT'
              ? /does not build it/
              : /is no AMF/,
        );
      } else expect(found.message, path).toBeUndefined();
    }
  });

  it('puts together what no configuration lists as the configurations do: the same pixels where both have it', () => {
    const [found] = ask<{ same: number; worst: number; composed: string[]; known: string[]; unknown: string }>(
      'composed_outputs.py',
      [engineFolder],
      [{}],
    );
    console.log(
      `${found!.same} outputs of configuration and parts alike, ${found!.composed.length} only by parts; known and not built: ${found!.known.join(', ')}`,
    );
    expect(found!.same).toBeGreaterThan(20);
    expect(found!.worst).toBe(0);
    expect(found!.composed.length).toBeGreaterThan(30);
    // What is left out is left out knowingly.
    expect(found!.known.map((id) => id.replace(/^v\d\.\d:/, '')).sort()).toEqual([
      'ACESlib.ODT_Common.a1.1.0',
      'InvODT.Academy.DCDM.a1.0.3',
      'InvODT.Academy.DCDM_P3D65limited.a1.1.0',
      'InvOutput.Academy.P3-D60_100nit_in_P3-D65_Gamma2pt2.a2.v1',
      'InvOutput.Academy.P3-D65_100nit_in_P3-D65_Gamma2pt2.a2.v1',
      'ODT.Academy.DCDM.a1.0.3',
      'ODT.Academy.DCDM_P3D60.a1.0.3',
      'ODT.Academy.DCDM_P3D65limited.a1.1.0',
      'Output.Academy.P3-D60_100nit_in_P3-D65_Gamma2pt2.a2.v1',
      'Output.Academy.P3-D65_100nit_in_P3-D65_Gamma2pt2.a2.v1',
    ]);
    expect(found!.unknown).toBe('AMF_UNKNOWN_TRANSFORM');
  });

  it('that lists no transform says that there is nothing to apply', () => {
    const index = cases.findIndex(({ path }) => path.endsWith('exampleMinimum.amf'));
    expect(made[index]!.notes!.join(' ')).toContain('nothing to apply');
  });

  it('has the pixels of OpenColorIO’s own processor, as applied and as CTF, within 1e-4 above 0.001', () => {
    const tools = join(work, 'pyocioamf');
    mkdirSync(tools);
    copyFileSync(
      join(folder, 'AcademySoftwareFoundation-OpenColorIO/example_referenced_lut.clf'),
      join(tools, 'example_referenced_lut.clf'),
    );
    const good = cases.flatMap((each) => {
      const told = expected[each.path]!;
      if (!('truth' in told)) return [];
      const truth = 'tool' in told.truth ? { ctf: byTool(tools, each) } : told.truth;
      return [
        {
          each,
          nothing: told.nothing === true,
          line: { made: join(work, `${each.name}.raw`), ctf: join(work, `${each.name}.ctf`), truth },
        },
      ];
    });
    expect(good).toHaveLength(16);
    const errors = ask<{ pixels: number; ctf: number; moved: number }>(
      'amf_pixels.py',
      [pixels],
      good.map(({ line }) => line),
    );
    for (const [index, { each, nothing }] of good.entries()) {
      const error = errors[index]!;
      console.log(`${each.path}: relative error ${error.pixels.toExponential(1)}, as CTF ${error.ctf.toExponential(1)}`);
      expect(error.pixels, each.path).toBeLessThan(1e-4);
      expect(error.ctf, each.path).toBeLessThan(1e-4);
      if (nothing) expect(error.moved).toBe(0);
      else expect(error.moved).toBeGreaterThan(0.01);
    }
  });

  function byTool(tools: string, each: Case): string {
    const copy = join(tools, each.name);
    copyFileSync(join(folder, each.path), copy);
    execFileSync(join(python, '..', 'pyocioamf'), [basename(copy)], { cwd: tools, stdio: 'pipe' });
    return copy.replace(/\.amf$/, '.ctf');
  }
});
