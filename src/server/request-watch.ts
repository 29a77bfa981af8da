import type { ServerResponse } from 'node:http';

/** Fires when the operation's time is up or the caller is gone before the answer is; nothing of it outlives the response. */
export function watchRequest(response: ServerResponse, deadlineMs: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadlineMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
