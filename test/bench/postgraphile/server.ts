/**
 * PostGraphile 5 on our tables, as its own guide sets it up, for `npm run bench -- api`: node server.ts FOLDER DATABASE_URL. It is installed in FOLDER by the
 * benchmark, not with our packages: 180 of them for one comparison.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, connectionString] = process.argv.slice(2) as [string, string];
const require = createRequire(join(folder, 'package.json'));
// Its own types are not here; what is called is five functions of its guide.
const load = (name: string): Promise<Record<string, CallableFunction>> => import(pathToFileURL(require.resolve(name)).href);

const { postgraphile } = await load('postgraphile');
const { PostGraphileAmberPreset } = await load('postgraphile/presets/amber');
const { makePgService } = await load('postgraphile/adaptors/pg');
const { grafserv } = await load('postgraphile/grafserv/node');
const instance = postgraphile!({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService!({ connectionString, schemas: ['public'], poolConfig: { max: 20 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
}) as { createServ: (serve: unknown) => { addTo: (server: unknown) => Promise<void> } };
const server = createServer();
server.on('error', (error) => console.error(error));
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log(`listens at http://127.0.0.1:${(server.address() as AddressInfo).port}`));
