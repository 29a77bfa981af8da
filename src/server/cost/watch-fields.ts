import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType, type ResponsePath } from 'graphql';
import type { GatewayContext } from '../../graph/context.ts';

/** Lets a trace know which field is asking; where nothing is traced it costs a look at the context, and only for fields with a resolver. */
export function watchFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (!resolve) continue;
      field.resolve = (parent, args, context: GatewayContext, info) => {
        const ask = context.watch?.ask;
        if (!ask) return resolve(parent, args, context, info);
        return ask({ field: `${type.name}.${field.name}`, path: pathText(info) }, () =>
          resolve(parent, args, context, info),
        );
      };
    }
  }
  return schema;
}

function pathText({ path }: Pick<GraphQLResolveInfo, 'path'>): string {
  const names: string[] = [];
  for (let step: ResponsePath | undefined = path; step; step = step.prev) {
    if (typeof step.key === 'string') names.unshift(step.key);
  }
  return names.join('.');
}
