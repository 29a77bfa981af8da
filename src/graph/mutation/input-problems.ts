import { GatewayError, type InputProblem } from '../errors.ts';
import { merchantKeyProblem } from '../merchant-key.ts';

type Path = readonly (string | number)[];

/** Gathers everything that is wrong with an input, so that a caller mends it in one go. */
export class InputProblems {
  readonly #problems: InputProblem[] = [];

  add(field: Path, message: string): void {
    this.#problems.push({ field: field.map(String), message });
  }

  checkKey(field: Path, key: string): void {
    const problem = merchantKeyProblem(key);
    if (problem) this.add(field, `The key cannot be used: ${problem}.`);
  }

  checkText(field: Path, text: string): void {
    if (text.trim() === '') this.add(field, 'The text is blank.');
  }

  checkCount(field: Path, list: readonly unknown[], max: number): void {
    if (list.length > max) this.add(field, `At most ${max} are allowed; there are ${list.length}.`);
  }

  /** @throws GatewayError `BAD_USER_INPUT` */
  throwIfAny(): void {
    const [first] = this.#problems;
    if (first) throw new GatewayError('BAD_USER_INPUT', first.message, { problems: this.#problems });
  }
}
