import { expect, test } from '@jest/globals';
import { Call, type Step } from '../../../src/transport/call.ts';
import type { UpstreamRequest, UpstreamResponse } from '../../../src/transport/http.ts';
import { withUnchangedBodies } from '../../../src/transport/unchanged.ts';

const READ: UpstreamRequest = {
  operation: 'listThings',
  method: 'GET',
  path: '/things',
  headers: {},
  repeat: 'safe',
  identity: 'one',
};

/** Answers each request with the next text, and what came through. */
async function answersOf(
  texts: readonly string[],
  requests: readonly UpstreamRequest[],
  status = 200,
  maxBytes = 1_000_000,
) {
  const left = [...texts];
  const upstream: Step = async () => ({ status, headers: {}, body: Buffer.from(left.shift() ?? '') });
  const step = withUnchangedBodies({ unchangedMaxBytes: maxBytes })(upstream);
  const answers: UpstreamResponse[] = [];
  for (const request of requests) answers.push(await step(request, new Call()));
  expect(answers.map(({ body }) => String(body))).toEqual(texts);
  return answers;
}

async function bodiesOf(...given: Parameters<typeof answersOf>) {
  return (await answersOf(...given)).map(({ body }) => body);
}

test('the same bytes are the same object, other bytes are not', async () => {
  const [first, second, changed, back] = await bodiesOf(['a', 'a', 'b', 'a'], [READ, READ, READ, READ]);
  expect(second).toBe(first);
  expect(changed).not.toBe(first);
  expect(back).not.toBe(first);
});

test('what may be given again says so from the first time on', async () => {
  const [first, again] = await answersOf(['a', 'a'], [READ, READ]);
  expect(first).toMatchObject({ isShared: true });
  expect(first).not.toHaveProperty('isUnchanged');
  expect(again).toMatchObject({ isShared: true, isUnchanged: true });
});

test.each<[string, Partial<UpstreamRequest>]>([
  ['identity', { identity: 'two' }],
  ['path', { path: '/others' }],
  ['header that changes answers', { headers: { 'accept-language': 'de' } }],
])('another %s has bodies of its own', async (_what, difference) => {
  const [first, other] = await bodiesOf(['a', 'a'], [READ, { ...READ, ...difference }]);
  expect(other).not.toBe(first);
});

test.each<[string, Partial<UpstreamRequest>, number]>([
  ['a write', { method: 'PUT', repeat: 'unsent' }, 200],
  ['a read that must be of now', { fresh: true }, 200],
  ['a failure', {}, 503],
])('%s is never compared', async (_what, difference, status) => {
  const request = { ...READ, ...difference };
  const [first, second] = await answersOf(['a', 'a'], [request, request], status);
  expect(second?.body).not.toBe(first?.body);
  for (const answer of [first, second]) expect(answer).not.toHaveProperty('isShared');
});

test('no more bytes are held than allowed', async () => {
  const large = 'x'.repeat(8_000);
  const others = Array.from({ length: 4 }, (_, index) => ({ ...READ, path: `/things/${index}` }));
  const bodies = await bodiesOf(Array(6).fill(large), [READ, ...others, READ], 200, 20_000);
  expect(bodies[5]).not.toBe(bodies[0]);
});
