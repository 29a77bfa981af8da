/** Keys that one `$in` may hold. */
const MAX_KEYS = 100;
/** Characters that the keys may take in a URL once they are encoded: with the rest it stays below the 8 KiB that servers commonly take. */
const MAX_ENCODED = 6_000;
/** What stands around each key, `&reference%5B%24in%5D=` at most. */
const KEY_OVERHEAD = 32;

/** Cuts keys into lists that each fit one URL. */
export function chunkKeys(keys: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let chunk: string[] = [];
  let length = 0;
  for (const key of keys) {
    const cost = encodeURIComponent(key.toWellFormed()).length + KEY_OVERHEAD;
    if (chunk.length === MAX_KEYS || (chunk.length > 0 && length + cost > MAX_ENCODED)) {
      chunks.push(chunk);
      chunk = [];
      length = 0;
    }
    chunk.push(key);
    length += cost;
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}
