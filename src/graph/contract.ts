import { readdirSync, readFileSync } from 'node:fs';

/** The contract's folder, the same distance from src/graph/ and dist/graph/. */
const CONTRACT = new URL('../../schema/', import.meta.url);

/** The texts of the contract's files, or of those of a folder in it, for example `subgraph/`, by ascending name. */
export function readContract(folder = ''): string[] {
  const directory = new URL(folder, CONTRACT);
  const files = readdirSync(directory).filter((name) => name.endsWith('.graphql'));
  return files.sort().map((name) => readFileSync(new URL(name, directory), 'utf8'));
}
