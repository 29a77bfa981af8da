/** What a peer that is configured instead of written needs: addresses, and headers with a token fetched once. */
export async function readCredentials(environment) {
  const { DINTERO_BASE_URL, DINTERO_ACCOUNT_ID: account, ABILLIFY_BASE_URL } = environment;
  const basicOf = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const response = await fetch(`${DINTERO_BASE_URL}/accounts/${account}/auth/token`, {
    method: 'POST',
    headers: {
      authorization: basicOf(environment.DINTERO_CLIENT_ID, environment.DINTERO_CLIENT_SECRET),
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      audience: `https://api.dintero.com/v1/accounts/${account}`,
    }),
  });
  const { access_token: token } = await response.json();
  return {
    bearer: `Bearer ${token}`,
    basic: basicOf(environment.ABILLIFY_USERNAME, environment.ABILLIFY_PASSWORD),
    products: new URL(`${DINTERO_BASE_URL}/accounts/${account}/products`),
    abillify: new URL(ABILLIFY_BASE_URL),
  };
}
