import type { GatewayContext } from '../context.ts';
import type { ProductChanges, UpdateProductInput } from '../generated/types.ts';
import { InputProblems } from '../mutation/input-problems.ts';
import type { Product } from './model.ts';
import { checkWindow, readChanges } from './product-input.ts';

/** Reads the product, changes it and writes it whole; null when there is no such product. */
export async function updateProduct(
  { catalogId, productId, changes }: UpdateProductInput,
  context: GatewayContext,
): Promise<Product | null> {
  const problems = new InputProblems();
  problems.checkKey(['input', 'catalogId'], catalogId);
  problems.checkKey(['input', 'productId'], productId);
  const read = readChanges(changes, problems);
  problems.throwIfAny();
  const current = await context.products.readNow({ catalogId, productId });
  if (current === null || isNothing(changes)) return current;
  const next = { ...current, ...read, dimension: mergeDimension(current.dimension, read.dimension) };
  checkWindow(next, ['input', 'changes', 'visibleUntil'], problems);
  problems.throwIfAny();
  return context.products.update(current, next);
}

function isNothing(changes: ProductChanges): boolean {
  return Object.values(changes).every((value) => value === undefined);
}

function mergeDimension(
  current: Product['dimension'],
  change: Partial<NonNullable<Product['dimension']>> | null | undefined,
): Product['dimension'] {
  if (change === undefined) return current;
  if (change === null) return null;
  return { color: null, size: null, style: null, config: null, variant: null, ...current, ...change };
}
