/**
 * npm run stalls   what is seen of the gateway's event loop from outside, and writes results/stalls.md
 *
 * A process of its own asks /health over a connection of its own, every few milliseconds, while others load the gateway or send it what costs it most.
 * Nothing is kept or shared, so that there is work to do.
 *
 * --seconds 10   for each row
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent, get, request } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rehearse } from './ask.js';
import { hostileBodies } from './hostile.js';
import { startServer, startUpstreams } from './processes.js';
import { readRows } from './rows.js';
import { scenarios } from './scenarios.js';
import { createServers } from './servers.js';

const PROBE_EVERY_MS = 5;

if (process.argv[2] === '--probe') await probe(process.argv[3]);
else await run();

async function run() {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' } } });
  const seconds = Number(values.seconds);
  const gateway = process.env.GATEWAY_DIR ?? fileURLToPath(new URL('..', import.meta.url));
  const upstreams = await startUpstreams(gateway);
  const ours = createServers({ gateway }).find(({ name }) => name === 'gateway (nothing kept or shared)');
  const server = { ...ours, ...(await startServer(ours, upstreams.environment)) };
  const prober = fork(fileURLToPath(import.meta.url), ['--probe', new URL('/health', server.url).href]);
  try {
    const rows = await readRows(upstreams.environment);
    const good = [];
    for (const key of ['products-1000', 'products-100', 'one-product']) {
      good.push(
        await rehearse(
          server,
          scenarios.find((scenario) => scenario.key === key),
          rows,
          upstreams,
        ),
      );
    }
    const hostile = hostileBodies.map((body) => ({ body }));
    const measured = [];
    for (const [name, parts, connections] of [
      ['nothing', [], 0],
      ['1,000 products', good.slice(0, 1), 20],
      ['hostile requests', hostile, 10],
      ['both, and small ones between them', [...good, ...hostile], 30],
    ]) {
      await toldBy(prober);
      const { wrong, answers } = await ask(server.url, parts, connections, seconds);
      measured.push({ name, connections, answers, wrong, times: await toldBy(prober) });
    }
    report(measured, seconds);
  } finally {
    prober.kill();
    await server.stop();
    await upstreams.stop();
  }
}

/** Each connection asks for the parts in turn; a part with a text must be answered by it, one without by anything but a fault. */
async function ask(url, parts, connections, seconds) {
  const until = performance.now() + seconds * 1_000;
  const agent = new Agent({ keepAlive: true });
  let [next, wrong] = [0, 0];
  if (connections === 0) await sleep(seconds * 1_000);
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const { body, text } = parts[next++ % parts.length];
        const answer = await post(agent, url, body);
        if (text === undefined ? answer.status >= 500 : answer.text !== text) wrong += 1;
      }
    }),
  );
  agent.destroy();
  return { wrong, answers: next };
}

function post(agent, url, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    request(url, { method: 'POST', agent, headers }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() });
    })
      .on('error', reject)
      .end(body);
  });
}

async function probe(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let times = [];
  process.on('message', () => {
    process.send(times);
    times = [];
  });
  for (;;) {
    const startedAt = performance.now();
    const [answer] = await once(get(url, { agent }), 'response');
    await answer.toArray();
    times.push(performance.now() - startedAt);
    await sleep(PROBE_EVERY_MS);
  }
}

/** What it measured since it was asked last. */
async function toldBy(prober) {
  prober.send('tell');
  const [times] = await once(prober, 'message');
  return times;
}

function report(measured, seconds) {
  const rows = measured.map(({ name, connections, answers, wrong, times }) => {
    const sorted = times.sort((one, other) => one - other);
    const at = (share) => (sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toFixed(1);
    return `| ${name} | ${connections} | ${answers} | ${wrong} | ${times.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`;
  });
  const text = `# Stalls

How long \`/health\` took, asked every ${PROBE_EVERY_MS} ms from a process of its own, while the gateway was asked for something else for ${seconds} s. Nothing was kept or shared. Clients, upstreams
and the gateway were on one machine. Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.

| Asked for meanwhile | Connections | Answers | Wrong | Probes | p50 ms | p99 ms | longest ms |
| --- | --: | --: | --: | --: | --: | --: | --: |
${rows.join('\n')}
`;
  console.log(text);
  writeFileSync(new URL('results/stalls.md', import.meta.url), text);
}
