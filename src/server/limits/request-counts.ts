/** Counts requests by name, each name in a window of its own that begins with its first. */
export interface RequestCounts {
  /** Counts one more, and says how many they are in this window and when it ends. */
  count(name: string, windowMs: number): Promise<RequestCount>;
}

export interface RequestCount {
  readonly requests: number;
  readonly leftMs: number;
}
