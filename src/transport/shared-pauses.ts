/** How processes that call one upstream tell each other that it asked for a pause. Neither method fails: who is not told finds out alone. */
export interface SharedPauses {
  announce(ms: number): void;
  /** `pause` is called for every pause that was announced, this process's own included. */
  listen(pause: (ms: number) => void): void;
}
