/** Put in by the build, from docs/examples/. */
declare const EXAMPLES: readonly { readonly query: string; readonly variables: string }[];

declare module '*.css';
