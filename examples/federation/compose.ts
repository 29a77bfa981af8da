import { writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/**
 * Asks running subgraphs for their SDL and writes `supergraph.graphql`, for routers that read a file: `name=address` for each as arguments,
 * the router's secret in `ROUTER_SECRET`, a key of the router's own in `API_KEY` where subgraphs ask callers for one.
 */
const { ROUTER_SECRET: secret = '', API_KEY: key = '' } = process.env;
const services = await Promise.all(
  process.argv.slice(2).map(async (pair) => {
    const [name = '', ...address] = pair.split('=');
    const url = address.join('=');
    return { name, url, typeDefs: parse(await readSdl(url)) };
  }),
);
const { supergraphSdl, errors = [] } = composeServices(services);
if (supergraphSdl === undefined) {
  process.stderr.write(`${errors.map(({ message }) => message).join('\n')}\n`);
  process.exit(1);
}
writeFileSync('supergraph.graphql', supergraphSdl);

async function readSdl(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-router-secret': secret, 'x-api-key': key },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data, errors: refusals } = JSON.parse(await response.text());
  if (refusals) throw new Error(`${url}: ${refusals[0].message}`);
  return data._service.sdl;
}
