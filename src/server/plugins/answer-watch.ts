import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../../graph/context.ts';
import type { CallWatch } from '../../graph/port.ts';
import type { AnsweredOperation } from '../../telemetry/answered-operation.ts';

/** Told of each operation that was answered. */
export type TellAnswered = (answered: AnsweredOperation) => void;

const tellers = new WeakMap<CallWatch, TellAnswered>();

/** Who is told of the operations whose calls go by this watch. */
export function onAnswered(watch: CallWatch, tell: TellAnswered): void {
  tellers.set(watch, tell);
}

export function tellerOf(watch: CallWatch | undefined): TellAnswered | undefined {
  return watch && tellers.get(watch);
}

/** Tells what came of operations that were executed or refused; answers that are given again pass by all plugins. */
export function answerWatch(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart({ contextValue }) {
      const tell = tellerOf(contextValue.watch);
      if (!tell) return;
      const startedAt = performance.now();
      return {
        async willSendResponse({ operation, operationName = null, response: { body } }) {
          const { data, errors = [] } = body.kind === 'single' ? body.singleResult : body.initialResult;
          tell({
            type: operation?.operation,
            name: operationName,
            hasData: Boolean(data),
            codes: errors.map(({ extensions }) => String(extensions?.code)),
            durationMs: performance.now() - startedAt,
            isUnchanged: false,
          });
        },
      };
    },
  };
}
