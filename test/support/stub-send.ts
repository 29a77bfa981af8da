import type { Send, UpstreamRequest, UpstreamResponse } from '../../src/transport/http.ts';

export interface StubSend {
  readonly send: Send;
  /** What was sent, oldest first. */
  readonly requests: readonly UpstreamRequest[];
}

/** A transport whose answers the test decides; what `answer` throws is thrown. */
export function createStubSend(
  answer: (request: UpstreamRequest, index: number) => UpstreamResponse | Promise<UpstreamResponse>,
): StubSend {
  const requests: UpstreamRequest[] = [];
  return {
    requests,
    async send(request) {
      requests.push(request);
      return answer(request, requests.length - 1);
    },
  };
}

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): UpstreamResponse {
  return textAnswer(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

export function textAnswer(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): UpstreamResponse {
  return { status, headers, body: Buffer.from(body) };
}
