import { GatewayError } from '../errors.ts';
import type { NodeType } from '../node/node-id.ts';
import { KEY_FORMS, type KeyForm } from './key-forms.ts';

/** What a representation names. */
export interface Reference {
  readonly type: NodeType;
  readonly form: KeyForm;
  readonly values: readonly string[];
}

/**
 * Reads what a router sends for an object: its type's name and the fields of at least one of the type's keys; other fields are let be.
 * Null when its keys are null: such an object does not exist.
 *
 * @throws GatewayError `BAD_USER_INPUT` saying what is allowed.
 */
export function readRepresentation(representation: unknown): Reference | null {
  if (typeof representation !== 'object' || representation === null) throw refusal('A representation is an object.');
  const type: unknown = Reflect.get(representation, '__typename');
  if (!isEntityType(type)) {
    throw refusal(`A representation's \`__typename\` is one of ${Object.keys(KEY_FORMS).join(', ')}.`);
  }
  const forms = KEY_FORMS[type];
  const given = forms.flatMap((form) => {
    const values = form.fields.map((field) => ownValue(representation, field));
    return values.includes(undefined) ? [] : [{ type, form, values }];
  });
  const [complete] = given.flatMap(({ form, values }) => (values.every(isText) ? [{ type, form, values }] : []));
  if (complete) return complete;
  if (given.some(({ values }) => values.every((value) => value === null || isText(value)))) return null;
  throw refusal(`A ${type} is named by ${forms.map(describe).join(' or ')}, as text.`);
}

function isEntityType(type: unknown): type is NodeType {
  return typeof type === 'string' && Object.hasOwn(KEY_FORMS, type);
}

function ownValue(representation: object, field: string): unknown {
  return Object.hasOwn(representation, field) ? Reflect.get(representation, field) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function describe({ fields }: KeyForm): string {
  return fields.map((field) => `\`${field}\``).join(' with ');
}

function refusal(message: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', message);
}
