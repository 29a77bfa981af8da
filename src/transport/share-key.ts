import type { UpstreamRequest } from './http.ts';

/**
 * Headers that do not change the answer. The credential is one of them because `identity` stands for it; all that
 * stands in a key may be written to a store, so it must not come in by another way.
 */
const WITHOUT_EFFECT = new Set(['authorization', 'x-request-id', 'traceparent', 'tracestate']);

/** What two reads must agree on to share one answer. Header names are written in lower case and in one order, else nothing is shared. */
export function shareKey(request: UpstreamRequest): string {
  let key = sharePrefix(request.identity, request.path);
  for (const name in request.headers) {
    if (!WITHOUT_EFFECT.has(name)) key += `\n${name}:${request.headers[name]}`;
  }
  return key;
}

/** What the keys of all reads of one identity below a path begin with. No identity and no path holds a line break. */
export function sharePrefix(identity: string, path: string): string {
  return `${identity}\n${path}`;
}

/** Whether a request may be answered from, or by, another of the same key. */
export function isShareable({ method, repeat, fresh = false }: UpstreamRequest): boolean {
  return method === 'GET' && repeat === 'safe' && !fresh;
}
