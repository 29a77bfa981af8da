/**
 * npm run cold-start     from the process's start to its first right answer, on the embedded fakes, as `npm start` starts it
 *
 * --runs 7
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cpuMs } from './processes.js';
import { V8_FLAGS } from './servers.js';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });

const GATEWAY = process.env.GATEWAY_DIR ?? fileURLToPath(new URL('..', import.meta.url));
const QUERY = '{ products(first: 3) { nodes { name groups { name productGroup { title { value } } } } } }';
const LISTENING = /Gateway on (http:\S+\/graphql)/;

const runs = [];
for (let run = 0; run <= Number(options.runs); run += 1) {
  const measured = await start();
  // The first one reads files that are in no cache of the system yet.
  if (run > 0) runs.push(measured);
}
for (const [key, name] of [
  ['listeningMs', 'listening, ms'],
  ['answerMs', 'first answer, ms'],
  ['cpu', 'processor time until then, ms'],
]) {
  const sorted = runs.map((run) => run[key]).sort((a, b) => a - b);
  const [least, median, most] = [0, 0.5, 1].map((part) => sorted[Math.floor(part * (sorted.length - 1))].toFixed(0));
  console.log(`${name.padEnd(32)}${median.padStart(6)}   (${least} to ${most} in ${runs.length} runs)`);
}

async function start() {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...V8_FLAGS, `${GATEWAY}/dist/main.js`], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    const url = await Promise.race([
      addressOf(child),
      ended.then(([code]) => Promise.reject(new Error(`ended: ${code}`))),
    ]);
    const listeningMs = performance.now() - startedAt;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    check(await answer.json());
    return { listeningMs, answerMs: performance.now() - startedAt, cpu: cpuMs(child.pid) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function addressOf(child) {
  let said = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += chunk;
    const [, url] = LISTENING.exec(said) ?? [];
    if (url) return url;
  }
  throw new Error(said);
}

function check({ data, errors }) {
  const titles = data?.products.nodes.flatMap(({ groups }) =>
    groups.flatMap(({ productGroup }) => productGroup?.title.value ?? []),
  );
  if (errors || data.products.nodes.length !== 3 || titles.length === 0) throw new Error('The answer is wrong');
}
