/**
 * A real Elasticsearch for the suites: the one of ELASTICSEARCH_URL, or the distribution that test/setup-elasticsearch.sh unpacked, in a
 * folder of its own on a free port of loopback. It can be killed and started again on the same data.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const servers = join(import.meta.dirname, '../../.rushes/servers');
const distribution = join(servers, 'elasticsearch-9.5.0');
/** Elasticsearch refuses to run as root. */
const nobody = 65534;
const patience = 120_000;

/** Why the suites cannot have a server, in a sentence; undefined: they can. */
export function elasticsearchMissing(): string | undefined {
  if (process.env['ELASTICSEARCH_URL']) return undefined;
  const missing =
    !existsSync(join(distribution, 'bin/elasticsearch')) || !existsSync(join(servers, 'java-home'))
      ? 'left out: Elasticsearch (run test/setup.sh, or set ELASTICSEARCH_URL)'
      : undefined;
  if (missing !== undefined) {
    console.log(missing);
    if (process.env['CI'] === 'true') throw new Error(missing);
  }
  return missing;
}

export type ElasticsearchServer = {
  /** Without user info. */
  readonly url: string;
  /** PEM of the authority that signed its certificate, where it speaks TLS. */
  readonly caFile: string | undefined;
  /** False for a server of ELASTICSEARCH_URL: it is not ours to kill. */
  readonly own: boolean;
  /** SIGKILL to everything of it. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Ends it and removes its folder. */
  readonly close: () => Promise<void>;
};

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export type Security = { readonly user: string; readonly password: string };

/** Starts a server; with `security`, on TLS (a certificate made here) and with one user in its file realm. */
export async function startElasticsearch(security?: Security): Promise<ElasticsearchServer> {
  const given = process.env['ELASTICSEARCH_URL'];
  if (given && !security)
    return {
      url: given,
      caFile: process.env['ELASTICSEARCH_CA'],
      own: false,
      kill: async () => undefined,
      start: async () => undefined,
      close: async () => undefined,
    };
  return startNode({ security, cluster: ['discovery.type=single-node', `transport.port=${await freePort()}`] });
}

/** Two servers that are one cluster, without security. The first alone may lead it, so that it lives on when the second is killed. */
export async function startElasticsearchPair(): Promise<readonly [ElasticsearchServer, ElasticsearchServer]> {
  const ports = [await freePort(), await freePort()];
  const member = (name: string, roles: string, port: number): Promise<ElasticsearchServer> =>
    startNode({
      security: undefined,
      cluster: [
        `cluster.name=rushes-${ports.join('-')}`,
        `node.name=${name}`,
        `node.roles=${roles}`,
        `transport.port=${port}`,
        `discovery.seed_hosts=${ports.map((each) => `127.0.0.1:${each}`).join(',')}`,
        // A node that may not lead must not name who begins.
        ...(name === 'first' ? ['cluster.initial_master_nodes=first'] : []),
      ],
    });
  const first = await member('first', 'master,data', ports[0]!);
  try {
    return [first, await member('second', 'data', ports[1]!)];
  } catch (error) {
    await first.close();
    throw error;
  }
}

async function startNode({
  security,
  cluster,
}: {
  security: Security | undefined;
  /** Settings: who it finds, and where. */
  cluster: readonly string[];
}): Promise<ElasticsearchServer> {
  const home = mkdtempSync(join(tmpdir(), 'rushes-elasticsearch-'));
  chmodSync(home, 0o755);
  const config = join(home, 'config');
  cpSync(join(distribution, 'config'), config, { recursive: true });
  for (const name of ['data', 'logs', 'tmp']) mkdirSync(join(home, name));
  const httpPort = await freePort();
  const env = {
    ...process.env,
    ES_JAVA_HOME: readFileSync(join(servers, 'java-home'), 'utf8').trim(),
    ES_PATH_CONF: config,
    ES_JAVA_OPTS: '-Xms512m -Xmx512m',
    ES_TMPDIR: join(home, 'tmp'),
  };
  if (security) {
    certificate(config);
    const added = spawnSync(
      join(distribution, 'bin/elasticsearch-users'),
      ['useradd', security.user, '-p', security.password, '-r', 'superuser'],
      { env, encoding: 'utf8' },
    );
    if (added.status !== 0) throw new Error(`elasticsearch-users: ${added.stdout}${added.stderr}`);
  }
  owned(home);
  const settings = [
    ...cluster,
    'http.host=127.0.0.1',
    'transport.host=127.0.0.1',
    `http.port=${httpPort}`,
    `path.data=${join(home, 'data')}`,
    `path.logs=${join(home, 'logs')}`,
    'cluster.routing.allocation.disk.threshold_enabled=false',
    `xpack.security.enabled=${security !== undefined}`,
    ...(security
      ? ['xpack.security.http.ssl.enabled=true', 'xpack.security.http.ssl.key=server.key', 'xpack.security.http.ssl.certificate=server.crt']
      : []),
  ];
  const caFile = security ? join(config, 'ca.crt') : undefined;
  const url = `${security ? 'https' : 'http'}://127.0.0.1:${httpPort}`;
  let child: ChildProcess | undefined;
  let said = '';

  const start = async (): Promise<void> => {
    said = '';
    child = spawn(
      join(distribution, 'bin/elasticsearch'),
      settings.flatMap((setting) => ['-E', setting]),
      {
        env,
        ...(process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}),
        // A group of its own: the launcher starts the server as its child, and both must die together.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    const end = Date.now() + patience;
    while (!(await healthy(url, caFile, security))) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`Elasticsearch did not start:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child!.once('exit', resolve));
    process.kill(-child.pid, signal);
    await gone;
  };
  await start();
  return {
    url,
    caFile,
    own: true,
    kill: () => end('SIGKILL'),
    start,
    close: async () => {
      await end('SIGKILL');
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A certificate authority and a server certificate for 127.0.0.1, good for a day. */
function certificate(folder: string): void {
  const openssl = (...args: string[]): void => {
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`openssl ${args[0]}: ${done.stderr}`);
  };
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '1', '-subj', '/CN=Rushes test authority');
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'server.crt',
    '-days',
    '1',
    '-extfile',
    'names',
  );
}

function owned(path: string): void {
  if (process.getuid?.() !== 0) return;
  chownSync(path, nobody, nobody);
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) chownSync(join(path, entry), nobody, nobody);
}

async function healthy(url: string, caFile: string | undefined, security: Security | undefined): Promise<boolean> {
  const path = `${url}/_cluster/health?wait_for_status=yellow&timeout=1s`;
  if (!security)
    return fetch(path).then(
      (answer) => answer.ok,
      () => false,
    );
  return new Promise((resolve) => {
    const asked = request(path, { ca: readFileSync(caFile!), auth: `${security.user}:${security.password}` }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
