import { createHash } from 'node:crypto';
import { stripIgnoredCharacters } from 'graphql';
import { z } from 'zod';

/** A document that clients may run, by the hash of its text. */
export interface RegisteredDocument {
  /** SHA-256 of the body, in hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation';
  readonly body: string;
}

/** Registered documents, found by id or by text; spaces, line breaks and comments make no difference. */
export interface Manifest {
  byId(id: string): string | undefined;
  byText(text: string): string | undefined;
}

const FORMAT = 'apollo-persisted-query-manifest';

const manifestFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), body: z.string() })),
});

/** The form that Apollo's own tools write and read. */
export function writeManifest(operations: readonly RegisteredDocument[]): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, operations }, null, 2)}\n`;
}

/** @throws when the text is no manifest, or holds an id that is not the hash of its body */
export function parseManifest(text: string): Manifest {
  const { operations } = manifestFile.parse(JSON.parse(text));
  const byId = new Map<string, string>();
  const byText = new Map<string, string>();
  for (const { id, body } of operations) {
    if (id !== documentId(body)) throw new TypeError('An id is not the hash of its document');
    byId.set(id, body);
    byText.set(stripIgnoredCharacters(body), body);
  }
  return {
    byId: (id) => byId.get(id),
    byText: (text) => byText.get(strip(text)),
  };
}

export function documentId(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** What is no GraphQL is registered nowhere. */
function strip(text: string): string {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return '';
  }
}
