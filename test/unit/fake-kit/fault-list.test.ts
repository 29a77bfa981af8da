import { expect, test } from '@jest/globals';
import { createFaultList } from '../../../src/fake-kit/faults.ts';

function list(random: () => number = () => 0) {
  return createFaultList<'loop' | 'twice'>(['loop', 'twice'], random);
}

test('without rules nothing strikes', () => {
  expect(list().take('GET', '/')).toEqual({ latencyMs: 0, fault: undefined, own: new Set() });
});

test('a rule strikes until it is cleared', () => {
  const faults = list();
  faults.add({ fault: { kind: 'reset' } });
  expect(faults.take('GET', '/').fault).toEqual({ kind: 'reset' });
  expect(faults.take('PUT', '/other').fault).toEqual({ kind: 'reset' });
  faults.clear();
  expect(faults.take('GET', '/').fault).toBeUndefined();
});

test('method and path select: a string as a prefix of the raw path, a pattern anywhere in it', () => {
  const faults = list();
  faults.add({ match: { method: 'POST', path: '/a' }, fault: { kind: 'reset' } });
  faults.add({ match: { path: /limit=100$/g }, fault: { kind: 'hang' } });
  expect(faults.take('POST', '/a/b').fault?.kind).toBe('reset');
  expect(faults.take('GET', '/a/b').fault).toBeUndefined();
  expect(faults.take('POST', '/b/a').fault).toBeUndefined();
  expect(faults.take('GET', '/b?limit=100').fault?.kind).toBe('hang');
  expect(faults.take('GET', '/b?limit=100').fault?.kind).toBe('hang');
});

test('skip lets the first matching requests pass, times ends the rule', () => {
  const faults = list();
  faults.add({ match: { path: '/a' }, skip: 2, times: 1, fault: { kind: 'hang' } });
  const struck = ['/a', '/b', '/a', '/a', '/a'].map((path) => faults.take('GET', path).fault?.kind);
  expect(struck).toEqual([undefined, undefined, undefined, 'hang', undefined]);
});

test('of two faults of the answer the second waits until the first is used up', () => {
  const faults = list();
  faults.add({ times: 1, fault: { kind: 'status', status: 503 } });
  faults.add({ times: 1, fault: { kind: 'status', status: 429 } });
  const struck = [1, 2, 3].map(() => faults.take('GET', '/').fault);
  expect(struck).toEqual([{ kind: 'status', status: 503 }, { kind: 'status', status: 429 }, undefined]);
});

test('latencies add up, with jitter, beside a fault of the answer and own faults', () => {
  const faults = list(() => 0.5);
  faults.add({ fault: { kind: 'empty' } });
  faults.add({ fault: { kind: 'latency', ms: 10 } });
  faults.add({ fault: { kind: 'latency', ms: 1, jitterMs: 8 } });
  faults.add({ times: 1, fault: { kind: 'loop' } });
  faults.add({ times: 1, fault: { kind: 'twice' } });
  expect(faults.take('GET', '/')).toEqual({
    latencyMs: 15,
    fault: { kind: 'empty' },
    own: new Set(['loop', 'twice']),
  });
  expect(faults.take('GET', '/').own.size).toBe(0);
});

test('probability draws for each matching request, and only a hit uses the rule up', () => {
  const draws = [0.3, 0.29, 0.1];
  const faults = list(() => draws.shift() ?? 1);
  faults.add({ match: { path: '/a' }, probability: 0.3, times: 2, fault: { kind: 'html' } });
  const struck = ['/b', '/a', '/a', '/a', '/a'].map((path) => faults.take('GET', path).fault?.kind);
  expect(struck).toEqual([undefined, undefined, 'html', 'html', undefined]);
});
