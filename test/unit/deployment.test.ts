import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { describeAllSettings } from '../../src/config.ts';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));

/** What Node and Cosmo's router read. */
const OTHERS = new Set(['NODE_OPTIONS', 'CONFIG_PATH']);

test('every setting that the deployment names exists', () => {
  const settings = new Set(describeAllSettings().map(({ name }) => name));
  const files = readdirSync(DEPLOY, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(yaml|ts)$/.test(name));
  expect(files.length).toBeGreaterThan(8);
  const named = files.flatMap((file) =>
    [...readFileSync(`${DEPLOY}/${file}`, 'utf8').matchAll(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g)].map(([name]) => name),
  );
  expect(named).toContain('ROUTER_SECRET');
  expect(named.filter((name) => !settings.has(name) && !OTHERS.has(name))).toEqual([]);
});

test('a replica is given longer to end than it takes, and its heap less than its memory', () => {
  const deployment = readFileSync(`${DEPLOY}/kubernetes/deployment.yaml`, 'utf8');
  const numberAt = (pattern: RegExp): number => Number(pattern.exec(deployment)?.[1]);
  const shutdownMs = Number(describeAllSettings().find(({ name }) => name === 'SHUTDOWN_MS')?.default);
  const drainMs = numberAt(/DRAIN_MS\s+value: "(\d+)"/);
  expect(1_000 * numberAt(/terminationGracePeriodSeconds: (\d+)/)).toBeGreaterThan(drainMs + shutdownMs);
  expect(numberAt(/max-old-space-size=(\d+)/)).toBeLessThan(numberAt(/limits:\s+memory: (\d+)Mi/));
});
