import type { Call } from '../../graph/port.ts';
import { heldBytes } from '../../transport/held-bytes.ts';
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
  /** By the origin of the answer that they may serve, which all calls of a request share. */
  const madeAhead = new WeakMap<object, Map<string, Promise<UpstreamResponse>>>();

  return async ({ path, call, send }) => {
    const { origin } = call;
    if (!origin) return send(call);
    if (call.fresh) {
      origin.dependsOnMore();
      return send(call);
    }
    try {
      const response = await (madeAhead.get(origin)?.get(path) ?? send(call));
      if (response.status !== 200) origin.dependsOnMore();
      else {
        const { body } = response;
        origin.reads.push({ body, bytes: heldBytes(body), repeat: (next) => repeat(path, send, next) });
      }
      return response;
    } catch (error) {
      origin.dependsOnMore();
      throw error;
    }
  };

  async function repeat(path: string, send: RestRead['send'], call: Call): Promise<Buffer | null> {
    const { origin = call } = call;
    const asked = madeAhead.get(origin) ?? new Map<string, Promise<UpstreamResponse>>();
    madeAhead.set(origin, asked);
    const again = asked.get(path) ?? send(call);
    asked.set(path, again);
    try {
      const { status, body } = await again;
      return status === 200 ? body : null;
    } catch {
      return null;
    }
  }
}
