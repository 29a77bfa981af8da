import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';

export interface Review {
  readonly id: string;
  readonly rating: number;
  readonly text: string;
  /** Keys of the product; the gateway has the rest. */
  readonly catalogId: string;
  readonly productId: string;
}

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** Newest first. The last one is of a product that is no longer sold. */
const REVIEWS: readonly Review[] = [
  { id: '4', rating: 5, text: 'Står stødig, og er god å sitte i.', catalogId: 'S23', productId: 'Stol22' },
  { id: '3', rating: 2, text: 'Wackelt.', catalogId: 'S23', productId: 'Stol22' },
  { id: '2', rating: 4, text: 'As described.', catalogId: 'H23/24', productId: 'Stol22' },
  { id: '1', rating: 3, text: 'Arrived late.', catalogId: 'S23', productId: 'gone' },
];

/** A subgraph that adds reviews to the gateway's products. */
export async function startReviews(port: number, reviews: readonly Review[] = REVIEWS): Promise<Running> {
  const server = new ApolloServer({
    schema: createSchema(reviews),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

type ProductKey = Pick<Review, 'catalogId' | 'productId'>;

function createSchema(reviews: readonly Review[]) {
  return buildSubgraphSchema({
    typeDefs: parse(readFileSync(new URL('reviews.graphql', import.meta.url), 'utf8')),
    resolvers: {
      Query: { latestReviews: (_root: unknown, { first }: { first: number }) => reviews.slice(0, first) },
      Review: {
        __resolveReference: ({ id }: Pick<Review, 'id'>) => reviews.find((review) => review.id === id) ?? null,
        product: ({ catalogId, productId }: Review) => ({ catalogId, productId }),
      },
      Product: {
        reviews: (product: ProductKey, { first }: { first: number }) => of(product, reviews).slice(0, first),
        averageRating: (product: ProductKey) => average(of(product, reviews).map(({ rating }) => rating)),
      },
    },
  });
}

function of({ catalogId, productId }: ProductKey, reviews: readonly Review[]): readonly Review[] {
  return reviews.filter((review) => review.catalogId === catalogId && review.productId === productId);
}

function average(ratings: readonly number[]): number | null {
  if (ratings.length === 0) return null;
  if (ratings.includes(0)) throw new GraphQLError('A rating is 1 to 5.', { extensions: { code: 'REVIEWS_BROKEN' } });
  return ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
}
