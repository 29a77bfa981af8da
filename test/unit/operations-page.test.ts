import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { describeAllSettings } from '../../src/config.ts';
import { ERROR_CODES } from '../../src/graph/errors.ts';

const PAGE = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));

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

test('every setting that the page speaks of exists', () => {
  const known = new Set(describeAllSettings().map(({ name }) => name));
  const others = new Set([...Object.keys(ERROR_CODES), 'SIGTERM', 'SIGINT']);
  const named = [...readFileSync(PAGE, 'utf8').matchAll(/`([A-Z]+(?:_[A-Z]+)+|CACHE)`/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !known.has(name) && !others.has(name))).toEqual([]);
});

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
