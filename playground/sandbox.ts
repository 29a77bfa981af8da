import './sandbox.css';

/** Where Apollo publishes Sandbox for pages like this one. */
const SCRIPT = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';

/** What the script brings, as far as it is used here. */
type SandboxFrame = new (options: Readonly<Record<string, unknown>>) => unknown;

declare global {
  interface Window {
    readonly EmbeddedSandbox?: SandboxFrame;
  }
}

const [first] = EXAMPLES;
const asked = new URLSearchParams(location.search).get('example');
const chosen = EXAMPLES.find(({ name }) => name === asked) ?? first;

offerExamples();
showExamples();
loadSandbox();

/** The choice stands in the address, and the page begins anew with it: an open Sandbox takes no other document. */
function offerExamples(): void {
  const choice = element('choice', HTMLSelectElement);
  choice.append(...EXAMPLES.map(({ name }) => new Option(name, name, false, name === chosen?.name)));
  choice.addEventListener('change', () => location.assign(`/?example=${choice.value}`));
}

/** For as long as there is no Sandbox. */
function showExamples(): void {
  const place = element('examples', HTMLElement);
  for (const { name, summary, query } of EXAMPLES) {
    const details = document.createElement('details');
    const title = document.createElement('summary');
    const text = document.createElement('pre');
    title.textContent = `${name}: ${summary}`;
    text.textContent = query;
    details.append(title, text);
    place.append(details);
  }
}

function loadSandbox(): void {
  const script = document.createElement('script');
  script.src = SCRIPT;
  script.addEventListener('error', () => {
    element('state', HTMLElement).textContent = 'Apollo Sandbox comes from Apollo’s servers, which cannot be reached.';
  });
  script.addEventListener('load', () => {
    const Sandbox = window.EmbeddedSandbox;
    if (!Sandbox) return;
    element('waiting', HTMLElement).hidden = true;
    new Sandbox({
      target: '#sandbox',
      initialEndpoint: new URL('/graphql', location.href).href,
      initialState: {
        document: chosen?.query,
        variables: JSON.parse(chosen?.variables || '{}'),
        includeCookies: false,
      },
      endpointIsEditable: false,
      hideCookieToggle: true,
      allowDynamicStyles: false,
      runTelemetry: false,
    });
  });
  document.head.append(script);
}

function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new TypeError(`The page has no ${id}`);
}
