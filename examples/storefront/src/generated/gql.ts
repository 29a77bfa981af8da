/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query GroupTree($languages: [LanguageTag!]!, $after: String) {\n    productGroups(first: 500, after: $after, filter: { isActive: true }) {\n      edges {\n        cursor\n        node {\n          id\n          productGroupId\n          reference\n          parent {\n            id\n          }\n          title(languages: $languages) {\n            value\n            ...LocalizedFields\n          }\n          shortDescription(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.GroupTreeDocument,
    "\n  fragment LocalizedFields on LocalizedText {\n    value\n    language\n    isFallback\n  }\n": typeof types.LocalizedFieldsFragmentDoc,
    "\n  fragment PictureFields on Product {\n    productId\n    name\n    dimension {\n      color\n    }\n    images {\n      href\n      rel\n      caption\n    }\n  }\n": typeof types.PictureFieldsFragmentDoc,
    "\n  query Catalogs {\n    catalogs(first: 20) {\n      nodes {\n        id\n        catalogId\n        name\n      }\n    }\n  }\n": typeof types.CatalogsDocument,
    "\n  fragment PriceFields on Product {\n    unit\n    price {\n      amount\n      currency\n    }\n  }\n": typeof types.PriceFieldsFragmentDoc,
    "\n  fragment ProductCard on Product {\n    productId\n    name\n    isVirtual\n    itemsInStorage\n    catalog {\n      id\n      catalogId\n    }\n    ...PictureFields\n    ...PriceFields\n  }\n": typeof types.ProductCardFragmentDoc,
    "\n  query ProductPage($catalogId: String!, $productId: String!, $languages: [LanguageTag!]!) {\n    product(catalogId: $catalogId, productId: $productId) {\n      id\n      productId\n      name\n      description\n      isVirtual\n      dimension {\n        color\n        size\n        style\n        config\n        variant\n      }\n      catalog {\n        id\n        catalogId\n        name\n      }\n      groups {\n        id\n        groupId\n        name\n        productGroup {\n          id\n          title(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      ...PictureFields\n      ...PriceFields\n      ...StockFields\n    }\n  }\n": typeof types.ProductPageDocument,
    "\n  fragment StockFields on Product {\n    itemsInStorage\n    locations {\n      locationId\n      name\n      itemsInStorage\n      isAvailableForPickup\n      isAvailableForShipping\n    }\n  }\n": typeof types.StockFieldsFragmentDoc,
    "\n  query Products($catalogId: String, $first: Int!, $after: String) {\n    products(catalogId: $catalogId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          isVisible\n          groups {\n            groupId\n            name\n          }\n          ...ProductCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.ProductsDocument,
};
const documents: Documents = {
    "\n  query GroupTree($languages: [LanguageTag!]!, $after: String) {\n    productGroups(first: 500, after: $after, filter: { isActive: true }) {\n      edges {\n        cursor\n        node {\n          id\n          productGroupId\n          reference\n          parent {\n            id\n          }\n          title(languages: $languages) {\n            value\n            ...LocalizedFields\n          }\n          shortDescription(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.GroupTreeDocument,
    "\n  fragment LocalizedFields on LocalizedText {\n    value\n    language\n    isFallback\n  }\n": types.LocalizedFieldsFragmentDoc,
    "\n  fragment PictureFields on Product {\n    productId\n    name\n    dimension {\n      color\n    }\n    images {\n      href\n      rel\n      caption\n    }\n  }\n": types.PictureFieldsFragmentDoc,
    "\n  query Catalogs {\n    catalogs(first: 20) {\n      nodes {\n        id\n        catalogId\n        name\n      }\n    }\n  }\n": types.CatalogsDocument,
    "\n  fragment PriceFields on Product {\n    unit\n    price {\n      amount\n      currency\n    }\n  }\n": types.PriceFieldsFragmentDoc,
    "\n  fragment ProductCard on Product {\n    productId\n    name\n    isVirtual\n    itemsInStorage\n    catalog {\n      id\n      catalogId\n    }\n    ...PictureFields\n    ...PriceFields\n  }\n": types.ProductCardFragmentDoc,
    "\n  query ProductPage($catalogId: String!, $productId: String!, $languages: [LanguageTag!]!) {\n    product(catalogId: $catalogId, productId: $productId) {\n      id\n      productId\n      name\n      description\n      isVirtual\n      dimension {\n        color\n        size\n        style\n        config\n        variant\n      }\n      catalog {\n        id\n        catalogId\n        name\n      }\n      groups {\n        id\n        groupId\n        name\n        productGroup {\n          id\n          title(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      ...PictureFields\n      ...PriceFields\n      ...StockFields\n    }\n  }\n": types.ProductPageDocument,
    "\n  fragment StockFields on Product {\n    itemsInStorage\n    locations {\n      locationId\n      name\n      itemsInStorage\n      isAvailableForPickup\n      isAvailableForShipping\n    }\n  }\n": types.StockFieldsFragmentDoc,
    "\n  query Products($catalogId: String, $first: Int!, $after: String) {\n    products(catalogId: $catalogId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          isVisible\n          groups {\n            groupId\n            name\n          }\n          ...ProductCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.ProductsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GroupTree($languages: [LanguageTag!]!, $after: String) {\n    productGroups(first: 500, after: $after, filter: { isActive: true }) {\n      edges {\n        cursor\n        node {\n          id\n          productGroupId\n          reference\n          parent {\n            id\n          }\n          title(languages: $languages) {\n            value\n            ...LocalizedFields\n          }\n          shortDescription(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query GroupTree($languages: [LanguageTag!]!, $after: String) {\n    productGroups(first: 500, after: $after, filter: { isActive: true }) {\n      edges {\n        cursor\n        node {\n          id\n          productGroupId\n          reference\n          parent {\n            id\n          }\n          title(languages: $languages) {\n            value\n            ...LocalizedFields\n          }\n          shortDescription(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LocalizedFields on LocalizedText {\n    value\n    language\n    isFallback\n  }\n"): (typeof documents)["\n  fragment LocalizedFields on LocalizedText {\n    value\n    language\n    isFallback\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PictureFields on Product {\n    productId\n    name\n    dimension {\n      color\n    }\n    images {\n      href\n      rel\n      caption\n    }\n  }\n"): (typeof documents)["\n  fragment PictureFields on Product {\n    productId\n    name\n    dimension {\n      color\n    }\n    images {\n      href\n      rel\n      caption\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Catalogs {\n    catalogs(first: 20) {\n      nodes {\n        id\n        catalogId\n        name\n      }\n    }\n  }\n"): (typeof documents)["\n  query Catalogs {\n    catalogs(first: 20) {\n      nodes {\n        id\n        catalogId\n        name\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PriceFields on Product {\n    unit\n    price {\n      amount\n      currency\n    }\n  }\n"): (typeof documents)["\n  fragment PriceFields on Product {\n    unit\n    price {\n      amount\n      currency\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProductCard on Product {\n    productId\n    name\n    isVirtual\n    itemsInStorage\n    catalog {\n      id\n      catalogId\n    }\n    ...PictureFields\n    ...PriceFields\n  }\n"): (typeof documents)["\n  fragment ProductCard on Product {\n    productId\n    name\n    isVirtual\n    itemsInStorage\n    catalog {\n      id\n      catalogId\n    }\n    ...PictureFields\n    ...PriceFields\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProductPage($catalogId: String!, $productId: String!, $languages: [LanguageTag!]!) {\n    product(catalogId: $catalogId, productId: $productId) {\n      id\n      productId\n      name\n      description\n      isVirtual\n      dimension {\n        color\n        size\n        style\n        config\n        variant\n      }\n      catalog {\n        id\n        catalogId\n        name\n      }\n      groups {\n        id\n        groupId\n        name\n        productGroup {\n          id\n          title(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      ...PictureFields\n      ...PriceFields\n      ...StockFields\n    }\n  }\n"): (typeof documents)["\n  query ProductPage($catalogId: String!, $productId: String!, $languages: [LanguageTag!]!) {\n    product(catalogId: $catalogId, productId: $productId) {\n      id\n      productId\n      name\n      description\n      isVirtual\n      dimension {\n        color\n        size\n        style\n        config\n        variant\n      }\n      catalog {\n        id\n        catalogId\n        name\n      }\n      groups {\n        id\n        groupId\n        name\n        productGroup {\n          id\n          title(languages: $languages) {\n            ...LocalizedFields\n          }\n        }\n      }\n      ...PictureFields\n      ...PriceFields\n      ...StockFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StockFields on Product {\n    itemsInStorage\n    locations {\n      locationId\n      name\n      itemsInStorage\n      isAvailableForPickup\n      isAvailableForShipping\n    }\n  }\n"): (typeof documents)["\n  fragment StockFields on Product {\n    itemsInStorage\n    locations {\n      locationId\n      name\n      itemsInStorage\n      isAvailableForPickup\n      isAvailableForShipping\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Products($catalogId: String, $first: Int!, $after: String) {\n    products(catalogId: $catalogId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          isVisible\n          groups {\n            groupId\n            name\n          }\n          ...ProductCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Products($catalogId: String, $first: Int!, $after: String) {\n    products(catalogId: $catalogId, first: $first, after: $after) {\n      edges {\n        cursor\n        node {\n          id\n          isVisible\n          groups {\n            groupId\n            name\n          }\n          ...ProductCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;