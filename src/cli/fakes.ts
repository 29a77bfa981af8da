import { createMerchant } from '../fake-kit/furniture.ts';
import { type AbillifyFake, startAbillifyFake } from '../upstreams/abillify/fake/index.ts';
import { type DinteroFake, startDinteroFake } from '../upstreams/dintero/fake/index.ts';
import { CommandError, createCommand, type ExitCode } from './command.ts';
import { portInUse } from './port-in-use.ts';
import { createProgress, type Progress } from './progress.ts';

/** Standard output is the environment that a gateway needs to use the fakes, ready to be pasted or kept in a file. */
export const fakes = createCommand({
  options: {
    'dintero-port': { type: 'string', default: '4011' },
    'abillify-port': { type: 'string', default: '4012' },
    size: { type: 'string', default: '250' },
    json: { type: 'boolean' },
  },
  rows: {
    '--dintero-port <port>': 'Default 4011; 0 for any free port.',
    '--abillify-port <port>': 'Default 4012; 0 for any free port.',
    '--size <products>': 'Products over all catalogs; default 250.',
    '--json': 'Prints the settings as a JSON object.',
  },
  notes: () => 'Requests, faults and reset are steered below /__fake/ of each server: see src/fake-kit/server.ts.',
  async run(values, _files, say): Promise<ExitCode> {
    const dinteroPort = integer('--dintero-port', values['dintero-port'], 0, 65_535);
    const abillifyPort = integer('--abillify-port', values['abillify-port'], 0, 65_535);
    const size = integer('--size', values.size, 3, 1_000_000);
    const progress = createProgress();
    const { dintero, abillify } = await startFakes(size, dinteroPort, abillifyPort, progress).finally(progress.end);
    const environment = {
      DINTERO_BASE_URL: dintero.baseUrl,
      DINTERO_ACCOUNT_ID: dintero.accountId,
      DINTERO_CLIENT_ID: dintero.clientId,
      DINTERO_CLIENT_SECRET: dintero.clientSecret,
      ABILLIFY_BASE_URL: abillify.baseUrl,
      ABILLIFY_USERNAME: abillify.username,
      ABILLIFY_PASSWORD: abillify.password,
      AUTH_MODE: 'open',
    };
    const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    say(values.json ? JSON.stringify(environment) : lines.join('\n'));
    if (process.stdout.isTTY && !values.json) {
      say('\nBoth fakes listen; Ctrl-C ends them. A gateway that is started with these settings asks them.');
    }
    // With both servers closed nothing keeps the process alive.
    const stop = () => void Promise.all([dintero.close(), abillify.close()]);
    process.once('SIGINT', stop).once('SIGTERM', stop);
    return 0;
  },
});

async function startFakes(
  size: number,
  dinteroPort: number,
  abillifyPort: number,
  { show }: Progress,
): Promise<{ readonly dintero: DinteroFake; readonly abillify: AbillifyFake }> {
  const merchant = createMerchant({ size, report: show });
  show('Putting products into the fakes');
  const dintero = await startDinteroFake({ port: dinteroPort, merchant }).catch(refuse('--dintero-port'));
  const abillify = await startAbillifyFake({ port: abillifyPort, merchant }).catch(async (error: unknown) => {
    await dintero.close();
    return refuse('--abillify-port')(error);
  });
  return { dintero, abillify };
}

function refuse(option: string): (error: unknown) => never {
  return (error) => {
    const port = portInUse(error);
    if (port === null) throw error;
    throw new CommandError(1, `The fakes could not start: port ${port} is in use; give another one by ${option}.`);
  };
}

function integer(name: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new CommandError(2, `${name} must be an integer from ${least} to ${most}.`);
}
