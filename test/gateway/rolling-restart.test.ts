import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import { afterEach, expect, jest, test } from '@jest/globals';
import { startAbillifyFake } from '../../src/upstreams/abillify/fake/index.ts';
import { startDinteroFake } from '../../src/upstreams/dintero/fake/index.ts';
import { postOperation } from '../support/load.ts';
import { endProcesses, type RunningProcess, runProcess } from '../support/run-process.ts';
import { fakeEnvironment } from '../support/start-gateway.ts';

/** A dozen processes, which start slowly where many do at once. */
jest.setTimeout(180_000);

afterEach(endProcesses);

const QUERY = '{ group(groupId: "B1") { groupId productGroup { reference } } }';
const ANSWER = { data: { group: { groupId: 'B1', productGroup: { reference: 'B1' } } } };
const LOOK_EVERY_MS = 50;
const CLIENTS = 8;

interface Balancer {
  readonly url: string;
  /** Resolves when so many gateways are ready. */
  ready(count: number): Promise<void>;
  add(url: string): void;
  remove(url: string): void;
  close(): Promise<void>;
}

/** Sends requests in turn to those gateways that were ready when it last looked, over kept connections, and repeats none. */
async function startBalancer(): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const isReady = new Map<string, boolean>();
  let turn = 0;

  async function look(): Promise<void> {
    await Promise.all(
      [...isReady.keys()].map(async (url) => {
        const ready = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(1_000) }).then(
          ({ ok }) => ok,
          () => false,
        );
        if (isReady.has(url)) isReady.set(url, ready);
      }),
    );
  }

  function choose(): string | undefined {
    const ready = [...isReady].flatMap(([url, is]) => (is ? [url] : []));
    turn += 1;
    return ready[turn % ready.length];
  }

  const server: Server = createServer((incoming, outgoing) => {
    const url = choose();
    if (url === undefined) return outgoing.writeHead(502).end('nobody is ready');
    const { method, headers } = incoming;
    const passed = request(`${url}${incoming.url}`, { method, headers, agent }, (answer: IncomingMessage) => {
      const { connection: _, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(outgoing);
    });
    passed.on('error', (error) => outgoing.writeHead(502).end(String(error)));
    return incoming.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const looking = setInterval(look, LOOK_EVERY_MS);
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    async ready(count) {
      while ([...isReady.values()].filter(Boolean).length < count)
        await new Promise((resolve) => setTimeout(resolve, 5));
    },
    add: (url) => isReady.set(url, false),
    remove: (url) => isReady.delete(url),
    async close() {
      clearInterval(looking);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test.each(['1', '2'])(
  'two gateways with WORKERS=%s behind a balancer that looks at readiness are replaced one by one under load, and no request is lost (promise 64)',
  async (workers) => {
    const dintero = await startDinteroFake({ size: 20 });
    const abillify = await startAbillifyFake({ size: 20 });
    for (const fake of [dintero, abillify]) fake.faults.add({ fault: { kind: 'latency', ms: 5, jitterMs: 30 } });
    const balancer = await startBalancer();
    const agent = new Agent({ keepAlive: true });
    const environment = { ...fakeEnvironment(dintero, abillify), AUTH_MODE: 'open', RATE_LIMIT: '0', WORKERS: workers };

    async function start(): Promise<{ readonly gateway: RunningProcess; readonly url: string }> {
      const gateway = runProcess({ environment });
      const url = await gateway.listening();
      balancer.add(url);
      return { gateway, url };
    }
    const old = await Promise.all([start(), start()]);
    await balancer.ready(2);

    let isOver = false;
    let answered = 0;
    const lost: string[] = [];
    const load = Array.from({ length: CLIENTS }, async () => {
      while (!isOver) {
        const { status, text } = await postOperation(agent, balancer.url, QUERY);
        if (status === 200 && text.trim() === JSON.stringify(ANSWER)) answered += 1;
        else lost.push(`${status} ${text}`);
      }
    });

    for (const { gateway, url } of old) {
      await start();
      await balancer.ready(2);
      const soFar = answered;
      while (answered < soFar + 50) await new Promise((resolve) => setTimeout(resolve, 5));
      gateway.child.kill('SIGTERM');
      expect(await gateway.ended()).toMatchObject({ code: 0, err: '' });
      balancer.remove(url);
    }
    isOver = true;
    await Promise.all(load);
    expect(lost).toEqual([]);
    expect(answered).toBeGreaterThan(150);

    agent.destroy();
    await balancer.close();
    endProcesses();
    await Promise.all([dintero.close(), abillify.close()]);
  },
);
