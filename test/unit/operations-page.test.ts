import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { describeAllSettings } from '../../src/config.ts';
import { ERROR_CODES } from '../../src/graph/errors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = join(ROOT, 'docs/operations.md');

const codes = table(
  ['Code', 'Meaning'],
  Object.entries(ERROR_CODES).map(([code, { meaning }]) => [`\`${code}\``, meaning]),
);

const settings = table(
  ['Setting', 'Default', 'What it does'],
  describeAllSettings().map((setting) => [`\`${setting.name}\``, defaultText(setting.default), setting.description]),
);

/** `UPDATE_DOCS=1` writes the tables instead. */
test.each([
  ['error codes', codes],
  ['settings', settings],
])('the table of %s is that of the code', (name, expected) => {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- ${name}: begin -->\n`, `<!-- ${name}: end -->`];
  const [before = '', rest = ''] = page.split(begin);
  const [written, after = ''] = rest.split(end);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, `${before}${begin}${expected}${end}${after}`);
  else expect(written).toBe(expected);
});

describe('each promise is named by the test that stands beside it', () => {
  const page = readFileSync(join(ROOT, 'docs/promises.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\d+) \| (.+) \| `(.+)` \|$/gm)];

  test('all are there', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
  });

  test.each(rows.map(([, number = '', promise = '', path = '']) => [Number(number), promise, path] as const))(
    '%i: %s',
    (number, _, path) => {
      expect(promisesNamedIn(readFileSync(join(ROOT, path), 'utf8'))).toContain(number);
    },
  );
});

/** `(promise 9)`, `(promises 11, 36-38 and 44)`. */
function promisesNamedIn(text: string): readonly number[] {
  return [...text.matchAll(/\(promises? ([\d, and-]+)\)/g)].flatMap(([, list = '']) =>
    list.split(/, | and /).flatMap((part) => {
      const [from = Number.NaN, to = from] = part.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |\n`);
  return `\n${lines.join('')}\n`;
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

function defaultText(written: string | null): string {
  if (written === null) return 'required when live';
  return written === '' ? '' : `\`${written}\``;
}
