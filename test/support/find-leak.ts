import type { AbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import type { DinteroFake } from '../../src/upstreams/dintero/fake/index.ts';

/** Shorter ones stand in other words by chance. */
const SHORTEST_SECRET = 8;

/** What must stand in no answer and no log line: secrets, and stacks. */
export function wordsThatLeak(dintero: DinteroFake, abillify: AbillifyFake): readonly string[] {
  return [...secretsOf(dintero, abillify), '\\n    at ', 'node_modules'];
}

/** The gateway's credentials, also as they travel, every token and login that an upstream was shown, and the upstreams' addresses. */
export function secretsOf(dintero: DinteroFake, abillify: AbillifyFake): readonly string[] {
  const pairs = [`${dintero.clientId}:${dintero.clientSecret}`, `${abillify.username}:${abillify.password}`];
  const shown = [...dintero.requests, ...abillify.requests].map(({ headers }) => headers.authorization ?? '');
  const secrets = [
    dintero.clientSecret,
    abillify.password,
    ...pairs.map((pair) => Buffer.from(pair).toString('base64')),
    ...new Set(shown.map((header) => header.replace(/^\w+ +/, ''))),
  ];
  const hosts = [dintero.url, abillify.url].map((url) => new URL(url).host);
  return [...secrets.filter(({ length }) => length >= SHORTEST_SECRET), ...hosts];
}

/** The first text that holds one of the words, and which; undefined when none does. */
export function findLeak(texts: readonly string[], words: readonly string[]): string | undefined {
  for (const text of texts) {
    const word = words.find((one) => text.includes(one));
    if (word !== undefined) return `${JSON.stringify(word)} stands in ${text}`;
  }
  return undefined;
}
