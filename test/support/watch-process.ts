import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Settings = Readonly<Record<string, string>>;

/** A process of the gateway whose answers and output are searched for the secrets in its settings. */
export interface WatchedProcess {
  /** A module that runs before the gateway, in its process. */
  readonly before: string;
  readonly environment: Settings;
  /** What got out; undefined when nothing did. */
  leakIn(output: string): string | undefined;
}

/** Tokens that an upstream gave, whatever they say. */
const TOKEN = /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/;

/**
 * Nothing is searched where the process starts fakes of its own: they give tokens, as they should.
 */
export function watchProcess(settings: Settings): WatchedProcess | null {
  const secrets = secretsIn(settings);
  if (secrets.length === 0) return null;
  const found = join(mkdtempSync(join(tmpdir(), 'gateway-')), 'found');
  return {
    before: SEARCHES_ANSWERS,
    environment: { TEST_SECRETS: JSON.stringify([...secrets, ...hostsIn(settings)]), TEST_FOUND: found },
    leakIn(output) {
      if (existsSync(found)) return readFileSync(found, 'utf8');
      const secret = [...secrets, '\\n    at ', 'node_modules'].find((word) => output.includes(word));
      return secret ?? TOKEN.exec(output)?.[0];
    },
  };
}

function secretsIn({
  DINTERO_CLIENT_ID: id = '',
  DINTERO_CLIENT_SECRET: secret = '',
  ABILLIFY_USERNAME: name = '',
  ABILLIFY_PASSWORD: password = '',
  ROUTER_SECRET: router = '',
}: Settings): readonly string[] {
  const pairs = [secret && `${id}:${secret}`, password && `${name}:${password}`];
  const travelling = pairs.map((pair) => pair && Buffer.from(pair).toString('base64'));
  return [secret, password, router, ...travelling].filter((word) => word !== '');
}

function hostsIn({ DINTERO_BASE_URL: dintero = '', ABILLIFY_BASE_URL: abillify = '' }: Settings): readonly string[] {
  return [dintero, abillify].flatMap((url) => (url === '' ? [] : [new URL(url).host]));
}

const SEARCHES_ANSWERS = `
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
const words = JSON.parse(process.env.TEST_SECRETS);
const found = process.env.TEST_FOUND;
const search = (write) => function (...args) {
  const [piece] = args;
  if (typeof piece === 'string' || piece instanceof Uint8Array) {
    const text = Buffer.from(piece).toString();
    const word = words.find((one) => text.includes(one)) ?? ${TOKEN}.exec(text)?.[0];
    if (word !== undefined) appendFileSync(found, JSON.stringify(word) + ' stands in ' + text);
  }
  return write.apply(this, args);
};
subscribe('net.server.socket', ({ socket }) => {
  socket.write = search(socket.write);
  socket.end = search(socket.end);
});`;
