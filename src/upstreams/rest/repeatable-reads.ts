import type { Call } from '../../graph/port.ts';
import type { UpstreamResponse } from '../../transport/http.ts';

export interface RestRead {
  readonly path: string;
  readonly call: Call;
  readonly send: (call: Call) => Promise<UpstreamResponse>;
}

/**
 * Reads that tell the answer's origin how to make them again. One that was made again for a call is not asked a second time by that call, so an
 * operation whose reads follow from each other, such as the pages of a list, can begin with all that it read last time, side by side.
 */
export function createRepeatableReads(): (read: RestRead) => Promise<UpstreamResponse> {
  const madeAhead = new WeakMap<object, Map<string, Promise<UpstreamResponse>>>();

  return async ({ path, call, send }) => {
    const { origin } = call;
    if (!origin) return send(call);
    if (call.fresh) {
      origin.dependsOnMore();
      return send(call);
    }
    try {
      const response = await (madeAhead.get(call)?.get(path) ?? send(call));
      if (response.status !== 200) origin.dependsOnMore();
      else origin.reads.push({ bytes: response.body.length, repeat: (next) => repeat(path, send, response, next) });
      return response;
    } catch (error) {
      origin.dependsOnMore();
      throw error;
    }
  };

  /** The transport gives a body's very object again when the upstream answered the same bytes. */
  async function repeat(path: string, send: RestRead['send'], before: UpstreamResponse, call: Call): Promise<boolean> {
    const asked = madeAhead.get(call) ?? new Map<string, Promise<UpstreamResponse>>();
    madeAhead.set(call, asked);
    const again = asked.get(path) ?? send(call);
    asked.set(path, again);
    try {
      const response = await again;
      return response.status === 200 && response.body === before.body;
    } catch {
      return false;
    }
  }
}
