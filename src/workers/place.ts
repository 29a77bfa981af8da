import { z } from 'zod';

/** What the first process tells a worker when it starts it. */
export interface WorkerPlace {
  /** From 1 on; a worker that takes another's place has its number. */
  readonly number: number;
  /** Settings that lead to the fakes of the first process. */
  readonly fakes: Readonly<Record<string, string>>;
}

/** Stands in the environment of workers alone. */
export const WORKER_VARIABLE = 'GATEWAY_WORKER_PLACE';

const place = z.object({ number: z.number(), fakes: z.record(z.string(), z.string()) });

/** Null in a process that no group of workers started. */
export function readPlace(environment: Readonly<Record<string, string | undefined>>): WorkerPlace | null {
  const text = environment[WORKER_VARIABLE];
  return text === undefined ? null : place.parse(JSON.parse(text));
}
