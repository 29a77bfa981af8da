import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

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

const started = new Set<ChildProcess>();

/** Ends every process that still runs; for `afterEach`. */
export function endProcesses(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}

export function runProcess({ args = [], environment = {}, before = '' }: RunOptions = {}): RunningProcess {
  const imports = [
    '--import',
    'tsx',
    ...(before === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(before)}`]),
  ];
  const child = spawn(process.execPath, [...imports, 'src/main.ts', ...args], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const written = { out: '', err: '' };
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
