import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseLanguageTag } from './language-tag.ts';

/**
 * The scalar `LanguageTag`. `Locale` of graphql-scalars does not fit: it refuses `de_AT`, leaves case as it came, and would fail an answer over
 * an upstream's key that is no tag, which here goes out as sent.
 */
export const languageTagScalar = new GraphQLScalarType<string, string>({
  name: 'LanguageTag',
  serialize(value) {
    if (typeof value !== 'string') throw new GraphQLError('A LanguageTag is a string.');
    return value;
  },
  parseValue,
  // Without this, graphql-js would take a bare word for text.
  parseLiteral: (node) => parseValue(node.kind === Kind.STRING ? node.value : undefined),
});

function parseValue(value: unknown): string {
  const tag = typeof value === 'string' ? parseLanguageTag(value) : undefined;
  if (tag === undefined) {
    throw new GraphQLError('A LanguageTag is a string in BCP 47 form, for example "nb" or "de-AT".');
  }
  return tag;
}
