import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { introspectionFromSchema } from 'graphql';
import markdown from 'graphql-markdown';
import { createSchema } from '../../src/graph/schema.ts';

const PAGE = new URL('../../docs/schema.md', import.meta.url);

const PROLOGUE = `Every type and field, from the descriptions in \`schema/\`; \`npm run docs\` writes this page.
Which scopes a field needs is told in [security.md](security.md), which errors there are in [operations.md](operations.md); queries to copy are in [examples](examples).`;

/** `npm run docs` writes the page instead. */
test('the reference is that of the schema', () => {
  const lines: string[] = [];
  markdown.renderSchema(introspectionFromSchema(createSchema()), {
    title: 'The schema',
    prologue: PROLOGUE,
    printer: (line) => lines.push(line),
  });
  const page = `${lines.join('\n').trimEnd()}\n`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
  else expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
