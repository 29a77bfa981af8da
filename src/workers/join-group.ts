import { z } from 'zod';
import type { Storage } from '../storage/open-storage.ts';
import { createLine } from './line.ts';
import type { Question } from './shared-state.ts';
import { createWorkerStorage } from './worker-storage.ts';

/** A worker's side of its group. */
export interface Membership {
  readonly storage: Storage;
  /** Takes what reads this worker's metrics. */
  offerMetrics(read: () => Promise<unknown>): void;
  /** Those of all workers, this one included. */
  gatherMetrics(): Promise<readonly unknown[]>;
  /** Tells that it serves, and what people are told of it. */
  serves(introduction: object): void;
  /** Tells why it cannot. */
  fails(reason: string): void;
}

const asked = z.union([
  z.object({ tell: z.literal('metrics') }),
  z.object({ pause: z.number(), upstream: z.string() }),
]);

const METRICS: Question = { ask: 'metrics' };

/** Joins the group of the process that started this one. */
export function joinGroup(): Membership {
  let readMetrics: () => Promise<unknown> = async () => [];
  const send = (message: object): void => void process.send?.(message, undefined, undefined, () => undefined);
  const line = createLine({ send, hear: (listen) => void process.on('message', listen) }, (question) => {
    const known = asked.parse(question);
    if ('tell' in known) return readMetrics();
    storage.pause(known.upstream, known.pause);
    return null;
  });
  const storage = createWorkerStorage(line);
  return {
    storage,
    offerMetrics(read) {
      readMetrics = read;
    },
    gatherMetrics: async () => z.array(z.unknown()).parse(await line.ask(METRICS)),
    serves: (introduction) => send({ serves: introduction }),
    fails: (reason) => send({ fails: reason }),
  };
}
