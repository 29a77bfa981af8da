import DataLoader from 'dataloader';
import { inBatch, type KeyedLoader, loadById } from './load-by-id.ts';
import type { Call, Found, NamedSource, Page, PageRequest } from './port.ts';

/** Objects that are a key and a name, for one request. */
export interface NamedLoader<T> {
  readonly byId: KeyedLoader<string, T>;
  /** Whatever was read before; for what will be written back. */
  readNow(keys: readonly string[]): Promise<Found<T>>;
  /** Each page is read once, however many fields ask for it. */
  list(request: PageRequest): Promise<Page<T>>;
  /** Forgets all that was read, after a write. */
  clearAll(): void;
  create(key: string, name: string, mayExist: boolean): Promise<T>;
  rename(key: string, name: string): Promise<T>;
  delete(key: string): Promise<T>;
}

/** `name` is the loader's before whoever looks on. `forget` is called when a write ended, however it did: what the request knew may be wrong. */
export function createNamedLoader<T>(
  name: string,
  source: NamedSource<T>,
  keyOf: (value: T) => string,
  call: Call,
  forget: () => void,
): NamedLoader<T> {
  const byId = loadById(
    (keys: readonly string[]) => inBatch(name, keys, call, (asked, within) => source.getMany(asked, within)),
    (key) => key,
  );
  const pages = new DataLoader<PageRequest, Page<T>, string>((requests) => Promise.all(requests.map(readPage)), {
    batch: false,
    cacheKeyFn: (request) => JSON.stringify(request),
  });
  return {
    byId,
    readNow: (keys) => source.getMany(keys, { ...call, fresh: true }),
    list: (request) => pages.load(request),
    clearAll() {
      byId.clearAll();
      pages.clearAll();
    },
    create: (key, name, mayExist) => source.create(key, name, mayExist, call).finally(forget),
    rename: (key, name) => source.rename(key, name, call).finally(forget),
    delete: (key) => source.delete(key, call).finally(forget),
  };

  async function readPage(request: PageRequest): Promise<Page<T>> {
    const page = await source.list(request, call);
    byId.prime(
      page.items.map(({ value }) => value),
      keyOf,
    );
    return page;
  }
}
