import { type GraphQLSchema, getDirectiveValues, isObjectType } from 'graphql';
import { impliesScope, parseScope, type ScopeName } from './model.ts';

/** Each inner list is enough on its own, and has to be held whole. */
export type RequiredScopes = readonly (readonly string[])[];

/** Schema coordinates, such as `Query.products`, with the scopes that they need. */
export type ScopeRequirements = ReadonlyMap<string, RequiredScopes>;

const known = new WeakMap<GraphQLSchema, ScopeRequirements>();

/** What `@requiresScopes` says in the schema: the one place where it is said. */
export function scopeRequirements(schema: GraphQLSchema): ScopeRequirements {
  let requirements = known.get(schema);
  if (!requirements) {
    requirements = readRequirements(schema);
    known.set(schema, requirements);
  }
  return requirements;
}

/** Coordinates of the fields that a holder of this scope alone may use, sorted. */
export function fieldsOpenedBy(scope: ScopeName, requirements: ScopeRequirements): readonly string[] {
  const opened = [...requirements].filter(([, lists]) => lists.some((names) => names.every(isImplied)));
  return opened.map(([coordinate]) => coordinate).sort();

  function isImplied(name: string): boolean {
    const wanted = parseScope(name);
    return wanted !== undefined && impliesScope(scope, wanted);
  }
}

function readRequirements(schema: GraphQLSchema): ScopeRequirements {
  const requirements = new Map<string, RequiredScopes>();
  const directive = schema.getDirective('requiresScopes');
  if (!directive) return requirements;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const values = field.astNode && getDirectiveValues(directive, field.astNode);
      if (isRequirement(values)) requirements.set(`${type.name}.${field.name}`, values.scopes);
    }
  }
  return requirements;
}

function isRequirement(values: unknown): values is { scopes: RequiredScopes } {
  return typeof values === 'object' && values !== null && Array.isArray(Reflect.get(values, 'scopes'));
}
