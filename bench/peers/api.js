import { Pool } from 'undici';

/**
 * Both REST APIs as the peers call them: a token fetched once, then one request for each call and its JSON. `isFast` takes undici's pool instead of the
 * built-in fetch.
 */
export async function createApi(environment, { isFast = false } = {}) {
  const dintero = new URL(environment.DINTERO_BASE_URL);
  const abillify = new URL(environment.ABILLIFY_BASE_URL);
  const callDintero = isFast ? poolCalls(dintero) : fetchCalls(dintero);
  const callAbillify = isFast ? poolCalls(abillify) : fetchCalls(abillify);
  const account = environment.DINTERO_ACCOUNT_ID;
  const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  const { access_token: token } = await callDintero(
    'POST',
    `${dintero.pathname}/accounts/${account}/auth/token`,
    basic(environment.DINTERO_CLIENT_ID, environment.DINTERO_CLIENT_SECRET),
    { grant_type: 'client_credentials', audience: `https://api.dintero.com/v1/accounts/${account}` },
  );
  const bearer = `Bearer ${token}`;
  const credential = basic(environment.ABILLIFY_USERNAME, environment.ABILLIFY_PASSWORD);
  const products = `${dintero.pathname}/accounts/${account}/products`;

  return {
    listProducts: (catalogId, limit, cursor) =>
      callDintero(
        'GET',
        `${products}/catalogs/${encodeURIComponent(catalogId)}/products?${query({ limit, starting_after: cursor })}`,
        bearer,
      ),
    findProduct: (catalogId, productId) =>
      callDintero(
        'GET',
        `${products}/catalogs/${encodeURIComponent(catalogId)}/products?${query({ product_id: productId, limit: 1 })}`,
        bearer,
      ),
    listGroups: (limit, cursor) =>
      callDintero('GET', `${products}/groups?${query({ limit, starting_after: cursor })}`, bearer),
    updateGroup: (groupId, body) =>
      callDintero('PUT', `${products}/groups/${encodeURIComponent(groupId)}`, bearer, body),
    listProductGroups: (parameters) =>
      callAbillify('GET', `${abillify.pathname}/productgroups?${query(parameters)}`, credential),
  };
}

function query(parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== undefined) search.append(name, one);
  }
  return search;
}

function fetchCalls({ origin }) {
  return async (method, path, authorization, body) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { accept: 'application/json', authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
    return response.json();
  };
}

function poolCalls({ origin }) {
  const pool = new Pool(origin, { connections: 100 });
  return async (method, path, authorization, body) => {
    const { statusCode, body: answer } = await pool.request({
      method,
      path,
      headers: { accept: 'application/json', authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (statusCode >= 300) throw new Error(`${method} ${path} answered ${statusCode}`);
    return JSON.parse(text);
  };
}
