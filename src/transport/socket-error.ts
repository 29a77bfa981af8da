import type { TransportFailure } from './http.ts';

interface Classified {
  readonly failure: TransportFailure;
  readonly message: string;
}

/**
 * What a connection's error means. Only its code is kept: undici's errors carry addresses, and the parser's the bytes
 * that it could not read.
 */
export function classifySocketError(error: Error, sent: boolean): Classified {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (!sent) return beforeSending(code);
  // The parser's errors come without a code; one of them is no fault in what was read, but its early end.
  const isBroken = error.name === 'HTTPParserError' && !/\bEOF\b/.test(error.message);
  if (isBroken || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { failure: 'invalid', message: `The answer is not valid HTTP (${code})` };
  }
  return { failure: 'reset', message: `The connection ended before the answer was complete (${code})` };
}

function beforeSending(code: string): Classified {
  switch (code) {
    case 'UND_ERR_CONNECT_TIMEOUT':
      return { failure: 'timeout', message: 'No connection in time' };
    case 'UND_ERR_INVALID_ARG':
    case 'UND_ERR_NOT_SUPPORTED':
      return { failure: 'refused', message: 'The request is not valid HTTP' };
    case 'UND_ERR_CLOSED':
    case 'UND_ERR_DESTROYED':
      return { failure: 'refused', message: 'The transport is closed' };
    default:
      return { failure: 'connect', message: `No connection (${code})` };
  }
}
