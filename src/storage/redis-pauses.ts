import type { SharedPauses } from '../transport/shared-pauses.ts';
import type { RedisLink } from './redis-link.ts';

/** Tells all replicas when one of them was asked to pause. Lengths are told, not times: clocks differ. */
export function createRedisPauses(redis: RedisLink, upstream: string): SharedPauses {
  const channel = `gateway:pauses:${upstream}`;
  return {
    announce(ms) {
      void redis.ask((client) => client.publish(channel, String(Math.ceil(ms))));
    },
    listen(pause) {
      redis.subscribe(channel, (message) => {
        if (/^\d{1,9}$/.test(message)) pause(Number(message));
      });
    },
  };
}
