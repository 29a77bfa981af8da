import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const GATEWAY = new URL('../', import.meta.url);
/** A larger young generation: the garbage of one answer dies before it is copied. */
const LARGE_YOUNG = ['--max-semi-space-size=64'];

/**
 * What is measured. `name` stands in the tables; `command` is a program and its arguments; `environment` comes on top of the upstreams' addresses.
 * `package` is one that the peer needs and that a light installation leaves out.
 */
export function createServers({ gateway = process.env.GATEWAY_DIR ?? fileURLToPath(GATEWAY) } = {}) {
  const ours = (name, environment = {}, more = {}) => ({
    name,
    isOurs: true,
    command: [process.execPath, ...LARGE_YOUNG, `${gateway}/dist/main.js`],
    environment: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      PORT: '0',
      // For profiles: GATEWAY_NODE_OPTIONS='--cpu-prof' npm run bench -- --servers gateway
      NODE_OPTIONS: process.env.GATEWAY_NODE_OPTIONS ?? '',
      ...environment,
    },
    ...more,
  });
  return [
    peer('Apollo Server', 'apollo.js', [], { isStock: true }),
    peer('Apollo Server, fast settings', 'apollo.js', ['--fast']),
    peer('GraphQL Yoga', 'yoga.js'),
    peer('GraphQL Yoga + JIT', 'yoga.js', ['--jit']),
    peer('GraphQL Yoga + JIT, fast settings', 'yoga.js', ['--jit', '--fast']),
    peer('Mercurius + JIT', 'mercurius.js'),
    peer('Mercurius + JIT, fast settings', 'mercurius.js', ['--fast']),
    peer('bare node:http proxy', 'bare-proxy.js', ['--fast'], { isLimit: true }),
    ours('gateway'),
    ours('gateway as subgraph', { GRAPH_ROLE: 'subgraph' }, { role: 'subgraph' }),
  ];
}

export function isInstalled({ package: name }) {
  return name === undefined || existsSync(new URL(`node_modules/${name}`, import.meta.url));
}

function peer(name, file, flags = [], more = {}) {
  const isFast = flags.includes('--fast');
  return {
    name,
    command: [
      process.execPath,
      ...(isFast ? LARGE_YOUNG : []),
      fileURLToPath(new URL(`peers/${file}`, import.meta.url)),
      ...flags,
    ],
    environment: { NODE_ENV: 'production' },
    ...more,
  };
}
