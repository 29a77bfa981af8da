/** Mercurius as its documentation starts it, compiling an operation when it comes for the second time. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { createApi } from './api.js';
import { createContext, resolvers, typeDefs } from './graph.js';

const api = await createApi(process.env, { isFast: process.argv.includes('--fast') });
const server = Fastify();
await server.register(mercurius, { schema: typeDefs, resolvers, context: () => createContext(api), jit: 1 });
const url = await server.listen({ port: 0, host: '127.0.0.1' });
console.log(`listening ${url}/graphql`);
