/** Objects that are made of a body, for each of its bytes: twice as much as rows of either upstream take. */
const MADE_OF_A_BYTE = 4;

/**
 * What keeping a body holds in memory. It is often a view into a larger piece, which it keeps alive; and whoever parsed it keeps what came of it by the
 * body's own object, as long as that is kept.
 */
export function heldBytes(body: Buffer): number {
  return body.buffer.byteLength + MADE_OF_A_BYTE * body.length;
}
