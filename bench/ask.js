import { deepStrictEqual } from 'node:assert';

/** One request; the answer's text and what it parses to. */
export async function ask(url, operation, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: requestBody(operation, variables),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`status ${response.status}: ${text.slice(0, 500)}`);
  return { text, answer: JSON.parse(text) };
}

export function requestBody(operation, variables) {
  return JSON.stringify({ query: operation, variables });
}

/**
 * One scenario against one server, made ready: the body to send and the text that every answer must be. The answer was held against what the upstreams'
 * rows say, and the number of upstream calls against the scenario's.
 */
export async function rehearse(server, scenario, rows, upstreams) {
  const operation = server.operations?.[scenario.key] ?? scenario.operation;
  const variables = scenario.variables(rows);
  if (scenario.prepare) {
    const { answer } = await ask(server.url, scenario.prepare.operation, variables);
    if (answer.errors) throw new Error(JSON.stringify(answer.errors[0]));
    Object.assign(variables, scenario.prepare.variables(answer.data));
  }
  // The first time may include a call for a token, or answer from an operation not yet compiled.
  for (let times = 0; times < 3; times += 1) await ask(server.url, operation, variables);
  const before = await upstreams.set();
  const { text, answer } = await ask(server.url, operation, variables);
  const calls = (await upstreams.set()) - before;
  const expect = server.expects?.[scenario.key] ?? scenario.expect;
  deepStrictEqual(answer, { data: expect(rows) });
  return { body: requestBody(operation, variables), text, calls };
}
