import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';

const { MESH_PRODUCTS, MESH_ABILLIFY, MESH_BEARER, MESH_BASIC } = process.env;

const text = { type: 'string' };
const list = (items) => ({ type: 'array', items });
const object = (title, properties) => ({ type: 'object', title, properties });

const group = object('Group', { group_id: text, group_name: text });
const product = object('Product', {
  product_id: text,
  product_name: text,
  unit_gross_price: { type: 'integer' },
  currency: text,
  groups: list(group),
});
const productGroup = object('ProductGroup', {
  id: text,
  label: text,
  reference: text,
  title_localized: object('Titles', { de: text, en: text }),
});

const page = object('ProductPage', { products: list(product) });
const path = '/catalogs/{args.catalogId}/products';

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadJSONSchemaSubgraph('Products', {
        endpoint: MESH_PRODUCTS,
        operationHeaders: { authorization: MESH_BEARER },
        operations: [
          {
            type: 'Query',
            field: 'products',
            method: 'GET',
            path: `${path}?limit={args.limit}`,
            argTypeMap: { catalogId: text, limit: { type: 'integer' } },
            responseSchema: page,
          },
          {
            type: 'Query',
            field: 'product',
            method: 'GET',
            path: `${path}?product_id={args.productId}&limit=1`,
            argTypeMap: { catalogId: text, productId: text },
            responseSchema: page,
          },
        ],
      }),
    },
    {
      sourceHandler: loadJSONSchemaSubgraph('Abillify', {
        endpoint: MESH_ABILLIFY,
        operationHeaders: { authorization: MESH_BASIC },
        queryStringOptions: { arrayFormat: 'repeat', indices: false },
        operations: [
          {
            type: 'Query',
            field: 'productGroups',
            method: 'GET',
            path: '/productgroups?page=1&pageSize=100&sort=id',
            argTypeMap: { references: list(text) },
            queryParamArgMap: { 'reference[$in]': 'references' },
            responseSchema: object('ProductGroupPage', { rows: list(productGroup) }),
          },
        ],
      }),
    },
  ],
  additionalTypeDefs: 'extend type Group { productGroup: ProductGroup }',
});
