import { type ParseArgsConfig, parseArgs } from 'node:util';

/** 0 done, 1 it failed or found something wrong, 2 called or configured wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command: what is said goes to standard error. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: Exclude<ExitCode, 0>;

  constructor(code: Exclude<ExitCode, 0>, message: string) {
    super(message);
    this.code = code;
  }
}

/** Writes to standard output, unless the command is to be quiet. */
export type Say = (text: string) => void;

/** How a command stands in the list of all. */
export interface Listing {
  readonly name: string;
  readonly summary: string;
}

/** @throws CommandError, or an error of parseArgs when the arguments are no good */
export type Command = (args: readonly string[], listing: Listing) => Promise<ExitCode>;

type Options = NonNullable<ParseArgsConfig['options']>;

export interface CommandDefinition<T extends Options> {
  readonly options: T;
  /** What the help says of each option, by how it is written; `--quiet` and `--help` are added. */
  readonly rows: Readonly<Record<string, string>>;
  /** What follows the options, when the command takes files; otherwise they are refused. */
  readonly files?: string;
  /** Said at the end of the help. */
  readonly notes?: () => string;
  run(values: Values<T>, files: readonly string[], say: Say): ExitCode | Promise<ExitCode>;
}

type Values<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: boolean }>
>['values'];

export function createCommand<const T extends Options>(definition: CommandDefinition<T>): Command {
  const { options, files: filesUsage } = definition;
  return async (args, listing) => {
    const shared = parseArgs({ args: [...args], options: SHARED, allowPositionals: true, strict: false }).values;
    if (shared.help === true) {
      process.stdout.write(`${helpText(definition, listing)}\n`);
      return 0;
    }
    const own = args.filter((arg) => arg !== '--quiet' && arg !== '-q');
    const { values, positionals } = parseArgs({ args: own, options, allowPositionals: filesUsage !== undefined });
    if (filesUsage !== undefined && positionals.length === 0) throw new CommandError(2, `${listing.name} needs files.`);
    const say: Say = shared.quiet === true ? () => {} : (text) => process.stdout.write(`${text}\n`);
    return definition.run(values, positionals, say);
  };
}

const SHARED = { help: { type: 'boolean', short: 'h' }, quiet: { type: 'boolean', short: 'q' } } as const;
const SHARED_ROWS = { '--quiet': 'Prints nothing but errors; the exit code tells.', '--help': 'Prints this.' };

export const EXIT_CODES = 'Exit codes: 0 done, 1 it failed or found something wrong, 2 called or configured wrongly.';

type Help = Pick<CommandDefinition<Options>, 'rows' | 'files' | 'notes'>;

function helpText({ rows, files, notes }: Help, { name, summary }: Listing): string {
  return [
    `${summary}.`,
    '',
    `Usage: dintero-abillify-gateway ${name} [options]${files === undefined ? '' : ` ${files}`}`,
    '',
    ...Object.entries({ ...rows, ...SHARED_ROWS }).map(([option, text]) => `  ${option.padEnd(25)}${text}`),
    '',
    EXIT_CODES,
    ...(notes ? ['', notes()] : []),
  ].join('\n');
}
