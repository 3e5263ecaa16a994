import '@mantine/core/styles.css';
import '@consilium/ui/styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createGraphqlClients } from './platform/graphql';
import { startTexts } from './platform/i18n';
import { App } from './app/app';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no place for the application');

const clients = createGraphqlClients();
await startTexts();

createRoot(root).render(
  <StrictMode>
    <App clients={clients} />
  </StrictMode>,
);
