/** Hive Gateway over a supergraph that GraphQL Mesh composes of both REST APIs. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCredentials } from './credentials.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const { bearer, basic, products, abillify } = await readCredentials(process.env);
const folder = mkdtempSync(join(tmpdir(), 'hive-'));
const supergraph = join(folder, 'supergraph.graphql');
const environment = {
  ...process.env,
  MESH_PRODUCTS: products.href,
  MESH_ABILLIFY: abillify.href,
  MESH_BEARER: bearer,
  MESH_BASIC: basic,
};

const composed = spawnSync(
  join(here, 'node_modules/.bin/mesh-compose'),
  ['-c', join(here, 'mesh.config.js'), '-o', supergraph],
  { cwd: here, env: environment, encoding: 'utf8' },
);
if (composed.status !== 0) throw new Error(`${composed.stdout}${composed.stderr}`);

const port = await freePort();
const config = join(here, 'gateway.config.js');
const child = spawn(
  process.execPath,
  [
    join(here, 'node_modules/@graphql-hive/gateway/dist/bin.js'),
    'supergraph',
    supergraph,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-c',
    config,
    '--jit',
  ],
  { cwd: here, env: { ...environment, LOG_LEVEL: 'error' }, stdio: ['ignore', 'inherit', 'inherit'] },
);
child.once('exit', (code) => process.exit(code ?? 1));
process.once('SIGTERM', () => child.kill('SIGTERM'));
await answering(port);
console.log(`pid ${child.pid} listening http://127.0.0.1:${port}/graphql`);

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(port) {
  for (let times = 0; times < 300; times += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/healthcheck`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
