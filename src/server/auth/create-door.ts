import type { Door } from './door.ts';
import { createKeyDoor } from './key-door.ts';
import { createOpenDoor } from './open-door.ts';
import type { AuthConfig } from './settings.ts';
import { createTokenDoor, type TokenDoorWorld } from './token-door.ts';

export function createDoor(config: AuthConfig, credentialHeaders: readonly string[], world: TokenDoorWorld = {}): Door {
  switch (config.mode) {
    case 'open':
      return createOpenDoor(credentialHeaders);
    case 'keys':
      return createKeyDoor(config.keys);
    case 'jwt':
      return createTokenDoor(config, world);
  }
}
