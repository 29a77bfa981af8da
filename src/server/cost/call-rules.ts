import {
  type ConstDirectiveNode,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
} from 'graphql';

/** What the schema says of one field's calls, by `@cost`, `@listSize` or `@sizedBy`, and `@calls`. */
export interface FieldCost {
  readonly weight: number;
  readonly list: ListSize | null;
  readonly calls: readonly CallRule[];
}

export interface ListSize {
  readonly assumedSize: number | null;
  /** Numbers, or lists that are counted; a path where they stand inside an input. */
  readonly slicingArguments: readonly string[];
  /** Fields of the answer that hold the list; the field itself is the list when there are none. */
  readonly sizedFields: readonly string[];
}

export interface CallRule {
  readonly upstream: string;
  readonly rows: number;
  readonly batched: boolean;
  readonly most: number | null;
  readonly levels: number;
  readonly narrowedBy: string | null;
  readonly free: readonly string[];
}

const known = new WeakMap<GraphQLField<unknown, unknown>, FieldCost>();

/** Null for a field of which the schema says nothing. */
export function readFieldCost(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): FieldCost {
  let cost = known.get(field);
  if (!cost) {
    cost = readDirectives(schema, field.astNode?.directives ?? []);
    known.set(field, cost);
  }
  return cost;
}

function readDirectives(schema: GraphQLSchema, nodes: readonly ConstDirectiveNode[]): FieldCost {
  const [weight] = valuesOf(schema.getDirective('cost'), nodes);
  return {
    weight: numberIn(weight, 'weight') ?? 0,
    list: readListSize(schema, nodes),
    calls: valuesOf(schema.getDirective('calls'), nodes).map((rule) => ({
      upstream: textIn(rule, 'upstream') ?? '',
      rows: numberIn(rule, 'rows') ?? 1,
      batched: rule.batched === true,
      most: numberIn(rule, 'most'),
      levels: numberIn(rule, 'levels') ?? 1,
      narrowedBy: textIn(rule, 'narrowedBy'),
      free: textsIn(rule, 'free'),
    })),
  };
}

function readListSize(schema: GraphQLSchema, nodes: readonly ConstDirectiveNode[]): ListSize | null {
  const [counted] = valuesOf(schema.getDirective('sizedBy'), nodes);
  if (counted) return { assumedSize: null, slicingArguments: textsIn(counted, 'lists'), sizedFields: [] };
  const [list] = valuesOf(schema.getDirective('listSize'), nodes);
  if (!list) return null;
  return {
    assumedSize: numberIn(list, 'assumedSize'),
    slicingArguments: textsIn(list, 'slicingArguments'),
    sizedFields: textsIn(list, 'sizedFields'),
  };
}

type Values = Readonly<Record<string, unknown>>;

function valuesOf(directive: GraphQLDirective | null | undefined, nodes: readonly ConstDirectiveNode[]): Values[] {
  if (!directive) return [];
  return nodes.filter(({ name }) => name.value === directive.name).map((node) => getArgumentValues(directive, node));
}

function numberIn(values: Values | undefined, name: string): number | null {
  const value = values?.[name];
  return typeof value === 'number' ? value : null;
}

function textIn(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

function textsIn(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
