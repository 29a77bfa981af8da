import type { RunningProcess } from './run-process.ts';

/** Mebibytes that a process holds, once its garbage is collected. */
export interface ProcessMemory {
  /** What the operating system counts. */
  readonly resident: number;
  /** Objects, and bytes beside the heap, that are still needed. */
  readonly used: number;
}

/** For a process's `before`: it then tells its memory whenever it gets SIGUSR2. */
export const TELLS_MEMORY = `
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let asked = 0;
process.on('SIGUSR2', async () => {
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  asked += 1;
  console.log('memory ' + asked + ' ' + Math.round(rss / 1048576) + ' ' + Math.round((heapUsed + external) / 1048576) + ' end');
});`;

/** Asks a process that tells its memory. */
export function createMemoryReader({ child, printed, output }: RunningProcess): () => Promise<ProcessMemory> {
  let asked = 0;
  return async () => {
    asked += 1;
    child.kill('SIGUSR2');
    await printed(`memory ${asked} `);
    const [, resident = '', used = ''] = new RegExp(`memory ${asked} (\\d+) (\\d+) end`).exec(output()) ?? [];
    return { resident: Number(resident), used: Number(used) };
  };
}
