import { attach } from './attach.ts';
import { check } from './check.ts';
import type { CliCommand } from './command.ts';
import { detach } from './detach.ts';
import { identify } from './identify.ts';
import { inspect } from './inspect.ts';
import { ingest } from './ingest.ts';
import { jobs } from './jobs.ts';
import { lint } from './lint.ts';
import { match } from './match.ts';
import { naming } from './naming.ts';
import { production } from './production.ts';
import { pull } from './pull.ts';
import { pulls } from './pulls.ts';
import { engines, recipes } from './recipes.ts';
import { reindex } from './reindex.ts';
import { render } from './render.ts';
import { report } from './report.ts';
import { rules } from './rules.ts';
import { search } from './search.ts';
import { token } from './token.ts';
import { verify } from './verify.ts';
import { waive } from './waive.ts';
import { why } from './why.ts';
import { worker } from './worker.ts';

/** The commands, in the order of `rushes --help`. */
export const commands: readonly CliCommand[] = [
  inspect,
  lint,
  verify,
  production,
  ingest,
  match,
  naming,
  search,
  why,
  report,
  check,
  rules,
  waive,
  attach,
  detach,
  pull,
  render,
  identify,
  recipes,
  engines,
  jobs,
  pulls,
  worker,
  reindex,
  token,
];
