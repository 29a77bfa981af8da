import type { ErrorLike } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';

/** Who does not answer: one of the gateway's upstreams, or the gateway. */
export type Outage = 'dintero' | 'abillify' | 'gateway';

/** The gateway names the upstream in each error that one of them caused; an answer that is no GraphQL at all is the gateway's own. */
export function outagesIn(error: ErrorLike | undefined): readonly Outage[] {
  if (error === undefined) return [];
  if (!CombinedGraphQLErrors.is(error)) return ['gateway'];
  const upstreams = error.errors.map(({ extensions }) => extensions?.upstream);
  return [...new Set(upstreams.filter(isUpstream))];
}

function isUpstream(name: unknown): name is 'dintero' | 'abillify' {
  return name === 'dintero' || name === 'abillify';
}
