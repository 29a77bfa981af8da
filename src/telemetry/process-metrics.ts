import { collectDefaultMetrics, Registry } from 'prom-client';

let metrics: Registry | undefined;

/** Event loop, memory, garbage collection. They are the process's, so that several gateways in one share them: their watches cannot be taken down. */
export function processMetrics(): Registry {
  if (!metrics) {
    metrics = new Registry();
    collectDefaultMetrics({ register: metrics });
  }
  return metrics;
}
