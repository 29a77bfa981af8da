export const nested = (levels: number, open: string, close: string, core: string) =>
  `${open.repeat(levels)}${core}${close.repeat(levels)}`;

export const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** Each fragment uses the next one twice. */
export const doubling = (count: number) =>
  `query { ...F0 } ${many(count, (index) => `fragment F${index} on Query { a${index}: __typename ...F${index + 1} ... on Query { ...F${index + 1} } }`)} fragment F${count} on Query { __typename }`;

/** What no honest client sends, each to be refused before anything is asked. */
export const HOSTILE_DOCUMENTS: readonly (readonly [name: string, document: string])[] = [
  [
    '60 levels of lists',
    `{ products { nodes { ${nested(60, 'catalog { products { nodes { ', '} } } ', 'name ')} } } }`,
  ],
  [
    'levels hidden in fragments',
    `query { group(groupId: "a") { ...F0 } } ${many(40, (index) => `fragment F${index} on Group { productGroup { group { ...F${index + 1} } } }`)} fragment F40 on Group { name }`,
  ],
  ['a field 5,000 levels deep', nested(5_000, '{ a ', '}', '')],
  ['an argument 5,000 lists deep', `{ nodes(ids: ${nested(5_000, '[', ']', '"a"')}) { id } }`],
  ['101 aliases', `{ ${many(101, (index) => `a${index}: __typename`)} }`],
  [
    'aliases in a fragment used often',
    `{ ${many(8, () => '...F')} ${many(8, (index) => `b${index}: viewer { ...V }`)} } fragment F on Query { x: __typename } fragment V on Viewer { y: account z: account }`,
  ],
  ['11 fields at the top', `{ ${many(11, (index) => `a${index}: __typename`)} }`],
  ['300 directives', `{ __typename ${many(300, () => '@include(if: true)')} }`],
  [
    'directives in fragments',
    `{ ${many(7, () => '...F')} } fragment F on Query { __typename @skip(if: false) @skip(if: false) @skip(if: false) @skip(if: false) }`,
  ],
  ['fragments that double 200 times', doubling(14)],
  ['a fragment that uses itself', '{ ...F } fragment F on Query { __typename ...F }'],
  ['two fragments that use each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['10,000 tokens', `{ ${many(10_000, () => '__typename')} }`],
  ['tokens in variables', `query (${many(900, (index) => `$v${index}: Int`)}) { __typename }`],
  ['the same field with 100 arguments', `{ ${many(100, (index) => `group(groupId: "${index}") { name }`)} }`],
  ['a page of a million', '{ groups(first: 1000000) { nodes { name } } }'],
  [
    'mutations that would cost much',
    `mutation { ${many(11, (index) => `m${index}: createGroup(input: { name: "x" }) { group { name } }`)} }`,
  ],
  ['a subscription', 'subscription { __typename }'],
  ['a null byte', '{ group(groupId: "\u0000") { name } }'],
  ['no document', ''],
  ['an unknown operation', 'query A { __typename } query B { __typename }'],
  ['half a surrogate pair', '{ group(groupId: "\\ud800") { name } }'],
  ['unicode in names', '{ grоup(groupId: "a") { name } }'],
  ['60,000 comments', `{ __typename }\n${'#\n'.repeat(60_000)}`],
  ['one name asked 950 times', `{ groups { nodes { ${many(950, () => 'name')} } } }`],
  ['one field 160 times with a long text', `{ ${many(160, () => `a(b: """${'\n x'.repeat(280)}""")`)} }`],
  [
    'fragments that all lead to each other',
    `{ ${many(60, (index) => `...F${index}`)} } ${many(60, (index) => `fragment F${index} on Query { a ...F${(index + 1) % 60} ...F${(index + 7) % 60} }`)}`,
  ],
];
