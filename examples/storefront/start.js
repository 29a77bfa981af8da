// The shop and the gateway below it: `npm start`. What is not installed yet is installed first. With GATEWAY_URL the shop uses a gateway that
// runs already; otherwise one is started on PORT (4000; 0 takes a free one), with its embedded fakes unless the environment names upstreams.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const shop = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 30_000;

install(repository);
install(shop);
const gateway = process.env.GATEWAY_URL ? undefined : await startGateway();

// Vite is there only now, and vite.config.ts reads GATEWAY_URL.
const vite = await import('vite');
const port = process.env.SHOP_PORT === undefined ? 5173 : Number(process.env.SHOP_PORT) || (await freePort());
const server = await vite.createServer({ root: shop, server: { port } });
await server.listen();
process.stdout.write(`\nThe shop is open: ${server.resolvedUrls?.local[0]}\nCtrl-C closes it.\n`);

const close = async () => {
  gateway?.kill();
  await server.close();
};
process.once('SIGINT', close).once('SIGTERM', close);
gateway?.once('exit', (code) => {
  process.exitCode = code ?? 0;
  server.close();
});

/** @param {string} folder */
function install(folder) {
  if (existsSync(`${folder}/node_modules/.package-lock.json`)) return;
  process.stdout.write(`Installing what ${folder} needs …\n`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

async function startGateway() {
  const own = Number(process.env.PORT ?? 4000) || (await freePort());
  const url = `http://127.0.0.1:${own}`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: repository,
    env: { ...process.env, PORT: String(own) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // It says itself why it could not start.
  const fail = () => process.exit(1);
  child.once('exit', fail);
  await waitFor(`${url}/health`);
  child.off('exit', fail);
  process.env.GATEWAY_URL = url;
  return child;
}

/** @param {string} url */
async function waitFor(url) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(100);
  }
  process.stderr.write(`No answer from ${url} within ${PATIENCE_MS / 1000} s.\n`);
  process.exit(1);
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
