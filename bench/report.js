import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { drawBars } from './chart.js';

const FOLDER = new URL('results/', import.meta.url);

/** Writes the measured medians as a table in Markdown, the chart of each scenario as SVG, and every single figure as JSON. */
export function writeReport({ results, servers, scenarios }, { out, rounds, seconds, connections, latency, vary }) {
  mkdirSync(FOLDER, { recursive: true });
  const stock = servers.find(({ isStock }) => isStock)?.name;
  const limit = servers.find(({ isLimit }) => isLimit)?.name;
  const measured = scenarios.filter(({ key }) => results.some(({ scenario }) => scenario === key));
  const sections = measured.map((scenario) => {
    const rows = summarize(results, scenario, servers, { stock, limit });
    const file = `${out}-${scenario.key}.svg`;
    writeFileSync(new URL(file, FOLDER), drawBars(`${scenario.name}: requests per second`, rows));
    return `## ${capital(scenario.name)}\n\n![Requests per second](${file})\n\n${table(rows)}`;
  });
  const how = [
    `${connections} connections, ${rounds} interleaved rounds of ${seconds} s, medians; every answer was checked.`,
    Number(latency) > 0 ? `Each upstream answered after ${latency} ms.` : 'The upstreams answered at once.',
    vary ? 'No answer of an upstream had the bytes of the one before.' : '',
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.`,
    'Only ratios mean something: absolute figures change from machine to machine and hour to hour.',
  ];
  writeFileSync(
    new URL(`${out}.md`, FOLDER),
    `# Results\n\n${how.filter(Boolean).join(' ')}\n\n${sections.join('\n\n')}\n`,
  );
  writeFileSync(new URL(`${out}.json`, FOLDER), `${JSON.stringify(results, null, 1)}\n`);
}

/** One row for each server that was measured, in the order of the list. */
function summarize(results, scenario, servers, { stock, limit }) {
  const of = (name) => results.filter((result) => result.server === name && result.scenario === scenario.key);
  return servers.flatMap(({ name, isOurs = false }) => {
    const rounds = of(name);
    if (rounds.length === 0) return [];
    const column = (field) => median(rounds.map((round) => round[field]));
    const rates = rounds.map(({ perSecond }) => perSecond);
    return [
      {
        name,
        isOurs,
        perSecond: column('perSecond'),
        spread: (Math.max(...rates) - Math.min(...rates)) / 2 / median(rates),
        toStock: ratio(rounds, of(stock), 'perSecond'),
        toLimit: ratio(rounds, of(limit), 'perSecond'),
        cpuToStock: ratio(of(stock), rounds, 'cpuMs'),
        p50: column('p50'),
        p99: column('p99'),
        cpuMs: column('cpuMs'),
        memoryMb: column('memoryMb'),
        calls: column('calls'),
      },
    ];
  });
}

/** The median of the rounds' ratios: both sides of each were measured within the same minute. */
function ratio(rounds, others, field) {
  const ratios = rounds.flatMap((round) => {
    const other = others.find(({ round: number }) => number === round.round);
    return other ? [round[field] / other[field]] : [];
  });
  return ratios.length > 0 ? median(ratios) : null;
}

function table(rows) {
  const lines = rows.map((row) =>
    [
      row.isOurs ? `**${row.name}**` : row.name,
      `${row.perSecond.toFixed(0)} ± ${(100 * row.spread).toFixed(0)} %`,
      times(row.toStock),
      times(row.toLimit),
      row.cpuMs.toFixed(2),
      times(row.cpuToStock),
      row.p50.toFixed(0),
      row.p99.toFixed(0),
      row.memoryMb.toFixed(0),
      row.calls.toFixed(2),
    ].join(' | '),
  );
  return [
    '| Server | Requests/s | to stock | to bare proxy | CPU ms | CPU to stock | p50 ms | p99 ms | Peak MB | Upstream calls |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

function times(value) {
  return value === null ? '' : value.toFixed(value < 10 ? 1 : 0);
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
