import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { inlineDocuments } from './build-plugins/inline-documents';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const roomTexts = (locale: string) =>
  new RegExp(`messages/${locale}/(?!common|shell|ui|refusals|access|reports|faults)\\w+\\.json$`);

// The API of a development machine; the built client is served by the API itself.
const api = process.env.CONSILIUM_API ?? 'http://127.0.0.1:3000';

export default defineConfig(({ mode }) => ({
  root: folder('.'),
  plugins: [inlineDocuments(), react()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/graphql': { target: api, ws: true },
      '/api': { target: api },
      '/health': { target: api },
    },
  },
  build: {
    outDir: folder(mode === 'gallery' ? '../../dist/apps/web-gallery' : '../../dist/apps/web'),
    emptyOutDir: true,
    target: 'es2022',
    // Nothing is inlined as data: so that the content security policy can stay narrow.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The texts every page needs come in one request per language.
            { name: 'texts-fr', test: /messages\/fr\/(common|shell|ui|refusals)\.json$/ },
            { name: 'texts-en', test: /messages\/en\/(common|shell|ui|refusals)\.json$/ },
            // And those of the rooms, without which no page of an organisation is shown, in another.
            // Pages before the sign-in have use for `access` alone.
            { name: 'rooms-fr', test: roomTexts('fr') },
            { name: 'rooms-en', test: roomTexts('en') },
          ],
        },
      },
    },
  },
}));
