import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface LoadAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Posts an operation over the connections of an agent: lighter than fetch, for many. Rejects when no whole answer came. */
export function postOperation(agent: Agent, url: string, query: string, signal?: AbortSignal): Promise<LoadAnswer> {
  return postBody(agent, url, { query }, { ...(signal && { signal }) });
}

/** The same with all that a request may hold; a body of text is sent as it stands. */
export function postBody(
  agent: Agent,
  url: string,
  body: object | string,
  { headers, signal }: PostOptions = {},
): Promise<LoadAnswer> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...headers },
      ...(signal && { signal }),
    };
    request(`${url}/graphql`, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on('error', reject)
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** Runs so many pieces of work, a fixed number of them at once. */
export async function inParallel(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  async function take(): Promise<void> {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take));
}
