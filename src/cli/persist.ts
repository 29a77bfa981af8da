import { type DocumentNode, GraphQLError, print } from 'graphql';
import { createSchema } from '../graph/schema.ts';
import { documentId, type RegisteredDocument, writeManifest } from '../server/documents/manifest.ts';
import { createCommand } from './command.ts';
import { readDocument, separate } from './read-document.ts';

/** Each operation becomes one entry, along with the fragments that it uses, from whichever file. */
export const persist = createCommand({
  files: 'FILES > manifest.json',
  options: {},
  rows: {},
  notes: () => 'The manifest is JSON. An operation without a name, or that does not fit the schema, stops it.',
  run(_values, files, say) {
    say(writeManifest(register(readDocument(files, createSchema()))).trimEnd());
    return 0;
  },
});

function register(document: DocumentNode): readonly RegisteredDocument[] {
  return separate(document).map(({ operation, document: separated }) => {
    const name = operation.name?.value;
    if (name === undefined || operation.operation === 'subscription') {
      throw new GraphQLError('Every registered operation needs a name', { nodes: operation });
    }
    const body = print(separated);
    return { id: documentId(body), name, type: operation.operation, body };
  });
}
