/**
 * The browser client: the files of its build, held in memory, and the page that starts it. Knows no screen; which
 * addresses are the client's own stands in the build.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { headersFor } from '@seteli/kit/headers';
import { newSecret } from '@seteli/kit/secrets';
import { z } from 'zod';
import { readingMs } from './slow-readers.ts';

type WebFile = { readonly type: string; readonly plain: Buffer; readonly brotli: Buffer | undefined };

export type Web = {
  /** By name, under `/assets/`. */
  readonly files: ReadonlyMap<string, WebFile>;
  /** The page around its nonces. */
  readonly page: readonly string[];
  /** Paths of the client's screens. */
  readonly addresses: readonly string[];
};

/** The build writes this in place of each nonce. */
const NONCE = '__SETELI_NONCE__';
/** A name has a hash of what is in the file, so a browser never asks for it again. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const addressList = z.array(z.string().regex(/^\/[a-z/-]*$/)).min(1);

/** Reads a build. One that is broken keeps the gateway from starting, since its people would see a white page. */
export async function readWeb(folder: string): Promise<Web> {
  const names = await readdir(path.join(folder, 'assets'));
  const read = (name: string) => readFile(path.join(folder, 'assets', name));
  const files = new Map<string, WebFile>();
  for (const name of names.filter((each) => !each.endsWith('.br'))) {
    const type = TYPES[path.extname(name)];
    if (!type) throw new Error(`${name} of the browser client has no known type.`);
    const brotli = names.includes(`${name}.br`) ? await read(`${name}.br`) : undefined;
    files.set(name, { type, plain: await read(name), brotli });
  }
  const page = (await readFile(path.join(folder, 'index.html'), 'utf8')).split(NONCE);
  if (page.length === 1) throw new Error('The page of the browser client has no place for a nonce.');
  return { files, page, addresses: addressList.parse(JSON.parse(await readFile(path.join(folder, 'addresses.json'), 'utf8'))) };
}

type WebOptions = { publicUrl: string; slowReaderMs: number };

export function addWeb(app: FastifyInstance, { files, page, addresses }: Web, { publicUrl, slowReaderMs }: WebOptions): void {
  const nonces = new WeakMap<IncomingMessage, string>();
  const nonceOf = (request: IncomingMessage) => `'nonce-${nonces.get(request)}'`;
  const addHeaders = headersFor({
    publicUrl,
    scripts: ["'self'"],
    // The component library writes its styles into the page.
    styles: ["'self'", nonceOf],
    fonts: ["'self'"],
    images: ["'self'"],
    asks: ["'self'"],
  });
  const bytes = page.join(newSecret()).length;

  app.get('/assets/:name', (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
    const file = files.get(request.params.name);
    if (!file) return reply.callNotFound();
    const brotli = readsBrotli(request) ? file.brotli : undefined;
    const sent = brotli ?? file.plain;
    hangUpAfter(reply, readingMs(sent.length, slowReaderMs));
    if (brotli) void reply.header('content-encoding', 'br');
    return reply.header('content-type', file.type).header('cache-control', FOR_EVER).header('vary', 'accept-encoding').send(sent);
  });
  for (const address of addresses)
    app.get(address, (request, reply) => {
      // Programs that mistake the address get an answer that they can read.
      if (!isNavigation(request)) return reply.callNotFound();
      const nonce = newSecret();
      nonces.set(request.raw, nonce);
      addHeaders(request.raw, reply.raw);
      hangUpAfter(reply, readingMs(bytes, slowReaderMs));
      return reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store').send(page.join(nonce));
    });
}

const readsBrotli = ({ headers }: FastifyRequest): boolean =>
  /(?:^|[,\s])br(?:$|[,\s;])(?!\s*q=0(?:\.0*)?(?:$|[,\s]))/.test(String(headers['accept-encoding'] ?? ''));
const isNavigation = ({ headers }: FastifyRequest): boolean => /(?:^|[,\s])text\/html(?:$|[,\s;])/.test(headers.accept ?? '');

/** Whoever reads a byte now and then would keep a connection. */
function hangUpAfter({ raw }: FastifyReply, ms: number): void {
  const timer = setTimeout(() => raw.destroy(), ms);
  raw.once('close', () => clearTimeout(timer));
}
