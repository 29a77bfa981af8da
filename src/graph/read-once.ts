/** Reads the pages of a list for one request. */
export interface PageReader<R, P> {
  /** Each page once, however many fields ask for it, at once or one after the other. */
  read(request: R): Promise<P>;
  /** Forgets all pages, after a write. */
  clearAll(): void;
}

/** A page is known by all that its request says. */
export function readOnce<R, P>(read: (request: R) => Promise<P>): PageReader<R, P> {
  const pages = new Map<string, Promise<P>>();
  return {
    read(request) {
      const name = JSON.stringify(request);
      const page = pages.get(name) ?? read(request);
      pages.set(name, page);
      return page;
    },
    clearAll: () => pages.clear(),
  };
}
