import { type DestinationStream, type Logger, pino } from 'pino';

/** Structured log lines. Headers that carry credentials are struck out wherever they turn up. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[redacted]',
    },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

const SECRET_KEYS = [
  'authorization',
  'cookie',
  'password',
  'clientSecret',
  'access_token',
  '["set-cookie"]',
  '["x-api-key"]',
];

/** What a log line tells of an error and of the errors that caused it; extra properties of foreign errors stay out. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
