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

/**
 * What a log line tells of an error and of the errors that caused it. Messages of our own errors hold neither addresses nor credentials; those of foreign ones may,
 * so of them only the kind, the code and the place in our own code are told. Extra properties stay out.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  const code = Reflect.get(error, 'code');
  const isOurs = OUR_ERRORS.has(error.name);
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(isOurs ? { message: error.message } : { at: ownFrames(error.stack) }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

const OUR_ERRORS: ReadonlySet<string> = new Set(['GatewayError', 'TransportError', 'Refusal', 'GraphQLError']);
const MAX_FRAMES = 5;

/** Where in our own code it happened: function, file and line, without the folder that the program lies in. */
function ownFrames(stack = ''): readonly string[] {
  const frames = stack.matchAll(/^ *at (?:(.+?) \()?.*\/(?:src|dist)\/([\w./-]+):(\d+):\d+\)?$/gm);
  const own = [...frames].filter(([line]) => !line.includes('node_modules'));
  return own.slice(0, MAX_FRAMES).map(([, name = '', file, line]) => `${name} ${file}:${line}`.trim());
}
