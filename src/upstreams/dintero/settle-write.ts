import { type ErrorCode, GatewayError } from '../../graph/errors.ts';

/** No answer, or one that cannot be read, although the write may have been done. */
const UNCLEAR: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['OUTCOME_UNKNOWN', 'UPSTREAM_INVALID_RESPONSE']);

/**
 * Ends a write with the object that it left behind.
 *
 * Dintero has no idempotency key, so a write that got no answer is never sent again: `evidence` looks at what is there instead, and answers null when that
 * does not tell. With `mayBeDone` an earlier try may have got through: the look comes first. The same look serves a success without a body, which the documentation does not rule out.
 *
 * @throws GatewayError what the write ended in when the look does not tell, or fails.
 */
export async function settleWrite<T>(
  write: () => Promise<T | null>,
  evidence: () => Promise<T | null>,
  mayBeDone = false,
): Promise<T> {
  if (mayBeDone) {
    const seen = await evidence();
    if (seen !== null) return seen;
  }
  let unknown = new GatewayError('OUTCOME_UNKNOWN', 'dintero took the write, but the object cannot be seen yet.', {
    upstream: 'dintero',
  });
  try {
    const answer = await write();
    if (answer !== null) return answer;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (!UNCLEAR.has(error.code) && !(mayBeDone && error.code === 'CONFLICT')) throw error;
    unknown = error;
  }
  const seen = await evidence().catch(() => null);
  if (seen === null) throw unknown;
  return seen;
}
