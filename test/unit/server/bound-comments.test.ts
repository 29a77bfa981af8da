import { expect, test } from '@jest/globals';
import { boundComments } from '../../../src/server/documents/bound-comments.ts';
import { Refusal } from '../../../src/server/refusal.ts';

const bound = boundComments(3);
const query = '{ a } # 1\n# 2\n# 3';

test.each([
  ['a body', { search: '', body: { query } }, { search: '', body: { query: `${query}\n#` } }],
  [
    'a batch',
    { search: '', body: [{ query }, { query }] },
    { search: '', body: [{ query }, { query: `${query}\n#` }] },
  ],
  [
    'an address',
    { search: `?query=${encodeURIComponent(query)}`, body: undefined },
    { search: `?query=${encodeURIComponent(`${query}\n#`)}`, body: undefined },
  ],
])('comments are counted in %s', (_name, few, many) => {
  expect(bound(few)).toBe(few);
  expect(() => bound(many)).toThrow(Refusal);
});

test.each([[undefined], [null], ['####'], [{}], [{ query: 1 }], [{ query: null }]])(
  'what holds no document passes: %j',
  (body) => {
    expect(bound({ search: '?variables=####', body })).toEqual({ search: '?variables=####', body });
  },
);
