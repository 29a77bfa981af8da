import { createApi } from './peers/api.js';

/** The upstreams' rows, read straight from them: what every answer is held against. */
export async function readRows(environment) {
  const api = await createApi(environment);
  return {
    products: await allPages((cursor) => api.listProducts('S23', 100, cursor)),
    groups: await allPages((cursor) => api.listGroups(100, cursor)),
    productGroups: await numberedPages((page) => api.listProductGroups({ page, pageSize: 100, sort: 'id' })),
  };
}

async function allPages(read) {
  const rows = [];
  let cursor;
  do {
    const page = await read(cursor);
    rows.push(...(page.products ?? page.groups));
    cursor = page.starting_after;
  } while (cursor);
  return rows;
}

async function numberedPages(read) {
  const rows = [];
  for (let page = 1; ; page += 1) {
    const { rows: more, pageSize } = await read(page);
    rows.push(...more);
    if (more.length < pageSize) return rows.sort(byId);
  }
}

/** Ids go beyond what a number holds. */
function byId(one, other) {
  return BigInt(one.id) < BigInt(other.id) ? -1 : 1;
}
