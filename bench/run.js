/**
 * npm run bench     measures everything and writes results/ (about half an hour)
 * npm run check     asks every scenario of every server once, for correctness alone
 * npm run tricks    measures the gateway with each of its tricks and without
 * npm run growth    measures lists of 10 to 1,000 products
 *
 * --servers a,b  --scenarios a,b  (names of servers.js, keys of scenarios.js)
 * --rounds 3  --seconds 4  --connections 50  --latency 0   --vary   --out name
 */
import { parseArgs } from 'node:util';
import { rehearse } from './ask.js';
import { load } from './load.js';
import { startServer, startUpstreams } from './processes.js';
import { writeReport } from './report.js';
import { readRows } from './rows.js';
import { growth, scenarios as known } from './scenarios.js';
import { createServers, createTricks, isInstalled } from './servers.js';

/** V8 goes on compiling what is hot: the more code a server has, the more requests that takes. */
const WARM_UP_SECONDS = 10;

const { values: options } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    tricks: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    servers: { type: 'string', default: '' },
    scenarios: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '50' },
    latency: { type: 'string', default: '0' },
    /** No answer of an upstream has the bytes of the one before. */
    vary: { type: 'boolean', default: false },
    out: { type: 'string', default: 'latest' },
  },
});

const allScenarios = options.growth ? [...growth, ...known.filter(({ key }) => key === 'products-1000')] : known;
const gateway = process.env.GATEWAY_DIR ?? new URL('..', import.meta.url).pathname;
const upstreams = await startUpstreams(gateway);
const servers = [];
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await stopAll();
    process.exit(1);
  });
}
try {
  const rows = await readRows(upstreams.environment);
  await startAll(options.tricks ? createTricks({ gateway }) : createServers({ gateway }));
  await upstreams.set({ latencyMs: Number(options.latency), vary: options.vary });
  const ready = await rehearseAll(servers, select(allScenarios, options.scenarios, 'key'), rows);
  if (!options.check) writeReport(await measure(ready), options);
} finally {
  await stopAll();
}

async function stopAll() {
  await Promise.all(servers.map((server) => server.stop()));
  await upstreams.stop();
}

async function startAll(all) {
  for (const server of select(all, options.servers, 'name')) {
    if (!isInstalled(server)) {
      console.log(`${server.name}: skipped, ${server.package} is not installed`);
      continue;
    }
    try {
      const running = { ...server, ...(await startServer(server, upstreams.environment)) };
      servers.push(running);
    } catch (error) {
      if (server.role === undefined) throw error;
      console.log(`${server.name}: skipped, the gateway has no such role`);
    }
  }
}

/** Pairs of server and scenario that are right, and ready to be measured. */
async function rehearseAll(all, scenarios, rows) {
  const ready = [];
  let wrong = 0;
  for (const server of all) {
    const rehearsed = new Map();
    for (const scenario of allScenarios.filter(({ mix }) => !mix)) {
      if (!isAskedOf(server, scenario)) continue;
      try {
        const part = await rehearse(server, scenario, rows, upstreams);
        rehearsed.set(scenario.key, part);
        if (server.isOurs && part.calls > scenario.upstreamCalls) throw new Error(`made ${part.calls} upstream calls`);
        console.log(`ok     ${server.name}: ${scenario.name} (upstream calls: ${part.calls})`);
      } catch (error) {
        wrong += 1;
        console.log(`WRONG  ${server.name}: ${scenario.name}: ${String(error.message).slice(0, 2_000)}`);
      }
    }
    for (const scenario of scenarios) {
      const weights = Object.entries(scenario.mix ?? { [scenario.key]: 1 });
      if (!weights.every(([key]) => rehearsed.has(key))) continue;
      const parts = weights.flatMap(([key, times]) => Array(times).fill(rehearsed.get(key)));
      ready.push({ server, scenario, parts });
    }
  }
  if (wrong > 0) process.exitCode = 1;
  return ready;
}

function isAskedOf(server, scenario) {
  return server.role === scenario.role && (!server.operations || scenario.key in server.operations);
}

/** Every server in turn, round by round, so that what else the machine does meets all of them. */
async function measure(ready) {
  const results = [];
  const [rounds, connections] = [Number(options.rounds), Number(options.connections)];
  for (const { key } of allScenarios) {
    const contestants = ready.filter(({ scenario }) => scenario.key === key);
    for (let round = 0; round <= rounds; round += 1) {
      for (const { server, scenario, parts } of contestants) {
        // Round 0 only warms up.
        const seconds = round === 0 ? WARM_UP_SECONDS : Number(options.seconds);
        const result = await load(server, parts, upstreams, { seconds, connections });
        if (round > 0) results.push({ server: server.name, scenario: scenario.key, round, ...result });
        if (round > 0) console.log(line(server, scenario, result));
      }
    }
  }
  return { results, servers, scenarios: allScenarios };
}

function line({ name }, { key }, { perSecond, p50, p99, cpuMs, memoryMb, calls }) {
  const figures = `p50 ${p50} p99 ${p99} ms, cpu ${cpuMs.toFixed(2)} ms, ${memoryMb.toFixed(0)} MB, ${calls.toFixed(2)} calls`;
  return `${key.padEnd(14)}${name.padEnd(36)}${perSecond.toFixed(0).padStart(7)}/s  ${figures}`;
}

function select(list, names, field) {
  const wanted = names.split(',').filter(Boolean);
  return wanted.length === 0 ? list : list.filter((item) => wanted.includes(item[field]));
}
