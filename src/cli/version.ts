import { readFileSync } from 'node:fs';
import { createCommand } from './command.ts';

/** The same distance from src/cli/ and dist/cli/. */
const PACKAGE = new URL('../../package.json', import.meta.url);

export const version = createCommand({
  options: { json: { type: 'boolean' } },
  rows: { '--json': 'Prints { "name", "version", "node" }.' },
  run({ json }, _files, say) {
    const { name, version }: { name: string; version: string } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
    say(json ? JSON.stringify({ name, version, node: process.version }) : version);
    return 0;
  },
});
