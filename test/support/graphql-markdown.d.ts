declare module 'graphql-markdown' {
  import type { IntrospectionQuery } from 'graphql';

  interface RenderOptions {
    readonly title: string;
    readonly prologue: string;
    /** Given a line at a time; console.log unless given. */
    readonly printer: (line: string) => void;
  }
  const tool: { renderSchema(schema: IntrospectionQuery, options: RenderOptions): void };
  export default tool;
}
