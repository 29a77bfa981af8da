import './workers.ts';
import 'graphiql/style.css';
import './graphiql.css';
import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

/** What visitors may ask texts in; null leaves it to the browser. */
const LANGUAGES = [
  ['', 'as the browser'],
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['nb', 'Norsk'],
  ['sv', 'Svenska'],
] as const;

type Fetcher = Parameters<typeof GraphiQL>[0]['fetcher'];

let language = '';

const fetcher: Fetcher = async (params, { headers = {} } = {}) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(language !== '' && { 'accept-language': language }),
      ...headers,
    },
    body: JSON.stringify(params),
  });
  return response.json();
};

function LanguageSwitch() {
  const [chosen, choose] = useState(language);
  return (
    <label className="language">
      Texts in
      <select
        value={chosen}
        onChange={({ target: { value } }) => {
          language = value;
          choose(value);
        }}
      >
        {LANGUAGES.map(([tag, name]) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const place = document.getElementById('page');
if (place) {
  createRoot(place).render(
    <GraphiQL fetcher={fetcher} defaultTabs={[...EXAMPLES]} shouldPersistHeaders={false}>
      <GraphiQL.Logo>
        <LanguageSwitch />
      </GraphiQL.Logo>
    </GraphiQL>,
  );
}
