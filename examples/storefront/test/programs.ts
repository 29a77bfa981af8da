import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const shop = fileURLToPath(new URL('..', import.meta.url));
const repository = fileURLToPath(new URL('../../..', import.meta.url));

export interface Fakes {
  /** What the gateway needs to use them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every request to this upstream fails from now on. */
  takeDown(upstream: 'dintero' | 'abillify'): Promise<void>;
  bringBack(upstream: 'dintero' | 'abillify'): Promise<void>;
  stop(): Promise<void>;
}

/** Both upstreams' fakes in a process of their own, as `npm run fakes` starts them. */
export async function startFakes(): Promise<Fakes> {
  const process = start(
    ['--import', 'tsx', 'src/main.ts', 'fakes', '--dintero-port', '0', '--abillify-port', '0', '--size', '160'],
    repository,
  );
  const environment: Record<string, string> = {};
  await readUntil(process, (line) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) environment[name] = value;
    return name === 'ABILLIFY_PASSWORD' ? line : undefined;
  });
  const control = async (upstream: string, method: string, rule?: object) => {
    const { origin } = new URL(environment[`${upstream.toUpperCase()}_BASE_URL`] ?? '');
    const body = rule === undefined ? null : JSON.stringify(rule);
    const { status } = await fetch(`${origin}/__fake/faults`, { method, body });
    if (status !== 204) throw new Error(`The fake answered ${status}`);
  };
  return {
    environment,
    takeDown: (upstream) => control(upstream, 'POST', { fault: { kind: 'status', status: 503 } }),
    bringBack: (upstream) => control(upstream, 'DELETE'),
    stop: () => stop(process),
  };
}

/** The shop and its gateway, as `npm start` starts them, on free ports. */
export async function startShop(
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const own = { AUTH_MODE: 'open', LOG_LEVEL: 'silent', PORT: '0', SHOP_PORT: '0' };
  const program = start(['start.js'], shop, { ...environment, ...own });
  const url = await readUntil(program, (line) => /The shop is open: (\S+)\//.exec(line)?.[1]);
  return { url, stop: () => stop(program) };
}

function start(args: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The first thing that `pick` finds in the program's output, which is read on so that it never stalls. */
async function readUntil(program: ChildProcess, pick: (line: string) => string | undefined): Promise<string> {
  if (!program.stdout) throw new Error('The program has no output to read');
  const lines = createInterface(program.stdout);
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const found = pick(line);
      if (found !== undefined) resolve(found);
    });
    program.once('exit', (code) => reject(new Error(`The program ended with ${code}`)));
  });
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGTERM');
  await ended;
}
