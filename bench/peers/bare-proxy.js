/**
 * The limit: no GraphQL at all. For each scenario the same calls as a gateway makes, JSON.parse of what comes, the answer picked out of it by hand,
 * JSON.stringify.
 */
import { createServer } from 'node:http';
import { createApi } from './api.js';
import { createContext, resolvers } from './graph.js';

const api = await createApi(process.env, { isFast: true });

const answers = {
  async OneProduct({ catalogId, productId }) {
    const { products } = await api.findProduct(catalogId, productId);
    return { product: toProduct(products[0]) };
  },
  async Products100({ catalogId, first }) {
    const { products, starting_after: next } = await api.listProducts(catalogId, first);
    const references = new Set();
    for (const product of products) for (const group of product.groups ?? []) references.add(group.group_id);
    const { rows } = await api.listProductGroups({
      page: 1,
      pageSize: references.size,
      sort: 'id',
      'reference[$in]': [...references],
    });
    const byReference = new Map(rows.map((row) => [row.reference, toTitled(row)]));
    const nodes = products.map((product) => {
      const answer = toProduct(product);
      for (const group of answer.groups) group.productGroup = byReference.get(group.groupId) ?? null;
      return answer;
    });
    return { products: { nodes, pageInfo: { hasNextPage: next !== undefined } } };
  },
  async Behind500({ catalogId }) {
    return { products: { pageInfo: { endCursor: (await read500(catalogId)).next } } };
  },
  async Products1000({ catalogId, after }) {
    const [one, two] = await Promise.all([read500(catalogId), read500(catalogId, after)]);
    return { one: { nodes: one.nodes }, two: { nodes: two.nodes } };
  },
  async Tree({ reference }) {
    const { byReference, children } = createContext(api);
    const top = await byReference.load(reference);
    const toTree = async (row, levels) => {
      if (levels === 0) return toTitled(row);
      const rows = await children.load(row.id);
      return { ...toTitled(row), children: { nodes: await Promise.all(rows.map((one) => toTree(one, levels - 1))) } };
    };
    return { productGroup: await toTree(top, 2) };
  },
  async RenameGroup({ input }) {
    const group = await api.updateGroup(input.groupId, { group_name: input.changes.name });
    return { updateGroup: { group: { groupId: group.group_id, name: group.group_name }, userErrors: [] } };
  },
};

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const [, name] = /^\s*(?:query|mutation) (\w+)/.exec(query);
    const body = Buffer.from(JSON.stringify({ data: await answers[name](variables) }));
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}/graphql`));

async function read500(catalogId, after) {
  const nodes = [];
  let next = after;
  do {
    const page = await api.listProducts(catalogId, 100, next);
    for (const row of page.products) nodes.push(toProduct(row));
    next = page.starting_after;
  } while (next && nodes.length < 500);
  return { nodes, next };
}

function toProduct(row) {
  return {
    productId: row.product_id,
    name: row.product_name ?? null,
    price: resolvers.Product.price(row),
    groups: (row.groups ?? []).map((group) => ({ groupId: group.group_id, name: group.group_name ?? null })),
  };
}

function toTitled(row) {
  return {
    productGroupId: row.id,
    label: row.label ?? null,
    title: resolvers.ProductGroup.title(row, { languages: ['de'] }),
  };
}
