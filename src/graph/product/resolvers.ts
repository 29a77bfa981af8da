import { GatewayError } from '../errors.ts';
import type { Resolvers } from '../generated/types.ts';
import { checkMerchantKey } from '../merchant-key.ts';
import { attempt } from '../mutation/user-error.ts';
import { encodeNodeId } from '../node/node-id.ts';
import { connectionFields, edgeFields } from '../pagination/connection.ts';
import { createProduct } from './create-product.ts';
import type { Product } from './model.ts';
import { readProducts } from './read-products.ts';
import { updateProduct } from './update-product.ts';

export const productResolvers: Pick<
  Resolvers,
  'Mutation' | 'Product' | 'ProductConnection' | 'ProductEdge' | 'ProductImage' | 'Query'
> = {
  Query: {
    product: (_root, { catalogId, productId }, context) =>
      context.products.byKey.load({
        catalogId: checkMerchantKey('catalogId', catalogId),
        productId: checkMerchantKey('productId', productId),
      }),
    products: (_root, { catalogId, filter, ...paging }, context, info) =>
      readProducts(context, catalogId ?? null, filter, paging, info),
  },
  Mutation: {
    createProduct: async (_root, { input }, context) => {
      const { value, userErrors } = await attempt(() => createProduct(input, context), {
        NOT_FOUND: ['input', 'catalogId'],
        CONFLICT: ['input', 'productId'],
      });
      return { product: value, userErrors };
    },
    updateProduct: async (_root, { input }, context) => {
      const { value, userErrors } = await attempt(() => updateProduct(input, context), {
        NOT_FOUND: ['input', 'productId'],
      });
      return { product: value, userErrors };
    },
  },
  Product: {
    id: ({ catalog, productId }, _args, { account }) => encodeNodeId(account, 'Product', catalog.catalogId, productId),
    isVisible: (product, { at }, context) => isVisible(product, at?.getTime() ?? context.now()),
    images: ({ images }, { rel }) => (rel == null ? images : images.filter((image) => image.rel === rel)),
    locations: ({ locations }, { pickup, shipping }) =>
      locations.filter(
        (location) =>
          (pickup == null || location.isAvailableForPickup === pickup) &&
          (shipping == null || location.isAvailableForShipping === shipping),
      ),
    itemsInStorage: ({ locations }) => sumOfItems(locations),
  },
  ProductConnection: connectionFields,
  ProductEdge: edgeFields,
  ProductImage: { href: ({ href }) => (href !== null && URL.canParse(href) ? href : null) },
};

/** Both ends of the window belong to it. Source: Dintero's page on creating a product, `starting_at` and `stopping_at`. */
function isVisible({ deletedAt, visibleFrom, visibleUntil }: Product, at: number): boolean {
  return (
    deletedAt === null &&
    (visibleFrom === null || Date.parse(visibleFrom) <= at) &&
    (visibleUntil === null || at <= Date.parse(visibleUntil))
  );
}

const MAX_INT = 2 ** 31 - 1;

function sumOfItems(locations: Product['locations']): number | null {
  const stated = locations.flatMap(({ itemsInStorage }) => (itemsInStorage === null ? [] : [itemsInStorage]));
  if (stated.length === 0) return null;
  const sum = stated.reduce((total, items) => total + items, 0);
  if (Math.abs(sum) <= MAX_INT) return sum;
  throw new GatewayError(
    'UPSTREAM_INVALID_RESPONSE',
    'The items of all locations together are more than an Int holds.',
  );
}
