/**
 * What is asked of every server: `{ name, operation, variables, expect, upstreamCalls }`.
 *
 * `variables` and `expect` are given the upstreams' rows as they come over the wire (`rows.js`), so that the right answer is made here and not by any
 * of the servers. `upstreamCalls` is the smallest number that the two APIs allow, without the one for a token.
 */

const CATALOG = 'S23';

/** The top of a tree of three levels; none of its product groups has more than 20 children. */
const TREE = 'Hage';

const productFields = `
  productId
  name
  price { minorUnits currency }
  groups { groupId name }
`;

const titled = `
  productGroupId
  label
  title(languages: ["de"]) { value language }
`;

export const scenarios = [
  {
    name: 'one product',
    key: 'one-product',
    operation: `query OneProduct($catalogId: String!, $productId: String!) {
      product(catalogId: $catalogId, productId: $productId) { ${productFields} }
    }`,
    variables: (rows) => ({ catalogId: CATALOG, productId: rows.products[0].product_id }),
    expect: (rows) => ({ product: product(rows.products[0]) }),
    upstreamCalls: 1,
  },
  {
    name: '100 products with groups and titles',
    key: 'products-100',
    operation: `query Products100($catalogId: String!, $first: Int!) {
      products(catalogId: $catalogId, first: $first) {
        nodes {
          productId
          name
          price { minorUnits currency }
          groups { groupId name productGroup { ${titled} } }
        }
        pageInfo { hasNextPage }
      }
    }`,
    variables: () => ({ catalogId: CATALOG, first: 100 }),
    expect: (rows) => ({
      products: {
        nodes: rows.products.slice(0, 100).map((row) => withProductGroups(product(row), rows)),
        pageInfo: { hasNextPage: true },
      },
    }),
    upstreamCalls: 2,
  },
  {
    name: '1,000 products over ten pages',
    key: 'products-1000',
    /** Each server's own cursor behind the 500th product, asked for once beforehand. */
    prepare: {
      operation: `query Behind500($catalogId: String!) {
        products(catalogId: $catalogId, first: 500) { pageInfo { endCursor } }
      }`,
      variables: (data) => ({ after: data.products.pageInfo.endCursor }),
    },
    operation: `query Products1000($catalogId: String!, $after: String!) {
      one: products(catalogId: $catalogId, first: 500) { nodes { ${productFields} } }
      two: products(catalogId: $catalogId, first: 500, after: $after) { nodes { ${productFields} } }
    }`,
    variables: () => ({ catalogId: CATALOG }),
    expect: (rows) => ({
      one: { nodes: rows.products.slice(0, 500).map(product) },
      two: { nodes: rows.products.slice(500, 1_000).map(product) },
    }),
    upstreamCalls: 10,
  },
  {
    name: 'tree of product groups',
    key: 'tree',
    operation: `query Tree($reference: String!) {
      productGroup(by: { reference: $reference }) {
        ${titled}
        children(first: 20) { nodes {
          ${titled}
          children(first: 20) { nodes { ${titled} } }
        } }
      }
    }`,
    variables: () => ({ reference: TREE }),
    expect: (rows) => ({
      productGroup: tree(
        rows.productGroups.find((row) => row.reference === TREE),
        rows,
        2,
      ),
    }),
    upstreamCalls: 3,
  },
  {
    name: 'a mutation',
    key: 'mutation',
    operation: `mutation RenameGroup($input: UpdateGroupInput!) {
      updateGroup(input: $input) { group { groupId name } userErrors { message } }
    }`,
    variables: (rows) => ({
      input: { groupId: rows.groups[0].group_id, changes: { name: rows.groups[0].group_name } },
    }),
    expect: (rows) => ({
      updateGroup: { group: { groupId: rows.groups[0].group_id, name: rows.groups[0].group_name }, userErrors: [] },
    }),
    upstreamCalls: 1,
  },
  {
    name: '_entities with 100 representations',
    key: 'entities',
    /** Only asked of servers that are subgraphs. */
    role: 'subgraph',
    operation: `query Entities($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on ProductGroup { ${titled} } }
    }`,
    variables: (rows) => ({
      representations: described(rows).map((row) => ({ __typename: 'ProductGroup', productGroupId: row.id })),
    }),
    expect: (rows) => ({ _entities: described(rows).map(titledOf) }),
    upstreamCalls: 1,
  },
  {
    name: 'a mix',
    key: 'mix',
    /** Parts of the requests, by the keys of other scenarios. */
    mix: { 'one-product': 8, 'products-100': 8, tree: 3, mutation: 1 },
  },
];

/** One list, longer and longer: how time and memory grow. */
export const growth = [10, 100, 500].map((first) => ({
  name: `${first} products`,
  key: `growth-${first}`,
  operation: `query Growth($catalogId: String!, $first: Int!) {
    products(catalogId: $catalogId, first: $first) { nodes { ${productFields} } }
  }`,
  variables: () => ({ catalogId: CATALOG, first }),
  expect: (rows) => ({ products: { nodes: rows.products.slice(0, first).map(product) } }),
  upstreamCalls: Math.ceil(first / 100),
}));

function product(row) {
  const isPriced = row.unit_gross_price != null && row.currency != null;
  return {
    productId: row.product_id,
    name: row.product_name ?? null,
    price: isPriced ? { minorUnits: row.unit_gross_price, currency: row.currency } : null,
    groups: (row.groups ?? []).map((group) => ({ groupId: group.group_id, name: group.group_name ?? null })),
  };
}

function withProductGroups(product, { productGroups }) {
  const groups = product.groups.map((group) => {
    const row = productGroups.find(({ reference }) => reference === group.groupId);
    return { ...group, productGroup: row ? titledOf(row) : null };
  });
  return { ...product, groups };
}

function tree(row, rows, levels) {
  if (levels === 0) return titledOf(row);
  const children = rows.productGroups.filter(({ parent }) => parent === row.id);
  return { ...titledOf(row), children: { nodes: children.map((child) => tree(child, rows, levels - 1)) } };
}

function titledOf(row) {
  return { productGroupId: row.id, label: row.label ?? null, title: title(row) };
}

/** German, else English, else any, else the label. */
function title({ title_localized: texts, label }) {
  const tags = ['de', 'en', ...Object.keys(texts ?? {}).sort()];
  const language = tags.find((tag) => texts?.[tag]?.trim());
  if (language !== undefined) return { value: texts[language], language };
  return label?.trim() ? { value: label, language: null } : null;
}

function described({ productGroups }) {
  return productGroups.slice(0, 100);
}
