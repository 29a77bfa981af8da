import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expects, operations } from './heavy/operations.js';

const GATEWAY = new URL('../', import.meta.url);
/** A larger young generation: the garbage of one answer dies before it is copied. */
const LARGE_YOUNG = ['--max-semi-space-size=64'];
/** V8's settings as `npm start` has them. */
export const V8_FLAGS = JSON.parse(readFileSync(new URL('package.json', GATEWAY), 'utf8'))
  .scripts.start.split(' ')
  .filter((part) => part.startsWith('--'));
/** For profiles: `GATEWAY_NODE_FLAGS=--cpu-prof npm run bench -- --servers gateway`. */
const NODE_FLAGS = (process.env.GATEWAY_NODE_FLAGS ?? '').split(' ').filter(Boolean);

/**
 * What is measured. `name` stands in the tables; `command` is a program and its arguments; `environment` comes on top of the upstreams' addresses.
 * `package` is one that the peer needs and that a light installation leaves out.
 */
export function createServers(options) {
  const ours = gatewayOf(options);
  return [
    peer('Apollo Server', 'apollo.js', [], { isStock: true }),
    peer('Apollo Server (fast settings)', 'apollo.js', ['--fast']),
    peer('GraphQL Yoga', 'yoga.js'),
    peer('GraphQL Yoga + JIT', 'yoga.js', ['--jit']),
    peer('GraphQL Yoga + JIT (fast settings)', 'yoga.js', ['--jit', '--fast']),
    peer('Mercurius + JIT', 'mercurius.js'),
    peer('Mercurius + JIT (fast settings)', 'mercurius.js', ['--fast']),
    heavy('Tailcall', 'tailcall.js', '@tailcallhq/core-linux-x64-gnu'),
    heavy('Hive Gateway over GraphQL Mesh', 'hive-gateway.js', '@graphql-hive/gateway'),
    peer('bare node:http proxy', 'bare-proxy.js', ['--fast'], { isLimit: true }),
    ours('gateway (nothing kept or shared)', { SHARE_IN_FLIGHT: 'off', REUSE_UNCHANGED: 'off' }),
    ours('gateway (same bytes)', { SHARE_IN_FLIGHT: 'off' }),
    ours('gateway (in-flight sharing)', { REUSE_UNCHANGED: 'off' }),
    ours('gateway'),
    ours('gateway (cache of 10 s)', { CACHE: 'on', CACHE_SECONDS: '10' }),
    ours('gateway as subgraph', { GRAPH_ROLE: 'subgraph' }, { role: 'subgraph' }),
  ];
}

/** What each trick brings: the gateway with it and without it. */
export function createTricks(options) {
  const ours = gatewayOf(options);
  const unshared = { SHARE_IN_FLIGHT: 'off' };
  const nothing = { ...unshared, REUSE_UNCHANGED: 'off' };
  const none = { flags: [] };
  return [
    peer('Apollo Server', 'apollo.js', [], { isStock: true }),
    peer('bare node:http proxy', 'bare-proxy.js', ['--fast'], { isLimit: true }),
    ours('plain (nothing on)', { ...nothing, COMPILED_EXECUTION: 'off' }, none),
    ours('plain + compiled execution', nothing, none),
    ours('plain + young generation of 64 MB', { ...nothing, COMPILED_EXECUTION: 'off' }, { flags: LARGE_YOUNG }),
    ours('plain + both', nothing, { flags: LARGE_YOUNG }),
    ours('both + an old generation that grows less', nothing),
    ours('these + same bytes', unshared),
    ours('these + in-flight sharing', { REUSE_UNCHANGED: 'off' }),
    ours('all of them'),
    ours('all but compiled execution', { COMPILED_EXECUTION: 'off' }),
    ours("all but V8's settings", {}, none),
    ours('all + cache of 10 s', { CACHE: 'on', CACHE_SECONDS: '10' }),
    ours('all + metrics', { METRICS: 'on' }),
  ];
}

/** Makes servers of the gateway as it is built for production. */
function gatewayOf({ gateway = process.env.GATEWAY_DIR ?? fileURLToPath(GATEWAY) } = {}) {
  return (name, environment = {}, { flags = V8_FLAGS, ...more } = {}) => ({
    name,
    isOurs: true,
    command: [process.execPath, ...flags, ...NODE_FLAGS, `${gateway}/dist/main.js`],
    environment: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      AUTH_MODE: 'open',
      RATE_LIMIT: '0',
      // What is meant for a live API would only queue here.
      DINTERO_MAX_IN_FLIGHT: '100',
      ABILLIFY_MAX_IN_FLIGHT: '100',
      UPSTREAM_MAX_IN_FLIGHT: '200',
      UPSTREAM_MAX_QUEUED: '10000',
      PORT: '0',
      ...environment,
    },
    ...more,
  });
}

export function isInstalled({ package: name }) {
  return name === undefined || existsSync(new URL(`heavy/node_modules/${name}`, import.meta.url));
}

/** Peers whose graph has the REST APIs' own shape: the same data by operations of their own, and only where a configuration can say it. */
function heavy(name, file, packageName) {
  return {
    name,
    package: packageName,
    command: [process.execPath, fileURLToPath(new URL(`heavy/${file}`, import.meta.url))],
    environment: { NODE_ENV: 'production' },
    operations,
    expects,
  };
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
