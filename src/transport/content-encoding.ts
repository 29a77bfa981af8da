import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/**
 * Undoes the one encoding that `content-encoding` names; `identity` without one, undefined when it cannot be undone:
 * unknown, or more than one, since encodings inside each other multiply a bomb and no honest JSON API sends them.
 */
export function createDecoder(contentEncoding: string): Transform | 'identity' | undefined {
  switch (contentEncoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'identity';
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
