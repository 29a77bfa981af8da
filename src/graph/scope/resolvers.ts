import type { GatewayContext } from '../context.ts';
import type { ScopeAction as ActionName, Resolvers } from '../generated/types.ts';
import { encodeNodeId } from '../node/node-id.ts';
import { impliesScope, isGrantedBy, type Scope, type ScopeAction } from './model.ts';
import { fieldsOpenedBy, scopeRequirements } from './requirements.ts';

const ACTION_NAMES: Readonly<Record<ScopeAction, ActionName>> = {
  admin: 'ADMIN',
  write: 'WRITE',
  read: 'READ',
  create: 'CREATE',
  public: 'PUBLIC',
  user: 'USER',
};

export const scopeResolvers: Pick<Resolvers, 'Query' | 'Scope'> = {
  Query: {
    scope: (_root, { name }, { scopes }) => scopes.all.find((scope) => scope.name === name) ?? null,
    scopes: async (_root, { filter }, context) => {
      const named = context.scopes.all.filter(
        (scope) =>
          (filter?.action == null || ACTION_NAMES[scope.action] === filter.action) &&
          (filter?.resource == null || scope.resource === filter.resource),
      );
      if (filter?.isGranted == null) return named;
      const granted = await Promise.all(named.map((scope) => isGranted(scope, context)));
      return named.filter((_scope, index) => granted[index] === filter.isGranted);
    },
  },
  Scope: {
    id: ({ name }, _args, { account }) => encodeNodeId(account, 'Scope', name),
    action: ({ action }) => ACTION_NAMES[action],
    implies: (scope, _args, { scopes }) =>
      scopes.all.filter((other) => other.name !== scope.name && impliesScope(scope, other)),
    isGranted: (scope, _args, context) => isGranted(scope, context),
    opens: (scope, _args, _context, { schema }) => fieldsOpenedBy(scope, scopeRequirements(schema)),
  },
};

async function isGranted(scope: Scope, { scopes }: GatewayContext): Promise<boolean | null> {
  const names = await scopes.granted();
  return names && isGrantedBy(scope, names);
}
