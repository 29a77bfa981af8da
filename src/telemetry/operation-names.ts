/** The name that an operation is counted under. */
export type NameOperation = (name: string | null | undefined) => string;

/**
 * Clients choose their operations' names, and each name is a time series for good: the first `most` keep theirs, what comes later is `other`,
 * what has none `anonymous`.
 */
export function boundNames(most: number): NameOperation {
  const known = new Set<string>();
  return (name) => {
    if (!name) return 'anonymous';
    if (known.has(name)) return name;
    if (known.size >= most || name.length > MAX_LENGTH) return 'other';
    known.add(name);
    return name;
  };
}

const MAX_LENGTH = 64;
