import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { RunningSubgraph } from './products.ts';

/** The two subgraphs that the suite runs beside the one under test, after its `users.graphql` and `inventory.graphql`. */
export function startSuiteNeighbours(): Promise<Record<'users' | 'inventory', RunningSubgraph>> {
  return Promise.all([start(users()), start(inventory())]).then(([one, other]) => ({ users: one, inventory: other }));
}

async function start(schema: ReturnType<typeof buildSubgraphSchema>): Promise<RunningSubgraph> {
  const server = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

function users() {
  return buildSubgraphSchema({
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
      type User @key(fields: "email") {
        email: ID!
        name: String
        totalProductsCreated: Int @shareable
        yearsOfEmployment: Int!
      }
    `),
    resolvers: {
      User: {
        __resolveReference: ({ email }: { email: string }) => ({
          email,
          name: 'overridden by products',
          totalProductsCreated: 4,
          yearsOfEmployment: 10,
        }),
      },
    },
  });
}

function inventory() {
  return buildSubgraphSchema({
    typeDefs: parse(`
      extend schema
        @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@requires", "@shareable", "@external"])
      type Product @key(fields: "id") {
        id: ID!
        dimensions: ProductDimension @external
        delivery(zip: String): DeliveryEstimates @requires(fields: "dimensions { size weight }")
      }
      type ProductDimension @shareable { size: String weight: Float }
      type DeliveryEstimates { estimatedDelivery: String fastestDelivery: String }
      interface Inventory @key(fields: "id") { id: ID! products: [Product!]! }
      type OpenSourceInventory implements Inventory @key(fields: "id") { id: ID! products: [Product!]! }
      type Query { inventory(id: ID!): Inventory }
    `),
    resolvers: {
      Query: { inventory: (_root: unknown, { id }: { id: string }) => ({ __typename: 'OpenSourceInventory', id }) },
      Inventory: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'OpenSourceInventory', id }) },
      OpenSourceInventory: { products: () => [{ id: 'apollo-federation' }, { id: 'apollo-studio' }] },
      Product: {
        delivery: ({ dimensions }: { dimensions: { size: string; weight: number } }, { zip }: { zip: string }) => ({
          estimatedDelivery: `${dimensions.size} to ${zip}`,
          fastestDelivery: `${dimensions.weight} to ${zip}`,
        }),
      },
    },
  });
}
