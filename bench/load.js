import autocannon from 'autocannon';
import { cpuMs, peakMemoryMb, resetPeakMemory } from './processes.js';

/**
 * Asks for some seconds over kept connections, holding every answer against the expected text.
 *
 * `parts` are rehearsed scenarios, which each connection asks for in turn. Rejects when an answer is wrong.
 */
export async function load(server, parts, upstreams, { seconds, connections }) {
  let wrong;
  const requests = parts.map(({ body, text }) => ({
    method: 'POST',
    body,
    onResponse: (status, answer) => {
      if (status !== 200 || !isSame(answer, text)) wrong ??= `${status} ${answer.slice(0, 300)}`;
    },
  }));
  resetPeakMemory(server.pid);
  const [calls, cpu] = [await upstreams.set(), cpuMs(server.pid)];
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    requests,
  });
  if (wrong !== undefined || result.errors > 0 || result.non2xx > 0) {
    throw new Error(`${server.name} answered wrongly: ${wrong ?? `${result.errors} errors, ${result.non2xx} not 2xx`}`);
  }
  const answers = result.requests.total;
  return {
    perSecond: answers / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (cpuMs(server.pid) - cpu) / answers,
    memoryMb: peakMemoryMb(server.pid),
    calls: ((await upstreams.set()) - calls) / answers,
  };
}

/** autocannon spoils a letter of several bytes that comes in two chunks, so where texts differ the letters of one byte decide. */
function isSame(answer, text) {
  return answer === text || onlyAscii(answer) === onlyAscii(text);
}

function onlyAscii(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII as a whole
  return text.replace(/[^\x00-\x7f]+/g, '');
}
