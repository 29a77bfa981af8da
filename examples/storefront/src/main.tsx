import '@fontsource-variable/figtree';
import '@fontsource-variable/fraunces';
import './shop.css';
import { ApolloProvider } from '@apollo/client/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createShopClient } from './apollo-client.ts';
import { LanguageProvider } from './language/language-context.tsx';
import { OutageProvider } from './outage/outage-context.tsx';
import { Shop } from './shop.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <ApolloProvider client={createShopClient()}>
      <LanguageProvider>
        <OutageProvider>
          <Shop />
        </OutageProvider>
      </LanguageProvider>
    </ApolloProvider>
  </StrictMode>,
);
