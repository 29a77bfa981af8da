import { expect, test } from '@jest/globals';
import { type Door, WrongLogin } from '../../../src/server/auth/door.ts';
import { slowGuessing } from '../../../src/server/auth/slow-guessing.ts';
import { Refusal } from '../../../src/server/refusal.ts';
import { createMemoryCounts } from '../../../src/storage/memory-counts.ts';

function setUp() {
  let now = 0;
  const looks: boolean[] = [];
  const door: Door = async ({ login }, seenAlone) => {
    looks.push(seenAlone);
    if (login === 'none') throw new Refusal(401, 'UNAUTHENTICATED', 'none');
    if (login === 'right' || (login === 'unseen' && !seenAlone))
      return { caller: { id: 'one', scopes: [] }, accounts: 'all' };
    throw new WrongLogin('wrong', {});
  };
  const guarded = slowGuessing(door, { perMinute: 2, counts: createMemoryCounts(() => now), now: () => now });
  return {
    looks,
    async statusOf(login: string, address = 'here'): Promise<number> {
      try {
        await guarded({ login }, address);
        return 200;
      } catch (error) {
        return error instanceof Refusal ? error.statusCode : 500;
      }
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

test('after so many wrong logins of an address in a minute the door lets in who was seen, and answers the rest alike', async () => {
  const { statusOf, pass, looks } = setUp();
  expect([await statusOf('wrong'), await statusOf('wrong')]).toEqual([401, 401]);
  expect([await statusOf('wrong'), await statusOf('unseen'), await statusOf('right')]).toEqual([429, 429, 200]);
  expect(looks).toEqual([false, false, true, true, true]);
  expect(await statusOf('unseen', 'elsewhere')).toBe(200);
  pass(59_999);
  expect(await statusOf('unseen')).toBe(429);
  pass(1);
  expect([await statusOf('unseen'), await statusOf('wrong')]).toEqual([200, 401]);
});

test('who shows nothing guesses nothing', async () => {
  const { statusOf } = setUp();
  for (let times = 0; times < 5; times += 1) expect(await statusOf('none')).toBe(401);
  expect(await statusOf('unseen')).toBe(200);
});
