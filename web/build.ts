/** Builds the client into a folder: `node web/build.ts <folder>`. Also compresses, so that the gateway need not. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';

const folder = process.argv[2];
if (!folder) throw new Error('Say into which folder.');

await build({
  configFile: path.join(import.meta.dirname, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: path.resolve(folder), emptyOutDir: true },
});
const assets = path.join(folder, 'assets');
const compress = promisify(brotliCompress);
// A font is compressed already.
const texts = readdirSync(assets).filter((name) => /\.(js|css|svg)$/.test(name));
await Promise.all(
  texts.map(async (name) => {
    const text = readFileSync(path.join(assets, name));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length, [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(path.join(assets, `${name}.br`), await compress(text, { params }));
  }),
);
