/** The control endpoints below `/__fake/`: see the docstring of server.ts. */

import type { FaultRule, HttpFault, Moment } from './faults.ts';
import type { FakeResponse, FakeServer } from './server.ts';

interface ControlRequest {
  readonly method: string;
  readonly door: string | undefined;
  readonly json: unknown;
}

export function answerControl<Own extends string>(
  fake: FakeServer<Own>,
  ownFaults: readonly Own[],
  { method, door, json }: ControlRequest,
): FakeResponse {
  switch (`${method} ${door}`) {
    case 'GET requests':
      return { status: 200, body: fake.requests.map((request) => ({ ...request, query: [...request.query] })) };
    case 'DELETE requests':
      fake.requests.clear();
      return { status: 204 };
    case 'POST faults':
      try {
        fake.faults.add(parseFaultRule(json, ownFaults));
        return { status: 204 };
      } catch (error) {
        return { status: 400, body: { message: String(error) } };
      }
    case 'DELETE faults':
      fake.faults.clear();
      return { status: 204 };
    case 'POST reset':
      fake.reset();
      return { status: 204 };
    default:
      return { status: 404, body: { message: `No ${method} /__fake/${door}` } };
  }
}

type Json = Readonly<Record<string, unknown>>;

function parseFaultRule<Own extends string>(json: unknown, ownFaults: readonly Own[]): FaultRule<Own> {
  const rule = object(json, 'the rule');
  const fault = object(rule.fault, 'fault');
  const match = rule.match === undefined ? {} : object(rule.match, 'match');
  const pattern = optional(match, 'pattern', text);
  const own = ownFaults.find((kind) => kind === fault.kind);
  return {
    match: {
      method: optional(match, 'method', text),
      path: pattern === undefined ? optional(match, 'path', text) : new RegExp(pattern),
    },
    skip: optional(rule, 'skip', number),
    times: optional(rule, 'times', number),
    probability: optional(rule, 'probability', number),
    fault: own === undefined ? parseHttpFault(fault) : { kind: own },
  };
}

function parseHttpFault(fault: Json): HttpFault {
  const { kind } = fault;
  switch (kind) {
    case 'latency':
      return { kind, ms: number(fault, 'ms'), jitterMs: optional(fault, 'jitterMs', number) };
    case 'status':
      return {
        kind,
        status: number(fault, 'status'),
        body: fault.body,
        retryAfter: optional(fault, 'retryAfter', text),
        when: when(fault),
      };
    case 'redirect':
      return { kind, status: number(fault, 'status'), location: text(fault, 'location'), when: when(fault) };
    case 'reset':
    case 'hang':
      return { kind, when: when(fault) };
    case 'cut':
      return {
        kind,
        framing: oneOf(fault, 'framing', ['length', 'chunked']),
        bytes: optional(fault, 'bytes', number),
        end: optional(fault, 'end', (json, name) => oneOf(json, name, ['close', 'hang'])),
      };
    case 'patch':
      return { kind, path: steps(fault), json: optional(fault, 'json', text) };
    case 'bad-json':
    case 'html':
    case 'empty':
      return { kind };
    case 'drip':
      return {
        kind,
        bytes: number(fault, 'bytes'),
        everyMs: number(fault, 'everyMs'),
        head: optional(fault, 'head', boolean),
      };
    case 'huge':
      return { kind, mebibytes: number(fault, 'mebibytes'), gzip: optional(fault, 'gzip', number) };
    case 'extra-answer':
      return { kind, body: fault.body };
    default:
      throw new TypeError(`fault.kind is unknown: ${JSON.stringify(kind)}`);
  }
}

function when(fault: Json): Moment | undefined {
  return optional(fault, 'when', (json, name) => oneOf(json, name, ['before', 'after']));
}

function optional<Value>(json: Json, name: string, read: (json: Json, name: string) => Value): Value | undefined {
  return json[name] === undefined ? undefined : read(json, name);
}

function object(value: unknown, what: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${what} is no object`);
  return Object.fromEntries(Object.entries(value));
}

function text(json: Json, name: string): string {
  const value = json[name];
  if (typeof value !== 'string') throw new TypeError(`${name} is no string`);
  return value;
}

/** Every number of a rule is a count, a size, a status or a time: none is below zero. */
function number(json: Json, name: string): number {
  const value = json[name];
  if (typeof value !== 'number' || value < 0) throw new TypeError(`${name} is no number from 0`);
  return value;
}

function boolean(json: Json, name: string): boolean {
  const value = json[name];
  if (typeof value !== 'boolean') throw new TypeError(`${name} is no boolean`);
  return value;
}

function steps({ path }: Json): readonly (string | number)[] {
  if (!Array.isArray(path)) throw new TypeError('path is no array');
  return path.map((step) => (typeof step === 'number' ? step : String(step)));
}

function oneOf<const Value extends string>(json: Json, name: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === json[name]);
  if (found === undefined) throw new TypeError(`${name} is none of ${values.join(', ')}`);
  return found;
}
