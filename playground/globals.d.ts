/** Put in by the build, from docs/examples/. */
declare const EXAMPLES: readonly {
  readonly name: string;
  /** The first line of its comment. */
  readonly summary: string;
  readonly query: string;
  /** JSON, or empty. */
  readonly variables: string;
}[];

declare module '*.css';
