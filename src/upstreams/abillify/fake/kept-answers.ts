import type { FakeResponse } from '../../../fake-kit/server.ts';

export interface KeptAnswer {
  readonly response: FakeResponse;
  /** The request's body as it came. */
  readonly requestBody: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Answers by Idempotency-Key, for as long as the API remembers them (create page: 24 hours). */
export interface KeptAnswers {
  find(key: string, now: number): KeptAnswer | undefined;
  keep(key: string, answer: KeptAnswer): void;
}

export function createKeptAnswers(lifetimeMs: number): KeptAnswers {
  const answers = new Map<string, KeptAnswer>();
  return {
    find(key, now) {
      const answer = answers.get(key);
      return answer && now - answer.at < lifetimeMs ? answer : undefined;
    },
    keep(key, answer) {
      answers.set(key, answer);
    },
  };
}
