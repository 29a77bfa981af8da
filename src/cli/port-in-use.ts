/** The port that something else listens on already, when that is what the error says. */
export function portInUse(error: unknown): number | null {
  if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'EADDRINUSE') return null;
  const port: unknown = Reflect.get(error, 'port');
  return typeof port === 'number' ? port : null;
}
