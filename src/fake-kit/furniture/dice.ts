/** Repeatable chance: the same seed throws the same numbers on every machine. */
export interface Dice {
  /** An integer from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True in about `share` (0..1) of the throws. */
  chance(share: number): boolean;
  /** Throws a RangeError when there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item;
}

/** A 32-bit xorshift generator: quality enough for shop data, no state beyond one integer. */
export function createDice(seed: number): Dice {
  // Zero would stay zero for ever; the multiplication sets small seeds far apart.
  let state = Math.imul(seed | 0, 0x9e3779b1) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick(items) {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
  };
}
