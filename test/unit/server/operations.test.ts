import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { createOperations, readDeadline } from '../../../src/server/operations.ts';
import { Refusal } from '../../../src/server/refusal.ts';

const LONG_MS = 60_000;

/** An answer to nobody; `close` is told by hand. */
function aResponse(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

describe('operations', () => {
  test('end when their time is up', async () => {
    const response = aResponse();
    const { signal, now, deadline } = createOperations(5).begin(response, 5);
    expect(deadline - now).toBe(5);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    response.emit('close');
  });

  test('end when their caller is gone, and are counted no more', () => {
    const operations = createOperations(5);
    const response = aResponse();
    const { signal } = operations.begin(response, LONG_MS);
    expect([operations.count(), signal.aborted]).toEqual([1, false]);
    response.emit('close');
    expect([operations.count(), signal.aborted]).toEqual([0, true]);
  });

  test('beyond the limit are refused, and taken again when one has ended', () => {
    const operations = createOperations(1);
    const response = aResponse();
    operations.begin(response, LONG_MS);
    let refusal: unknown;
    try {
      operations.begin(aResponse(), LONG_MS);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      statusCode: 503,
      code: 'RATE_LIMITED',
      retryAfterSeconds: 1,
      headers: { 'retry-after': '1' },
    });
    response.emit('close');
    const next = aResponse();
    operations.begin(next, LONG_MS);
    next.emit('close');
  });

  test('can all be told to end', () => {
    const operations = createOperations(5);
    const responses = [aResponse(), aResponse()];
    const signals = responses.map((response) => operations.begin(response, LONG_MS).signal);
    operations.endAll();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    for (const response of responses) response.emit('close');
    expect(operations.count()).toBe(0);
  });
});

describe('the time that a client asks for', () => {
  test.each([
    [undefined, 10_000],
    ['1', 1],
    ['9999', 9_999],
    ['10001', 10_000],
    ['999999999', 10_000],
  ])('%s is %d of at most 10,000 ms', (header, ms) => {
    expect(readDeadline(header, 10_000)).toBe(ms);
  });

  test.each(['', '0', '-1', '1.5', '1e3', ' 5', '5 ', 'soon', '9999999999'])('%j is refused', (header) => {
    expect(() => readDeadline(header, 10_000)).toThrow(Refusal);
  });

  test('stated twice it is refused', () => {
    expect(() => readDeadline(['1', '2'], 10_000)).toThrow(Refusal);
  });
});
