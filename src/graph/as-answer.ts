/** For `catch`, where several are asked for at once: a failing one answers with its error and leaves the others alone. */
export function asAnswer(error: unknown): Error {
  if (error instanceof Error) return error;
  throw error;
}
