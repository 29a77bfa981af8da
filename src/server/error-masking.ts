import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode, GatewayError } from '../graph/errors.ts';
import { Refusal } from './refusal.ts';

/**
 * What a client sees of an error: those thrown on purpose, and those of GraphQL itself, as they are; of everything else only that it happened. Apollo
 * Server would hand messages and extensions of any error on, in production too.
 */
export function maskError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = gatewayErrorIn(error);
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  if (original) {
    return { message: original.message, ...place, extensions: gatewayExtensions(original) };
  }
  const code = formatted.extensions?.code;
  if (isErrorCode(code) && code !== 'INTERNAL' && isOfGraphQL(error)) {
    return { message: cut(formatted.message), ...place, extensions: { code } };
  }
  return { message: 'Internal error.', ...place, extensions: { code: 'INTERNAL' } };
}

/** The gateway's own error inside one of GraphQL's, wherever in a request it was thrown. */
export function gatewayErrorIn(error: unknown): GatewayError | undefined {
  const original = error instanceof GraphQLError ? error.originalError : error;
  return original instanceof GatewayError ? original : undefined;
}

export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The answer to a request that never became an operation. */
export function errorAnswer(error: unknown, requestId: string): EdgeAnswer {
  if (error instanceof Refusal) {
    const { statusCode: status, code, message, headers, retryAfterSeconds } = error;
    const extensions = { code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }), requestId };
    return { status, headers, body: { errors: [{ message, extensions }] } };
  }
  const status = statusOf(error);
  const isCallers = status >= 400 && status < 500;
  const message = isCallers ? (EDGE_MESSAGES[status] ?? 'The request cannot be taken.') : 'Internal error.';
  const code: ErrorCode = isCallers ? 'BAD_REQUEST' : 'INTERNAL';
  return { status, headers: {}, body: { errors: [{ message, extensions: { code, requestId } }] } };
}

/** In our own words: a library's may quote what came. */
const EDGE_MESSAGES: Readonly<Record<number, string>> = {
  404: 'There is nothing at this address; GraphQL is at /graphql.',
  413: 'The body is too large.',
  414: 'The address is too long.',
  415: 'Bodies are taken as `application/json` alone.',
};

/** Errors of parsing, validating and coercing carry no foreign error inside. */
function isOfGraphQL(error: unknown): boolean {
  return error instanceof GraphQLError && (error.originalError == null || error.originalError instanceof GraphQLError);
}

function gatewayExtensions({ code, details }: GatewayError): Record<string, unknown> {
  const { upstream, retryAfterSeconds, requiredScopes, heldScopes } = details;
  return {
    code,
    ...(upstream !== undefined && { upstream }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(requiredScopes && { requiredScopes }),
    ...(heldScopes && { heldScopes }),
  };
}

/** GraphQL's own messages quote what came, which may be a whole body. */
const LONGEST_QUOTE = 500;

function cut(message: string): string {
  return message.length > LONGEST_QUOTE ? `${message.slice(0, LONGEST_QUOTE)}…` : message;
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
