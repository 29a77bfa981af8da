import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { describeAllSettings } from '../../src/config.ts';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
const dockerfile = readFileSync(`${DEPLOY}/Dockerfile`, 'utf8');

/** What Node, Cosmo's router and the sample for Hive Gateway read. */
const OTHERS = new Set(['NODE_OPTIONS', 'CONFIG_PATH', 'KEEP_ANSWERS_MS']);

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

test('the image starts Node as `npm start` does', () => {
  const { scripts } = JSON.parse(readFileSync(`${DEPLOY}/../package.json`, 'utf8'));
  const command = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '';
  expect(JSON.parse(command).join(' ')).toBe(scripts.start);
});

test('a replica is given longer to end than it takes, and memory for both generations of its heap and Node itself', () => {
  const deployment = readFileSync(`${DEPLOY}/kubernetes/deployment.yaml`, 'utf8');
  const numberAt = (pattern: RegExp): number => Number(pattern.exec(deployment)?.[1]);
  const shutdownMs = Number(describeAllSettings().find(({ name }) => name === 'SHUTDOWN_MS')?.default);
  const drainMs = numberAt(/DRAIN_MS\s+value: "(\d+)"/);
  expect(1_000 * numberAt(/terminationGracePeriodSeconds: (\d+)/)).toBeGreaterThan(drainMs + shutdownMs);
  const youngMebibytes = 2 * Number(/max-semi-space-size=(\d+)/.exec(dockerfile)?.[1]);
  const heapMebibytes = numberAt(/max-old-space-size=(\d+)/) + youngMebibytes;
  expect(numberAt(/limits:\s+memory: (\d+)Mi/)).toBeGreaterThan(heapMebibytes + 100);
});

describe('the manifests for Kubernetes fit together', () => {
  const manifests = readdirSync(`${DEPLOY}/kubernetes`)
    .flatMap((file) => parseAllDocuments(readFileSync(`${DEPLOY}/kubernetes/${file}`, 'utf8')))
    .map((document) => document.toJS());
  const ofKind = (kind: string) => manifests.filter((manifest) => manifest.kind === kind);
  const deployments = new Map(ofKind('Deployment').map((deployment) => [deployment.metadata.name, deployment]));
  const ports = (name: string): { name: string; containerPort: number }[] =>
    deployments.get(name)?.spec.template.spec.containers[0].ports;

  test('whatever selects pods selects those of a deployment, by a port that they have', () => {
    for (const { spec } of deployments.values())
      expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
    const services = ofKind('Service').map(({ spec }) => [spec.selector.app, spec.ports[0].targetPort]);
    const policies = ofKind('NetworkPolicy').map(({ spec }) => [
      spec.podSelector.matchLabels.app,
      spec.ingress[0].ports[0].port,
    ]);
    expect([...services, ...policies]).toHaveLength(2 * deployments.size);
    for (const [app, port] of [...services, ...policies]) {
      expect(ports(app).flatMap(({ name, containerPort }) => [name, containerPort])).toContain(port);
    }
    expect(ofKind('PodDisruptionBudget')[0].spec.selector.matchLabels.app).toBe('gateway');
    expect(ofKind('HorizontalPodAutoscaler')[0].spec.scaleTargetRef.name).toBe('gateway');
  });

  test('probes, Prometheus and the Redis address meet what is there', () => {
    const { metadata, spec } = deployments.get('gateway').spec.template;
    const [{ env, startupProbe, livenessProbe, readinessProbe }] = spec.containers;
    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)).toEqual(
      ['/health', '/health', '/ready'].map((path) => ({ path, port: 'http' })),
    );
    expect(metadata.annotations['prometheus.io/port']).toBe(String(ports('gateway')[0]?.containerPort));
    const settingOf = (setting: string) => env.find(({ name }: { name: string }) => name === setting).value;
    expect(settingOf('METRICS')).toBe('on');
    const { hostname, port } = new URL(settingOf('REDIS_URL'));
    const redis = ofKind('Service').find((service) => service.metadata.name === hostname);
    expect(redis.spec.ports[0].port).toBe(Number(port));
  });

  test('every manifest is applied', () => {
    const [{ resources }] = ofKind('Kustomization');
    const files = readdirSync(`${DEPLOY}/kubernetes`).filter((file) => file !== 'kustomization.yaml');
    expect(resources.toSorted()).toEqual(files.toSorted());
  });
});

test('compose waits for the health of what has a check, and names services that are there', () => {
  const { redis, gateway, router } = parse(readFileSync(`${DEPLOY}/compose.yaml`, 'utf8')).services;
  expect(redis.healthcheck.test).toContain('ping');
  for (const { build } of [gateway, router]) {
    expect(readFileSync(`${DEPLOY}/../${build.dockerfile}`, 'utf8')).toMatch(/^HEALTHCHECK /m);
  }
  expect(router.depends_on).toEqual({ gateway: { condition: 'service_healthy' } });
  expect(router.environment.SUBGRAPHS).toBe('products=http://gateway:4000/graphql');
  expect(gateway.environment.REDIS_URL).toBe('redis://redis:6379');
});

test('all routers forward the same headers', () => {
  const apollo = parse(readFileSync(`${DEPLOY}/routers/apollo-router.yaml`, 'utf8')).headers.all.request;
  const cosmo = parse(readFileSync(`${DEPLOY}/routers/cosmo.yaml`, 'utf8')).headers.all.request;
  const forwarded = apollo.map((rule: { propagate: { named: string } }) => rule.propagate.named);
  expect(cosmo.map(({ named }: { named: string }) => named.toLowerCase())).toEqual(forwarded);
  for (const file of ['deploy/routers/hive-gateway.config.ts', 'examples/federation/router.ts']) {
    const [, list = ''] = /FORWARDED = \[([^\]]*)\]/.exec(readFileSync(`${DEPLOY}/../${file}`, 'utf8')) ?? [];
    expect([...list.matchAll(/'([\w-]+)'/g)].map(([, name]) => name)).toEqual(forwarded);
  }
  const page = readFileSync(`${DEPLOY}/../docs/federation.md`, 'utf8').toLowerCase();
  for (const name of forwarded) expect(page).toContain(`\`${name}\``);
});
