import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { type ClosingPace, createGateway } from '../gateway.ts';
import { fakesElsewhere } from '../upstreams/embedded-fakes.ts';
import { joinGroup } from '../workers/join-group.ts';
import type { WorkerPlace } from '../workers/place.ts';
import { introduce } from './introduction.ts';
import { startFailure } from './start-failure.ts';

/** Serves beside other workers of the process that started this one; null when it cannot, of which that process is told. */
export async function serveAsWorker(
  config: Config,
  { number, fakes }: WorkerPlace,
  log: Logger,
): Promise<{ close(pace: ClosingPace): Promise<void> } | null> {
  const group = joinGroup();
  try {
    const gateway = await createGateway(
      config,
      { log },
      { ...group, isFirst: number === 1, fakes: fakesElsewhere(fakes) },
    );
    group.serves(introduce(gateway));
    return {
      async close(pace) {
        await gateway.close(pace);
        cluster.worker?.disconnect();
      },
    };
  } catch (error) {
    group.fails(startFailure(error));
    cluster.worker?.disconnect();
    return null;
  }
}
