/**
 * Registers client documents: `npm run persist --silent -- FILES > manifest.json`. The manifest is what DOCUMENTS_MANIFEST names. Each
 * operation of the files becomes one entry, along with the fragments that it uses, from whichever file; one that does not fit the schema stops it.
 */

import { readFileSync } from 'node:fs';
import {
  concatAST,
  type DocumentNode,
  GraphQLError,
  Kind,
  parse,
  print,
  Source,
  separateOperations,
  validate,
} from 'graphql';
import { createSchema } from './graph/schema.ts';
import { documentId, type RegisteredDocument, writeManifest } from './server/documents/manifest.ts';

/** Exit codes: 1 a file is wrong, 2 called wrongly. */
const [FAILED, WRONG_USE] = [1, 2];

const files = process.argv.slice(2);
if (files.length === 0 || files.includes('--help')) {
  process.stderr.write('Usage: npm run persist --silent -- FILES > manifest.json\n');
  process.exitCode = files.length === 0 ? WRONG_USE : 0;
} else {
  try {
    process.stdout.write(writeManifest(register(concatAST(files.map(read)))));
  } catch (error) {
    process.stderr.write(`${error}\n`);
    process.exitCode = FAILED;
  }
}

function read(file: string): DocumentNode {
  return parse(new Source(readFileSync(file, 'utf8'), file));
}

function register(document: DocumentNode): readonly RegisteredDocument[] {
  const [problem] = validate(createSchema(), document);
  if (problem) throw problem;
  return Object.values(separateOperations(document)).map((separated) => {
    const operation = separated.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const name = operation?.name?.value;
    if (!operation || name === undefined || operation.operation === 'subscription') {
      throw new GraphQLError('Every registered operation needs a name', { nodes: operation ?? null });
    }
    const body = print(separated);
    return { id: documentId(body), name, type: operation.operation, body };
  });
}
