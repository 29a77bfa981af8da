import { startRouter } from './router.ts';

/** The router as a process of its own: `SUBGRAPHS` is `name=address` pairs separated by commas. */
const { SUBGRAPHS = '', ROUTER_SECRET = '', PORT = '4000', HOST = '127.0.0.1' } = process.env;

const subgraphs = Object.fromEntries(
  SUBGRAPHS.split(',').map((pair) => {
    const [name = '', ...address] = pair.split('=');
    return [name.trim(), address.join('=').trim()];
  }),
);
const router = await startRouter({ port: Number(PORT), host: HOST, subgraphs, secret: ROUTER_SECRET });
process.stdout.write(`Router on ${router.url}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await router.close();
    process.exit();
  });
}
