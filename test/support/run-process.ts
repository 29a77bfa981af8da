import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watchProcess } from './watch-process.ts';

/** The gateway's process as `npm start` runs it, but from the sources. */
export interface RunningProcess {
  readonly child: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** Resolves with the address that it prints. */
  listening(): Promise<string>;
  /** Resolves when it has printed this. */
  printed(text: string): Promise<void>;
  ended(): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

export interface RunOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A module that runs before the gateway, in its process. */
  readonly before?: string;
}

/** Each with what looks for secrets that it let out. */
const started = new Map<ChildProcess, () => string | undefined>();

/** Ends every process that still runs, and fails when one of them let a secret out; for `afterEach`. */
export function endProcesses(): void {
  const leaks = [...started.values()].map((findLeak) => findLeak());
  for (const child of started.keys()) child.kill('SIGKILL');
  started.clear();
  for (const leak of leaks) if (leak !== undefined) throw new Error(`A secret got out: ${leak}`);
}

export function runProcess({ args = [], environment = {}, before = '' }: RunOptions = {}): RunningProcess {
  const watched = watchProcess(environment);
  const modules = [before, watched?.before ?? ''].filter((module) => module !== '');
  const imports = ['tsx', ...modules.map((module) => `data:text/javascript,${encodeURIComponent(module)}`)];
  const child = spawn(process.execPath, [...imports.flatMap((name) => ['--import', name]), 'src/main.ts', ...args], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...environment, ...watched?.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  started.set(child, () => watched?.leakIn(`${written.out}${written.err}`));
  child.stdout.on('data', (chunk) => (written.out += chunk));
  child.stderr.on('data', (chunk) => (written.err += chunk));
  const end = once(child, 'close');

  async function find(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(written.out);
      if (found) return found[1] ?? found[0];
      await Promise.race([once(child.stdout, 'data'), end.then(() => Promise.reject(new Error(written.err)))]);
    }
  }

  return {
    child,
    output: () => written.out,
    listening: () => find(/Gateway on (http:\S+)\/graphql/),
    async printed(text) {
      await find(new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    },
    async ended() {
      await end;
      return { code: child.exitCode, ...written };
    },
  };
}
