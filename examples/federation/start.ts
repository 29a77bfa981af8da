import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startReviews } from './reviews.ts';
import { startRouter } from './router.ts';

/** The gateway over its embedded fakes, a subgraph of reviews, and a router before both, at `PORT`. */
const { PORT = '4000' } = process.env;
const SECRET = randomBytes(24).toString('base64url');

const SAMPLE = `{
  latestReviews(first: 3) {
    rating
    text
    product { name price { amount currency } groups { name } averageRating }
  }
}`;

const gateway = spawn(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL('../../src/main.ts', import.meta.url)), 'start', '--json'],
  {
    env: { ...process.env, PORT: '0', GRAPH_ROLE: 'subgraph', ROUTER_SECRET: SECRET, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
process.on('exit', () => gateway.kill('SIGTERM'));
process.once('SIGINT', () => process.exit());
process.once('SIGTERM', () => process.exit());

const products = await addressOfGateway();
const reviews = await startReviews(0);
const router = await startRouter({ port: Number(PORT), subgraphs: { products, reviews: reviews.url }, secret: SECRET });
process.stdout.write(
  `Router on ${router.url}\nbefore  ${products} (products)\n        ${reviews.url} (reviews)\n\n${SAMPLE}\n`,
);

/** What it prints when it listens. */
async function addressOfGateway(): Promise<string> {
  for await (const line of createInterface(gateway.stdout)) {
    const { url } = JSON.parse(line);
    if (url !== undefined) {
      gateway.stdout.resume();
      return url;
    }
  }
  throw new Error('The gateway did not start.');
}
