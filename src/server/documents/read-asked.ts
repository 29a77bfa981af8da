import type { DocumentsConfig } from '../settings.ts';
import { boundComments } from './bound-comments.ts';
import { type Asked, registeredOnly } from './registered-only.ts';

/** What a request asks for, as far as it may. */
export function createAskedReader(documents: DocumentsConfig, maxComments: number): (asked: Asked) => Asked {
  const bound = boundComments(maxComments);
  if (documents.mode !== 'registered') return bound;
  const findRegistered = registeredOnly(documents.manifest);
  return (asked) => findRegistered(bound(asked));
}
