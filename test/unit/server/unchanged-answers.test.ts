import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { AnswerOrigin, type Read } from '../../../src/graph/answer-origin.ts';
import { createUnchangedAnswers } from '../../../src/server/unchanged-answers.ts';

/** One upstream whose answer is `said.body`: whoever asks gets that very object. */
function startAnswers() {
  const said = { body: Buffer.from('one') };
  const pause: { until: Promise<unknown> } = { until: Promise.resolve() };
  const answers = createUnchangedAnswers();
  let made = 0;
  let asked = 0;
  /** Not everybody hears of it at once. */
  const hear = async () => {
    asked += 1;
    const { body } = said;
    for (let turns = asked % 4; turns > 0; turns -= 1) await turn();
    return body;
  };
  const server = Fastify();
  server.get('/', async (request) => {
    const origin = new AnswerOrigin();
    const read = (body: Uint8Array): Read => ({ body, bytes: 1, repeat: () => hear() });
    const answer = await answers.answer(request, { origin }, async () => {
      made += 1;
      const { body } = said;
      origin.reads.push(read(body));
      await pause.until;
      return { status: 200, headers: {}, body: `${body} (${made})` };
    });
    return answer.body;
  });
  return {
    said,
    pause,
    made: () => made,
    ask: async () => (await server.inject('/')).payload,
    close: () => server.close(),
  };
}

test('an answer is made anew when something changed, and only then', async () => {
  const { said, made, ask, close } = startAnswers();
  expect(await ask()).toBe('one (1)');
  expect(await ask()).toBe('one (1)');
  said.body = Buffer.from('two');
  expect(await ask()).toBe('two (2)');
  expect(await ask()).toBe('two (2)');
  expect(made()).toBe(2);
  await close();
});

test('requests that see the same change at once wait for one answer', async () => {
  const { said, made, ask, close } = startAnswers();
  await ask();
  said.body = Buffer.from('two');
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
  expect(new Set(answers)).toEqual(new Set(['two (2)']));
  expect(made()).toBe(2);
  await close();
});

test('a further change while it is made is in the answer of whoever saw it', async () => {
  const { said, pause, made, ask, close } = startAnswers();
  await ask();
  said.body = Buffer.from('two');
  let go: () => void = () => undefined;
  pause.until = new Promise<void>((resolve) => {
    go = resolve;
  });
  const early = ask();
  while (made() < 2) await turn();
  said.body = Buffer.from('three');
  const late = ask();
  while (made() < 3) await turn();
  go();
  expect([await early, await late].map((text) => text.split(' ')[0])).toEqual(['two', 'three']);
  await close();
});
