import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { oneOf, optional, type Reading, type TextSchema, text, wholeNumber } from '../settings/setting.ts';
import { type Manifest, parseManifest } from './documents/manifest.ts';
import type { DocumentLimits } from './limits/document-limits.ts';

/** What the HTTP edge bears. */
export interface EdgeConfig {
  readonly maxBodyBytes: number;
  /** Until all headers of a request are there. */
  readonly headersTimeoutMs: number;
  /** Until all of a request is there. */
  readonly requestTimeoutMs: number;
  /** How long an idle connection is kept. */
  readonly keepAliveMs: number;
  readonly maxConnections: number;
  /** Operations under way at once. */
  readonly maxOperations: number;
  /** Requests a minute for each caller; null is no limit. */
  readonly rateLimit: number | null;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Operations in one request; 1 turns batching off. */
  readonly maxBatch: number;
  /** Whether answers are compressed for clients that take that. */
  readonly compresses: boolean;
}

/** What one operation may ask for. */
export interface OperationLimits extends DocumentLimits {
  readonly maxTokens: number;
  /** Calls to each upstream. */
  readonly maxCalls: number;
}

/** Which documents run: whatever is sent, the same kept by their hash too, or those of the manifest alone. */
export type DocumentsConfig =
  | { readonly mode: 'any' | 'automatic' }
  | { readonly mode: 'registered'; readonly manifest: Manifest };

const proxies: TextSchema<string[]> = z.string().transform((written, context) => {
  const list = written.split(',').flatMap((part) => part.trim() || []);
  if (!list.every((range) => isIP(range.replace(/\/\d{1,3}$/, '')) > 0)) {
    context.addIssue('must be IP addresses or ranges separated by commas, for example 10.0.0.0/8');
  }
  return list;
});

const rate: TextSchema<number | 'unset'> = z.union([
  z.literal('').transform(() => 'unset' as const),
  wholeNumber(0, 10_000_000),
]);

/** With live upstreams, when nothing else is set. */
const LIVE_RATE_LIMIT = 6_000;

export const edgeSettings = z.object({
  MAX_BODY_BYTES: optional('Largest body of a request, in bytes.', '262144', wholeNumber(1_024, 1_048_576)),
  HEADERS_TIMEOUT_MS: optional('Longest time until a request’s headers are there.', '10000', wholeNumber(50, 60_000)),
  REQUEST_TIMEOUT_MS: optional('Longest time until a whole request is there.', '20000', wholeNumber(50, 120_000)),
  KEEP_ALIVE_MS: optional(
    'How long an idle connection is kept; longer than the load balancer in front keeps it.',
    '72000',
    wholeNumber(1_000, 600_000),
  ),
  MAX_CONNECTIONS: optional('Connections at once; further ones are closed.', '10000', wholeNumber(10, 100_000)),
  MAX_OPERATIONS: optional(
    'Requests that are being answered at once; further ones are refused with 503 and Retry-After, so that those under way stay fast.',
    '500',
    wholeNumber(1, 100_000),
  ),
  RATE_LIMIT: optional(
    `Requests a minute for each caller (each address where everybody may ask); 0 is no limit. Unset: ${LIVE_RATE_LIMIT} with a live upstream, else none.`,
    '',
    rate,
  ),
  TRUSTED_PROXIES: optional(
    'Addresses or ranges of proxies whose `X-Forwarded-For` is believed, separated by commas.',
    '',
    proxies,
  ),
  MAX_BATCH: optional('Operations in one request; 1 is no batching.', '1', wholeNumber(1, 10)),
  COMPRESSION: optional(
    'Whether answers are compressed for clients that take that: `on` or `off`. Off where something in front does it.',
    'on',
    oneOf(['on', 'off']),
  ),
  MAX_TOKENS: optional('Tokens of a document.', '1000', wholeNumber(100, 10_000)),
  MAX_DEPTH: optional('Levels of fields in a document, through fragments.', '10', wholeNumber(1, 100)),
  MAX_ALIASES: optional('Aliases in an operation, fragments counted where they are used.', '15', wholeNumber(0, 1_000)),
  MAX_ROOT_FIELDS: optional('Fields at the top of an operation.', '10', wholeNumber(1, 100)),
  MAX_DIRECTIVES: optional(
    'Directives in an operation, fragments counted where they are used.',
    '20',
    wholeNumber(0, 1_000),
  ),
  MAX_SELECTIONS: optional(
    'Fields in an operation, fragments counted where they are used.',
    '500',
    wholeNumber(1, 10_000),
  ),
  MAX_UPSTREAM_CALLS: optional(
    'Calls that one operation may make to each upstream; one that could need more is refused before the first.',
    '250',
    wholeNumber(1, 10_000),
  ),
  DOCUMENTS: optional(
    'Documents that run: `any`, `automatic` (any; clients may send a hash instead), or `registered` (those of DOCUMENTS_MANIFEST alone).',
    'automatic',
    oneOf(['any', 'automatic', 'registered']),
  ),
  DOCUMENTS_MANIFEST: optional('File that `npm run persist` makes from client files.', '', text),
});

type Values = z.output<typeof edgeSettings>;

export function toEdgeConfig(values: Values, isLive: boolean): EdgeConfig {
  const unset = isLive ? LIVE_RATE_LIMIT : 0;
  const rateLimit = values.RATE_LIMIT === 'unset' ? unset : values.RATE_LIMIT;
  return {
    maxBodyBytes: values.MAX_BODY_BYTES,
    headersTimeoutMs: values.HEADERS_TIMEOUT_MS,
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    keepAliveMs: values.KEEP_ALIVE_MS,
    maxConnections: values.MAX_CONNECTIONS,
    maxOperations: values.MAX_OPERATIONS,
    rateLimit: rateLimit === 0 ? null : rateLimit,
    trustedProxies: values.TRUSTED_PROXIES,
    maxBatch: values.MAX_BATCH,
    compresses: values.COMPRESSION === 'on',
  };
}

export function toOperationLimits(values: Values): OperationLimits {
  return {
    maxTokens: values.MAX_TOKENS,
    maxDepth: values.MAX_DEPTH,
    maxAliases: values.MAX_ALIASES,
    maxRootFields: values.MAX_ROOT_FIELDS,
    maxDirectives: values.MAX_DIRECTIVES,
    maxSelections: values.MAX_SELECTIONS,
    maxCalls: values.MAX_UPSTREAM_CALLS,
  };
}

export function readDocumentsConfig(
  { DOCUMENTS: mode, DOCUMENTS_MANIFEST: path }: Values,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Reading<DocumentsConfig> {
  if (mode !== 'registered') return { values: { mode } };
  if (path === '') return { problems: ['DOCUMENTS_MANIFEST is missing: DOCUMENTS registered needs it'] };
  try {
    return { values: { mode, manifest: parseManifest(readFile(path)) } };
  } catch {
    return { problems: ['DOCUMENTS_MANIFEST must name a readable manifest as `npm run persist` makes it'] };
  }
}
