#!/usr/bin/env node
import * as nodeModule from 'node:module';

// From Node 22.8 on a start finds the code compiled by the one before.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') {
  nodeModule.enableCompileCache();
}
const { runCommand } = await import('./cli/run-command.ts');
process.exitCode = await runCommand(process.argv.slice(2));
