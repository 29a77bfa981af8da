import { isAscii, isUtf8 } from 'node:buffer';

/** Undefined for what is no JSON in UTF-8: bytes of another encoding would become other characters. */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) return undefined;
  try {
    return JSON.parse(textOf(body));
  } catch {
    return undefined;
  }
}

function textOf(body: Buffer): string {
  if (isAscii(body)) return body.toString('latin1');
  return asLatin1(body) ?? body.toString('utf8');
}

/** Larger bodies than a page of any list are rare. */
const MAX_BYTES = 256 * 1024;
/** Where more than one character in so many bytes lies beyond Latin-1, escaping them would cost more than it saves. */
const BYTES_PER_ESCAPE = 256;
/** Text is put together here; an escape may take eight bytes more than its character. */
const room = Buffer.allocUnsafeSlow(MAX_BYTES + (8 * MAX_BYTES) / BYTES_PER_ESCAPE);
/** In each of four bytes the bit that ASCII leaves empty. */
const BEYOND_ASCII = 0x80808080 | 0;

/**
 * The same JSON in characters of Latin-1 alone, all others escaped; null where that does not pay. V8 decodes UTF-8 byte by byte, and one character beyond
 * Latin-1 makes it take two bytes for all of them: for a page of a list the time of parsing it once more.
 */
function asLatin1(body: Buffer): string | null {
  const end = body.length;
  if (end > MAX_BYTES) return null;
  const from = new DataView(body.buffer, body.byteOffset, end);
  const to = new DataView(room.buffer);
  let escapesLeft = Math.floor(end / BYTES_PER_ESCAPE);
  let at = 0;
  let length = 0;
  while (at < end) {
    for (; at + 4 <= end; at += 4, length += 4) {
      const four = from.getInt32(at, true);
      if ((four & BEYOND_ASCII) !== 0) break;
      to.setInt32(length, four, true);
    }
    if (at === end) break;
    const lead = from.getUint8(at);
    if (lead < 0x80) {
      to.setUint8(length, lead);
      at += 1;
      length += 1;
    } else if (lead < 0xc4) {
      to.setUint8(length, ((lead & 0x03) << 6) | (from.getUint8(at + 1) & 0x3f));
      at += 2;
      length += 1;
    } else {
      const next = at + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
      // After a backslash an escape would be read as something else.
      if (escapesLeft === 0 || body[at - 1] === 0x5c) return null;
      escapesLeft -= 1;
      length += room.write(escaped(body.toString('utf8', at, next)), length, 'latin1');
      at = next;
    }
  }
  return room.toString('latin1', 0, length);
}

function escaped(character: string): string {
  let escapes = '';
  for (let unit = 0; unit < character.length; unit += 1) {
    escapes += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}
