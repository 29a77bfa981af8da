import { createReadStream, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What the build makes of playground/: the same distance from src/server/ and dist/server/. */
const FOLDER = new URL('../../dist/pages/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

const SHARED_POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** The page reaches this server and no other. Its editor makes style elements while it runs. */
const GRAPHIQL_POLICY = policy([
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
]);

/** Apollo's script fetches for the frame that it makes. */
const SANDBOX_POLICY = policy([
  "script-src 'self' https://embeddable-sandbox.cdn.apollographql.com",
  'frame-src https://sandbox.embed.apollographql.com',
  "connect-src 'self' https://*.apollographql.com",
  "style-src 'self'",
  "img-src 'self' data:",
]);

/** By address: the file, and what it may reach. */
const PAGES: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['sandbox.html', SANDBOX_POLICY],
  '/graphiql': ['graphiql.html', GRAPHIQL_POLICY],
};

/**
 * Pages for people in development: Apollo Sandbox at the bare address, GraphiQL at /graphiql, and neither holds data: both ask like any other
 * client. Whoever opens /graphql in a browser is led to the first one.
 */
export function servePlayground(server: FastifyInstance, folder = FOLDER): void {
  const names = namesIn(folder);
  const send = (path: string, name: string, policy: string) =>
    server.get(path, async (_request, reply) =>
      reply
        .headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' })
        .type(TYPES[extname(name)] ?? 'application/octet-stream')
        .send(createReadStream(new URL(name, folder))),
    );
  for (const [path, [name, policy]] of Object.entries(PAGES)) {
    if (names.includes(name)) send(path, name, policy);
    else server.get(path, async () => 'This page is made by: npm run build\n');
  }
  for (const name of names) send(`/pages/${name}`, name, GRAPHIQL_POLICY);
  server.addHook('onRequest', async (request, reply) => {
    if (isVisit(request)) return reply.redirect('/');
  });
}

function isVisit({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && url === '/graphql' && (headers.accept ?? '').startsWith('text/html');
}

function policy(directives: readonly string[]): string {
  return [...SHARED_POLICY, ...directives].join('; ');
}

function namesIn(folder: URL): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
