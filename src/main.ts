#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { type Config, ConfigError, describeAllSettings, parseConfig } from './config.ts';
import { type Gateway, SAMPLE_QUERY, startGateway } from './gateway.ts';
import { createLogger } from './telemetry/logger.ts';

/** Exit codes: 0 ended as asked, 1 failed, 2 called or configured wrongly. */
const [FAILED, WRONG_USE] = [1, 2];

await main();

async function main(): Promise<void> {
  const flags = readFlags();
  if (!flags) return;
  if (flags.help) return print(helpText());
  const config = readConfig();
  if (!config) return;
  if (flags['check-config']) return print('The configuration is complete.');
  const log = createLogger(config.logLevel);
  surviveFaults(log);
  try {
    const gateway = await startGateway(config, { log });
    stopOnSignal(gateway, config, log);
    print(greeting(gateway, config.environment));
  } catch (error) {
    fail(FAILED, `The gateway could not start: ${startFailure(error, config.port)}`);
  }
}

function readFlags(): { help?: boolean | undefined; 'check-config'?: boolean | undefined } | undefined {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, 'check-config': { type: 'boolean' } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    fail(WRONG_USE, `${error instanceof Error ? error.message : error}\nTry --help.`);
    return undefined;
  }
}

function readConfig(): Config | undefined {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.problems.map((problem) => `  ${problem}`);
    fail(WRONG_USE, ['The gateway does not start. In the environment:', ...lines].join('\n'));
    return undefined;
  }
}

/** A fault in one request, however it came past everybody, must not end the others. */
function surviveFaults(log: Logger): void {
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'a fault that nobody caught'));
  process.on('unhandledRejection', (reason) => log.fatal({ err: reason }, 'a rejection that nobody handled'));
}

function stopOnSignal(gateway: Gateway, { drainMs, shutdownMs }: Config, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'told to stop; finishing what was accepted');
    setTimeout(() => {
      log.error({ shutdownMs }, 'not finished in time');
      process.exit(FAILED);
    }, shutdownMs).unref();
    await gateway.close({ drainMs: Math.min(drainMs, shutdownMs), limitMs: shutdownMs });
    log.info('stopped');
    process.exitCode = 0;
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function greeting({ url, account, connections }: Gateway, environment: string): string {
  const lines = connections.map(({ upstream, isFake, baseUrl, account: owner }) =>
    isFake
      ? `  ${upstream.padEnd(9)} embedded fake at ${baseUrl}: made-up data, nothing leaves this machine`
      : `  ${upstream.padEnd(9)} live at ${baseUrl}, account ${owner}`,
  );
  const data = account.startsWith('P') ? 'production data' : 'test data';
  return [
    `Gateway on ${url}/graphql (${environment}), account ${account} (${data}), connected to`,
    ...lines,
    '',
    `Open ${url} in a browser, or paste this query:`,
    '',
    SAMPLE_QUERY,
    '',
  ].join('\n');
}

function helpText(): string {
  const rows = describeAllSettings().map(
    (setting) => `  ${setting.name.padEnd(24)}${setting.description}${defaultText(setting.default)}`,
  );
  return [
    'One GraphQL API over the Dintero Products API and the Abillify product groups API.',
    '',
    'Usage: gateway [--check-config] [--help]',
    '',
    '  --check-config  Reads the settings, says what is wrong with them, and ends (exit code 0 or 2).',
    '  --help          Prints this.',
    '',
    'Settings are environment variables. An upstream of which nothing is set is replaced by an embedded fake.',
    '',
    ...rows,
    '',
  ].join('\n');
}

function defaultText(text: string | null): string {
  if (text === null) return ' Required for a live upstream.';
  return text === '' ? '' : ` Default: ${text}.`;
}

function startFailure(error: unknown, port: number): string {
  if (!(error instanceof Error)) return String(error);
  if (Reflect.get(error, 'code') === 'EADDRINUSE') return `port ${port} is in use; set PORT to another one.`;
  return error.message;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(code: number, text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
