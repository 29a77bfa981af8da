import type { TransportFailure } from './http.ts';

/**
 * What a connection's error means. Only its code is kept: undici's errors carry addresses, and the parser's the bytes
 * that it could not read.
 */
export function classifySocketError(error: Error, sent: boolean): { failure: TransportFailure; message: string } {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return sent ? afterSending(code) : beforeSending(code);
}

function beforeSending(code: string): { failure: TransportFailure; message: string } {
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

function afterSending(code: string): { failure: TransportFailure; message: string } {
  const isBrokenHttp = code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE';
  if (isBrokenHttp || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return { failure: 'invalid', message: `The answer is not valid HTTP (${code})` };
  }
  return { failure: 'reset', message: `The connection ended before the answer was complete (${code})` };
}
