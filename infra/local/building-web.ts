/**
 * Builds the browser client when its sources have changed. A program of its own does that, so most starts load no
 * bundler.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildOnce } from './builds.ts';
import { REPOSITORY } from './places.ts';

const run = promisify(execFile);

/** The folder that the gateway serves. */
export const buildWeb = (): Promise<string> =>
  buildOnce({ kind: 'built-web', sources: ['web'], about: [] }, async (folder) => {
    // React's development build is slower, and is what Vite takes unless it builds for production.
    await run(process.execPath, [path.join(REPOSITORY, 'web/build.ts'), folder], { env: { ...process.env, NODE_ENV: 'production' } });
  });
