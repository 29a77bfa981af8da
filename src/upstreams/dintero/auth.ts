import { decodeJwt } from 'jose/jwt/decode';
import { type ErrorCode, GatewayError } from '../../graph/errors.ts';
import type { Call } from '../../graph/port.ts';
import { parseScopeClaim } from '../../graph/scope-claim.ts';
import {
  type BeginAttempt,
  type Send,
  TransportError,
  type UpstreamRequest,
  type UpstreamResponse,
} from '../../transport/http.ts';
import { createRestClient } from '../rest/rest-client.ts';
import { parseWire } from '../rest/row.ts';
import type { DinteroAccount, DinteroClientCredentials } from './config.ts';
import { readRejection } from './rejection.ts';
import { type TokenWire, tokenWire } from './wire.ts';

export interface Token {
  readonly value: string;
  /** Names from the token's own claims, where it has them; for display only. */
  readonly scopes: readonly string[] | null;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface TokenSource {
  /** A token that has not ended by the clock. One request for it, however many wait; a caller that leaves does not take it from the others. */
  get(call: Call, beginAttempt?: BeginAttempt): Promise<Token>;
  /** Forgets a token that the API refused before its time; a newer one stays. */
  drop(token: Token): void;
  /** Of the token in use, in epoch milliseconds; null without one, and where it is not known. */
  expiresAt(): number | null;
}

/** Renewal begins this long before the end, or a tenth of the lifetime if that is shorter. */
const RENEW_AHEAD_MS = 60_000;
/** A token endpoint that asks to wait longer than this is an error at once, for all that wait. */
const REQUEST_DEADLINE_MS = 10_000;
/** After a failed renewal the token in use is used on, and the next try waits. */
const RENEWAL_PAUSE_MS = 5_000;

/** Tokens by OAuth client credentials. Source: Dintero's page "Get token". */
export function createTokenSource(
  config: DinteroAccount & DinteroClientCredentials,
  identity: string,
  send: Send,
  now: () => number,
): TokenSource {
  const client = createRestClient({
    upstream: 'dintero',
    send,
    baseUrl: config.baseUrl,
    identity,
    headers: {
      authorization: `Basic ${Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64')}`,
    },
    readRejection,
  });
  let token: Token | undefined;
  /** Epoch milliseconds from which a new token is asked for. */
  let renewAt = 0;
  let renewal: Promise<Token> | undefined;
  /** One listener for each signal: the many calls of an operation share theirs, and Node warns of a leak from the eleventh on. */
  const aborts = new WeakMap<AbortSignal, Promise<never>>();
  return {
    async get(call, beginAttempt) {
      if (token && now() < renewAt) return token;
      renewal ??= renew(beginAttempt);
      // Its failure is nobody's when the token in use is used on, or when who waits has left.
      renewal.catch(() => undefined);
      return token && now() < token.expiresAt ? token : untilAborted(renewal, call);
    },
    drop(refused) {
      if (token === refused) token = undefined;
    },
    expiresAt: () => token?.expiresAt ?? null,
  };

  async function renew(beginAttempt: BeginAttempt | undefined): Promise<Token> {
    const askedAt = now();
    try {
      const answer = await request(beginAttempt);
      const lifetime = answer.expires_in * 1000;
      token = {
        value: answer.access_token,
        scopes: readScopes(answer.access_token),
        expiresAt: askedAt + lifetime,
      };
      renewAt = token.expiresAt - Math.min(RENEW_AHEAD_MS, lifetime / 10);
      return token;
    } catch (error) {
      if (token) renewAt = Math.min(now() + RENEWAL_PAUSE_MS, token.expiresAt);
      throw isCallersFault(error) ? refusal(error) : error;
    } finally {
      renewal = undefined;
    }
  }

  /** Without any caller's signal: it is made for all of them. Who looks on is the first. */
  function request(beginAttempt: BeginAttempt | undefined): Promise<TokenWire> {
    return client.call(
      {
        operation: 'getToken',
        method: 'POST',
        segments: ['accounts', config.accountId, 'auth', 'token'],
        body: {
          grant_type: 'client_credentials',
          audience: `https://api.dintero.com/v1/accounts/${config.accountId}`,
        },
        repeat: 'safe',
        beginAttempt,
      },
      { deadline: now() + REQUEST_DEADLINE_MS },
      (body) => parseWire('dintero', tokenWire, body, 'token'),
    );
  }

  function untilAborted<T>(promise: Promise<T>, { signal }: Call): Promise<T> {
    if (!signal) return promise;
    const aborted = aborts.get(signal) ?? abortOf(signal);
    aborts.set(signal, aborted);
    return Promise.race([promise, aborted]);
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const leave = (): void => reject(new TransportError('aborted', 'The request was aborted', { sent: false }));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  aborted.catch(() => undefined);
  return aborted;
}

/** Codes that would tell a caller that its input or its key is wrong, or that what it asked for does not exist. */
const CALLERS_FAULTS: ReadonlySet<ErrorCode> = new Set(['BAD_USER_INPUT', 'CONFLICT', 'NOT_FOUND']);

function isCallersFault(error: unknown): boolean {
  return error instanceof GatewayError && CALLERS_FAULTS.has(error.code);
}

function refusal(cause: unknown): GatewayError {
  return new GatewayError('UNAUTHENTICATED', "dintero gives no token for the gateway's credentials.", {
    upstream: 'dintero',
    cause,
  });
}

/** Adds the token to each request; a token refused before its time is renewed once, if it can be, and the request repeated once, reads and writes alike. */
export function withToken(tokens: TokenSource, send: Send): Send {
  return async (request) => {
    const call = callOf(request);
    const token = await tokens.get(call, request.beginAttempt);
    const response = await sendWith(token, request);
    if (response.status !== 401) return response;
    tokens.drop(token);
    const renewed = await tokens.get(call, request.beginAttempt);
    return renewed === token ? response : sendWith(renewed, request);
  };

  function sendWith(token: Token, request: UpstreamRequest): Promise<UpstreamResponse> {
    return send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token.value}` } });
  }
}

function callOf(request: UpstreamRequest): Call {
  return {
    ...(request.signal && { signal: request.signal }),
    ...(request.deadline !== undefined && { deadline: request.deadline }),
  };
}

/** What a token carries is not documented: it is read for display, never to decide. */
export function readScopes(jwt: string): readonly string[] | null {
  try {
    return parseScopeClaim(decodeJwt(jwt)) ?? null;
  } catch {
    return null;
  }
}
