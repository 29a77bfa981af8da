import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createLine, type Line } from './line.ts';
import { WORKER_VARIABLE, type WorkerPlace } from './place.ts';
import { createSharedState, type WorkerQuestion } from './shared-state.ts';

/** Where it is written how workers fare; a part of pino's own. */
export type WorkersLog = Readonly<Record<'warn' | 'error', (fields: object, message: string) => void>>;

export interface GroupOptions {
  readonly count: number;
  readonly fakes: WorkerPlace['fakes'];
  readonly log: WorkersLog;
  /** No worker stays up: the group has ended by itself. */
  readonly giveUp: (reason: string) => void;
}

/** Processes that serve one port, of which each that ends is replaced. */
export interface WorkerGroup {
  /** What the first worker to serve told of itself. */
  readonly introduction: unknown;
  /** Ends all, as SIGTERM ends each; false when one did not end well. */
  stop(): Promise<boolean>;
}

/** How long after one ended early the next is started, doubled each time. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
/** A worker that lived as long did not end because of how it started. */
const STEADY_MS = 10_000;
/** So many that end before they serve, one after the other, and it is given up. */
const MOST_FAILURES = 5;

/** What a worker says unasked, once: that it serves, or why it cannot. */
const announcement = z.union([z.object({ serves: z.unknown() }), z.object({ fails: z.string() })]);

/**
 * Starts workers and waits until all serve.
 *
 * @throws with the reason that a worker gave, or when they end before they serve
 */
export async function startGroup({ count, fakes, log, giveUp }: GroupOptions): Promise<WorkerGroup> {
  /** Those that serve. */
  const lines = new Map<Worker, Line>();
  const running = new Map<Worker, Promise<boolean>>();
  let introduction: unknown;
  const stopping = new AbortController();
  let early = 0;

  const state = createSharedState(askAll);

  async function askAll(question: WorkerQuestion): Promise<readonly unknown[]> {
    const told = await Promise.allSettled([...lines.values()].map((line) => line.ask(question)));
    return told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** Resolves when it serves. */
  function begin(number: number): Promise<void> {
    const place: WorkerPlace = { number, fakes };
    const worker = cluster.fork({ [WORKER_VARIABLE]: JSON.stringify(place) });
    const startedAt = Date.now();
    const line = createLine(
      {
        // A worker that ended meanwhile hears nothing any more.
        send: (message) => void worker.send(message, () => undefined),
        hear: (listen) => void worker.on('message', listen),
      },
      state,
    );
    return new Promise((resolve, reject) => {
      worker.on('message', (message) => {
        const { data } = announcement.safeParse(message);
        if (!data) return;
        if ('fails' in data) return reject(new Error(data.fails));
        introduction ??= data.serves;
        lines.set(worker, line);
        resolve();
      });
      const ended = new Promise<boolean>((tell) => {
        worker.once('exit', (code, signal) => {
          line.end();
          const served = lines.delete(worker);
          running.delete(worker);
          reject(new Error(`worker ${number} ended before it served (${signal ?? code})`));
          if (served && !stopping.signal.aborted) {
            log.warn({ worker: number, code, signal }, 'a worker ended; another takes its place');
            void replace(number, Date.now() - startedAt);
          }
          tell(code === 0 || !served);
        });
      });
      running.set(worker, ended);
    });
  }

  async function replace(number: number, livedMs: number): Promise<void> {
    early = livedMs < STEADY_MS ? early + 1 : 0;
    for (let failures = 1; ; failures += 1) {
      if (early > 0) await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (early - 1)));
      if (stopping.signal.aborted) return;
      const failure = await begin(number).catch((error: unknown) => ({ reason: reasonOf(error) }));
      if (!failure || stopping.signal.aborted) return;
      log.error({ worker: number, ...failure }, 'a worker could not start');
      early += 1;
      if (failures < MOST_FAILURES) continue;
      await stop();
      return giveUp(failure.reason);
    }
  }

  /** Ends early when the group is stopped. */
  async function pause(ms: number): Promise<void> {
    await sleep(ms, null, { signal: stopping.signal }).catch(() => undefined);
  }

  async function stop(): Promise<boolean> {
    stopping.abort();
    const ends = [...running.values()];
    for (const worker of running.keys()) worker.process.kill('SIGTERM');
    return (await Promise.all(ends)).every(Boolean);
  }

  try {
    await Promise.all(Array.from({ length: count }, (_, index) => begin(index + 1)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { introduction, stop };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
