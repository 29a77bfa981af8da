import { Refusal } from '../refusal.ts';
import type { Asked } from './registered-only.ts';

/**
 * Lets documents pass with so many comments at most. GraphQL does not count them as tokens, yet reads and keeps every one: a body full of them costs as much as a
 * hundred documents of the largest size. They are counted by their signs, those inside of texts included, so that nothing has to be read for it.
 */
export function boundComments(most: number): (asked: Asked) => Asked {
  return (asked) => {
    for (const document of documentsIn(asked)) {
      if (hasMoreSigns(document, most)) {
        throw new Refusal(400, 'OPERATION_TOO_LARGE', `The document has more than ${most} comments.`);
      }
    }
    return asked;
  };
}

function documentsIn({ search, body }: Asked): readonly string[] {
  const fromAddress = search === '' ? [] : new URLSearchParams(search).getAll('query');
  return [...fromAddress, ...[body].flat().flatMap(queryOf)];
}

function queryOf(request: unknown): readonly string[] {
  const query = typeof request === 'object' && request !== null ? Reflect.get(request, 'query') : undefined;
  return typeof query === 'string' ? [query] : [];
}

function hasMoreSigns(text: string, most: number): boolean {
  let count = 0;
  for (let index = text.indexOf('#'); index !== -1 && count <= most; index = text.indexOf('#', index + 1)) count += 1;
  return count > most;
}
