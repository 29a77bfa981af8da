/**
 * npm run flood     what a gateway that takes 50 operations at once does with ten times the requests that it can answer
 *
 * Requests come at a fixed rate, whatever became of those before. --rate 150  --times 10  --seconds 8  --limit 50
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { rehearse } from './ask.js';
import { startServer, startUpstreams } from './processes.js';
import { readRows } from './rows.js';
import { scenarios } from './scenarios.js';
import { createServers } from './servers.js';

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '150' },
    times: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '8' },
    limit: { type: 'string', default: '50' },
  },
});
const [rate, times, seconds, limit] = [values.rate, values.times, values.seconds, values.limit].map(Number);
const OURS = 'gateway (nothing kept or shared)';
const STEP_MS = 5;

const upstreams = await startUpstreams(process.env.GATEWAY_DIR ?? new URL('..', import.meta.url).pathname);
const ours = createServers().find(({ name }) => name === OURS);
ours.environment.MAX_OPERATIONS = String(limit);
const server = { ...ours, ...(await startServer(ours, upstreams.environment)) };
const url = new URL(server.url);
const pool = new Pool(url.origin, { connections: 1_000, keepAliveTimeout: 60_000 });
try {
  const scenario = scenarios.find(({ key }) => key === 'products-100');
  const part = await rehearse(server, scenario, await readRows(upstreams.environment), upstreams);
  // Connections and compiled code are there before anything is measured.
  await ask(part, rate, 3);
  await ask(part, rate * times, 2);
  const rows = [
    ['within what it can answer', await ask(part, rate, seconds)],
    [`${times} times that`, await ask(part, rate * times, seconds)],
    ['afterwards', await ask(part, rate, seconds)],
  ].map(([name, result]) => toRow(name, result));
  const report = [
    '# A flood',
    '',
    `100 products with groups and titles, nothing kept or shared, \`MAX_OPERATIONS=${limit}\`, ${seconds} s each; the requests come from a process on the same cores. Node ${process.version}.`,
    '',
    '| Requests/s | Came | Answered | p50 ms | p99 ms | Refused | p50 ms | p99 ms | Wrong or lost |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
  console.log(report);
  writeFileSync(new URL('results/flood.md', import.meta.url), `${report}\n`);
} finally {
  await pool.destroy();
  await server.stop();
  await upstreams.stop();
}

async function ask(part, perSecond, forSeconds) {
  const outcome = { came: 0, answered: [], refused: [], wrong: 0 };
  const underWay = new Set();
  const startedAt = performance.now();
  while (outcome.came < perSecond * forSeconds) {
    const due = Math.min(perSecond * forSeconds, ((performance.now() - startedAt) / 1_000) * perSecond);
    while (outcome.came < due) {
      outcome.came += 1;
      const one = askOnce(part, outcome).finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await sleep(STEP_MS);
  }
  await Promise.all(underWay);
  return outcome;
}

async function askOnce({ body, text }, outcome) {
  const startedAt = performance.now();
  try {
    const headers = { 'content-type': 'application/json' };
    const answer = await pool.request({ path: url.pathname, method: 'POST', headers, body });
    const came = await answer.body.text();
    const ms = performance.now() - startedAt;
    if (answer.statusCode === 503) outcome.refused.push(ms);
    else if (answer.statusCode === 200 && came === text) outcome.answered.push(ms);
    else outcome.wrong += 1;
  } catch {
    outcome.wrong += 1;
  }
}

function toRow(name, { came, answered, refused, wrong }) {
  return `| ${[name, came, answered.length, at(answered, 0.5), at(answered, 0.99), refused.length, at(refused, 0.5), at(refused, 0.99), wrong].join(' | ')} |`;
}

function at(times, part) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]?.toFixed(0) ?? '';
}
