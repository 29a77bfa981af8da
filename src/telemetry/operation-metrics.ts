import { Counter, Histogram, type Registry } from 'prom-client';
import type { AnsweredOperation } from './answered-operation.ts';
import { boundNames } from './operation-names.ts';

const MAX_NAMES = 100;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts and times every operation, by what its client was sent. */
export function operationMetrics(registry: Registry): (answered: AnsweredOperation) => void {
  const registers = [registry];
  const nameOf = boundNames(MAX_NAMES);
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'GraphQL operations: complete, partial (data and errors) or failed (errors alone).',
    labelNames: ['operation', 'type', 'outcome'],
    registers,
  });
  const unchanged = new Counter({
    name: 'gateway_operations_unchanged_total',
    help: 'Operations whose answer was given again, every upstream having answered the same bytes.',
    labelNames: ['operation'],
    registers,
  });
  const durations = new Histogram({
    name: 'gateway_operation_duration_seconds',
    help: 'From the parsed request to the answer.',
    labelNames: ['operation', 'type'],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: 'gateway_operation_errors_total',
    help: 'Errors in answers, by the code that clients are sent.',
    labelNames: ['code'],
    registers,
  });
  return (answered) => {
    const operation = answered.type ? nameOf(answered.name) : 'invalid';
    const type = answered.type ?? 'none';
    operations.inc({ operation, type, outcome: outcomeOf(answered) });
    durations.observe({ operation, type }, answered.durationMs / 1000);
    if (answered.isUnchanged) unchanged.inc({ operation });
    for (const code of answered.codes) errors.inc({ code });
  };
}

function outcomeOf({ hasData, codes }: AnsweredOperation): 'complete' | 'partial' | 'failed' {
  if (codes.length === 0) return 'complete';
  return hasData ? 'partial' : 'failed';
}
