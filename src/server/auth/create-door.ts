import type { Door } from './door.ts';
import { createKeyDoor } from './key-door.ts';
import { createOpenDoor } from './open-door.ts';
import type { AuthConfig } from './settings.ts';
import type { TokenDoorWorld } from './token-door.ts';

/** What verifies tokens is loaded only where there are some. */
export async function createDoor(
  config: AuthConfig,
  credentialHeaders: readonly string[],
  world: TokenDoorWorld = {},
): Promise<Door> {
  switch (config.mode) {
    case 'open':
      return createOpenDoor(credentialHeaders);
    case 'keys':
      return createKeyDoor(config.keys);
    case 'jwt':
      return (await import('./token-door.ts')).createTokenDoor(config, world);
  }
}
