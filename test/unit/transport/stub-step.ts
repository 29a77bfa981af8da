import type { Call, Step } from '../../../src/transport/call.ts';
import {
  TransportError,
  type TransportFailure,
  type UpstreamRequest,
  type UpstreamResponse,
} from '../../../src/transport/http.ts';

export function aRead(differences: Partial<UpstreamRequest> = {}): UpstreamRequest {
  return {
    operation: 'listThings',
    method: 'GET',
    path: '/things',
    headers: { accept: 'application/json' },
    repeat: 'safe',
    identity: 'T11111111 a',
    ...differences,
  };
}

export function aWrite(differences: Partial<UpstreamRequest> = {}): UpstreamRequest {
  return aRead({ operation: 'createThing', method: 'POST', body: '{}', repeat: 'unsent', ...differences });
}

export function anAnswer(status = 200, headers: Record<string, string> = {}, body = '{}'): UpstreamResponse {
  return { status, headers, body: Buffer.from(body) };
}

export function aFailure(failure: TransportFailure, sent = failure !== 'connect' && failure !== 'refused') {
  return new TransportError(failure, `stub: ${failure}`, { sent });
}

/** An attempt that waits for the test to end it; like the socket it ends as `aborted` when its call is. */
export interface PendingAttempt {
  readonly request: UpstreamRequest;
  readonly call: Call;
  answer(response: UpstreamResponse): void;
  fail(error: unknown): void;
}

/** Stands where the socket stands; every attempt is kept and waits. */
export function createPendingStep(): { readonly step: Step; readonly attempts: PendingAttempt[] } {
  const attempts: PendingAttempt[] = [];
  return {
    attempts,
    step: (request, call) =>
      new Promise((resolve, reject) => {
        call.attempts += 1;
        call.sent = true;
        const leave = () => {
          call.waitingFor = undefined;
        };
        if (request.repeat === 'safe') {
          call.waitingFor = {
            stop() {
              leave();
              reject(call.abortedError());
            },
          };
        }
        attempts.push({
          request,
          call,
          answer(response) {
            leave();
            resolve(response);
          },
          fail(error) {
            leave();
            reject(error);
          },
        });
      }),
  };
}

/** Stands where the socket stands; each attempt ends at once in the next of these, the last one repeated. */
export function createScriptedStep(...script: readonly (UpstreamResponse | TransportError)[]) {
  const requests: UpstreamRequest[] = [];
  const step: Step = async (request, call) => {
    const end = script[Math.min(requests.length, script.length - 1)];
    requests.push(request);
    call.attempts += 1;
    if (end instanceof TransportError) {
      call.sent ||= end.sent;
      throw end;
    }
    if (end === undefined) throw new TypeError('The script is empty');
    call.sent = true;
    return end;
  };
  return { step, requests };
}
