import type { RequestCounts } from '../limits/request-counts.ts';
import type { ErrorLog } from '../plugins/error-report.ts';
import type { Door } from './door.ts';
import { createKeyDoor } from './key-door.ts';
import { watchKeys } from './key-file.ts';
import { createOpenDoor } from './open-door.ts';
import type { AuthConfig } from './settings.ts';
import { type GuardedDoor, slowGuessing } from './slow-guessing.ts';
import type { TokenDoorWorld } from './token-door.ts';

export interface DoorOptions {
  /** Headers whose values are passed on to the upstreams. */
  readonly credentialHeaders: readonly string[];
  readonly counts: RequestCounts;
  readonly log: ErrorLog;
  readonly world?: TokenDoorWorld | undefined;
}

export interface OpenedDoor {
  readonly door: GuardedDoor;
  close(): void;
}

/** What verifies tokens is loaded only where there are some. */
export async function createDoor(
  config: AuthConfig,
  { credentialHeaders, counts, log, world = {} }: DoorOptions,
): Promise<OpenedDoor> {
  switch (config.mode) {
    case 'open':
      return { door: createOpenDoor(credentialHeaders), close: () => undefined };
    case 'keys': {
      const keys = watchKeys(config.path, config.keys, log);
      return { door: await guard(createKeyDoor(keys.current), config.wrongLogins), close: keys.close };
    }
    case 'jwt': {
      const { createTokenDoor } = await import('./token-door.ts');
      return { door: await guard(createTokenDoor(config, world), config.wrongLogins), close: () => undefined };
    }
  }

  async function guard(door: Door, perMinute: number | null): Promise<GuardedDoor> {
    if (perMinute === null) return (headers) => door(headers, false);
    const { normalizeIP } = await import('@fastify/rate-limit');
    const guarded = slowGuessing(door, { perMinute, counts, ...(world.now && { now: world.now }) });
    // Who has a network of IPv6 has all its addresses.
    return (headers, address) => guarded(headers, normalizeIP(address));
  }
}
