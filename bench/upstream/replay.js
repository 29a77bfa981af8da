/**
 * Both upstreams with ready-made answers, in a process of its own: the fakes answer each request once, and from then on their bytes are sent as they
 * are, so that the load does not measure the fakes. Requests are told apart by method, path, credential and body.
 *
 * By messages: `{ latencyMs }` and `{ vary }` set how it answers (varied answers differ from each other in the space behind the JSON); every message is
 * answered with the number of requests so far, those for a token left out.
 */
import { createServer } from 'node:http';
import { Pool } from 'undici';

const [, , dintero, abillify] = process.argv;
const settings = { latencyMs: 0, vary: false };
let count = 0;

process.on('message', (message) => {
  Object.assign(settings, message);
  process.send({ count });
});
process.send({ origins: { dintero: await replay(dintero), abillify: await replay(abillify) } });

async function replay(origin) {
  const kept = new Map();
  const pool = new Pool(origin);

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const isForToken = request.url.endsWith('/token');
      if (!isForToken) count += 1;
      const key = `${request.method} ${request.url} ${request.headers.authorization} ${body}`;
      const answer = kept.get(key) ?? (await ask(request, body));
      if (answer.status < 300 && !isForToken) kept.set(key, answer);
      if (settings.latencyMs > 0) setTimeout(() => send(answer, response), settings.latencyMs);
      else send(answer, response);
    });
  });

  async function ask({ method, url: path, headers: { authorization, 'content-type': type, ...more } }, body) {
    const {
      statusCode,
      headers,
      body: answer,
    } = await pool.request({
      method,
      path,
      headers: { authorization, ...(type && { 'content-type': type }), ...idempotency(more) },
      ...(body && { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: statusCode, headers: { 'content-type': headers['content-type'] }, bytes };
  }

  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

const spaces = Array.from({ length: 64 }, (_, index) => Buffer.alloc(index + 1, ' '));

function send({ status, headers, bytes }, response) {
  if (settings.vary) {
    const tail = spaces[count % spaces.length];
    response.writeHead(status, { ...headers, 'content-length': bytes.length + tail.length });
    response.write(bytes);
    response.end(tail);
  } else {
    response.writeHead(status, { ...headers, 'content-length': bytes.length });
    response.end(bytes);
  }
}

function idempotency(headers) {
  const key = headers['idempotency-key'];
  return key === undefined ? {} : { 'idempotency-key': key };
}
