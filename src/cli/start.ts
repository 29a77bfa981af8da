import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Gateway, GatewayOptions } from '../gateway.ts';
import { SAMPLE_QUERY } from '../graph/sample-query.ts';
import { createLogger } from '../telemetry/logger.ts';
import { readPlace, type WorkerPlace } from '../workers/place.ts';
import { checkSettings } from './check-config.ts';
import { CommandError, createCommand, type ExitCode } from './command.ts';
import { type Introduction, introduce } from './introduction.ts';
import { createProgress } from './progress.ts';
import { describeSettings, readConfig } from './settings-text.ts';
import { startFailure } from './start-failure.ts';

export const start = createCommand({
  options: { json: { type: 'boolean' }, 'check-config': { type: 'boolean' } },
  rows: {
    '--json': 'Prints where it listens and what it is connected to as one line of JSON.',
    '--check-config': 'Only reads the settings: see the command check-config.',
  },
  notes: describeSettings,
  async run({ json = false, 'check-config': isCheck }, _files, say): Promise<ExitCode> {
    if (isCheck) return checkSettings(json, say);
    const config = readConfig();
    const place = readPlace(process.env);
    const log = place ? createLogger(config.logLevel).child({ worker: place.number }) : createLogger(config.logLevel);
    surviveFaults(log);
    if (place) return work(config, place, log);
    const progress = createProgress();
    const gateway = await startHere(config, { log, report: progress.show })
      .finally(progress.end)
      .catch((error: unknown) => {
        throw new CommandError(1, `The gateway could not start: ${startFailure(error)}`);
      });
    stopOnSignal(gateway, config, log);
    say(json ? JSON.stringify(describe(gateway, config)) : greeting(gateway, config));
    return 0;
  },
});

/** In this process, or in several that this one starts. */
async function startHere(
  config: Config,
  options: Required<Pick<GatewayOptions, 'log' | 'report'>>,
): Promise<Introduction & Pick<Gateway, 'close'>> {
  if (config.workers > 1) return (await import('./start-workers.ts')).startWorkers(config, options);
  const { createGateway } = await import('../gateway.ts');
  const gateway = await createGateway(config, options);
  return { ...introduce(gateway), close: gateway.close };
}

/** What a worker prints is its log: the process that started it speaks for all. */
async function work(config: Config, place: WorkerPlace, log: Logger): Promise<ExitCode> {
  const gateway = await (await import('./serve-as-worker.ts')).serveAsWorker(config, place, log);
  if (!gateway) return 1;
  stopOnSignal(gateway, config, log);
  return 0;
}

/** A fault in one request, however it came past everybody, must not end the others. */
function surviveFaults(log: Logger): void {
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'a fault that nobody caught'));
  process.on('unhandledRejection', (reason) => log.fatal({ err: reason }, 'a rejection that nobody handled'));
}

/** How long what is not the gateway's own may take to end. */
const LINGER_MS = 100;

function stopOnSignal(gateway: Pick<Gateway, 'close'>, { drainMs, shutdownMs }: Config, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'told to stop; finishing what was accepted');
    const limit = setTimeout(() => {
      log.error({ shutdownMs }, 'not finished in time');
      process.exit(1);
    }, shutdownMs).unref();
    await gateway.close({ drainMs: Math.min(drainMs, shutdownMs), limitMs: shutdownMs });
    clearTimeout(limit);
    log.info('stopped');
    // A collector that does not answer holds a socket, and must not hold the process.
    setTimeout(() => process.exit(), LINGER_MS).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function describe({ url, account, connections }: Introduction, { role, environment, workers }: Config): object {
  return { url: `${url}/graphql`, role, environment, workers, account, connections };
}

function greeting({ url, account, connections }: Introduction, { role, environment, workers }: Config): string {
  const lines = connections.map(({ upstream, isFake, baseUrl, account: owner }) =>
    isFake
      ? `  ${upstream.padEnd(9)} embedded fake at ${baseUrl}: made-up data, nothing leaves this machine`
      : `  ${upstream.padEnd(9)} live at ${baseUrl}, account ${owner}`,
  );
  const data = account.startsWith('P') ? 'production data' : 'test data';
  const kind = role === 'subgraph' ? 'a subgraph for a federated router' : 'standalone';
  const processes = workers > 1 ? `, ${workers} workers` : '';
  const pages =
    environment === 'production'
      ? 'A query to begin with:'
      : `Open ${url} (Apollo Sandbox) or ${url}/graphiql (GraphiQL, without internet too) in a browser, or paste this query:`;
  return [
    `Gateway on ${url}/graphql (${environment}, ${kind}${processes}), account ${account} (${data}), connected to`,
    ...lines,
    '',
    pages,
    '',
    SAMPLE_QUERY,
    '',
  ].join('\n');
}
