import { describe, expect, test } from '@jest/globals';
import { type AttemptEnd, admit, type BreakerState, CLOSED, settle } from '../../../src/transport/breaker-state.ts';

const policy = { breakerFailures: 3, breakerOpenMs: 5_000 };
const now = 1_000_000;
const open: BreakerState = { phase: 'open', until: now };
const probing: BreakerState = { phase: 'half-open', probing: true };
const awaitingProbe: BreakerState = { phase: 'half-open', probing: false };

const end = (verdict: AttemptEnd['verdict'], kind: AttemptEnd['kind'] = 'pass'): AttemptEnd => ({
  kind,
  verdict,
  startedAt: now,
});
const settleAll = (state: BreakerState, ...ends: AttemptEnd[]) =>
  ends.reduce((at, next) => settle(at, next, policy), state);

describe('admission', () => {
  test('closed: passes, whatever failed so far', () => {
    const shaken: BreakerState = { phase: 'closed', failures: 2 };
    expect(admit(shaken, now, policy)).toEqual({ kind: 'pass', state: shaken });
  });

  test('open: refused with the time that is left', () => {
    expect(admit(open, now - 1_500, policy)).toEqual({ kind: 'refused', state: open, retryAfterMs: 1_500 });
  });

  test('open: the first after the period is the probe', () => {
    expect(admit(open, now, policy)).toEqual({ kind: 'probe', state: probing });
  });

  test('half-open: one probe at a time', () => {
    expect(admit(probing, now, policy)).toEqual({ kind: 'refused', state: probing, retryAfterMs: 5_000 });
    expect(admit(awaitingProbe, now, policy)).toEqual({ kind: 'probe', state: probing });
  });
});

describe('closed', () => {
  test('opens on the third failure in a row, for a period from the start of the failed attempt', () => {
    expect(settleAll(CLOSED, end('failure'), end('failure'))).toEqual({ phase: 'closed', failures: 2 });
    expect(settleAll(CLOSED, end('failure'), end('failure'), end('failure'))).toEqual({
      phase: 'open',
      until: now + 5_000,
    });
  });

  test('a success starts the count anew', () => {
    expect(settleAll(CLOSED, end('failure'), end('failure'), end('success'))).toBe(CLOSED);
  });

  test('neutral ends count for nothing', () => {
    expect(settleAll(CLOSED, end('failure'), end('neutral'), end('neutral'))).toEqual({ phase: 'closed', failures: 1 });
  });

  test('a success without failures before it makes nothing new', () => {
    expect(settle(CLOSED, end('success'), policy)).toBe(CLOSED);
  });
});

describe.each([
  ['open', open],
  ['half-open', probing],
] as const)('%s', (_, state) => {
  test.each(['success', 'failure', 'neutral'] as const)('a %s of what began before is old news', (verdict) => {
    expect(settle(state, end(verdict), policy)).toBe(state);
  });
});

describe('the probe', () => {
  test('closes on success', () => {
    expect(settle(probing, end('success', 'probe'), policy)).toBe(CLOSED);
  });

  test('opens again on failure, counted from its start', () => {
    expect(settle(probing, end('failure', 'probe'), policy)).toEqual({ phase: 'open', until: now + 5_000 });
  });

  test('leaves its place to another when it tells nothing', () => {
    expect(settle(probing, end('neutral', 'probe'), policy)).toEqual(awaitingProbe);
  });
});
