import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const STARTS_WITHIN_MS = 60_000;
/** How a peer says so, or the gateway. */
const LISTENING = /(?:listening|Gateway on) (http:\/\/[\w.:/-]+)/;

/** A server in a process of its own, from when it says where it listens. */
export async function startServer({ name, command: [program, ...flags], environment }, upstreams) {
  const startedAt = performance.now();
  const child = spawn(program, flags, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...upstreams, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  child.stderr.on('data', (chunk) => said.push(chunk));
  const address = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not start`)), STARTS_WITHIN_MS);
    child.stdout.on('data', (chunk) => {
      said.push(chunk);
      const [, url] = LISTENING.exec(Buffer.concat(said).toString()) ?? [];
      if (!url) return;
      clearTimeout(timer);
      resolve(url.endsWith('/graphql') ? url : `${url}/${pathOf(name)}`);
    });
    child.once('exit', (code) => reject(new Error(`${name} ended (${code}): ${Buffer.concat(said)}`)));
  });
  const url = await address;
  // A peer that only starts another program names that one.
  const [, pid = child.pid] = /pid (\d+)/.exec(Buffer.concat(said).toString()) ?? [];
  return { url, pid, startMs: performance.now() - startedAt, stop: () => stop(child) };
}

function pathOf(name) {
  return name.startsWith('Apollo') ? '' : 'graphql';
}

/** The fakes, and before them their answers ready-made. Resolves to the environment that leads to the latter. */
export async function startUpstreams(directory) {
  const fakes = spawn(
    process.execPath,
    [`${directory}/dist/main.js`, 'fakes', '--dintero-port', '0', '--abillify-port', '0', '--size', '4000'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const printed = await new Promise((resolve, reject) => {
    let text = '';
    fakes.stdout.on('data', (chunk) => {
      text += chunk;
      if (/ABILLIFY_PASSWORD=.*\n/.test(text)) resolve(text);
    });
    fakes.once('exit', (code) => reject(new Error(`The fakes ended (${code}): ${text}`)));
  });
  const environment = Object.fromEntries(
    printed
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const origins = [environment.DINTERO_BASE_URL, environment.ABILLIFY_BASE_URL].map((url) => new URL(url).origin);
  const replay = fork(fileURLToPath(new URL('upstream/replay.js', import.meta.url)), origins);
  const [{ origins: replayed }] = await once(replay, 'message');
  return {
    environment: {
      ...environment,
      DINTERO_BASE_URL: environment.DINTERO_BASE_URL.replace(origins[0], replayed.dintero),
      ABILLIFY_BASE_URL: environment.ABILLIFY_BASE_URL.replace(origins[1], replayed.abillify),
    },
    /** Changes how it answers, and tells how many requests there were so far. */
    async set(settings = {}) {
      replay.send(settings);
      const [{ count }] = await once(replay, 'message');
      return count;
    },
    stop: () => Promise.all([stop(replay), stop(fakes)]),
  };
}

/** Milliseconds of processor time since the process began, all threads together. */
export function cpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Largest resident set since the last reset, in MB. */
export function peakMemoryMb(pid) {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

export function resetPeakMemory(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await once(child, 'exit');
  clearTimeout(timer);
}
