import { expect, test } from '@jest/globals';
import { createCache } from '../../../src/transport/cache.ts';
import { createMemoryStore } from '../../../src/transport/cache-store.ts';
import { Call } from '../../../src/transport/call.ts';
import { createCoalescer } from '../../../src/transport/coalesce.ts';
import { transportDefaults } from '../../../src/transport/settings.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aFailure, anAnswer, aRead, createPendingStep, createScriptedStep } from './stub-step.ts';

test('a read that asks for what is there now gets neither a kept answer nor one that stands in', async () => {
  const policy = { ...transportDefaults, cacheFreshSeconds: 5 };
  const { step, requests } = createScriptedStep(
    anAnswer(200, {}, '"old"'),
    anAnswer(200, {}, '"new"'),
    aFailure('reset'),
  );
  const { wrap } = createCache(policy, createMemoryStore(1 << 20), createFakeClock());
  const send = wrap(step);
  await send(aRead(), new Call());
  expect((await send(aRead({ fresh: true }), new Call())).body.toString()).toBe('"new"');
  await expect(send(aRead({ fresh: true }), new Call())).rejects.toMatchObject({ failure: 'reset' });
  expect(requests).toHaveLength(3);
});

test('it joins no read that was under way before', async () => {
  const { step, attempts } = createPendingStep();
  const send = createCoalescer().wrap(step);
  const earlier = send(aRead(), new Call());
  const now = send(aRead({ fresh: true }), new Call());
  expect(attempts).toHaveLength(2);
  attempts[0]?.answer(anAnswer(200, {}, '"old"'));
  attempts[1]?.answer(anAnswer(200, {}, '"new"'));
  expect((await earlier).body.toString()).toBe('"old"');
  expect((await now).body.toString()).toBe('"new"');
});
