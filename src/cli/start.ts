import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createGateway, type Gateway, SAMPLE_QUERY } from '../gateway.ts';
import { createLogger } from '../telemetry/logger.ts';
import { checkSettings } from './check-config.ts';
import { CommandError, createCommand, type ExitCode } from './command.ts';
import { portInUse } from './port-in-use.ts';
import { createProgress } from './progress.ts';
import { describeSettings, readConfig } from './settings-text.ts';

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
    const log = createLogger(config.logLevel);
    surviveFaults(log);
    const progress = createProgress();
    const gateway = await createGateway(config, { log, report: progress.show })
      .finally(progress.end)
      .catch((error: unknown) => {
        throw new CommandError(1, `The gateway could not start: ${startFailure(error)}`);
      });
    stopOnSignal(gateway, config, log);
    say(json ? JSON.stringify(describe(gateway, config)) : greeting(gateway, config));
    return 0;
  },
});

/** A fault in one request, however it came past everybody, must not end the others. */
function surviveFaults(log: Logger): void {
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'a fault that nobody caught'));
  process.on('unhandledRejection', (reason) => log.fatal({ err: reason }, 'a rejection that nobody handled'));
}

/** How long what is not the gateway's own may take to end. */
const LINGER_MS = 100;

function stopOnSignal(gateway: Gateway, { drainMs, shutdownMs }: Config, log: Logger): void {
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
    process.exitCode = 0;
    // A collector that does not answer holds a socket, and must not hold the process.
    setTimeout(() => process.exit(), LINGER_MS).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function describe({ url, account, connections }: Gateway, { role, environment }: Config): object {
  return {
    url: `${url}/graphql`,
    role,
    environment,
    account,
    connections: connections.map(({ upstream, isFake, baseUrl, account: owner }) => ({
      upstream,
      isFake,
      baseUrl,
      account: owner,
    })),
  };
}

function greeting({ url, account, connections }: Gateway, { role, environment }: Config): string {
  const lines = connections.map(({ upstream, isFake, baseUrl, account: owner }) =>
    isFake
      ? `  ${upstream.padEnd(9)} embedded fake at ${baseUrl}: made-up data, nothing leaves this machine`
      : `  ${upstream.padEnd(9)} live at ${baseUrl}, account ${owner}`,
  );
  const data = account.startsWith('P') ? 'production data' : 'test data';
  const kind = role === 'subgraph' ? 'a subgraph for a federated router' : 'standalone';
  const pages =
    environment === 'production'
      ? 'A query to begin with:'
      : `Open ${url} (Apollo Sandbox) or ${url}/graphiql (GraphiQL, without internet too) in a browser, or paste this query:`;
  return [
    `Gateway on ${url}/graphql (${environment}, ${kind}), account ${account} (${data}), connected to`,
    ...lines,
    '',
    pages,
    '',
    SAMPLE_QUERY,
    '',
  ].join('\n');
}

function startFailure(error: unknown): string {
  const port = portInUse(error);
  if (port !== null) return `port ${port} is in use; set PORT to another one.`;
  return error instanceof Error ? error.message : String(error);
}
