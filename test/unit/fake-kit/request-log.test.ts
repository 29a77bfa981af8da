import { expect, test } from '@jest/globals';
import { createRequestLog } from '../../../src/fake-kit/request-log.ts';

test('the log forgets the oldest beyond 10,000', () => {
  const { requests, record } = createRequestLog();
  const arrived = { method: 'GET', segments: [], query: new URLSearchParams(), headers: {}, at: 0 };
  for (let index = 0; index < 10_003; index += 1) record({ ...arrived, path: `/${index}` });
  expect(requests).toHaveLength(10_000);
  expect([requests[0]?.path, requests.at(-1)?.path]).toEqual(['/3', '/10002']);
});
