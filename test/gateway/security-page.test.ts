import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { describeAllSettings } from '../../src/config.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { scopeRequirements } from '../../src/graph/scope/requirements.ts';
import { authSettings } from '../../src/server/auth/settings.ts';
import { edgeSettings } from '../../src/server/settings.ts';

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `([\w.]+)` \|(?: (.*?))? *\|$/gm)].map(
  ([, name = '', cell = '']) => [name, cell] as const,
);

test('the page tells the scopes of each field as the schema does', () => {
  const told = rows.filter(([name]) => name.includes('.')).map(([name, cell]) => [name, cell.replaceAll('`', '')]);
  const required = [...scopeRequirements(createSchema())].map(([name, lists]) => [
    name,
    lists.map((list) => list.join(' ')).join(', '),
  ]);
  expect(told).toEqual(required.sort());
});

test('the page tells each setting of the doors with its default', () => {
  const defaults = new Map(describeAllSettings().map((setting) => [setting.name, setting.default ?? '']));
  const told = rows
    .filter(([name]) => /^[A-Z_]+$/.test(name))
    .map(([name, cell]) => [name, cell.replaceAll('`', '')] as const);
  for (const [name, written] of told) expect([name, written]).toEqual([name, defaults.get(name)]);
  const names = new Set(told.map(([name]) => name));
  for (const name of [...Object.keys(authSettings.shape), ...Object.keys(edgeSettings.shape)]) {
    expect(names).toContain(name);
  }
});
