/** A query for people who have just started the gateway. */
export const SAMPLE_QUERY = `query Products {
  products(first: 3) {
    nodes {
      name
      price { amount currency }
      groups { name productGroup { title(languages: ["de"]) { value language } } }
    }
  }
}`;
