import { readFileSync } from 'node:fs';
import {
  concatAST,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
  separateOperations,
  validate,
} from 'graphql';

/**
 * Client files as one document: fragments of one file may be used in another.
 *
 * @throws GraphQLError, with file and line, for what is no GraphQL or does not fit the schema
 */
export function readDocument(files: readonly string[], schema: GraphQLSchema): DocumentNode {
  const document = concatAST(files.map((file) => parse(new Source(readFileSync(file, 'utf8'), file))));
  const [problem] = validate(schema, document);
  if (problem) throw problem;
  return document;
}

export interface SeparateOperation {
  readonly operation: OperationDefinitionNode;
  /** The operation with the fragments that it uses, and nothing else. */
  readonly document: DocumentNode;
}

export function separate(document: DocumentNode): readonly SeparateOperation[] {
  return Object.values(separateOperations(document)).flatMap((separated) => {
    const operation = separated.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    return operation ? [{ operation, document: separated }] : [];
  });
}
