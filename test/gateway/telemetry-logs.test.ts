import { expect, test } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/start-gateway.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

/** What the log tells of a request's errors. */
function linesOf(gateway: TestGateway, requestId: string): readonly Readonly<Record<string, unknown>>[] {
  return gateway.logLines.map((line) => JSON.parse(line)).filter((line) => line.requestId === requestId);
}

test('lines of an operation are joined by request id and by trace id, and the trace stays here', async () => {
  await using gateway = await startGateway();
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'status', status: 500 } });
  const headers = { 'x-request-id': 'r1', traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01` };
  const { codes } = await gateway.ask('{ productGroup(by: { reference: "B1" }) { label } }', { headers });
  expect(codes).toEqual(['UPSTREAM_UNAVAILABLE']);
  const lines = linesOf(gateway, 'r1');
  expect(lines.map(({ msg, operation, code }) => [msg, operation ?? code])).toEqual([
    ['upstream call', 'listProductGroups'],
    [expect.any(String), 'UPSTREAM_UNAVAILABLE'],
  ]);
  for (const line of lines) expect(line).toMatchObject({ requestId: 'r1', traceId: TRACE_ID });
  expect(gateway.abillify.requests.length).toBeGreaterThan(0);
  expect(gateway.abillify.requests.count(({ headers }) => 'traceparent' in headers)).toBe(0);
});

test('one call that fails many fields is one line, which counts them', async () => {
  await using gateway = await startGateway();
  gateway.abillify.faults.add({ match: {}, fault: { kind: 'status', status: 403 } });
  const { codes } = await gateway.ask(
    '{ products(catalogId: "S23", first: 5) { nodes { groups { productGroup { label } } } } }',
    {
      headers: { 'x-request-id': 'r3' },
    },
  );
  expect(codes.length).toBeGreaterThan(5);
  expect(linesOf(gateway, 'r3').filter(({ code }) => code !== undefined)).toEqual([
    expect.objectContaining({
      code: 'FORBIDDEN',
      fields: codes.length,
      path: ['products', 'nodes', 0, 'groups', 0, 'productGroup'],
    }),
  ]);
  expect(gateway.abillify.requests.length).toBe(1);
});

test.each([
  ['none', undefined],
  ['not one', 'hello'],
  ['all zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
  ['no parent', `00-${TRACE_ID}-${'0'.repeat(16)}-01`],
  ['a version that must not be', `ff-${TRACE_ID}-00f067aa0ba902b7-01`],
  ['more than one', `00-${TRACE_ID}-00f067aa0ba902b7-01, 00-${TRACE_ID}-00f067aa0ba902b7-01`],
])('a traceparent that is %s names no trace', async (_what, traceparent) => {
  await using gateway = await startGateway();
  const headers = { 'x-request-id': 'r2', ...(traceparent !== undefined && { traceparent }) };
  await gateway.ask('{ nothing }', { headers });
  const lines = linesOf(gateway, 'r2');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toHaveProperty('traceId');
});
