import type { Rejection } from '../rest/rest-client.ts';
import { errorWire } from './wire.ts';

/** Reads Dintero's nested error body. Its codes are free text, so only the message is passed on. */
export function readRejection(body: unknown): Rejection {
  return errorWire.is(body) ? { message: body.error.message } : {};
}
