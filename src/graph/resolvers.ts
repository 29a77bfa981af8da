import type { GraphQLScalarType } from 'graphql';
import {
  CurrencyResolver,
  DateTimeResolver,
  JSONObjectResolver,
  LocalDateTimeResolver,
  SafeIntResolver,
  URLResolver,
  UUIDResolver,
} from 'graphql-scalars';
import { catalogResolvers } from './catalog/resolvers.ts';
import { groupResolvers } from './group/resolvers.ts';
import { languageTagScalar } from './localization/language-tag-scalar.ts';
import { moneyResolvers } from './money/resolvers.ts';
import { nodeResolvers } from './node/resolvers.ts';
import { pageInfoFields } from './pagination/connection.ts';
import { productResolvers } from './product/resolvers.ts';
import { productGroupResolvers } from './product-group/resolvers.ts';
import { scopeResolvers } from './scope/resolvers.ts';
import { viewerResolvers } from './viewer/resolvers.ts';

/** Every room's answers, one line each. */
export const resolvers = [
  catalogResolvers,
  groupResolvers,
  moneyResolvers,
  nodeResolvers,
  productResolvers,
  productGroupResolvers,
  scopeResolvers,
  viewerResolvers,
  { PageInfo: pageInfoFields },
  {
    Currency: behaviour(CurrencyResolver),
    DateTime: behaviour(DateTimeResolver),
    JSONObject: behaviour(JSONObjectResolver),
    LanguageTag: behaviour(languageTagScalar),
    LocalDateTime: behaviour(LocalDateTimeResolver),
    SafeInt: behaviour(SafeIntResolver),
    URL: behaviour(URLResolver),
    UUID: behaviour(UUIDResolver),
  },
];

/** What a scalar does, without its own description: the contract's text is the one that clients read. */
function behaviour({
  serialize,
  parseValue,
  parseLiteral,
}: GraphQLScalarType): Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'> {
  return { serialize, parseValue, parseLiteral };
}
