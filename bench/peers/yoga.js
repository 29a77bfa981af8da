/** GraphQL Yoga as its tutorial starts it; `--jit` compiles operations. */
import { createServer } from 'node:http';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { createSchema, createYoga } from 'graphql-yoga';
import { createApi } from './api.js';
import { createContext, resolvers, typeDefs } from './graph.js';

const api = await createApi(process.env, { isFast: process.argv.includes('--fast') });
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: () => createContext(api),
  plugins: process.argv.includes('--jit') ? [useGraphQlJit()] : [],
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}/graphql`));
