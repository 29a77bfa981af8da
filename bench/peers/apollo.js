/** Apollo Server as its tutorial starts it. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createApi } from './api.js';
import { createContext, resolvers, typeDefs } from './graph.js';

const api = await createApi(process.env, { isFast: process.argv.includes('--fast') });
const server = new ApolloServer({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => createContext(api),
});
console.log(`listening ${url}`);
