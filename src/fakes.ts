/**
 * Both upstreams' fakes without the gateway: `npm run fakes -- --help`. Standard output is the environment that the gateway
 * needs to use them, ready to be pasted or kept in a file.
 */

import { parseArgs } from 'node:util';
import { createMerchant } from './fake-kit/furniture.ts';
import { startAbillifyFake } from './upstreams/abillify/fake/index.ts';
import { startDinteroFake } from './upstreams/dintero/fake/index.ts';

const usage = `Usage: npm run fakes -- [options]

  --dintero-port <port>   default 4011, 0 for any free port
  --abillify-port <port>  default 4012, 0 for any free port
  --size <products>       products over all catalogs, default 250
  --help                  this text

Requests, faults and reset are steered below /__fake/ of each server: see src/fake-kit/server.ts.
`;

const settings = readArguments();
if (settings === 'help') process.stdout.write(usage);
else await run(settings);

async function run({ dinteroPort, abillifyPort, size }: Settings): Promise<void> {
  const merchant = createMerchant({ size });
  const dintero = await startDinteroFake({ port: dinteroPort, merchant });
  const abillify = await startAbillifyFake({ port: abillifyPort, merchant });

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
  for (const [name, value] of Object.entries(environment)) process.stdout.write(`${name}=${value}\n`);

  // With both servers closed nothing keeps the process alive.
  const stop = () => void Promise.all([dintero.close(), abillify.close()]);
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

interface Settings {
  readonly dinteroPort: number;
  readonly abillifyPort: number;
  readonly size: number;
}

function readArguments(): Settings | 'help' {
  try {
    const { values } = parseArgs({
      options: {
        'dintero-port': { type: 'string', default: '4011' },
        'abillify-port': { type: 'string', default: '4012' },
        size: { type: 'string', default: '250' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    return {
      dinteroPort: integer('--dintero-port', values['dintero-port'], 0, 65_535),
      abillifyPort: integer('--abillify-port', values['abillify-port'], 0, 65_535),
      size: integer('--size', values.size, 3, 1_000_000),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(2);
  }
}

function integer(name: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new RangeError(`${name} must be an integer from ${least} to ${most}`);
}
