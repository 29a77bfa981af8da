import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type']);

/** A validation rule; Apollo Server's own tells callers how to configure Apollo Server. */
export function noIntrospection(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (!ABOUT_THE_SCHEMA.has(node.name.value)) return;
      context.reportError(new GraphQLError('Introspection is off here.', { nodes: node }));
    },
  };
}
