/** The gateway serves the browser client: its page to browsers at its addresses, its files for ever, and no more. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { Client } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { readWeb } from '../src/web.ts';
import { useWorld } from './world.ts';

const SCRIPT = 'export const greeting = "Hei"; // '.padEnd(4_000, 'hei ');
const folder = mkdtempSync(path.join(tmpdir(), 'seteli-web-'));
const write = (name: string, content: string | Buffer) => writeFileSync(path.join(folder, name), content);
mkdirSync(path.join(folder, 'assets'));
write(
  'index.html',
  '<!doctype html><meta property="csp-nonce" nonce="__SETELI_NONCE__"><script nonce="__SETELI_NONCE__" src="/assets/main-1a2b.js"></script>',
);
write('addresses.json', JSON.stringify(['/', '/me', '/me/inbox']));
write('assets/main-1a2b.js', SCRIPT);
write('assets/main-1a2b.js.br', brotliCompressSync(SCRIPT));
write('assets/text-3c4d.woff2', 'a font');
write('secret.txt', 'nobody reads this');
afterAll(() => rmSync(folder, { recursive: true }));

const world = useWorld({ env: { WEB_FOLDER: folder } });
const without = useWorld();
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

/** Unlike fetch, it sends a path as it stands, and leaves a body as it came. */
async function get(at: string, headers: Record<string, string> = BROWSER, url = world.url) {
  const client = new Client(url);
  const { statusCode, headers: answered, body } = await client.request({ method: 'GET', path: at, headers });
  const bytes = Buffer.from(await body.arrayBuffer());
  await client.close();
  return { status: statusCode, headers: answered, body: bytes };
}
const errors = { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_REQUEST' }) })] };

describe('the page', () => {
  test.each(['/', '/me', '/me/inbox', '/me?return=%2F..%2F..%2Fetc'])('is at %s for browsers, and nowhere kept', async (at) => {
    const { status, headers, body } = await get(at);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(String(body)).toContain('/assets/main-1a2b.js');
  });

  test('has a nonce of its own each time, in its policy and nowhere else', async () => {
    const nonces = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { headers, body } = await get('/');
        const [, nonce] = /'nonce-([\w-]{40,})'/.exec(String(headers['content-security-policy']))!;
        expect(String(body).split(`nonce="${nonce}"`)).toHaveLength(3);
        expect(headers['content-security-policy']).toBe(
          `default-src 'none';style-src 'self' 'nonce-${nonce}';script-src 'self';font-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'`,
        );
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(20);
  });

  test.each(['application/json', '*/*', 'application/graphql-response+json', ''])(
    'is not for a program that accepts %j',
    async (accept) => {
      const { status, body } = await get('/me', { accept });
      expect(status).toBe(404);
      expect(JSON.parse(String(body))).toEqual(errors);
    },
  );

  test.each(['/you', '/me/', '//me', '/me/inbox/1', '/ME', '/me%2finbox', '/index.html', '/addresses.json', '/secret.txt'])(
    'is not at %s',
    async (at) => {
      const { status, body } = await get(at);
      expect(status).toBe(404);
      expect(JSON.parse(String(body))).toEqual(errors);
    },
  );

  test('leaves the other addresses as they were', async () => {
    const response = await fetch(`${world.url}/graphql`, { method: 'POST', headers: BROWSER });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none';form-action");
    expect((await fetch(`${world.url}/`, { method: 'POST', headers: BROWSER })).status).toBe(404);
  });

  test('does not exist where the gateway has no client', async () => {
    expect((await get('/', BROWSER, without.url)).status).toBe(404);
    expect((await get('/assets/main-1a2b.js', BROWSER, without.url)).status).toBe(404);
  });
});

describe('files', () => {
  const KEPT = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' };

  test.each(['br', 'gzip, deflate, br, zstd', 'br;q=1.0', 'gzip;q=0, br;q=0.1'])(
    'are compressed for who reads %j, and kept for ever',
    async (encoding) => {
      const { status, headers, body } = await get('/assets/main-1a2b.js', { 'accept-encoding': encoding });
      expect(status).toBe(200);
      expect(headers).toMatchObject({ ...KEPT, 'content-encoding': 'br', 'content-type': 'text/javascript; charset=utf-8' });
      expect(String(brotliDecompressSync(body))).toBe(SCRIPT);
    },
  );

  test.each(['', 'gzip', 'identity', 'br;q=0', 'brotli', 'gzip, br;q=0.0, deflate'])(
    'come as they are for who reads %j',
    async (encoding) => {
      const { headers, body } = await get('/assets/main-1a2b.js', { 'accept-encoding': encoding });
      expect(headers).toMatchObject(KEPT);
      expect(headers['content-encoding']).toBeUndefined();
      expect(String(body)).toBe(SCRIPT);
    },
  );

  test('a font is compressed by nobody twice', async () => {
    const { headers, body } = await get('/assets/text-3c4d.woff2', { 'accept-encoding': 'br' });
    expect(headers).toMatchObject({ ...KEPT, 'content-type': 'font/woff2', 'x-content-type-options': 'nosniff' });
    expect(String(body)).toBe('a font');
  });

  test.each([
    '/assets/',
    '/assets/main-1a2b.js.br',
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/..%252fsecret.txt',
    '/assets/..\\secret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/main-1a2b.js%00',
    '/assets/__proto__',
    '/assets/constructor',
  ])('there is none at %s', async (at) => {
    const { status, body } = await get(at);
    expect(status).toBe(404);
    expect(String(body)).not.toContain('nobody reads this');
  });
});

test('a name longer than any of ours is refused as such', async () => {
  expect((await get(`/assets/${'a'.repeat(5_000)}`)).status).toBe(414);
});

test('a broken build keeps the gateway from starting', async () => {
  await expect(readWeb(path.join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
  const broken = mkdtempSync(path.join(tmpdir(), 'seteli-web-'));
  mkdirSync(path.join(broken, 'assets'));
  writeFileSync(path.join(broken, 'addresses.json'), '["/"]');
  writeFileSync(path.join(broken, 'index.html'), '<!doctype html>');
  await expect(readWeb(broken)).rejects.toThrow('no place for a nonce');
  writeFileSync(path.join(broken, 'assets/run.exe'), '');
  await expect(readWeb(broken)).rejects.toThrow('run.exe');
  rmSync(broken, { recursive: true });
});
