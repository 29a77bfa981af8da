import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles the pages for browsers into dist/pages/: GraphiQL with everything that it would otherwise ask other hosts for, and Apollo Sandbox’s frame. */
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const examples = path('../docs/examples/');
const outdir = path('../dist/pages/');
/** The first one, which people see when they come. */
const FLAGSHIP = 'hundred-products.graphql';

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    graphiql: path('graphiql.tsx'),
    sandbox: path('sandbox.ts'),
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  },
  absWorkingDir: path('.'),
  outdir,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  loader: { '.ttf': 'file' },
  define: { EXAMPLES: JSON.stringify(readExamples()), 'process.env.NODE_ENV': '"production"' },
  legalComments: 'eof',
  logLevel: 'warning',
});
for (const page of ['graphiql.html', 'sandbox.html']) copyFileSync(path(page), `${outdir}${page}`);

function readExamples() {
  const names = readdirSync(examples).filter((name) => name.endsWith('.graphql'));
  const ordered = [FLAGSHIP, ...names.filter((name) => name !== FLAGSHIP)];
  return ordered.map((name) => {
    const query = readFileSync(`${examples}${name}`, 'utf8').trim();
    const [, summary = '', operation = ''] = /^# (.*)[\s\S]*?^(?:query|mutation) (\w+)/m.exec(query) ?? [];
    return {
      name: operation,
      summary,
      query,
      variables: readVariables(`${examples}${name.replace(/\.graphql$/, '.json')}`),
    };
  });
}

/** Languages are left to the page's switch. */
function readVariables(file) {
  if (!existsSync(file)) return '';
  const { languages: _, ...others } = JSON.parse(readFileSync(file, 'utf8'));
  return JSON.stringify(others, null, 2);
}
