import { STATUS_CODES } from 'node:http';

/** One finding about one field, an item of `error.errors`. The documentation leaves its shape open. */
export interface Finding {
  /** `body.`, `query.` or `path.` and the field's way, for example `body.images[0].href`. */
  readonly field: string;
  readonly message: string;
}

/** Thrown anywhere below the fake's door, where it becomes the answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly findings: readonly Finding[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    details: { findings?: readonly Finding[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.findings = details.findings ?? [];
    this.headers = details.headers ?? {};
  }
}

/** Dintero's nested error; the code is words in capitals with spaces, as in the documented `NOT FOUND` (docs/errors.md). */
export function errorBody(status: number, message: string, findings: readonly Finding[] = []) {
  const code = STATUS_CODES[status]?.toUpperCase();
  return { error: { ...(code && { code }), message, ...(findings.length > 0 && { errors: findings }) } };
}
