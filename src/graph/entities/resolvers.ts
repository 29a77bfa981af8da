import type { GraphQLResolveInfo } from 'graphql';
import { asAnswer } from '../as-answer.ts';
import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import { openNode } from '../node/load-node.ts';
import type { Node } from '../node/node.ts';
import type { Product } from '../product/model.ts';
import { readRepresentation } from './representation.ts';

/**
 * What a router asks of a subgraph, beside the graph itself. All representations of an operation are loaded together, and each answers at
 * its own index: an object, null when there is none, or an error. `maxRepresentations` bounds each `_entities` field.
 */
export function createEntityResolvers(maxRepresentations: number) {
  return {
    Query: {
      _entities(
        _root: unknown,
        { representations }: { readonly representations: readonly unknown[] },
        context: GatewayContext,
        info: GraphQLResolveInfo,
      ): Promise<(Node | null | Error)[]> {
        if (representations.length > maxRepresentations) {
          throw new GatewayError(
            'OPERATION_TOO_LARGE',
            `\`representations\` takes at most ${maxRepresentations}; there are ${representations.length}.`,
          );
        }
        return Promise.all(
          representations.map((representation) => resolveReference(representation, context, info).catch(asAnswer)),
        );
      },
    },
    _Entity: { __resolveType: ({ kind }: Node) => kind },
    Product: { catalogId: ({ catalog }: Product) => catalog.catalogId },
  };
}

async function resolveReference(
  representation: unknown,
  context: GatewayContext,
  { schema }: GraphQLResolveInfo,
): Promise<Node | null> {
  const reference = readRepresentation(representation);
  if (!reference) return null;
  const { type, form, values } = reference;
  return openNode(type, context, schema, () => form.load(values, context));
}
