import type { ApolloServerPlugin } from '@apollo/server';
import { Counter, Histogram, type Registry } from 'prom-client';
import { boundNames } from './operation-names.ts';

const MAX_NAMES = 100;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts and times every operation, by what its client was sent. */
export function operationMetrics(registry: Registry): ApolloServerPlugin {
  const registers = [registry];
  const nameOf = boundNames(MAX_NAMES);
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'GraphQL operations: complete, partial (data and errors) or failed (errors alone).',
    labelNames: ['operation', 'type', 'outcome'],
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
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async willSendResponse({ operation: definition, operationName, response: { body } }) {
          // Before validation a name is whatever somebody sent.
          const operation = definition ? nameOf(operationName) : 'invalid';
          const type = definition?.operation ?? 'none';
          const { data, errors: found = [] } = body.kind === 'single' ? body.singleResult : body.initialResult;
          operations.inc({ operation, type, outcome: outcomeOf(data, found.length) });
          durations.observe({ operation, type }, (performance.now() - startedAt) / 1000);
          for (const { extensions } of found) errors.inc({ code: String(extensions?.code) });
        },
      };
    },
  };
}

function outcomeOf(data: unknown, errorCount: number): 'complete' | 'partial' | 'failed' {
  if (errorCount === 0) return 'complete';
  return data ? 'partial' : 'failed';
}
