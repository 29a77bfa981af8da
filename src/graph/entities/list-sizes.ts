import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
} from 'graphql';

/** A document without the list sizes that federation would refuse, and how they come back to where the gateway itself reads them. */
export interface FederatedListSizes {
  readonly document: DocumentNode;
  restore(schema: GraphQLSchema): void;
}

/**
 * Federation slices lists by arguments that are numbers alone; the contract slices by the length of a list, too, and inside inputs. What a
 * router could not count stays with the gateway, which counts it anyway.
 */
export function federatedListSizes(document: DocumentNode): FederatedListSizes {
  /** Fields as the contract has them, by coordinate. */
  const changed = new Map<string, FieldDefinitionNode>();
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
      return definition;
    const fields = definition.fields?.map((field) => {
      const directives = field.directives?.filter((directive) => !isOwnListSize(directive, field)) ?? [];
      if (directives.length === (field.directives?.length ?? 0)) return field;
      changed.set(`${definition.name.value}.${field.name.value}`, field);
      return { ...field, directives };
    });
    return { ...definition, ...(fields && { fields }) };
  });
  return {
    document: { ...document, definitions },
    restore(schema) {
      for (const [coordinate, node] of changed) {
        const [typeName = '', fieldName = ''] = coordinate.split('.');
        const type = schema.getType(typeName);
        const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
        if (field) field.astNode = node;
      }
    },
  };
}

function isOwnListSize(directive: ConstDirectiveNode, field: FieldDefinitionNode): boolean {
  if (directive.name.value !== 'listSize') return false;
  const slicing = directive.arguments?.find(({ name }) => name.value === 'slicingArguments')?.value;
  if (slicing?.kind !== Kind.LIST) return false;
  return !slicing.values.every((value) => value.kind === Kind.STRING && isNumber(value.value, field));
}

function isNumber(argumentName: string, { arguments: all = [] }: FieldDefinitionNode): boolean {
  const type = all.find(({ name }) => name.value === argumentName)?.type;
  const named = type?.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named?.kind === Kind.NAMED_TYPE && named.name.value === 'Int';
}
