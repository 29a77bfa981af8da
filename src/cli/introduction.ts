import { z } from 'zod';
import type { Gateway } from '../gateway.ts';

/** What people are told of a gateway that listens; data, so that a worker can tell it to the first process. */
export const introduction = z.object({
  url: z.string(),
  account: z.string(),
  connections: z.array(
    z.object({ upstream: z.string(), isFake: z.boolean(), baseUrl: z.string(), account: z.string() }),
  ),
});

export type Introduction = z.output<typeof introduction>;

export function introduce({ url, account, connections }: Gateway): Introduction {
  return {
    url,
    account,
    connections: connections.map(({ upstream, isFake, baseUrl, account: owner }) => ({
      upstream,
      isFake,
      baseUrl,
      account: owner,
    })),
  };
}
