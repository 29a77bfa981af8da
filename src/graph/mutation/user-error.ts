import { type ErrorCode, GatewayError, type UpstreamName } from '../errors.ts';

export type UserErrorCode = 'INVALID_INPUT' | 'NOT_FOUND' | 'CONFLICT' | 'FORBIDDEN';

/** Something about a write that the caller can mend. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly upstream: UpstreamName | null;
}

/** What a mutation's payload has in common; the object is null exactly when there are errors. */
export type Outcome<T> =
  | { readonly value: T; readonly userErrors: readonly [] }
  | { readonly value: null; readonly userErrors: readonly UserError[] };

const USER_ERROR_CODES: Partial<Readonly<Record<ErrorCode, UserErrorCode>>> = {
  BAD_USER_INPUT: 'INVALID_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  FORBIDDEN: 'FORBIDDEN',
};

/** The input's field that a problem of this kind is about, where whoever found it does not say. */
type Places = Partial<Readonly<Record<ErrorCode, readonly string[]>>>;

/**
 * Runs a write; failures that the caller can mend become data, all others stay errors. Null from the write says that its object does not exist.
 */
export async function attempt<T>(write: () => Promise<T | null>, places: Places = {}): Promise<Outcome<T>> {
  try {
    const value = await write();
    if (value === null) throw new GatewayError('NOT_FOUND', 'There is no such object.');
    return { value, userErrors: [] };
  } catch (error) {
    const userErrors = error instanceof GatewayError ? toUserErrors(error, places) : [];
    if (userErrors.length === 0) throw error;
    return { value: null, userErrors };
  }
}

function toUserErrors(error: GatewayError, places: Places): readonly UserError[] {
  const code = USER_ERROR_CODES[error.code];
  if (!code) return [];
  const { upstream = null, problems = [] } = error.details;
  if (problems.length === 0) return [{ code, message: error.message, field: places[error.code] ?? null, upstream }];
  return problems.map(({ field, message }) => ({ code, message, field, upstream }));
}
