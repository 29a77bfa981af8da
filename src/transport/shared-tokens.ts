/** The retries that processes that call one upstream have together. */
export interface SharedTokens {
  /**
   * Tells what calls of this process earned and its retries took since it last told, and hears what all of them have left, at most `most`;
   * undefined when nobody can say. Never fails.
   */
  exchange(change: number, most: number): Promise<number | undefined>;
}
