import type { Wrapper } from './call.ts';
import { sharePrefix } from './share-key.ts';

/**
 * After a write nothing read before it is given to its identity any more, neither from the cache nor by joining a read
 * in flight: which reads the write changed is not known here, and its failure does not tell that nothing changed.
 */
export function invalidateAfterWrite(invalidate: (prefix: string) => Promise<void>): Wrapper {
  return (next) => (request, call) => {
    if (request.repeat === 'safe') return next(request, call);
    return next(request, call).finally(() => invalidate(sharePrefix(request.identity, '')));
  };
}
