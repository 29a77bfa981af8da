import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startReviews } from './reviews.ts';
import { startRouter } from './router.ts';

/** The gateway over its embedded fakes, a subgraph of reviews, and a router before both. */
const SECRET = randomBytes(24).toString('base64url');
const PORTS = { router: 4000, products: 4001, reviews: 4002 };

const SAMPLE = `{
  latestReviews(first: 3) {
    rating
    text
    product { name price { amount currency } groups { name } averageRating }
  }
}`;

const gateway = spawn(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL('../../src/main.ts', import.meta.url))],
  {
    env: {
      ...process.env,
      PORT: String(PORTS.products),
      GRAPH_ROLE: 'subgraph',
      ROUTER_SECRET: SECRET,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
process.on('exit', () => gateway.kill('SIGTERM'));
const products = `http://127.0.0.1:${PORTS.products}`;
await untilReady(`${products}/ready`);
const reviews = await startReviews(PORTS.reviews);
const router = await startRouter({
  port: PORTS.router,
  subgraphs: { products: `${products}/graphql`, reviews: reviews.url },
  secret: SECRET,
});
process.stdout.write(`Router on ${router.url}\n\n${SAMPLE}\n`);

process.once('SIGINT', () => process.exit());
process.once('SIGTERM', () => process.exit());

async function untilReady(url: string): Promise<void> {
  for (;;) {
    if (gateway.exitCode !== null) throw new Error('The gateway did not start.');
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
