import type { Resolvers } from '../generated/types.ts';
import { isGrantedBy } from '../scope/model.ts';

export const viewerResolvers: Pick<Resolvers, 'Query' | 'Viewer'> = {
  Query: {
    viewer: (_root, _args, { account }) => ({ account }),
  },
  Viewer: {
    environment: ({ account }) => (account.startsWith('P') ? 'PRODUCTION' : 'TEST'),
    grantedScopes: async (_viewer, _args, { scopes }) => {
      const names = await scopes.granted();
      return names && scopes.all.filter((scope) => isGrantedBy(scope, names));
    },
    languages: (_viewer, _args, { localizer }) => localizer.callerLanguages(),
  },
};
