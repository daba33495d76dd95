import { allOf, allProductions } from './choose.ts';
import { createClient, refused, type Client } from './client.ts';
import type { CliCommand, CliOutput } from './command.ts';
import { listFindings, runChecks, type FindingLine } from './operations.ts';
import { table } from './table.ts';

export const check: CliCommand = {
  name: 'check',
  register(program, run) {
    program
      .command('check')
      .description('run the guardrails: what is missing, wrong or does not fit')
      .option('--production <slug>', 'only this production')
      .action((options: { readonly production?: string }) => run((output) => checkAll(options.production, output)));
  },
};

async function checkAll(slug: string | undefined, output: CliOutput): Promise<number> {
  const client = createClient();
  const slugs = slug === undefined ? (await allProductions(client)).map((production) => production.slug) : [slug];
  const results: { production: string; openCount: number; newCount: number; resolvedCount: number; findings: FindingLine[] }[] = [];
  for (const production of slugs) results.push(await checkOne(client, production));
  if (output.json) output.printJson({ productions: results });
  else {
    for (const { production, openCount, newCount, resolvedCount, findings } of results) {
      output.print(`${production}: ${openCount} findings, ${newCount} new, ${resolvedCount} gone`);
      for (const line of table(
        findings.map(({ severity, code, clip, entityId, message }) => [severity, code, clip?.name ?? entityId, message]),
      ))
        output.print(`  ${line}`);
    }
  }
  return results.some(({ findings }) => findings.some(({ severity }) => severity === 'BLOCK' || severity === 'ERROR')) ? 1 : 0;
}

async function checkOne(client: Client, production: string) {
  const { errors, ...counts } = (await client.ask(runChecks, { input: { production } })).runChecks;
  refused(errors);
  const findings = await allOf(
    async (after) => (await client.ask(listFindings, { production, ...(after === undefined ? {} : { after }) })).findings,
  );
  return { production, ...counts, findings };
}
