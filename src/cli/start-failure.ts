import { portInUse } from './port-in-use.ts';

/** Why a gateway could not start, in one line. */
export function startFailure(error: unknown): string {
  const port = portInUse(error);
  if (port !== null) return `port ${port} is in use; set PORT to another one.`;
  return error instanceof Error ? error.message : String(error);
}
