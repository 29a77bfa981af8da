import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import type { Caller } from '../caller.ts';
import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { UserError } from '../mutation/user-error.ts';
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
      if (!(answer instanceof Promise)) return answer;
      return answer.then(
        (payload) => nameScopesInData(payload, coordinate, required, context),
        (error) => nameScopes(error, coordinate, required, context),
      );
    };
  }
  return schema;
}

/**
 * Another way to what a field gives, open to whoever may use that field.
 *
 * @throws GatewayError `FORBIDDEN` to everybody else.
 */
export async function openAsField<T>(
  coordinate: string,
  schema: GraphQLSchema,
  context: GatewayContext,
  load: () => Promise<T>,
): Promise<T> {
  const required = scopeRequirements(schema).get(coordinate);
  if (!required) return load();
  checkScopes(coordinate, required, context.caller);
  return load().catch((error) => nameScopes(error, coordinate, required, context));
}

/** Whether a field lets the caller in. */
export function mayUse(coordinate: string, schema: GraphQLSchema, { scopes }: Caller): boolean {
  const required = scopeRequirements(schema).get(coordinate);
  return !required || scopes === 'all' || suffice(scopes, required);
}

function checkScopes(coordinate: string, required: RequiredScopes, { scopes }: Caller): void {
  if (scopes === 'all' || suffice(scopes, required)) return;
  throw new GatewayError('FORBIDDEN', needed(coordinate, required), {
    requiredScopes: alternatives(required),
    heldScopes: scopes,
  });
}

function suffice(held: readonly string[], required: RequiredScopes): boolean {
  return required.some((names) => names.every((name) => isHeld(name, held)));
}

/** An upstream that decides for itself says only no; which scope it may have missed is told here. */
async function nameScopes(
  error: unknown,
  coordinate: string,
  required: RequiredScopes,
  { scopes }: GatewayContext,
): Promise<never> {
  const isUpstreams = error instanceof GatewayError && error.code === 'FORBIDDEN' && !error.details.heldScopes;
  if (!isUpstreams || error.details.upstream !== scopes.upstream) throw error;
  const heldScopes = (await scopes.ofToken().catch(() => null)) ?? undefined;
  throw new GatewayError('FORBIDDEN', `${error.message} ${needed(coordinate, required)}`, {
    ...error.details,
    requiredScopes: alternatives(required),
    heldScopes,
    cause: error,
  });
}

/** Where a write's refusal is data, it has no place for scopes but its message. */
function nameScopesInData(
  payload: unknown,
  coordinate: string,
  required: RequiredScopes,
  { scopes }: GatewayContext,
): unknown {
  if (!isPayload(payload)) return payload;
  const userErrors = payload.userErrors.map((error) =>
    error.code === 'FORBIDDEN' && error.upstream === scopes.upstream
      ? { ...error, message: `${error.message} ${needed(coordinate, required)}` }
      : error,
  );
  return { ...payload, userErrors };
}

function isPayload(value: unknown): value is { readonly userErrors: readonly UserError[] } {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'userErrors'));
}

function needed(coordinate: string, required: RequiredScopes): string {
  return `${coordinate} needs the scope ${alternatives(required).join(' or ')}.`;
}

/** Each is enough; scopes that have to be held together stand in one text, parted by spaces. */
function alternatives(required: RequiredScopes): readonly string[] {
  return required.map((names) => names.join(' '));
}

function isHeld(name: string, heldNames: readonly string[]): boolean {
  const wanted = parseScope(name);
  return wanted !== undefined && isGrantedBy(wanted, heldNames);
}
