import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { Caller } from '../caller.ts';
import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import { isGrantedBy, parseScope } from './model.ts';
import { type RequiredScopes, scopeRequirements } from './requirements.ts';

/** Puts the check of `@requiresScopes` before the resolvers of those fields that have one; all others stay as they are. */
export function enforceScopes(schema: GraphQLSchema): GraphQLSchema {
  for (const [coordinate, required] of scopeRequirements(schema)) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (parent, args, context: GatewayContext, info) => {
      checkScopes(coordinate, required, context.caller);
      const answer: unknown = resolve(parent, args, context, info);
      return answer instanceof Promise ? answer.catch((error) => nameScopes(error, required, context)) : answer;
    };
  }
  return schema;
}

/** @throws GatewayError `FORBIDDEN` unless the caller may use the field. */
export function checkField(coordinate: string, schema: GraphQLSchema, caller: Caller): void {
  const required = scopeRequirements(schema).get(coordinate);
  if (required) checkScopes(coordinate, required, caller);
}

function checkScopes(coordinate: string, required: RequiredScopes, { scopes }: Caller): void {
  if (scopes === 'all' || required.some((names) => names.every((name) => isHeld(name, scopes)))) return;
  const requiredScopes = alternatives(required);
  throw new GatewayError('FORBIDDEN', `${coordinate} needs the scope ${requiredScopes.join(' or ')}.`, {
    requiredScopes,
    heldScopes: scopes,
  });
}

/** An upstream that decides for itself says only no; which scope it may have missed is told here. */
async function nameScopes(error: unknown, required: RequiredScopes, { scopes }: GatewayContext): Promise<never> {
  const isUpstreams = error instanceof GatewayError && error.code === 'FORBIDDEN' && !error.details.heldScopes;
  if (!isUpstreams || error.details.upstream !== scopes.upstream) throw error;
  const heldScopes = (await scopes.ofToken().catch(() => null)) ?? undefined;
  throw new GatewayError('FORBIDDEN', error.message, {
    ...error.details,
    requiredScopes: alternatives(required),
    heldScopes,
    cause: error,
  });
}

/** Each is enough; scopes that have to be held together stand in one text, parted by spaces. */
function alternatives(required: RequiredScopes): readonly string[] {
  return required.map((names) => names.join(' '));
}

function isHeld(name: string, heldNames: readonly string[]): boolean {
  const wanted = parseScope(name);
  return wanted !== undefined && isGrantedBy(wanted, heldNames);
}
