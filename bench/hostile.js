/** Requests that cost the gateway as much as their size allows: deep, wide and long documents, and variables that do not fit. */

const many = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join(' ');
const IDS = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const CREATE = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { group { name } } }';

export const hostileBodies = [
  { query: `{ ${'a { '.repeat(480)} ${'}'.repeat(480)} }` },
  { query: `{ ${many(900, (index) => `a${index}`)} }` },
  { query: `{ viewer { ${many(480, () => 'account')} } }` },
  { query: `{ groups { nodes { ${many(300, (index) => (index % 2 ? 'x: name' : 'x: groupId'))} } } }` },
  {
    query: many(40, (index) => `fragment F${index} on Query { ...F${(index + 1) % 40} ...F${(index + 7) % 40} }`),
  },
  { query: 'x'.repeat(250_000) },
  { query: IDS, variables: { ids: Array(60_000).fill({}) } },
  { query: IDS, variables: { ids: Array(60_000).fill('a') } },
  {
    query: CREATE,
    variables: { input: Object.fromEntries(Array.from({ length: 15_000 }, (_, index) => [`key${index}`, 1])) },
  },
].map((body) => JSON.stringify(body));
