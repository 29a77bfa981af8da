/** What outlives a request, by name: a port, so that one process and many can keep it each in their way. Values are text. */
export interface KeyValueStore {
  get(name: string): Promise<string | null>;
  /** False when there is a value already, which stays. */
  setIfAbsent(name: string, value: string, lifetimeMs: number): Promise<boolean>;
  set(name: string, value: string, lifetimeMs: number): Promise<void>;
  delete(name: string): Promise<void>;
}
