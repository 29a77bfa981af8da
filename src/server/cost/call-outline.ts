import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type CallRule, type FieldCost, readFieldCost } from './call-rules.ts';

/** What of an operation decides about its calls, whatever its variables are. */
export interface OutlinedField {
  /** Names as the answer has them, without list positions. */
  readonly path: string;
  /** Of the type that is asked. */
  readonly owner: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Where its arguments stand. */
  readonly node: FieldNode;
  readonly cost: FieldCost;
  /** Those of its rules that hold: a selection of what comes along calls nothing. */
  readonly rules: readonly CallRule[];
  readonly isList: boolean;
  /** Fields below it that call or lead to some that do. */
  readonly fields: readonly OutlinedField[];
}

interface OutlinedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Operations come again and again, and are kept as long as their documents; one that fragments make many times as large is outlined anew. */
const kept = new WeakMap<
  OperationDefinitionNode,
  { readonly schema: GraphQLSchema; readonly fields: readonly OutlinedField[] }
>();
const MAX_KEPT_FIELDS = 100;

/** The fields of an operation that call, or lead to some that do. */
export function outlineCalls(asked: OutlinedOperation): readonly OutlinedField[] {
  const known = kept.get(asked.operation);
  if (known?.schema === asked.schema) return known.fields;
  const { fields, count } = outline(asked);
  if (count <= MAX_KEPT_FIELDS) kept.set(asked.operation, { schema: asked.schema, fields });
  return fields;
}

/**
 * Walks an operation as it would run. Selections of the same answer are walked together, as they are executed, so a fragment counts wherever it
 * is used. Documents are small by the limits on tokens and fields, which come first.
 */
function outline({ schema, document, operation }: OutlinedOperation) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  let count = 0;
  const root = schema.getRootType(operation.operation);
  const fields = root ? walk(root, [operation.selectionSet], '') : [];
  return { fields, count };

  function walk(type: GraphQLNamedType, sets: readonly SelectionSetNode[], path: string): readonly OutlinedField[] {
    const outlined: OutlinedField[] = [];
    for (const { field, owner, nodes } of collect(type, sets).values()) {
      const [node] = nodes;
      if (!node) continue;
      const name = node.alias?.value ?? node.name.value;
      const here = path === '' ? name : `${path}.${name}`;
      const cost = readFieldCost(schema, field);
      const rules = cost.calls.length > 0 ? rulesFor(cost, [...subfields(nodes)]) : [];
      const innerSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      const fields = innerSets.length > 0 ? walk(getNamedType(field.type), innerSets, here) : [];
      if (rules.length === 0 && fields.length === 0) continue;
      const isList = isListType(getNullableType(field.type));
      count += 1;
      outlined.push({ path: here, owner, field, node, cost, rules, isList, fields });
    }
    return outlined;
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

function rulesFor({ calls }: FieldCost, selected: readonly string[]): readonly CallRule[] {
  return calls.filter(({ free }) => free.length === 0 || !selected.every((one) => free.includes(one)));
}

interface Collected {
  readonly field: GraphQLField<unknown, unknown>;
  readonly owner: string;
  readonly nodes: FieldNode[];
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
