import type { GatewayContext } from '../context.ts';
import type { NamedLoader } from '../named-loader.ts';
import type { Node } from '../node/node.ts';
import { beginCreation } from './creation.ts';
import { InputProblems } from './input-problems.ts';
import { attempt, type Outcome } from './user-error.ts';

type Named = Extract<Node, { kind: 'Catalog' | 'Group' }>;

/** The writes of a noun that is a key and a name. */
export interface NamedWrites<T> {
  create(input: NewNamed): Promise<Outcome<T>>;
  /** An absent name leaves the object as it is. */
  rename(key: string, name: string | null | undefined): Promise<Outcome<T>>;
  delete(key: string): Promise<Outcome<T>>;
}

export interface NewNamed {
  readonly key: string | null | undefined;
  readonly name: string;
  readonly idempotencyKey?: string | null | undefined;
}

export function createNamedWrites<K extends Named['kind']>(
  context: GatewayContext,
  kind: K,
  loader: NamedLoader<Extract<Named, { kind: K }>>,
): NamedWrites<Extract<Named, { kind: K }>> {
  const keyField = ['input', kind === 'Catalog' ? 'catalogId' : 'groupId'];
  const places = { CONFLICT: keyField, NOT_FOUND: keyField };
  return {
    create: (input) =>
      attempt(async () => {
        const creation = beginCreation(context, `create${kind}`, kind, input);
        const key = input.key ?? creation.newKey();
        check(key, ['input', 'name'], input.name);
        return creation.once((mayExist) => loader.create(key, input.name, mayExist));
      }, places),
    rename: (key, name) =>
      attempt(async () => {
        check(key, ['input', 'changes', 'name'], name);
        if (name == null) return loader.byId.load(key);
        return loader.rename(key, name);
      }, places),
    delete: (key) =>
      attempt(async () => {
        check(key, [], undefined);
        return loader.delete(key);
      }, places),
  };

  function check(key: string, nameField: readonly string[], name: string | null | undefined): void {
    const problems = new InputProblems();
    problems.checkKey(keyField, key);
    if (name === null) problems.add(nameField, `A ${kind.toLowerCase()} cannot be without a name.`);
    else if (name !== undefined) problems.checkText(nameField, name);
    problems.throwIfAny();
  }
}
