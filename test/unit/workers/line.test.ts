import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { type Channel, createLine } from '../../../src/workers/line.ts';

/** Two ends; what one says the other hears as JSON, as between processes. */
function connect(): readonly [Channel, Channel] {
  const [here, there] = [new EventEmitter(), new EventEmitter()];
  const end = (own: EventEmitter, other: EventEmitter): Channel => ({
    send: (message) => void setImmediate(() => other.emit('message', JSON.parse(JSON.stringify(message)))),
    hear: (listen) => void own.on('message', listen),
  });
  return [end(here, there), end(there, here)];
}

test('each end asks and answers, in whatever order the answers come', async () => {
  const [here, there] = connect();
  const release: (() => void)[] = [];
  const line = createLine(here, () => 'from here');
  const other = createLine(there, (question) =>
    question === null ? null : new Promise((resolve) => release.push(() => resolve({ question }))),
  );
  const answers = [line.ask({ first: 1 }), line.ask({ second: 2 })];
  expect(await other.ask({})).toBe('from here');
  for (const answer of release.reverse()) answer();
  expect(await Promise.all(answers)).toEqual([{ question: { first: 1 } }, { question: { second: 2 } }]);
});

test('what the other end cannot answer is an error, and so is what it has not answered when it is gone', async () => {
  const [here, there] = connect();
  createLine(there, (question) => {
    if (JSON.stringify(question) === '{"hang":true}') return new Promise(() => undefined);
    throw new Error('secret');
  });
  const line = createLine(here, () => null);
  await expect(line.ask({ fail: true })).rejects.toThrow(/^The other process does not answer$/);
  const hanging = line.ask({ hang: true });
  line.end();
  await expect(hanging).rejects.toThrow('The other process does not answer');
  await expect(line.ask({})).rejects.toThrow('The other process does not answer');
});

test('messages of others pass by', async () => {
  const [here, there] = connect();
  createLine(there, () => 'answer');
  const line = createLine(here, () => null);
  const asked = line.ask({});
  for (const message of [{ type: 'other' }, { answered: 99, answer: 'stray' }, { failed: 98 }]) there.send(message);
  expect(await asked).toBe('answer');
});
