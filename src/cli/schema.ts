import { type GraphQLSchema, graphql, introspectionFromSchema } from 'graphql';
import { readContract } from '../graph/contract.ts';
import { createSchema } from '../graph/schema.ts';
import { createSubgraphSchema } from '../graph/subgraph-schema.ts';
import { CommandError, createCommand, type ExitCode } from './command.ts';

export const schema = createCommand({
  options: { role: { type: 'string', default: 'standalone' }, json: { type: 'boolean' } },
  rows: {
    '--role <role>': '`standalone` (the default), or `subgraph`: what a router composes.',
    '--json': 'Prints the result of introspection instead of SDL.',
  },
  async run({ role, json }, _files, say): Promise<ExitCode> {
    if (role !== 'standalone' && role !== 'subgraph') {
      throw new CommandError(2, '--role must be standalone or subgraph.');
    }
    const isSubgraph = role === 'subgraph';
    const built = isSubgraph ? createSubgraphSchema({ maxRepresentations: 1 }) : createSchema();
    if (json) say(JSON.stringify(introspectionFromSchema(built, { directiveIsRepeatable: true, oneOf: true })));
    else say((isSubgraph ? await readSubgraphSdl(built) : readContract().join('\n')).trimEnd());
    return 0;
  },
});

/** As a router reads it. */
async function readSubgraphSdl(built: GraphQLSchema): Promise<string> {
  const { data, errors } = await graphql({ schema: built, source: '{ _service { sdl } }' });
  const service: unknown = data?._service;
  if (typeof service !== 'object' || service === null) throw new CommandError(1, String(errors?.[0]));
  return String(Reflect.get(service, 'sdl'));
}
