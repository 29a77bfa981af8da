import type { Catalog } from '../catalog/model.ts';
import type { Group } from '../group/model.ts';
import type { Product } from '../product/model.ts';
import type { ProductGroup } from '../product-group/model.ts';
import type { Scope } from '../scope/model.ts';

/** Everything with a global id. */
export type Node = Catalog | Group | Product | ProductGroup | Scope;
