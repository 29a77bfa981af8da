import type { ScopeSource } from '../../graph/scope/source.ts';
import type { TokenSource } from './auth.ts';
import { DINTERO_SCOPES } from './scopes.ts';

export function createScopeSource(tokens: TokenSource): ScopeSource {
  return {
    upstream: 'dintero',
    all: DINTERO_SCOPES,
    async granted(call) {
      const token = await tokens.get(call);
      return token.scopes;
    },
  };
}
