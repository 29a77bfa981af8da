import type { Catalog } from '../catalog/model.ts';
import type { Group } from '../group/model.ts';
import type { Product } from '../product/model.ts';
import type { ProductGroup } from '../product-group/model.ts';
import type { Connection, Edge } from './connection.ts';

/** The lists of the graph, one pair of lines each, as generated types name them. */
export type AnyConnection = Connection<unknown>;
export type CatalogConnection = Connection<Catalog>;
export type CatalogEdge = Edge<Catalog>;
export type GroupConnection = Connection<Group>;
export type GroupEdge = Edge<Group>;
export type ProductConnection = Connection<Product>;
export type ProductEdge = Edge<Product>;
export type ProductGroupConnection = Connection<ProductGroup>;
export type ProductGroupEdge = Edge<ProductGroup>;
