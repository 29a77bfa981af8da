import { GraphQLError } from 'graphql';
import { closestMatch } from 'leven';
import { type Command, CommandError, EXIT_CODES, type ExitCode, type Listing } from './command.ts';

/** A command's modules are loaded when it runs. */
interface ListedCommand extends Listing {
  load(): Promise<Command>;
}

const START: ListedCommand = {
  name: 'start',
  summary: 'Starts the gateway; it ends on SIGTERM or SIGINT, when it has finished what it accepted',
  load: async () => (await import('./start.ts')).start,
};

/** In the order of the help. */
const COMMANDS: readonly ListedCommand[] = [
  START,
  {
    name: 'check-config',
    summary: 'Reads the settings and says what is wrong with them',
    load: async () => (await import('./check-config.ts')).checkConfig,
  },
  {
    name: 'schema',
    summary: 'Prints the schema as SDL',
    load: async () => (await import('./schema.ts')).schema,
  },
  {
    name: 'explain',
    summary: 'Tells the most upstream calls of each operation in client files, and the scopes that it needs',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'persist',
    summary: 'Prints the manifest of client documents that DOCUMENTS_MANIFEST names',
    load: async () => (await import('./persist.ts')).persist,
  },
  {
    name: 'fakes',
    summary: 'Serves the fakes of both APIs without the gateway, and prints the settings to reach them',
    load: async () => (await import('./fakes.ts')).fakes,
  },
  {
    name: 'version',
    summary: 'Prints the version',
    load: async () => (await import('./version.ts')).version,
  },
];

/** Runs what the arguments name, `start` when they name nothing, and tells how the process should end. */
export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  const [first = '', ...others] = args;
  if (first === '--help' || first === '-h' || first === 'help') return printOverview();
  const name = first === '--version' ? 'version' : first;
  const isNamed = name !== '' && !name.startsWith('-');
  const command = isNamed ? COMMANDS.find((one) => one.name === name) : START;
  if (!command) return refuse(`There is no command ${name}. ${whichCommands(name)}`);
  try {
    const run = await command.load();
    return await run(isNamed ? others : args, command);
  } catch (error) {
    if (error instanceof CommandError) return refuse(error.message, error.code, command.name);
    if (error instanceof GraphQLError) return refuse(error.toString(), 1);
    if (hasCode(error, /^(ENOENT|EACCES|EISDIR)$/)) return refuse(error.message, 1);
    if (hasCode(error, /^ERR_PARSE_ARGS_/)) return refuse(error.message, 2, command.name);
    throw error;
  }
}

function whichCommands(written: string): string {
  const names = COMMANDS.map(({ name }) => name);
  const meant = closestMatch(written, names, { maxDistance: 2 });
  return `${meant === undefined ? '' : `Did you mean ${meant}? `}Commands: ${names.join(', ')}.`;
}

async function printOverview(): Promise<ExitCode> {
  const { describeSettings } = await import('./settings-text.ts');
  const lines = [
    'One GraphQL API over the Dintero Products API and the Abillify product groups API.',
    '',
    'Usage: dintero-abillify-gateway [command] [options]',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`),
    '',
    'Without a command it starts. Each command tells more by --help.',
    EXIT_CODES,
    '',
    describeSettings(),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function refuse(message: string, code: ExitCode = 2, command = ''): ExitCode {
  const hint = code === 2 ? `\nTry ${`${command} --help`.trim()}.` : '';
  process.stderr.write(`${message}${hint}\n`);
  return code;
}

/** What Node's own errors are told apart by: files that cannot be read, arguments that do not fit. */
function hasCode(error: unknown, pattern: RegExp): error is Error {
  return error instanceof Error && pattern.test(String(Reflect.get(error, 'code')));
}
