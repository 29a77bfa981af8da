import { isDeepStrictEqual } from 'node:util';
import { ERROR_CODES } from '../../src/graph/errors.ts';
import type { AnswerBody, AnswerError } from './start-gateway.ts';

type Path = readonly (string | number)[];

/**
 * What is untrue in an answer: each part must be as in `whole`, the answer of a quiet day, or null with an error at that path, and each error
 * must have its null, a documented code and the upstream that it comes from.
 */
export function untruthsIn(whole: unknown, { data, errors = [] }: AnswerBody): readonly string[] {
  if (data == null) return [`no data: ${JSON.stringify(errors)}`];
  return [...untrueParts(whole, data, [], errors), ...errors.flatMap((error) => untrueError(error, data))];
}

function untrueParts(expected: unknown, actual: unknown, path: Path, errors: readonly AnswerError[]): string[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  if (actual === null) {
    return errors.some((error) => isBelow(error.path ?? [], path))
      ? []
      : [`${path.join('.')} is null without an error`];
  }
  if (
    !isContainer(expected) ||
    !isContainer(actual) ||
    !isDeepStrictEqual(Object.keys(expected), Object.keys(actual))
  ) {
    return [`${path.join('.')} is ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
  }
  return Object.entries(expected).flatMap(([key, part]) =>
    untrueParts(part, Reflect.get(actual, key), [...path, key], errors),
  );
}

function untrueError({ path = [], extensions, message }: AnswerError, data: unknown): string[] {
  const { code, upstream } = extensions;
  const named = `${path.join('.')} ${code} ${message}`;
  const problems: string[] = [];
  if (path.length === 0 || !endsInNull(data, path)) problems.push(`an error without its null: ${named}`);
  if (!Object.hasOwn(ERROR_CODES, code) || code === 'INTERNAL') problems.push(`an error of the gateway: ${named}`);
  if (upstream !== 'dintero' && upstream !== 'abillify') problems.push(`an error of nobody: ${named}`);
  return problems;
}

function endsInNull(data: unknown, path: Path): boolean {
  let part = data;
  for (const step of path) {
    if (!isContainer(part)) break;
    part = Reflect.get(part, step);
  }
  return part === null;
}

function isBelow(path: Path, start: Path): boolean {
  return start.every((step, index) => String(path[index]) === String(step));
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
