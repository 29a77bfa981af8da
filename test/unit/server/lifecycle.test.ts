import { expect, test } from '@jest/globals';
import { createLifecycle, isReady, type Lifecycle } from '../../../src/server/lifecycle.ts';

function phaseOf(lifecycle: Lifecycle): string {
  return `${lifecycle.state().phase}${isReady(lifecycle.state()) ? ', ready' : ''}`;
}

test('starting, ready, draining, closed: ready in one of them alone', () => {
  const lifecycle = createLifecycle();
  const phases = [phaseOf(lifecycle)];
  for (const step of [lifecycle.open, lifecycle.drain, lifecycle.close]) {
    step();
    phases.push(phaseOf(lifecycle));
  }
  expect(phases).toEqual(['starting', 'ready, ready', 'draining', 'closed']);
});

test('it never turns back', () => {
  const lifecycle = createLifecycle();
  lifecycle.open();
  lifecycle.drain();
  lifecycle.open();
  expect(lifecycle.state()).toEqual({ phase: 'draining' });
  lifecycle.close();
  lifecycle.open();
  lifecycle.drain();
  expect(lifecycle.state()).toEqual({ phase: 'closed' });
});

test('one that never opened does not drain', () => {
  const lifecycle = createLifecycle();
  lifecycle.drain();
  expect(lifecycle.state()).toEqual({ phase: 'starting' });
});
