import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import type { Call } from '../../graph/port.ts';
import type { Send, UpstreamRequest, UpstreamResponse } from '../../transport/http.ts';
import { createRestClient } from '../rest/rest-client.ts';
import { parseWire } from '../rest/row.ts';
import type { DinteroConfig } from './config.ts';
import { readRejection } from './rejection.ts';
import { parseScopeClaim } from './scopes.ts';
import { tokenWire } from './wire.ts';

export interface Token {
  readonly value: string;
  /** Names from the token's own claims, where it has them; for display only. */
  readonly scopes: readonly string[] | null;
  /** Epoch milliseconds from which a new token is asked for, ahead of the end. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

export interface TokenSource {
  /** A token that has not ended by the clock. One request for it, however many wait. */
  get(call: Call): Promise<Token>;
  /** Forgets a token that the API refused before its time; a newer one stays. */
  drop(token: Token): void;
}

/** Renewal begins this long before the end, or a tenth of the lifetime if that is shorter. */
const RENEW_AHEAD_MS = 60_000;
/** After a failed renewal the token in use is used on, and the next try waits. */
const RENEWAL_PAUSE_MS = 5_000;

/** Account and a fingerprint of the credential, never the secret itself. */
export function dinteroIdentity(config: DinteroConfig): string {
  const fingerprint = createHash('sha256').update(JSON.stringify([config.clientId, config.clientSecret]));
  return `${config.accountId}:${fingerprint.digest('base64url').slice(0, 16)}`;
}

/** Tokens by OAuth client credentials. Source: Dintero's page "Get token". */
export function createTokenSource(config: DinteroConfig, send: Send, now: () => number): TokenSource {
  const client = createRestClient({
    upstream: 'dintero',
    send,
    basePath: config.baseUrl.pathname,
    identity: dinteroIdentity(config),
    headers: {
      authorization: `Basic ${Buffer.from(`${config.clientId}:${config.clientSecret}`).toString('base64')}`,
    },
    readRejection,
  });
  let token: Token | undefined;
  let renewal: Promise<Token> | undefined;
  return {
    async get(call) {
      if (token && now() < token.renewAt) return token;
      renewal ??= renew();
      if (token && now() < token.expiresAt) {
        renewal.catch(() => undefined);
        return token;
      }
      return waitFor(renewal, call);
    },
    drop(refused) {
      if (token === refused) token = undefined;
    },
  };

  async function renew(): Promise<Token> {
    try {
      token = await request();
      return token;
    } catch (error) {
      if (token) token = { ...token, renewAt: now() + RENEWAL_PAUSE_MS };
      throw error;
    } finally {
      renewal = undefined;
    }
  }

  /** Without any caller's signal: a caller that leaves must not take the token from the others. */
  async function request(): Promise<Token> {
    const askedAt = now();
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
      },
      {},
      (body) => {
        const wire = parseWire('dintero', tokenWire, body, 'token');
        const lifetime = wire.expires_in * 1000;
        return {
          value: wire.access_token,
          scopes: readScopes(wire.access_token),
          renewAt: askedAt + lifetime - Math.min(RENEW_AHEAD_MS, lifetime / 10),
          expiresAt: askedAt + lifetime,
        };
      },
    );
  }
}

/** Adds the token to each request; a token refused before its time is renewed once and the request repeated once, reads and writes alike. */
export function withToken(tokens: TokenSource, send: Send): Send {
  return async (request) => {
    const call = callOf(request);
    const token = await tokens.get(call);
    const response = await sendWith(token, request);
    if (response.status !== 401) return response;
    tokens.drop(token);
    return sendWith(await tokens.get(call), request);
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
function readScopes(jwt: string): readonly string[] | null {
  try {
    return parseScopeClaim(decodeJwt(jwt)) ?? null;
  } catch {
    return null;
  }
}

/** The promise's result, unless the call's signal fires first. */
async function waitFor<T>(promise: Promise<T>, call: Call): Promise<T> {
  const { signal } = call;
  if (!signal) return promise;
  signal.throwIfAborted();
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason);
  });
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([promise, left]);
  } finally {
    signal.removeEventListener('abort', leave);
    promise.catch(() => undefined);
  }
}
