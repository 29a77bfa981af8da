import type { Catalog } from '../../graph/catalog/model.ts';
import type { Group } from '../../graph/group/model.ts';
import type { Product } from '../../graph/product/model.ts';
import type { ListReader } from './client.ts';
import { toCatalog, toGroup, toProduct } from './map.ts';
import { type CatalogWire, catalogWire, type GroupWire, groupWire, type ProductWire, productWire } from './wire.ts';

/** How the rows of each collection become models. */
export const catalogReader: ListReader<CatalogWire, Catalog> = {
  upstream: 'dintero',
  keyField: 'catalog_id',
  wire: catalogWire,
  toModel: toCatalog,
  decoded: new WeakMap(),
};

export const groupReader: ListReader<GroupWire, Group> = {
  upstream: 'dintero',
  keyField: 'group_id',
  wire: groupWire,
  toModel: toGroup,
  decoded: new WeakMap(),
};

export const productReader: ListReader<ProductWire, Product> = {
  upstream: 'dintero',
  keyField: 'product_id',
  wire: productWire,
  toModel: toProduct,
  decoded: new WeakMap(),
};
