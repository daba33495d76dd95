import type { Catalogue } from '../../../domain/ports/catalogue.ts';
import type { Sql } from '../sql.ts';
import { accessStore } from './access.ts';
import { clipReader } from './clips.ts';
import { hashedFileStore } from './hashedFiles.ts';
import { ingestStore } from './ingests.ts';
import { inspectionStore } from './inspections.ts';
import { jobStore } from './jobs.ts';
import { productionStore } from './productions.ts';
import { registrationStore } from './registration.ts';
import { rollStore } from './rolls.ts';

/** The catalogue over one pool or one transaction. */
export function createCatalogue(sql: Sql): Catalogue {
  return {
    transaction: (work) => sql.transaction((tx) => work(createCatalogue(tx))),
    session: sql,
    ...productionStore(sql),
    ...rollStore(sql),
    ...clipReader(sql),
    ...registrationStore(sql),
    ...inspectionStore(sql),
    ...ingestStore(sql),
    ...jobStore(sql),
    ...hashedFileStore(sql),
    ...accessStore(sql),
  };
}
