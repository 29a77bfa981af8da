import type { FakeResponse } from '../../../fake-kit/server.ts';

/** One finding about the request, worded as in the sample of the create page. */
export interface Detail {
  readonly error: string;
  readonly fields: readonly string[];
  readonly hint?: string;
}

/** Thrown anywhere below the fake's door, where it becomes the answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: string | undefined;
  readonly details: readonly Detail[];

  constructor(status: number, message: string, more: { type?: string; details?: readonly Detail[] } = {}) {
    super(message);
    this.status = status;
    this.type = more.type;
    this.details = more.details ?? [];
  }
}

export function invalidValue(details: readonly Detail[]): ApiError {
  return new ApiError(400, 'InvalidValue, see error details', { type: 'ERR_INVALID_VALUE', details });
}

export function errorResponse({ status, message, type, details }: ApiError): FakeResponse {
  const body = {
    code: status,
    ...(details.length > 0 && { details }),
    message,
    name: nameOf(status),
    ...(type !== undefined && { type }),
  };
  // RFC 9110, section 11.6.1: a 401 names a way to log in.
  return status === 401 ? { status, headers: { 'www-authenticate': 'Basic' }, body } : { status, body };
}

/** The kit's answers in the API's flat shape. */
export function errorBody(status: number, message: string): unknown {
  return errorResponse(new ApiError(status, message)).body;
}

/** The errors page's table; a name is documented for no other status. */
function nameOf(status: number): string {
  switch (status) {
    case 401:
      return 'Unauthorized';
    case 403:
      return 'Forbidden';
    case 404:
      return 'NotFound';
    case 429:
      return 'TooManyRequests';
    default:
      return status >= 500 ? 'ServerError' : 'ClientError';
  }
}
