import { type ExecutionResult, execute, type OperationDefinitionNode } from 'graphql';
import type { CompiledOperation } from './compile-operation.ts';
import type { Execution, Executor } from './executor.ts';

/** How often an operation must have come before it is compiled: compiling costs as much as some executions, and who asks each only once shall not have it. */
const COMPILED_AFTER = 1;

/**
 * Executes by generated code; variables must fit. What cannot be compiled is left to graphql-js, before anything was resolved: the answers are the same
 * either way. What was compiled is kept as long as somebody keeps the parsed document.
 */
export function createCompiledExecutor({ compiledAfter = COMPILED_AFTER } = {}): Executor {
  const kept = new WeakMap<OperationDefinitionNode, Kept>();

  return async (execution) => {
    const run = await operationOf(execution);
    return run ? run(execution) : interpret(execution);
  };

  async function operationOf({ schema, document, operation }: Execution): Promise<CompiledOperation | null> {
    const known = kept.get(operation) ?? { uses: 0, run: undefined };
    kept.set(operation, known);
    known.uses += 1;
    if (known.run === undefined && known.uses > compiledAfter) {
      // The compiler is loaded when it is first needed, which no start has to wait for.
      const { compileOperation } = await import('./compile-operation.ts');
      known.run ??= compileOperation(schema, document, operation);
    }
    return known.run ?? null;
  }
}

interface Kept {
  uses: number;
  /** Null when it cannot be compiled, undefined before that was tried. */
  run: CompiledOperation | null | undefined;
}

/** graphql-js, which interprets the document. */
export async function interpret({
  schema,
  document,
  operation,
  variables = {},
  contextValue,
}: Execution): Promise<ExecutionResult> {
  return execute({ schema, document, operationName: operation.name?.value, variableValues: variables, contextValue });
}
