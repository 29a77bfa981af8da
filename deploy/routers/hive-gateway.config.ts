// Hive Gateway 2: hive-gateway supergraph supergraph.graphql --config deploy/routers/hive-gateway.config.ts
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
  // Answers belong to one caller and language: where they are kept at all, these make the key.
  responseCaching: {
    ttl: 5_000,
    session: ({ headers }) =>
      ['authorization', 'x-api-key', 'x-dintero-account', 'x-abillify-authorization', 'accept-language']
        .map((name) => headers.get(name) ?? '')
        .join('\n'),
  },
});
