import { Pool } from 'undici';
import type { Step } from './call.ts';
import type { Clock } from './clock.ts';
import { Exchange, type ExchangePolicy } from './exchange.ts';
import { TransportError } from './http.ts';
import type { TransportSettings } from './settings.ts';

/** Visible ASCII without `#`, not beginning with `//`: no line break, no other host, nothing that is cut off on the way. */
const PATH = /^\/(?!\/)[!"$-~]*$/;

export type SocketPolicy = ExchangePolicy &
  Pick<TransportSettings, 'connectTimeoutMs'> & {
    readonly maxConnections: number;
  };

export interface Socket {
  readonly step: Step;
  /** Takes no more requests and resolves when those in flight have ended; after `patienceMs` they end without an answer. */
  close(patienceMs?: number): Promise<void>;
  connections(): number;
}

/**
 * One attempt, over kept connections to one origin. Redirects are answers like others. An answer that nobody asked for
 * ends its connection (undici looks for one before it uses an idle connection again). Requests are not compressed, and
 * answers only if the client's `accept-encoding` asks for it.
 */
export function createSocket(origin: string, policy: SocketPolicy, clock: Clock): Socket {
  const pool = new Pool(parseOrigin(origin), {
    connections: policy.maxConnections,
    connectTimeout: policy.connectTimeoutMs,
    // One exchange per connection: an abort then ends only its own, and `sent` means what it says.
    pipelining: 1,
    allowH2: false,
    // The attempt's one timer covers both, and to the millisecond; undici's count in seconds.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  let closing: Promise<void> | undefined;

  return {
    step(request, call) {
      if (call.aborted) return Promise.reject(call.abortedError());
      const { path, method, headers, body = null } = request;
      if (!PATH.test(path)) {
        return Promise.reject(new TransportError('refused', 'The path is not absolute and encoded', { sent: false }));
      }
      call.attempts += 1;
      call.attemptedAt = clock.now();
      return new Promise((resolve, reject) => {
        pool.dispatch({ path, method, headers, body }, new Exchange(request, call, policy, clock, resolve, reject));
      });
    },
    async close(patienceMs) {
      closing ??= pool.close();
      const cancel = patienceMs === undefined ? undefined : clock.setTimer(() => void pool.destroy(), patienceMs);
      await closing;
      cancel?.();
    },
    connections: () => pool.stats.connected,
  };
}

function parseOrigin(origin: string): string {
  const url = new URL(origin);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.href !== `${url.origin}/`) {
    throw new TypeError('An origin is http or https, a host and perhaps a port');
  }
  return url.origin;
}
