import cluster from 'node:cluster';
import type { Config } from '../config.ts';
import type { GatewayOptions } from '../gateway.ts';
import { embedFakes } from '../upstreams/embedded-fakes.ts';
import { startGroup } from '../workers/worker-group.ts';
import { type Introduction, introduction } from './introduction.ts';

/** Several processes that serve one port; this one starts and ends them, and keeps what they share. */
export async function startWorkers(
  { workers, upstreams, fakeSize }: Config,
  { log, report }: Required<Pick<GatewayOptions, 'log' | 'report'>>,
): Promise<Introduction & { close(): Promise<void> }> {
  if (!cluster.isPrimary) throw new Error('WORKERS must be 1 in a process that is itself a worker.');
  const fakes = embedFakes({ fakeSize, report });
  const settings = await fakes.settingsFor([upstreams, ...(upstreams.furtherAccounts ?? [])]);
  report('Starting workers');
  const group = await startGroup({
    count: workers,
    fakes: settings,
    log,
    giveUp(reason) {
      process.stderr.write(`The gateway ends: its workers cannot be replaced, ${reason}\n`);
      process.exitCode = 1;
      void fakes.close();
    },
  }).catch(async (error: unknown) => {
    await fakes.close();
    throw error;
  });
  return {
    ...introduction.parse(group.introduction),
    async close() {
      if (!(await group.stop())) process.exitCode = 1;
      await fakes.close();
    },
  };
}
