// Hive Gateway 2: beside its node_modules as gateway.config.ts, then `hive-gateway supergraph supergraph.graphql`.
import { defineConfig } from '@graphql-hive/gateway';

const FORWARDED = [
  'accept-language',
  'authorization',
  'x-api-key',
  'x-abillify-authorization',
  'x-dintero-account',
  'idempotency-key',
  'x-request-id',
];

// None unless asked for: what is kept here is not forgotten after a write, as what the gateway keeps itself (`CACHE`) is.
const KEEP_ANSWERS_MS = Number(process.env.KEEP_ANSWERS_MS ?? 0);

export const gatewayConfig = defineConfig({
  propagateHeaders: {
    fromClientToSubgraphs: ({ request, subgraphName }) => ({
      ...Object.fromEntries(FORWARDED.map((name) => [name, request.headers.get(name)])),
      ...(subgraphName === 'products' && { 'x-router-secret': process.env.ROUTER_SECRET }),
    }),
  },
  // It would repeat mutations as well; the gateway repeats what can be repeated itself.
  upstreamRetry: { maxRetries: 0 },
  // Longer than the gateway's own deadline, so that its partial answer wins.
  upstreamTimeout: 12_000,
  // Answers belong to one caller and language; no ids are added to documents, since those of missing objects would null what is around them.
  ...(KEEP_ANSWERS_MS > 0 && {
    responseCaching: {
      ttl: KEEP_ANSWERS_MS,
      idFields: [],
      session: ({ headers }) =>
        ['authorization', 'x-api-key', 'x-dintero-account', 'x-abillify-authorization', 'accept-language']
          .map((name) => headers.get(name) ?? '')
          .join('\n'),
    },
  }),
});
