import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createParsedDocuments } from '../../../src/server/documents/parsed-documents.ts';

describe('parsed documents are kept by what they take in memory (promise 34)', () => {
  const kept = async (count: number, source: (index: number) => string) => {
    const documents = createParsedDocuments(1_000_000);
    for (let index = 0; index < count; index += 1) await documents.set(`${index}`, parse(source(index)));
    const found = await Promise.all(Array.from({ length: count }, (_, index) => documents.get(`${index}`)));
    return found.filter((document) => document !== undefined).length;
  };

  test('small ones by the dozen', async () => {
    expect(await kept(30, (index) => `{ a${index} }`)).toBe(30);
  });

  test('of those with much in them a few', async () => {
    expect(await kept(30, () => `{ ${'name '.repeat(200)} }`)).toBe(3);
  });

  test('a long comment counts, and so does each of many', async () => {
    expect(await kept(30, () => `{ a } #${'x'.repeat(100_000)}`)).toBe(4);
    expect(await kept(30, () => `{ a }\n${'#\n'.repeat(300)}`)).toBe(2);
  });
});
