import { GatewayError, type UpstreamName } from '../../graph/errors.ts';
import type { WireType } from './wire-type.ts';

/** A row of an upstream's list. One that cannot be read fails alone; its key is still known where it could be made out. */
export interface Row<T> {
  readonly key: string | null;
  readonly value: T | GatewayError;
  /** What could not be read. */
  readonly raw?: unknown;
}

/** How the rows of one kind are read: by which field they are known, what they look like, and what becomes of them. */
export interface RowReader<W, T> {
  readonly upstream: UpstreamName;
  readonly keyField: string;
  readonly wire: WireType<W>;
  /** `where` is the row's place, for errors. */
  readonly toModel: (wire: W, where: string) => T;
}

export function readRows<W, T>(reader: RowReader<W, T>, rows: readonly unknown[], where: string): readonly Row<T>[] {
  return rows.map((raw, index) => readRow(reader, raw, `${where}.${index}`));
}

export function readRow<W, T>(reader: RowReader<W, T>, raw: unknown, where: string): Row<T> {
  const key = textField(raw, reader.keyField);
  try {
    return { key, value: reader.toModel(parseWire(reader.upstream, reader.wire, raw, where), where) };
  } catch (error) {
    if (error instanceof GatewayError) return { key, value: error, raw };
    throw error;
  }
}

/** @throws GatewayError `UPSTREAM_INVALID_RESPONSE` naming the first wrong field, never its value. */
export function parseWire<W>(upstream: UpstreamName, wire: WireType<W>, raw: unknown, where: string): W {
  if (wire.is(raw)) return raw;
  const { path, message } = wire.problemOf(raw);
  throw unreadable(upstream, [where, ...path], message);
}

export function unreadable(upstream: UpstreamName, path: readonly string[], problem: string): GatewayError {
  const field = path.filter((part) => part !== '').join('.');
  return new GatewayError(
    'UPSTREAM_INVALID_RESPONSE',
    `${upstream} answered something that cannot be read: ${field || 'body'}: ${problem}.`,
    { upstream },
  );
}

/** A field of something unknown, where it is a text or a whole number that was not rounded; an empty text is none. */
export function textField(raw: unknown, field: string): string | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const value: unknown = Reflect.get(raw, field);
  if (Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
