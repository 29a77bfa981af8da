import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file that goes with whoever made it. */
export function temporaryFile(name: string, text: string): { readonly path: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  const path = join(folder, name);
  writeFileSync(path, text);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
