import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { createSchema } from '../graph/schema.ts';
import { type RequiredScopes, scopeRequirements } from '../graph/scope/requirements.ts';
import { type CallPlan, planCalls } from '../server/cost/plan-calls.ts';
import { CommandError, createCommand } from './command.ts';
import { readDocument, type SeparateOperation, separate } from './read-document.ts';
import { readConfig } from './settings-text.ts';
import { standIns } from './stand-ins.ts';

interface Explanation extends CallPlan {
  readonly file: string;
  readonly name: string | null;
  readonly type: string;
  /** Calls that an operation may make to each upstream. */
  readonly limit: number;
  readonly isWithin: boolean;
  /** Fields that need scopes, by schema coordinate: each inner list is enough. */
  readonly scopes: Readonly<Record<string, RequiredScopes>>;
  /** Variables without a value, and what they were taken for. */
  readonly assumed: Readonly<Record<string, unknown>>;
}

export const explain = createCommand({
  files: 'FILES',
  options: { variables: { type: 'string' }, json: { type: 'boolean' } },
  rows: {
    '--variables <json>': 'Values for the operations’ variables, for example \'{"first": 20}\'.',
    '--json': 'Prints an array with an object for each operation.',
  },
  notes: () =>
    'Of variables without value and default, numbers and lists are taken for the largest page, input objects for empty.\n' +
    'Ends with 1 when a file does not fit the schema, or an operation can need more calls than MAX_UPSTREAM_CALLS allows.',
  run({ variables, json }, files, say) {
    const limit = readConfig().limits.maxCalls;
    const schema = createSchema();
    const document = readDocument(files, schema);
    const values = readVariables(variables);
    const explanations = separate(document).map((one) => explainOperation(one, schema, values, limit));
    say(json ? JSON.stringify(explanations) : explanations.map(describe).join('\n\n'));
    return explanations.every(({ isWithin }) => isWithin) ? 0 : 1;
  },
});

function readVariables(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {}
  throw new CommandError(2, '--variables must be a JSON object.');
}

function explainOperation(
  { operation, document }: SeparateOperation,
  schema: GraphQLSchema,
  given: Readonly<Record<string, unknown>>,
  limit: number,
): Explanation {
  const { values, assumed } = standIns(operation, schema, given);
  const { calls, fields } = planCalls({ schema, document, operation, variables: values });
  return {
    file: operation.loc?.source.name ?? '',
    name: operation.name?.value ?? null,
    type: operation.operation,
    calls,
    limit,
    isWithin: Object.values(calls).every((count) => count <= limit),
    fields,
    scopes: scopesOf(document, schema),
    assumed,
  };
}

function scopesOf(document: DocumentNode, schema: GraphQLSchema): Record<string, RequiredScopes> {
  const requirements = scopeRequirements(schema);
  const needed: Record<string, RequiredScopes> = {};
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : isObjectType(parent) ? [parent] : [];
        for (const owner of owners) {
          const coordinate = `${owner.name}.${name.value}`;
          const required = requirements.get(coordinate);
          if (required) needed[coordinate] = required;
        }
      },
    }),
  );
  return needed;
}

function describe({ file, name, type, calls, limit, isWithin, fields, scopes, assumed }: Explanation): string {
  const totals = Object.entries(calls).map(([upstream, count]) => `${count} to ${upstream}`);
  const verdict = isWithin ? '' : ` MORE THAN THE ${limit} ALLOWED`;
  return [
    `${name ?? '(no name)'}, ${type} in ${file}`,
    `  calls   ${totals.join(', ') || 'none'}${verdict}`,
    ...fields.map((field) => `            ${field.calls} to ${field.upstream} for ${field.path}`),
    ...Object.entries(scopes).map(([coordinate, lists], index) => {
      const either = lists.map((names) => names.join(' and ')).join(', or ');
      return `  ${(index === 0 ? 'scopes' : '').padEnd(8)}${either} for ${coordinate}`;
    }),
    ...Object.entries(assumed).map(
      ([variable, value], index) => `  ${(index === 0 ? 'assumed' : '').padEnd(8)}$${variable}: ${value}`,
    ),
  ].join('\n');
}
