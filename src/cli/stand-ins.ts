import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { MAX_FIRST } from '../graph/pagination/connection.ts';

export interface StandIns {
  /** Coerced, as an operation would run with them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of the values, those that nobody gave and that the costs may depend on: lists by their length. */
  readonly assumed: Readonly<Record<string, number | string>>;
}

/**
 * Values for all variables of an operation. Numbers and lists without one stand for the largest page; what else is required is there, but empty.
 *
 * @throws GraphQLError for a given value that does not fit
 */
export function standIns(
  { variableDefinitions = [] }: OperationDefinitionNode,
  schema: GraphQLSchema,
  given: Readonly<Record<string, unknown>>,
): StandIns {
  const values: Record<string, unknown> = {};
  const assumed: Record<string, number | string> = {};
  for (const { variable, type: typeNode, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) continue;
    if (Object.hasOwn(given, name)) values[name] = coerceInputValue(given[name], type);
    else if (defaultValue) values[name] = valueFromAST(defaultValue, type);
    else if (isListType(getNullableType(type)) || isNumber(type)) {
      values[name] = isNumber(type) ? MAX_FIRST : Array.from({ length: MAX_FIRST }, () => '');
      assumed[name] = MAX_FIRST;
    } else if (isNonNullType(type)) {
      const isObject = isInputObjectType(getNullableType(type));
      values[name] = isObject ? {} : '';
      if (isObject) assumed[name] = '{}';
    }
  }
  return { values, assumed };
}

function isNumber(type: GraphQLInputType): boolean {
  return String(getNullableType(type)) === 'Int';
}
