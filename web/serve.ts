/** Serves the client to developers with hot reload, before a running system. */
import path from 'node:path';
import { createServer } from 'vite';

/** Returns the address. */
export async function serveToDevelopers(): Promise<string> {
  const server = await createServer({ configFile: path.join(import.meta.dirname, 'vite.config.ts') });
  await server.listen();
  return server.resolvedUrls?.local[0] ?? '';
}
