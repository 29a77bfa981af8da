import type { ErrorCode } from '../graph/errors.ts';

export interface RefusalDetails {
  /** Sent along with the answer, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
  /** For the log alone. */
  readonly cause?: unknown;
}

/** Why a request is turned away before it becomes an operation; its message is for the caller. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly statusCode: number;
  readonly code: ErrorCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(statusCode: number, code: ErrorCode, message: string, details: RefusalDetails = {}) {
    super(message, { cause: details.cause });
    this.statusCode = statusCode;
    this.code = code;
    this.headers = details.headers ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
