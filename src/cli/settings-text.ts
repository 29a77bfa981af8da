import { type Config, ConfigError, describeAllSettings, parseConfig } from '../config.ts';
import { CommandError } from './command.ts';

/** Every setting with its meaning and default. */
export function describeSettings(): string {
  const settings = describeAllSettings();
  const width = Math.max(...settings.map(({ name }) => name.length)) + 2;
  const rows = settings.map(
    (setting) => `  ${setting.name.padEnd(width)}${setting.description}${defaultText(setting.default)}`,
  );
  return [
    'Settings are environment variables. An upstream of which nothing is set is replaced by an embedded fake.',
    '',
    ...rows,
    '',
  ].join('\n');
}

/** @throws CommandError with every problem of the environment */
export function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.problems.map((problem) => `  ${problem}`);
    throw new CommandError(2, ['The gateway does not start. In the environment:', ...lines].join('\n'));
  }
}

function defaultText(text: string | null): string {
  if (text === null) return ' Required for a live upstream.';
  return text === '' ? '' : ` Default: ${text}.`;
}
