import { ConfigError, parseConfig } from '../config.ts';
import { createCommand, type ExitCode, type Say } from './command.ts';
import { describeSettings, readConfig } from './settings-text.ts';

export const checkConfig = createCommand({
  options: { json: { type: 'boolean' } },
  rows: { '--json': 'Prints { "isComplete", "problems" }, also when there are some (exit code 2).' },
  notes: describeSettings,
  run({ json = false }, _files, say) {
    return checkSettings(json, say);
  },
});

export function checkSettings(isJson: boolean, say: Say): ExitCode {
  if (!isJson) {
    readConfig();
    say('The configuration is complete.');
    return 0;
  }
  const problems = findProblems();
  say(JSON.stringify({ isComplete: problems.length === 0, problems }));
  return problems.length === 0 ? 0 : 2;
}

function findProblems(): readonly string[] {
  try {
    parseConfig(process.env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
