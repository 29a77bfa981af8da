import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type CallRule, type FieldCost, type ListSize, readFieldCost } from './call-rules.ts';

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

/**
 * Walks an operation as it would run. Selections of the same answer are walked together, as they are executed, so a fragment counts wherever it
 * is used. Documents are small by the limits on tokens and fields, which come first.
 */
export function planCalls({ schema, document, operation, variables }: PlannedOperation): CallPlan {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const fields: PlannedField[] = [];
  const root = schema.getRootType(operation.operation);
  if (root) walk(root, [operation.selectionSet], { objects: 1, arrivals: 1 }, '', null);
  const calls: Record<string, number> = {};
  for (const { upstream, calls: count } of fields) calls[upstream] = (calls[upstream] ?? 0) + count;
  return { calls, fields };

  /** `sized` tells which fields of the parent hold its list, and how long that is. */
  function walk(
    type: GraphQLNamedType,
    sets: readonly SelectionSetNode[],
    crowd: Crowd,
    path: string,
    sized: { readonly fields: readonly string[]; readonly size: number } | null,
  ): void {
    for (const group of collect(type, sets).values()) {
      const { field, owner, nodes } = group;
      const [first] = nodes;
      if (!first) continue;
      const cost = readFieldCost(schema, field);
      const name = first.alias?.value ?? first.name.value;
      const here = path === '' ? name : `${path}.${name}`;
      const values = cost.calls.length > 0 || cost.list ? getArgumentValues(field, first, variables) : {};
      const size = cost.list ? sizeOf(cost.list, values) : 1;
      const selected = new Set(subfields(nodes));
      let hasCalled = false;
      let isBatched = true;
      for (const rule of cost.calls) {
        if (rule.free.length > 0 && [...selected].every((one) => rule.free.includes(one))) continue;
        const count = countCalls(rule, cost, values, size, crowd);
        fields.push({ path: here, field: `${owner}.${field.name}`, upstream: rule.upstream, calls: count });
        hasCalled = true;
        isBatched &&= rule.batched;
      }
      const isList = isListType(getNullableType(field.type));
      const times = (isList ? size : 1) * (sized?.fields.includes(field.name) ? sized.size : 1);
      const objects = crowd.objects * times;
      const arrivals = Math.min(objects, hasCalled && !isBatched ? crowd.objects : crowd.arrivals);
      const inner = cost.list && !isList ? { fields: cost.list.sizedFields, size } : null;
      const innerSets = nodes.flatMap((node) => node.selectionSet ?? []);
      if (innerSets.length > 0) walk(getNamedType(field.type), innerSets, { objects, arrivals }, here, inner);
    }
  }

  /** The fields of one answer, by the name that they have in it and by the type that they are asked of. */
  function collect(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Map<string, Collected> {
    const collected = new Map<string, Collected>();
    for (const set of sets) gather(type, set);
    return collected;

    function gather(owner: GraphQLNamedType, set: SelectionSetNode): void {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const field = fieldOf(owner, selection.name.value);
          if (!field) continue;
          const key = `${owner.name} ${selection.alias?.value ?? selection.name.value}`;
          const group = collected.get(key) ?? { field, owner: owner.name, nodes: [] };
          group.nodes.push(selection);
          collected.set(key, group);
          continue;
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition?.name.value;
        const next = condition === undefined ? owner : schema.getType(condition);
        if (fragment && next) gather(next, fragment.selectionSet);
      }
    }
  }

  function* subfields(nodes: readonly FieldNode[]): Generator<string> {
    const waiting = nodes.flatMap((node) => node.selectionSet?.selections ?? []);
    for (const selection of waiting) {
      if (selection.kind === Kind.FIELD) yield selection.name.value;
      else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        waiting.push(...(fragment?.selectionSet.selections ?? []));
      }
    }
  }
}

interface Collected {
  readonly field: GraphQLField<unknown, unknown>;
  readonly owner: string;
  readonly nodes: FieldNode[];
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
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
