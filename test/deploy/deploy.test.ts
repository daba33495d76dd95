/** What can be checked of deploy/ without a container engine: every path, command, variable, role and port is one that exists here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, roles } from '../../src/config.ts';

const project = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');
const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));

describe('deploy/', () => {
  const dockerfile = lines(read('deploy/Dockerfile').replaceAll(/\\\n/g, ' '));
  const compose = read('deploy/compose.yaml');
  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

  it('the Dockerfile copies paths that exist, runs programs that exist, and leaves root before it starts', () => {
    for (const line of dockerfile.filter((each) => each.startsWith('COPY'))) {
      const sources = line.split(/\s+/).slice(1, -1);
      for (const source of sources) expect(existsSync(join(project, source)), line).toBe(true);
    }
    for (const [, script] of read('deploy/Dockerfile').matchAll(/\bnode (\S+\.ts)/g))
      expect(existsSync(join(project, script!)), script).toBe(true);
    const command = JSON.parse(/^CMD (.*)$/m.exec(read('deploy/Dockerfile'))![1]!) as string[];
    expect(command[0]).toBe('npm');
    expect(scripts[command[1]!]).toBeDefined();
    expect(dockerfile.findIndex((line) => /^USER (?!root)/.test(line))).toBeLessThan(
      dockerfile.findIndex((line) => line.startsWith('CMD')),
    );
    // The base image has the major version that package.json's own node has, and apt leaves no lists behind.
    expect(dockerfile[0]).toMatch(new RegExp(`^FROM node:${/"node": "(\d+)\./.exec(read('package.json'))![1]}-`));
    for (const line of dockerfile.filter((each) => each.includes('apt-get install')))
      expect(line).toMatch(/--no-install-recommends.*rm -rf \/var\/lib\/apt\/lists/);
  });

  it('the image’s environment and that of each service is one that the product reads', () => {
    const image = Object.fromEntries(
      [.../^ENV (.*)$/m.exec(read('deploy/Dockerfile'))![1]!.matchAll(/(\w+)=(\S+)/g)].map((found) => [found[1]!, found[2]!]),
    );
    expect(() => loadConfig(image)).not.toThrow();
    expect(image['RUSHES_SEED']).toBe('off');
    const config = read('src/config.ts');
    for (const [, name] of compose.matchAll(/^\s+((?:RUSHES|ELASTICSEARCH|DATABASE)_[A-Z_]+):/gm))
      if (name !== 'RUSHES_CARDS') expect(config, name).toContain(`text('${name}')`);
    const named = [...compose.matchAll(/RUSHES_ROLES: "?([a-z,]+)"?/g)].flatMap((found) => found[1]!.split(','));
    expect([...named].sort()).toEqual([...roles].sort());
  });

  it('ports, volumes, dependencies and health checks agree', () => {
    const exposed = /^EXPOSE (\d+)$/m.exec(read('deploy/Dockerfile'))![1];
    expect(compose).toContain(`"127.0.0.1:${exposed}:${exposed}"`);
    expect(loadConfig({}).port).toBe(Number(exposed));
    const services = [...compose.matchAll(/^ {2}([a-z]+):$/gm)].map((found) => found[1]!);
    for (const [, name] of compose.matchAll(/^ {4}([a-z]+): \{ condition: service_healthy \}/gm)) {
      expect(services).toContain(name);
      expect(compose.slice(compose.indexOf(`\n  ${name}:\n`)).split(/\n {2}[a-z]+:\n/)[1]).toContain('healthcheck');
    }
    const declared = [...(/^volumes: \{(.*)\}$/m.exec(compose)?.[1] ?? '').matchAll(/(\w+): \{\}/g)].map((found) => found[1]);
    const used = [...compose.matchAll(/(?:^\s+- |\[")([a-z]+):\//gm)].map((found) => found[1]);
    expect([...new Set(used)].sort()).toEqual([...declared].sort());
    for (const [, variable] of compose.matchAll(/\$\{(\w+)(?::\?[^}]*)?\}/g))
      expect(['POSTGRES_PASSWORD', 'ELASTIC_PASSWORD', 'RUSHES_CARDS']).toContain(variable);
    // Both files say that they were never run.
    expect(read('deploy/Dockerfile')).toMatch(/^# Untested/);
    expect(compose).toMatch(/^# Untested/);
  });
});
