import { type DocumentNode, type GraphQLSchema, getArgumentValues, type OperationDefinitionNode } from 'graphql';
import { type OutlinedField, outlineCalls } from './call-outline.ts';
import type { CallRule, FieldCost, ListSize } from './call-rules.ts';

/** The most calls that an operation makes when upstream pages come full. */
export interface CallPlan {
  /** By upstream. */
  readonly calls: Readonly<Record<string, number>>;
  /** Each field that calls, in the order of the document. */
  readonly fields: readonly PlannedField[];
}

export interface PlannedField {
  /** Names as the answer has them, without list positions: `products.nodes.groups`. */
  readonly path: string;
  /** Schema coordinate, such as `Group.productGroup`. */
  readonly field: string;
  readonly upstream: string;
  readonly calls: number;
}

export interface PlannedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced already. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How many objects a selection is made of, and at how many different moments they can arrive: each begins look-ups of its own. */
interface Crowd {
  readonly objects: number;
  readonly arrivals: number;
}

/** Counts the calls of an operation as it would run with these variables. */
export function planCalls({ variables, ...operation }: PlannedOperation): CallPlan {
  const fields: PlannedField[] = [];
  count(outlineCalls(operation), { objects: 1, arrivals: 1 }, null);
  const calls: Record<string, number> = {};
  for (const { upstream, calls: count } of fields) calls[upstream] = (calls[upstream] ?? 0) + count;
  return { calls, fields };

  /** `sized` tells which fields of the parent hold its list, and how long that is. */
  function count(
    outlined: readonly OutlinedField[],
    crowd: Crowd,
    sized: { readonly fields: readonly string[]; readonly size: number } | null,
  ): void {
    for (const { path, owner, field, node, cost, rules, isList, fields: inner } of outlined) {
      const values = rules.length > 0 || cost.list ? getArgumentValues(field, node, variables) : {};
      const size = cost.list ? sizeOf(cost.list, values) : 1;
      for (const rule of rules) {
        const calls = countCalls(rule, cost, values, size, crowd);
        fields.push({ path, field: `${owner}.${field.name}`, upstream: rule.upstream, calls });
      }
      const isShared = rules.every(({ batched }) => batched);
      const times = (isList ? size : 1) * (sized?.fields.includes(field.name) ? sized.size : 1);
      const objects = crowd.objects * times;
      const arrivals = Math.min(objects, isShared ? crowd.arrivals : crowd.objects);
      count(inner, { objects, arrivals }, cost.list && !isList ? { fields: cost.list.sizedFields, size } : null);
    }
  }
}

/** Batched look-ups share calls between objects that arrive together; everything else is called for each object. */
function countCalls(rule: CallRule, cost: FieldCost, values: Values, size: number, crowd: Crowd): number {
  const weight = rule.narrowedBy !== null && values[rule.narrowedBy] != null ? 1 : cost.weight;
  if (!rule.batched) {
    const each = weight - 1 + Math.max(cost.list ? 0 : 1, Math.ceil(size / rule.rows));
    return crowd.objects * Math.min(each, rule.most ?? each);
  }
  const rows = crowd.objects * (rule.levels > 1 ? 1 : size);
  const batches = crowd.arrivals + Math.floor(Math.max(0, rows - crowd.arrivals) / rule.rows);
  return rule.levels * Math.min(batches, crowd.arrivals * (rule.most ?? batches));
}

type Values = Readonly<Record<string, unknown>>;

/** Numbers and lists that slice add up; what is out of range is refused when the field runs, before it calls. */
function sizeOf({ slicingArguments, assumedSize }: ListSize, values: Values): number {
  const sizes = slicingArguments.flatMap((path) => {
    const value = path.split('.').reduce<unknown>((outer, name) => property(outer, name), values);
    if (Array.isArray(value)) return [value.length];
    return typeof value === 'number' ? [Math.max(0, value)] : [];
  });
  if (sizes.length > 0) return sizes.reduce((sum, size) => sum + size, 0);
  return assumedSize ?? (slicingArguments.includes('first') ? DEFAULT_PAGE : 0);
}

/** What a list's `first` stands for when it is null. */
const DEFAULT_PAGE = 20;

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
