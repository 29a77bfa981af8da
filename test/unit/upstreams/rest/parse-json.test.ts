import { expect, test } from '@jest/globals';
import { parseJson } from '../../../../src/upstreams/rest/parse-json.ts';

/** So much ASCII that the few other characters beside it are escaped. */
const PADDING = ' '.repeat(20_000);

const TEXTS = [
  'Stol',
  'Møbel 45 × 52 cm\u0080\u00a0ÿ',
  'Ā – „Stühle“ … \u2028\u2029 €\u07ff\u0800\uffff\ufeff',
  '漢字 Мебель',
  '🪑\u{10000}\u{10ffff}',
  'a "quoted" \\ back\\\\slash / \b\f\n\r\t \u0000\u001f\u007f',
  '\ud800 half \udc00',
];
const JSONS = [
  ...TEXTS.map((text) => JSON.stringify(text)),
  ...TEXTS.map((text) => JSON.stringify({ [text]: [text, { deep: text }], __proto__: null })),
  '{"__proto__":{"ø":"–"},"constructor":"漢","ø":1,"ø":2}',
  '"\\u00f8\\u2013\\ud83e\\ude91\\ud83e\\u0041 ø–🪑"',
  '"\\ud83e–\\ude91"',
  '"\\\\–"',
  '"\\\\\\u2013–\\\\ø"',
  '[1e3,-0,1.5,true,false,null,"–"]',
];
const NO_JSONS = [
  '"\\–"',
  '"\\ø"',
  '"\\🪑"',
  '"\\u20–"',
  '"–',
  '–',
  '{–:1}',
  '\ufeff"–"',
  '"–"\u00a0',
  '"–"\u2028',
  "'–'",
  '"\n–"',
  '',
];

function expected(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return undefined;
  }
}

function expectSame(body: Buffer): void {
  const parsed = parseJson(body);
  expect(parsed).toEqual(expected(body));
  // Keys in their order, and those that an object has by itself.
  expect(JSON.stringify(parsed)).toBe(JSON.stringify(expected(body)));
}

test.each(JSONS)('%s is read as it is, whatever stands around it', (json) => {
  for (const text of [json, PADDING + json, json + PADDING, `[${json},"ø",${json}${PADDING}]`]) {
    const body = Buffer.from(text);
    expect(parseJson(body)).toBeDefined();
    expectSame(body);
  }
});

test.each(NO_JSONS)('%j is no JSON, whatever stands around it', (text) => {
  for (const one of [text, PADDING + text, text + PADDING, `["ø",${text}${PADDING}]`, `["🪑${PADDING}",${text}]`]) {
    expect(expected(Buffer.from(one))).toBeUndefined();
    expect(parseJson(Buffer.from(one))).toBeUndefined();
  }
});

test.each([
  ['Latin-1', Buffer.from('"Møbel"', 'latin1')],
  ['a character cut short', Buffer.from('"🪑"').subarray(0, 4)],
  ['half of a surrogate pair', Buffer.from('22eda08022', 'hex')],
  ['a longer form than needed', Buffer.from('22c0af22', 'hex')],
  ['UTF-16', Buffer.from('"Møbel"', 'utf16le')],
])('%s is no UTF-8', (_, bytes) => {
  for (const body of [bytes, Buffer.concat([Buffer.from(PADDING), bytes])]) expect(parseJson(body)).toBeUndefined();
});

test('every character is read as it is', () => {
  for (let from = 0; from < 0x110000; from += 0x40) {
    const characters = Array.from({ length: 0x40 }, (_, index) => from + index)
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point));
    const text = characters.join('');
    expect(parseJson(Buffer.from(JSON.stringify(text) + PADDING))).toBe(text);
  }
});

test('the largest texts are read as they are', () => {
  for (const length of [1, 255, 256, 65_535, 65_536, 262_100, 262_144, 300_000]) {
    for (const character of ['x', 'ø', '–', '🪑']) {
      const texts = [character.repeat(length), `${character}${'x'.repeat(length)}${character}`];
      for (const text of texts) expect(parseJson(Buffer.from(JSON.stringify(text)))).toBe(text);
    }
  }
});

test('a body that is a part of something larger is read alone', () => {
  const whole = Buffer.from('{"ø":"–"}{"ø":"–"}{"ø":"–"}');
  const part = whole.length / 3;
  for (let shift = 0; shift < 8; shift += 1) {
    const shifted = Buffer.concat([Buffer.alloc(shift, '–'), whole]);
    expect(parseJson(shifted.subarray(shift + part, shift + 2 * part))).toEqual({ ø: '–' });
  }
});

test('bytes that were changed at random are read, or refused, as they are', () => {
  const random = createRandom(20_261_121);
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[random(from.length)];
    if (picked === undefined) throw new RangeError('Nothing to pick from.');
    return picked;
  };
  const pieces = ['\\', '"', '\\u', '\\ud83e', '–', 'ø', '🪑', '\u00a0', 'x', ',', '{', ' ', '\ufeff'].map((text) =>
    Buffer.from(text),
  );
  let isJson = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const padding = ' '.repeat(random(2) * random(3_000));
    const original = Buffer.from(`[${pick(JSONS)},${pick(JSONS)}${padding}]`);
    const at = random(original.length - padding.length);
    const body = Buffer.concat([original.subarray(0, at), pick(pieces), original.subarray(at + random(3))]);
    const parsed = expected(body);
    if (parsed !== undefined) isJson += 1;
    if (JSON.stringify(parseJson(body)) !== JSON.stringify(parsed)) expectSame(body);
  }
  expect(isJson).toBeGreaterThan(2_000);
});

/** Whole numbers below a bound, the same each time. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
