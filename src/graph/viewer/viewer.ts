/** Who is calling, as far as no upstream has to be asked. */
export interface Viewer {
  /** `T` (test) or `P` (production) and eight digits. */
  readonly account: string;
}
