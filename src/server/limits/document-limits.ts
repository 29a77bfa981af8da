import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { GatewayError } from '../../graph/errors.ts';

/** What a document may hold; fragments count at each place where they are used. */
export interface DocumentLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxDirectives: number;
  readonly maxSelections: number;
}

/**
 * A validation rule that measures each operation. It looks at the document alone, before the first node is visited; of one that is too large nothing else is visited
 * by any rule, since some compare every field with every other.
 */
export function documentLimits(limits: DocumentLimits): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    Document(document) {
      const found = [...excesses(document, limits)];
      for (const { message, node } of found) {
        context.reportError(
          new GraphQLError(message, { nodes: node, originalError: new GatewayError('OPERATION_TOO_LARGE', message) }),
        );
      }
      return found.length > 0 ? { ...document, definitions: [] } : undefined;
    },
  });
}

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly fields: number;
  readonly directives: number;
  /** Fields at its own level, those of its fragments included. */
  readonly top: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, fields: 0, directives: 0, top: 0 };

interface Excess {
  readonly message: string;
  readonly node: OperationDefinitionNode;
}

function* excesses(document: DocumentNode, limits: DocumentLimits): Generator<Excess> {
  const measure = createMeasure(document);
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    if (node.operation === OperationTypeNode.SUBSCRIPTION) yield { message: 'Subscriptions are not offered.', node };
    const size = measure(node);
    const checks = [
      [size.depth, limits.maxDepth, 'levels of fields'],
      [size.aliases, limits.maxAliases, 'aliases'],
      [size.top, limits.maxRootFields, 'fields at its top'],
      [size.directives, limits.maxDirectives, 'directives'],
      [size.fields, limits.maxSelections, 'fields'],
    ] as const;
    for (const [count, max, what] of checks) {
      if (count > max) yield { message: `The operation has more than ${max} ${what}.`, node };
    }
  }
}

/** Every fragment is measured once, however often it is used; one that leads back to itself counts as nothing there, and is refused by GraphQL. */
function createMeasure(document: DocumentNode): (operation: OperationDefinitionNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, Size>();
  return (operation) => add(measureSet(operation.selectionSet), { directives: count(operation.directives) });

  function measureFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment
      ? add(measureSet(fragment.selectionSet), { directives: count(fragment.directives) })
      : NOTHING;
    measured.set(name, size);
    return size;
  }

  function measureSet(set: SelectionSetNode | undefined): Size {
    let sum = NOTHING;
    for (const selection of set?.selections ?? []) {
      const directives = count(selection.directives);
      switch (selection.kind) {
        case Kind.FIELD: {
          const inner = measureSet(selection.selectionSet);
          const aliases = inner.aliases + (selection.alias ? 1 : 0);
          sum = merge(sum, {
            depth: isIntrospection(selection.name.value) ? 1 : inner.depth + 1,
            aliases,
            fields: inner.fields + 1,
            directives: inner.directives + directives,
            top: 1,
          });
          break;
        }
        case Kind.INLINE_FRAGMENT:
          sum = merge(sum, add(measureSet(selection.selectionSet), { directives }));
          break;
        case Kind.FRAGMENT_SPREAD:
          sum = merge(sum, add(measureFragment(selection.name.value), { directives }));
          break;
      }
    }
    return sum;
  }
}

/** Asking about the schema nests deep by nature and calls nobody; GraphQL's own rule bounds it, and in production it is off. */
function isIntrospection(field: string): boolean {
  return field === '__schema' || field === '__type';
}

function merge(left: Size, right: Size): Size {
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    fields: left.fields + right.fields,
    directives: left.directives + right.directives,
    top: left.top + right.top,
  };
}

function add(size: Size, { directives }: Pick<Size, 'directives'>): Size {
  return directives === 0 ? size : { ...size, directives: size.directives + directives };
}

function count(nodes: readonly unknown[] | undefined): number {
  return nodes?.length ?? 0;
}
