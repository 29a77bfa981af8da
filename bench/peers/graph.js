import DataLoader from 'dataloader';

/** The part of the gateway's graph that the scenarios ask for, as a tutorial would write it. */
export const typeDefs = `#graphql
  type Query {
    product(catalogId: String!, productId: String!): Product
    products(catalogId: String!, first: Int = 20, after: String): ProductConnection
    productGroup(by: ProductGroupBy!): ProductGroup
  }
  type Mutation {
    updateGroup(input: UpdateGroupInput!): UpdateGroupPayload!
  }
  input ProductGroupBy { id: ID reference: String }
  input UpdateGroupInput { groupId: String! changes: GroupChanges! }
  input GroupChanges { name: String }
  type UpdateGroupPayload { group: Group userErrors: [UserError!]! }
  type UserError { message: String! }
  type ProductConnection { nodes: [Product]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Product { productId: String! name: String price: Money groups: [Group]! }
  type Money { minorUnits: Int! currency: String! }
  type Group { groupId: String! name: String productGroup: ProductGroup }
  type ProductGroup {
    productGroupId: ID!
    label: String
    title(languages: [String!]): LocalizedText
    children(first: Int = 20): ProductGroupConnection
  }
  type ProductGroupConnection { nodes: [ProductGroup]! }
  type LocalizedText { value: String! language: String }
`;

export const resolvers = {
  Query: {
    product: async (_root, { catalogId, productId }, { api }) => {
      const { products } = await api.findProduct(catalogId, productId);
      return products[0];
    },
    products: async (_root, { catalogId, first, after }, { api }) => {
      const nodes = [];
      let cursor = after;
      do {
        const page = await api.listProducts(catalogId, Math.min(100, first - nodes.length), cursor ?? undefined);
        nodes.push(...page.products);
        cursor = page.starting_after;
      } while (cursor && nodes.length < first);
      return { nodes, pageInfo: { hasNextPage: Boolean(cursor), endCursor: cursor } };
    },
    productGroup: (_root, { by }, { byId, byReference }) => (by.id ? byId.load(by.id) : byReference.load(by.reference)),
  },
  Mutation: {
    updateGroup: async (_root, { input }, { api }) => {
      const group = await api.updateGroup(input.groupId, { group_name: input.changes.name });
      return { group, userErrors: [] };
    },
  },
  Product: {
    productId: (product) => product.product_id,
    name: (product) => product.product_name,
    price: (product) =>
      product.unit_gross_price != null && product.currency
        ? { minorUnits: product.unit_gross_price, currency: product.currency }
        : null,
    groups: (product) => product.groups ?? [],
  },
  Group: {
    groupId: (group) => group.group_id,
    name: (group) => group.group_name,
    productGroup: (group, _arguments, { byReference }) => byReference.load(group.group_id),
  },
  ProductGroup: {
    productGroupId: (productGroup) => productGroup.id,
    title: (productGroup, { languages }) => localize(productGroup, languages),
    children: async (productGroup, { first }, { children }) => ({
      nodes: (await children.load(productGroup.id)).slice(0, first),
    }),
  },
};

/** Loaders for one request. */
export function createContext(api) {
  return {
    api,
    byId: new DataLoader((ids) => findProductGroups(api, 'id', ids)),
    byReference: new DataLoader((references) => findProductGroups(api, 'reference', references)),
    children: new DataLoader(async (parents) => {
      const filter = parents.length === 1 ? { parent: parents[0] } : { 'parent[$in]': parents };
      const { rows } = await api.listProductGroups({ page: 1, pageSize: 100, sort: 'id', ...filter });
      return parents.map((parent) => rows.filter((row) => row.parent === parent));
    }),
  };
}

async function findProductGroups(api, field, keys) {
  const filter = keys.length === 1 ? { [field]: keys[0] } : { [`${field}[$in]`]: keys };
  const { rows } = await api.listProductGroups({ page: 1, pageSize: keys.length, sort: 'id', ...filter });
  const byKey = new Map(rows.map((row) => [row[field], row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

function localize({ title_localized: texts, label }, languages = []) {
  const tags = [...languages, 'en', ...Object.keys(texts ?? {}).sort()];
  const language = tags.find((tag) => texts?.[tag]?.trim());
  if (language) return { value: texts[language], language };
  return label ? { value: label, language: null } : null;
}
