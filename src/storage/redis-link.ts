import { createClient } from '@redis/client';

export type RedisClient = ReturnType<typeof openClient>;

/** Where it is written that Redis went away or came back; a part of pino's own. */
export type StorageLog = Readonly<Record<'warn' | 'info', (fields: object, message: string) => void>>;

/** A Redis that may go away: whoever asks then hears so at once, and it comes back by itself. */
export interface RedisLink {
  /** Never rejects: what cannot be answered, or not in time, is `away`. */
  ask<T>(command: (client: RedisClient) => Promise<T>): Promise<{ readonly answer: T } | 'away'>;
  /** `hear` is told of what is published there, from the time on when Redis is there. */
  subscribe(channel: string, hear: (message: string) => void): void;
  /** How often it went away so far. */
  outages(): number;
  close(): Promise<void>;
}

export interface RedisTimes {
  /** Longest wait for an answer: a store slower than that helps nobody. */
  readonly answerMs: number;
  /** After no answer nothing is asked for so long; then one question tries again. */
  readonly silenceMs: number;
}

const TIMES: RedisTimes = { answerMs: 250, silenceMs: 1_000 };
const CONNECT_MS = 1_000;
const RECONNECT_CAP_MS = 1_000;

/** Resolves when Redis is there, or when the first try, of a second at most, has failed. `url` is `redis[s]://[[user]:password@]host[:port][/database]`. */
export async function connectRedis(url: string, log: StorageLog, times: RedisTimes = TIMES): Promise<RedisLink> {
  const client = openClient(url);
  let isAway = false;
  let outages = 0;
  let silentUntil = 0;

  function goAway(error: unknown): void {
    if (isAway) return;
    isAway = true;
    outages += 1;
    log.warn({ code: codeOf(error) }, 'Redis does not answer; this replica works alone until it does');
  }

  function comeBack(): void {
    silentUntil = 0;
    if (!isAway) return;
    isAway = false;
    log.info({}, 'Redis answers again');
  }

  client.on('error', goAway);
  client.on('ready', comeBack);
  const failed = new Promise((resolve) => {
    client.once('error', resolve);
  });
  await Promise.race([client.connect().catch(goAway), failed]);

  return {
    async ask(command) {
      if (!client.isReady || Date.now() < silentUntil) return 'away';
      try {
        const answer = await inTime(command(client), times.answerMs);
        comeBack();
        return { answer };
      } catch (error) {
        silentUntil = Date.now() + times.silenceMs;
        goAway(error);
        return 'away';
      }
    },
    subscribe(channel, hear) {
      const begin = () => void client.subscribe(channel, hear).catch(goAway);
      if (client.isReady) begin();
      else client.once('ready', begin);
    },
    outages: () => outages,
    async close() {
      client.destroy();
    },
  };
}

function openClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (retries) => Math.min(RECONNECT_CAP_MS, 50 * 2 ** retries) * (0.5 + Math.random() / 2),
    },
  });
}

async function inTime<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate('No answer in time')), limitMs);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

class TooLate extends Error {}

/** Messages of the client may hold the address; codes and kinds do not. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.constructor.name;
}
