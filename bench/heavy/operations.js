/** The same data asked of peers whose graph is the REST APIs' own shape, and what they shall answer. */
const title = 'title_localized { de en }';

export const operations = {
  'one-product': `query OneProduct($catalogId: String!, $productId: String!) {
    product(catalogId: $catalogId, productId: $productId) {
      products { product_id product_name unit_gross_price currency groups { group_id group_name } }
    }
  }`,
  'products-100': `query Products100($catalogId: String!, $first: Int!) {
    products(catalogId: $catalogId, limit: $first) {
      products {
        product_id product_name unit_gross_price currency
        groups { group_id group_name productGroup { id label ${title} } }
      }
    }
  }`,
};

export const expects = {
  'one-product': ({ products }) => ({ product: { products: [productOf(products[0])] } }),
  'products-100': (rows) => ({
    products: { products: rows.products.slice(0, 100).map((row) => withProductGroups(productOf(row), rows)) },
  }),
};

function productOf(row) {
  return {
    product_id: row.product_id,
    product_name: row.product_name ?? null,
    unit_gross_price: row.unit_gross_price ?? null,
    currency: row.currency ?? null,
    groups: row.groups?.map(({ group_id, group_name }) => ({ group_id, group_name: group_name ?? null })) ?? null,
  };
}

function withProductGroups(product, { productGroups }) {
  const groups = product.groups?.map((group) => {
    const row = productGroups.find(({ reference }) => reference === group.group_id);
    const { de = null, en = null } = row?.title_localized ?? {};
    const productGroup = row ? { id: row.id, label: row.label ?? null, title_localized: { de, en } } : null;
    return { ...group, productGroup };
  });
  return { ...product, groups: groups ?? null };
}
