import { LRUCache } from 'lru-cache';
import type { Wrapper } from './call.ts';
import { heldBytes } from './held-bytes.ts';
import type { TransportSettings } from './settings.ts';
import { isShareable, shareKey } from './share-key.ts';

/** What an entry takes beside its body and key. */
const ENTRY_OVERHEAD = 512;

/**
 * Gives the last answer's body again, the very object, when the bytes that came are the same: whoever made something of that body knows by the object
 * that nothing changed. Every request is still sent, and nothing older than its answer is ever given.
 */
export function withUnchangedBodies({ unchangedMaxBytes }: Pick<TransportSettings, 'unchangedMaxBytes'>): Wrapper {
  const bodies = new LRUCache<string, Buffer>({
    maxSize: unchangedMaxBytes,
    sizeCalculation: (body, key) => heldBytes(body) + 2 * key.length + ENTRY_OVERHEAD,
  });
  return (next) =>
    async function compare(request, call) {
      const response = await next(request, call);
      if (response.status !== 200 || !isShareable(request)) return response;
      const key = shareKey(request);
      const before = bodies.get(key);
      if (before?.equals(response.body)) return { ...response, body: before, isShared: true, isUnchanged: true };
      bodies.set(key, response.body);
      return { ...response, isShared: true };
    };
}
