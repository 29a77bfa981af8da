/** Keys that one `$in` may hold. */
const MAX_KEYS = 100;
/** Characters that the keys may take in a URL: with the rest of it, it stays below the 8 KiB that servers commonly take. */
const MAX_LENGTH = 7_500;
/** What stands around each key where that is longest: `&query%5Breference%5D%5B%24in%5D%5B%5D=`. */
const AROUND_KEY = 40;

/** Cuts keys into lists that each fit one URL, whatever the style of its filters: as JSON a key is longest. */
export function chunkKeys(keys: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let chunk: string[] = [];
  let length = 0;
  for (const key of keys) {
    const cost = encodeURIComponent(JSON.stringify(key)).length + AROUND_KEY;
    if (chunk.length === MAX_KEYS || (chunk.length > 0 && length + cost > MAX_LENGTH)) {
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
