import { expect, test } from '@jest/globals';
import { createProgress, type Terminal } from '../../../src/cli/progress.ts';
import { createMerchant } from '../../../src/fake-kit/furniture.ts';

/** Tells what was done to it. */
function terminal(isTTY: boolean): { readonly stream: Terminal; readonly done: readonly string[] } {
  const done: string[] = [];
  const stream = {
    isTTY,
    columns: 30,
    write: (text: string) => done.push(text),
    cursorTo: (column: number) => done.push(`to ${column}`),
    clearLine: () => done.push('clear'),
  };
  return { stream, done };
}

test('a step replaces the one before, fits the terminal, and is gone at the end', () => {
  const { stream, done } = terminal(true);
  let time = 0;
  const { show, end } = createProgress(stream, () => time);
  show('so short a start is not worth a line');
  time = 150;
  show('First');
  time = 200;
  show('too soon for the eye');
  time = 300;
  show('A step with a name that is longer than the terminal');
  end();
  expect(done).toEqual(['clear', 'First …', 'to 0', 'clear', 'A step with a name that is lo', 'to 0', 'clear']);
});

test('nothing is written where there is no terminal', () => {
  const { stream, done } = terminal(false);
  let time = 0;
  const { show, end } = createProgress(stream, () => time);
  time = 1_000;
  show('Working');
  end();
  expect(done).toEqual([]);
});

test('making a large shop tells how far it is', () => {
  const steps: string[] = [];
  createMerchant({ size: 4_000, report: (step) => steps.push(step) });
  expect(steps).toEqual([25, 50, 75].map((part) => `Making products for the fakes: ${part} % of 4000`));
});
