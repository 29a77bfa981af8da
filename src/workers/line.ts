import { z } from 'zod';

/** What a process says to another and hears of it; messages of others may come by, too. */
export interface Channel {
  send(message: object): void;
  hear(listen: (message: unknown) => void): void;
}

/** Answers what the other end asks, in JSON. */
export type Answer = (question: unknown) => unknown;

/** One end of a line between two processes, of which each asks and answers. */
export interface Line {
  /** Rejects when the other end fails to answer, or is gone. */
  ask(question: object): Promise<unknown>;
  /** The other end is gone. */
  end(): void;
}

const message = z.union([
  z.object({ asked: z.number(), question: z.unknown() }),
  z.object({ answered: z.number(), answer: z.unknown() }),
  z.object({ failed: z.number() }),
]);

export function createLine({ send, hear }: Channel, answer: Answer): Line {
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  let isOver = false;

  async function reply(id: number, question: unknown): Promise<void> {
    try {
      send({ answered: id, answer: (await answer(question)) ?? null });
    } catch {
      send({ failed: id });
    }
  }

  hear((heard) => {
    const { data } = message.safeParse(heard);
    if (!data) return;
    if ('asked' in data) return void reply(data.asked, data.question);
    const id = 'answered' in data ? data.answered : data.failed;
    if ('answered' in data) waiting.get(id)?.resolve(data.answer);
    else waiting.get(id)?.reject(unanswered());
    waiting.delete(id);
  });

  return {
    ask(question) {
      if (isOver) return Promise.reject(unanswered());
      asked += 1;
      return new Promise((resolve, reject) => {
        waiting.set(asked, { resolve, reject });
        send({ asked, question });
      });
    },
    end() {
      isOver = true;
      for (const { reject } of waiting.values()) reject(unanswered());
      waiting.clear();
    },
  };
}

function unanswered(): Error {
  return new Error('The other process does not answer');
}
