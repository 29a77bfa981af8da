import { type Config, parseConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import type { TokenDoorWorld } from '../../src/server/auth/token-door.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import type { Clock } from '../../src/transport/clock.ts';
import {
  type AbillifyFake,
  type AbillifyFakeOptions,
  startAbillifyFake,
} from '../../src/upstreams/abillify/fake/index.ts';
import { type DinteroFake, type DinteroFakeOptions, startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { findLeak, secretsOf, wordsThatLeak } from './find-leak.ts';
import { recordAnswers } from './record-answers.ts';

/** The whole gateway on a port of its own, over both fakes on theirs. */
export interface TestGateway extends AsyncDisposable {
  /** Without a path. */
  readonly url: string;
  readonly gateway: Gateway;
  readonly dintero: DinteroFake;
  readonly abillify: AbillifyFake;
  /** Every line that was logged, as JSON text. */
  readonly logLines: readonly string[];
  /** Posts an operation as a browser's fetch would. */
  ask<Data = unknown>(query: string, options?: AskOptions): Promise<Answer<Data>>;
  /** Posts a body just as it stands. */
  post(body: string | Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Fails when a secret stands in anything that the gateway wrote to a connection or its log since the start, whoever asked and however. */
  close(): Promise<void>;
}

export interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `Data` is what the caller expects of its own document. */
export interface Answer<Data = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty where the answer is not JSON. */
  readonly body: AnswerBody<Data>;
  /** Codes of the errors, in order. */
  readonly codes: readonly string[];
}

export interface AnswerBody<Data = unknown> {
  readonly data?: Data | null;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface TestGatewayOptions {
  /** Beside what names the fakes; undefined takes a setting away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly dintero?: DinteroFakeOptions;
  readonly abillify?: AbillifyFakeOptions;
  readonly world?: TokenDoorWorld;
  readonly clock?: Clock;
  /** Of fakes that stand already and outlive the gateway. */
  readonly fakes?: { readonly dintero: DinteroFake; readonly abillify: AbillifyFake };
}

export async function startGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const dintero = options.fakes?.dintero ?? (await startDinteroFake({ size: 60, ...options.dintero }));
  const abillify = options.fakes?.abillify ?? (await startAbillifyFake({ size: 60, ...options.abillify }));
  const logLines: string[] = [];
  const answers: string[] = [];
  const config = configOf(dintero, abillify, options.environment);
  const log = createLogger('trace', { write: (line) => void logLines.push(line) });
  let port: number | undefined;
  const recorded = recordAnswers(() => port);
  const gateway = await createGateway(config, {
    log,
    ...(options.world && { world: options.world }),
    ...(options.clock && { clock: options.clock }),
  });
  port = Number(new URL(gateway.url).port);

  async function send<Data>(
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer<Data>> {
    const answer = await readAnswer<Data>(
      await fetch(`${gateway.url}/graphql`, { method: 'POST', body, headers, redirect: 'manual' }),
    );
    answers.push(answer.text, JSON.stringify([...answer.headers]));
    return answer;
  }

  async function close(): Promise<void> {
    await gateway.close();
    recorded.end();
    const leak =
      // The scripts of pages are code, and look like it.
      findLeak(recorded.texts, secretsOf(dintero, abillify)) ??
      findLeak([...answers, ...logLines], wordsThatLeak(dintero, abillify));
    if (!options.fakes) await Promise.all([dintero.close(), abillify.close()]);
    if (leak !== undefined) throw new Error(`A secret got out: ${leak}`);
  }

  return {
    url: gateway.url,
    gateway,
    dintero,
    abillify,
    logLines,
    ask: (query, { headers, ...rest } = {}) =>
      send(JSON.stringify({ query, ...rest }), { 'content-type': 'application/json', ...headers }),
    post: (body, headers = {}) => send(body, headers),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The settings that connect a gateway to these fakes. */
export function fakeEnvironment(dintero: DinteroFake, abillify: AbillifyFake): Readonly<Record<string, string>> {
  return {
    DINTERO_BASE_URL: dintero.baseUrl,
    DINTERO_ACCOUNT_ID: dintero.accountId,
    DINTERO_CLIENT_ID: dintero.clientId,
    DINTERO_CLIENT_SECRET: dintero.clientSecret,
    ABILLIFY_BASE_URL: abillify.baseUrl,
    ABILLIFY_USERNAME: abillify.username,
    ABILLIFY_PASSWORD: abillify.password,
  };
}

export async function readAnswer<Data = unknown>(response: Response): Promise<Answer<Data>> {
  const text = await response.text();
  const body = parse<Data>(text);
  const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
  return { status: response.status, headers: response.headers, text, body, codes };
}

function configOf(
  dintero: DinteroFake,
  abillify: AbillifyFake,
  environment: TestGatewayOptions['environment'],
): Config {
  return parseConfig({
    PORT: '0',
    NODE_ENV: 'test',
    AUTH_MODE: 'open',
    RATE_LIMIT: '0',
    ...fakeEnvironment(dintero, abillify),
    ...environment,
  });
}

function parse<Data>(text: string): AnswerBody<Data> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
