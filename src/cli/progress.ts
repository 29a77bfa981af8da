export interface Progress {
  /** Tells what is being done now, in place of what was told before. */
  show(step: string): void;
  end(): void;
}

/** What is asked of standard error. */
export interface Terminal {
  readonly isTTY: boolean;
  readonly columns: number;
  write(text: string): unknown;
  cursorTo(column: number): unknown;
  clearLine(direction: 0): unknown;
}

/** More often nobody can read. */
const EVERY_MS = 100;

/** One line on a terminal, gone when the work is done; elsewhere nothing. */
export function createProgress(terminal: Terminal = process.stderr, now = () => performance.now()): Progress {
  if (!terminal.isTTY) return { show() {}, end() {} };
  let shownAt = now();
  let isShown = false;

  return {
    show(step) {
      if (now() - shownAt < EVERY_MS) return;
      shownAt = now();
      terminal.clearLine(0);
      terminal.write(`${step} …`.slice(0, terminal.columns - 1));
      // What is logged meanwhile is written over it.
      terminal.cursorTo(0);
      isShown = true;
    },
    end() {
      if (isShown) terminal.clearLine(0);
      isShown = false;
    },
  };
}
