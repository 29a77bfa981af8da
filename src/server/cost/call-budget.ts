import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../../graph/context.ts';
import { GatewayError } from '../../graph/errors.ts';
import { readVariables } from '../execution/read-variables.ts';
import { EXPLAIN_HEADER } from './explain.ts';
import { type CallPlan, planCalls } from './plan-calls.ts';

/** Fields that a refusal names, the costliest first. */
const NAMED_FIELDS = 3;

/** Refuses an operation before its first call when it can need more calls to one upstream than are allowed; `Gateway-Explain: plan` is answered with the plan. */
export function callBudget(maxCalls: number): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      let plan: CallPlan | undefined;
      return {
        async didResolveOperation(request) {
          plan = planOf(request);
          if (!plan || isPlanAsked(request)) return;
          for (const [upstream, calls] of Object.entries(plan.calls)) {
            if (calls > maxCalls) throw tooLarge(plan, upstream, calls, maxCalls);
          }
        },
        async responseForOperation(request) {
          if (!plan || !isPlanAsked(request)) return null;
          const { calls, fields } = plan;
          const isWithin = Object.values(calls).every((count) => count <= maxCalls);
          return {
            http: request.response.http,
            body: {
              kind: 'single',
              singleResult: { data: null, extensions: { plan: { calls, limit: maxCalls, isWithin, fields } } },
            },
          };
        },
      };
    },
  };
}

/** Whoever may not ask for it was refused before. */
function isPlanAsked({ request }: GraphQLRequestContext<GatewayContext>): boolean {
  return request.http?.headers.get(EXPLAIN_HEADER) === 'plan';
}

/** Undefined where the variables do not fit: that is said when the operation runs, before any call. */
function planOf({ schema, document, operation, request }: GraphQLRequestContext<GatewayContext>): CallPlan | undefined {
  if (!document || !operation) return undefined;
  const read = readVariables({ schema, operation, variables: request.variables }, 0);
  return 'values' in read ? planCalls({ schema, document, operation, variables: read.values }) : undefined;
}

function tooLarge({ fields }: CallPlan, upstream: string, calls: number, maxCalls: number): GraphQLError {
  const costly = fields
    .filter((field) => field.upstream === upstream)
    .sort((left, right) => right.calls - left.calls)
    .slice(0, NAMED_FIELDS)
    .map((field) => `${field.path} (${field.calls})`);
  const message = `The operation can need ${calls} calls to ${upstream}, and ${maxCalls} are allowed. Most are for ${costly.join(', ')}.`;
  return new GraphQLError(message, {
    originalError: new GatewayError('OPERATION_TOO_LARGE', message, { upstream }),
    extensions: { http: { status: 400 } },
  });
}
