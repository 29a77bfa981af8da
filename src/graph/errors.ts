/** Every code that a client can meet in `extensions.code`, with what it means. The list is closed; clients never match on messages. */
export const ERROR_CODES = {
  BAD_USER_INPUT: { meaning: 'An argument or input is not allowed; the message says what is.', severity: 'info' },
  UNAUTHENTICATED: { meaning: 'Credentials are missing or were refused.', severity: 'warn' },
  FORBIDDEN: { meaning: 'The credentials do not permit this; required and held scopes are named.', severity: 'info' },
  NOT_FOUND: { meaning: 'The object of a mutation does not exist.', severity: 'info' },
  CONFLICT: { meaning: 'The key or the idempotency key is already in use.', severity: 'info' },
  RATE_LIMITED: { meaning: 'Too many requests; retryAfterSeconds says when to ask again.', severity: 'warn' },
  UPSTREAM_UNAVAILABLE: { meaning: 'The upstream cannot be reached or failed.', severity: 'error' },
  UPSTREAM_TIMEOUT: { meaning: 'The upstream did not answer in time.', severity: 'error' },
  UPSTREAM_INVALID_RESPONSE: { meaning: 'The upstream answered something that it should not.', severity: 'error' },
  OUTCOME_UNKNOWN: { meaning: 'A write was sent and no answer came: look before repeating it.', severity: 'error' },
  OPERATION_TOO_LARGE: { meaning: 'The operation would need more than is allowed.', severity: 'info' },
  INTERNAL: { meaning: 'A fault of the gateway; the log has it under the request id.', severity: 'error' },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is not GraphQL.', severity: 'info' },
  GRAPHQL_VALIDATION_FAILED: { meaning: 'The document does not fit the schema.', severity: 'info' },
  OPERATION_RESOLUTION_FAILURE: { meaning: 'The document does not hold the operation asked for.', severity: 'info' },
  BAD_REQUEST: { meaning: 'The HTTP request is not GraphQL over HTTP.', severity: 'info' },
  PERSISTED_QUERY_NOT_FOUND: { meaning: 'Send the document along with its hash.', severity: 'info' },
  PERSISTED_QUERY_NOT_SUPPORTED: { meaning: 'Persisted queries are off.', severity: 'info' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** The upstream that an error comes from, as clients read it in `extensions.upstream`. */
export type UpstreamName = string;

/** One thing wrong with an input: where, in the graph's own words, and what is allowed. */
export interface InputProblem {
  /** Path below the mutation's arguments, for example `['input', 'price', 'currency']`. */
  readonly field: readonly string[];
  readonly message: string;
}

export interface GatewayErrorDetails {
  readonly upstream?: UpstreamName | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly requiredScopes?: readonly string[] | undefined;
  readonly heldScopes?: readonly string[] | undefined;
  readonly problems?: readonly InputProblem[] | undefined;
  /** For the log alone. */
  readonly cause?: unknown;
}

/** The one kind of error whose code and message a client may see. Messages hold no upstream address, body or credential. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly details: GatewayErrorDetails;

  constructor(code: ErrorCode, message: string, details: GatewayErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}
