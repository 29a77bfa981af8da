import { createReadStream, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** What the build makes of playground/: the same distance from src/server/ and dist/server/. */
const FOLDER = new URL('../../dist/graphiql/', import.meta.url);
const PAGE = 'page.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** The page reaches this server and no other. Its editor makes style elements while it runs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves GraphiQL at /graphiql. It holds no data, and asks like any other client. Without a build there is no such page. */
export function servePlayground(server: FastifyInstance, folder = FOLDER): void {
  const names = namesIn(folder);
  if (!names.includes(PAGE)) return;
  for (const name of names) {
    server.get(name === PAGE ? '/graphiql' : `/graphiql/${name}`, async (_request, reply) =>
      reply
        .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-cache' })
        .type(TYPES[extname(name)] ?? 'application/octet-stream')
        .send(createReadStream(new URL(name, folder))),
    );
  }
}

function namesIn(folder: URL): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
