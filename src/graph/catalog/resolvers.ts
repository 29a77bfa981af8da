import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../generated/types.ts';
import { checkMerchantKey } from '../merchant-key.ts';
import { createNamedWrites, type NamedWrites } from '../mutation/named-writes.ts';
import { encodeNodeId } from '../node/node-id.ts';
import { connectionFields, edgeFields, readConnection } from '../pagination/connection.ts';
import { readProducts } from '../product/read-products.ts';
import type { Catalog, CatalogDetails } from './model.ts';

export const catalogResolvers: Pick<Resolvers, 'Catalog' | 'CatalogConnection' | 'CatalogEdge' | 'Mutation' | 'Query'> =
  {
    Query: {
      catalog: (_root, { catalogId }, context) => context.catalogs.byId.load(checkMerchantKey('catalogId', catalogId)),
      catalogs: (_root, paging, context) =>
        readConnection({ account: context.account, name: 'catalogs', selection: null }, paging, context.catalogs.list),
    },
    Mutation: {
      createCatalog: async (_root, { input: { catalogId, ...input } }, context) => {
        const { value, userErrors } = await writes(context).create({ key: catalogId, ...input });
        return { catalog: value, userErrors };
      },
      updateCatalog: async (_root, { input: { catalogId, changes } }, context) => {
        const { value, userErrors } = await writes(context).rename(catalogId, changes.name);
        return { catalog: value, userErrors };
      },
      deleteCatalog: async (_root, { input: { catalogId } }, context) => {
        const { value, userErrors } = await writes(context).delete(catalogId);
        return { catalog: value, userErrors };
      },
    },
    Catalog: {
      id: ({ catalogId }, _args, { account }) => encodeNodeId(account, 'Catalog', catalogId),
      uuid: (catalog, _args, context) => detail(catalog, context, 'uuid'),
      products: ({ catalogId }, { filter, ...paging }, context, info) =>
        readProducts(context, catalogId, filter, paging, info),
      createdAt: (catalog, _args, context) => detail(catalog, context, 'createdAt'),
      createdBy: (catalog, _args, context) => detail(catalog, context, 'createdBy'),
      updatedAt: (catalog, _args, context) => detail(catalog, context, 'updatedAt'),
      deletedAt: (catalog, _args, context) => detail(catalog, context, 'deletedAt'),
      deletedBy: (catalog, _args, context) => detail(catalog, context, 'deletedBy'),
    },
    CatalogConnection: connectionFields,
    CatalogEdge: edgeFields,
  };

function writes(context: GatewayContext): NamedWrites<Catalog> {
  return createNamedWrites(context, 'Catalog', context.catalogs);
}

/** What a product's own answer does not state of its catalog is looked up, once for all products. */
function detail(
  { details, catalogId }: Catalog,
  context: GatewayContext,
  field: keyof CatalogDetails,
): string | null | Promise<string | null> {
  if (details) return details[field];
  return context.catalogs.byId.load(catalogId).then((found) => found?.details?.[field] ?? null);
}
