/** How Vite builds and serves the client. The gateway puts nonces into the page, and reads which addresses are ours. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { ADDRESSES } from './src/addresses.ts';
import { graphql } from './src/generated/gql.ts';

/** The gateway replaces it in each page that it sends. */
const NONCE = '__SETELI_NONCE__';

/** Where a developer's running system listens. */
const gateway = process.env.SETELI_URL ?? 'http://127.0.0.1:4000';
const OF_THE_SYSTEM = ['/graphql', '/sign-in', '/files', '/person-exports'];

const addresses: Plugin = {
  name: 'addresses',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'addresses.json', source: JSON.stringify(Object.values(ADDRESSES)) });
  },
};

/** Puts each document into the screen that asks it. The generated map of all would come with the first page. */
const documents: Plugin = {
  name: 'documents',
  transform: {
    filter: { id: /\/src\/.*\.tsx?$/, code: 'graphql(`' },
    handler: (code) =>
      code.replaceAll(/\bgraphql\(`([^`]*)`\)/g, (_, text: string) => {
        const document = graphql(text);
        if (!('definitions' in Object(document))) throw new Error(`Run npm run generate: a document is new.\n${text}`);
        return `(${JSON.stringify(document)})`;
      }),
  },
};

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  cacheDir: path.join(import.meta.dirname, 'node_modules/.vite'),
  plugins: [documents, react(), addresses],
  // The development server has no policy that would need one.
  ...(command === 'build' && { html: { cspNonce: NONCE } }),
  build: {
    // Every browser that React 19 and our CSS can count on.
    target: 'es2023',
    // A policy without `data:` refuses what is written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
  server: { host: '127.0.0.1', proxy: Object.fromEntries(OF_THE_SYSTEM.map((prefix) => [prefix, { target: gateway, ws: true }])) },
}));
