import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles GraphiQL into dist/graphiql/, with everything that it would otherwise ask other hosts for. */
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const examples = path('../docs/examples/');
const outdir = path('../dist/graphiql/');
/** The first tab, which people see when they come. */
const FLAGSHIP = 'hundred-products.graphql';

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    page: path('page.tsx'),
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
copyFileSync(path('page.html'), `${outdir}page.html`);

function readExamples() {
  const names = readdirSync(examples).filter((name) => name.endsWith('.graphql'));
  const ordered = [FLAGSHIP, ...names.filter((name) => name !== FLAGSHIP)];
  return ordered.map((name) => ({
    query: readFileSync(`${examples}${name}`, 'utf8').trim(),
    variables: readVariables(`${examples}${name.replace(/\.graphql$/, '.json')}`),
  }));
}

/** Languages are left to the page's switch. */
function readVariables(file) {
  if (!existsSync(file)) return '';
  const { languages: _, ...others } = JSON.parse(readFileSync(file, 'utf8'));
  return JSON.stringify(others, null, 2);
}
