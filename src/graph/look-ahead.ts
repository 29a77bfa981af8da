import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** The field whose answer it is about. */
type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'returnType' | 'schema'>;

/**
 * Tells of a field whether all objects in its answer are going to be asked for this look-up (a schema coordinate), and for nothing before it that calls. Then
 * they can be looked up together as soon as the objects are there, and nothing waits that would have called meanwhile. Where a directive or an
 * object's type decides, the answer is no: nothing is looked up that nobody asks for.
 */
export function asksOnlyFor(coordinate: string): (info: Asked) => boolean {
  const known = new WeakMap<FieldNode, boolean>();
  return (info) => {
    const [node, ...others] = info.fieldNodes;
    if (!node?.selectionSet || others.length > 0) return false;
    let answer = known.get(node);
    if (answer === undefined) {
      answer = look(coordinate, node.selectionSet, info);
      known.set(node, answer);
    }
    return answer;
  };
}

function look(coordinate: string, selectionSet: SelectionSetNode, { schema, fragments, returnType }: Asked) {
  const calls = schema.getDirective('calls');
  let isAsked = false;
  let isAlone = true;
  walk(getNamedType(returnType), selectionSet, null);
  return isAsked && isAlone;

  /** `free`: where the objects came along with others, the fields of theirs that need no call. */
  function walk(type: GraphQLNamedType, set: SelectionSetNode, free: readonly unknown[] | null): void {
    for (const selection of set.selections) {
      if (selection.directives?.length) isAlone = false;
      else if (selection.kind === Kind.FIELD) walkField(type, selection, free);
      else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
        const condition = fragment?.typeCondition?.name.value ?? type.name;
        if (fragment && condition === type.name) walk(type, fragment.selectionSet, free);
        else isAlone = false;
      }
    }
  }

  function walkField(type: GraphQLNamedType, node: FieldNode, free: readonly unknown[] | null): void {
    const name = node.name.value;
    if (free && !free.includes(name)) isAlone = false;
    if (`${type.name}.${name}` === coordinate) {
      isAsked = true;
      return;
    }
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    const [rule, ...more] = field?.astNode?.directives?.filter((directive) => directive.name.value === 'calls') ?? [];
    const freeBelow: unknown = rule && calls && more.length === 0 ? getArgumentValues(calls, rule).free : null;
    if (rule && !Array.isArray(freeBelow)) isAlone = false;
    if (field && node.selectionSet) {
      walk(getNamedType(field.type), node.selectionSet, Array.isArray(freeBelow) ? freeBelow : null);
    }
  }
}
