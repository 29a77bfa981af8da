import { Refusal } from '../refusal.ts';
import type { Manifest } from './manifest.ts';

/** What a request asks for, as far as Apollo Server looks at it. */
export interface Asked {
  /** Query part of the address, with its question mark. */
  readonly search: string;
  readonly body: unknown;
}

/**
 * Lets registered documents pass, asked for by id or by text, and nothing else.
 *
 * @throws Refusal
 */
export function registeredOnly(manifest: Manifest): (asked: Asked) => Asked {
  return ({ search, body }) => {
    if (Array.isArray(body)) return { search, body: body.map((one) => replaceIn(one)) };
    if (body !== undefined) return { search, body: replaceIn(body) };
    const parameters = new URLSearchParams(search);
    if (![...parameters.keys()].some((name) => ASKING.has(name))) return { search, body };
    const registered = findDocument({
      query: parameters.get('query'),
      documentId: parameters.get('documentId'),
      extensions: parseJson(parameters.get('extensions')),
    });
    for (const name of ASKING) parameters.delete(name);
    parameters.set('query', registered);
    return { search: `?${parameters}`, body };
  };

  function replaceIn(request: unknown): unknown {
    if (typeof request !== 'object' || request === null) return request;
    const { query, documentId, extensions, ...rest } = { query: null, documentId: null, extensions: null, ...request };
    return { ...rest, query: findDocument({ query, documentId, extensions }) };
  }

  function findDocument({ query, documentId, extensions }: Record<'query' | 'documentId' | 'extensions', unknown>) {
    if (typeof query === 'string' && query !== '') {
      const registered = manifest.byText(query);
      if (registered === undefined) throw new Refusal(403, 'FORBIDDEN', 'Only registered documents run here.');
      return registered;
    }
    const id = typeof documentId === 'string' ? documentId.replace(/^sha256:/, '') : hashIn(extensions);
    const registered = id === undefined ? undefined : manifest.byId(id);
    if (registered !== undefined) return registered;
    throw new Refusal(404, 'PERSISTED_QUERY_NOT_FOUND', 'No document is registered under this id.');
  }
}

const ASKING: ReadonlySet<string> = new Set(['query', 'documentId', 'extensions']);

/** Where Apollo's clients put the hash. */
function hashIn(extensions: unknown): string | undefined {
  const hash = property(property(extensions, 'persistedQuery'), 'sha256Hash');
  return typeof hash === 'string' ? hash : undefined;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
