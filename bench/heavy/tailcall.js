/** Tailcall: writes its configuration with the upstreams' addresses and a token into it, and starts its binary. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCredentials } from './credentials.js';

const port = await freePort();
const { bearer, basic, products, abillify } = await readCredentials(process.env);

const schema = `
schema
  @server(port: ${port}, hostname: "127.0.0.1", workers: 1)
  @upstream(httpCache: 0, batch: { delay: 1, maxSize: 100, headers: [] }) {
  query: Query
}
type Query {
  products(catalogId: String!, limit: Int!): ProductPage
    @http(
      url: "${products.href}/catalogs/{{.args.catalogId}}/products"
      query: [{ key: "limit", value: "{{.args.limit}}" }]
      headers: [{ key: "authorization", value: "${bearer}" }]
    )
  product(catalogId: String!, productId: String!): ProductPage
    @http(
      url: "${products.href}/catalogs/{{.args.catalogId}}/products"
      query: [{ key: "product_id", value: "{{.args.productId}}" }, { key: "limit", value: "1" }]
      headers: [{ key: "authorization", value: "${bearer}" }]
    )
}
type ProductPage { products: [Product!]! }
type Product { product_id: String! product_name: String unit_gross_price: Int currency: String groups: [Group!] }
type Group {
  group_id: String!
  group_name: String
  productGroup: ProductGroup
    @http(
      url: "${abillify.href}/productgroups"
      query: [
        { key: "reference[$in]", value: "{{.value.group_id}}" }
        { key: "page", value: "1" }
        { key: "pageSize", value: "100" }
        { key: "sort", value: "id" }
      ]
      headers: [{ key: "authorization", value: "${basic}" }]
      batchKey: ["rows", "reference"]
    )
}
type ProductGroup { id: ID! label: String title_localized: Titles }
type Titles { de: String en: String }
`;

const file = join(mkdtempSync(join(tmpdir(), 'tailcall-')), 'gateway.graphql');
writeFileSync(file, schema);
const binary = fileURLToPath(new URL('node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall', import.meta.url));
const child = spawn(binary, ['start', file], {
  env: { TAILCALL_TRACKER: 'false', NO_COLOR: '1' },
  stdio: ['ignore', 'inherit', 'inherit'],
});
child.once('exit', (code) => process.exit(code ?? 1));
process.once('SIGTERM', () => child.kill('SIGTERM'));
await answering(port);
console.log(`pid ${child.pid} listening http://127.0.0.1:${port}/graphql`);

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(port) {
  for (let times = 0; times < 100; times += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
