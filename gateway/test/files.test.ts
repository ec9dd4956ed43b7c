/** Files through the gateway, with real identity behind it: whole, closed to browsers, and bounded both ways. */
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { readConfig } from '@seteli/kit/config';
import { newId } from '@seteli/kit/ids';
import type { Running } from '@seteli/kit/process';
import { json } from '@seteli/local/browser';
import type { PersonaKey } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aku, bea, openPaperWorld, PDF, type PaperWorld } from '../../services/identity/test/papers.ts';
import { settings } from '../src/config.ts';
import { FILE_BYTES_MAX } from '../src/files.ts';
import { start } from '../src/main.ts';

const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
let world: PaperWorld;
let gateway: Running;
/** It waits less for senders. */
let strict: Running;
beforeAll(async () => {
  world = await openPaperWorld({ ACTOR_PUBLIC_KEY: await exportJWK(publicKey) });
  const env = {
    NODE_ENV: 'test',
    DRAIN_MS: '0',
    PORT: '0',
    PUBLIC_URL: world.settings.PUBLIC_URL,
    IDENTITY_URL: world.identity.url,
    NATS_URL: 'nats://gateway:none@127.0.0.1:1',
    ACTOR_KEY: JSON.stringify(await exportJWK(privateKey)),
    LOG_LEVEL: 'silent',
    SLOW_READER_MS: '1000',
  };
  gateway = await start(readConfig(settings, env));
  strict = await start(readConfig(settings, { ...env, REQUEST_TIMEOUT_MS: '2500' }));
});
afterAll(async () => {
  await Promise.all([gateway.stop(), strict.stop()]);
  await world.stop();
});

async function tokenOf(persona: PersonaKey, organisation?: string): Promise<string> {
  const browser = await world.signedIn(persona);
  const ask = async (wish: object) =>
    (await (await browser.send(world.url('/sign-in/token'), json(wish))).json()) as { access_token?: string; choices?: { id: string }[] };
  const { choices, access_token } = await ask(organisation ? { organisation } : {});
  return access_token ?? (await ask({ organisation: choices!.at(-1)!.id })).access_token!;
}
const put = async (token: string, content: Buffer, at = gateway) =>
  await fetch(`${at.url}/files?person=${aku.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-msdownload' },
    body: new Uint8Array(content),
  });
const get = (token: string, id: string) => fetch(`${gateway.url}/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
/** A request that sends its first bytes and then no more. */
function dripping(token: string): ClientRequest {
  const headers = { authorization: `Bearer ${token}`, 'content-length': String(PDF.length) };
  const sent = request(`${strict.url}/files?person=${aku.id}`, { method: 'PUT', headers });
  sent.on('error', () => undefined);
  sent.write(PDF.subarray(0, 1_000));
  return sent;
}
const RECORD = `mutation ($input: RecordPaperMandateInput!) { done: recordPaperMandate(input: $input) { mandate { id } refusal { code } } }`;
const today = () => world.sessionClock.now().toZonedDateTimeISO('Europe/Helsinki').toPlainDate();
async function graphql(token: string, query: string, variables: object) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return { status: answer.status, ...((await answer.json()) as { data: { done: { mandate: { id: string } } } }) };
}
/** The mandate and the scan with which an officer let Bea act for Aku. */
async function recorded(content = PDF): Promise<{ mandateId: string; scanId: string }> {
  const officer = await tokenOf('granter');
  const sent = await put(officer, content);
  expect(sent.status).toBe(201);
  const { fileId: scanId } = (await sent.json()) as { fileId: string };
  const representative = { identityCode: bea.identityCode, givenNames: 'Bea', familyName: 'Asiakas' };
  const days = { firstDay: String(today()), lastDay: String(today()) };
  const input = { idempotencyKey: newId(), representedId: aku.id, representative, roles: ['MANDATE_SEE'], ...days, scanId };
  const { data } = await graphql(officer, RECORD, { input });
  return { mandateId: data.done.mandate.id, scanId };
}

test('a scan goes from an officer to the client, whole, and no browser runs anything of it', async () => {
  const { scanId } = await recorded();
  const answer = await get(await tokenOf('aku'), scanId);
  expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(PDF.length),
    'content-disposition': `attachment; filename="${scanId}.pdf"`,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
});

test('a representative by paper acts through the gateway until the client takes it back, and never reads the scan', async () => {
  const { mandateId, scanId } = await recorded();
  const acting = await tokenOf('other-client', aku.id);
  expect(await graphql(acting, '{ done: me { mandate { id } } }', {})).toMatchObject({ data: { done: { mandate: { id: mandateId } } } });
  expect((await get(acting, scanId)).status).toBe(403);
  const take = 'mutation ($input: MandateInput!) { done: endMandate(input: $input) { mandate { id } } }';
  await graphql(await tokenOf('aku'), take, { input: { mandateId, idempotencyKey: newId() } });
  expect((await graphql(acting, '{ done: me { mandate { id } } }', {})).status).toBe(401);
});

test('nobody sends or reads a file without an access token', async () => {
  expect([(await put('none', PDF)).status, (await get('none', newId())).status]).toEqual([401, 401]);
});

test('identity’s own refusals reach the sender, in their language', async () => {
  const headers = { authorization: `Bearer ${await tokenOf('granter')}`, 'accept-language': 'sv' };
  const answer = await fetch(`${gateway.url}/files?person=${aku.id}`, { method: 'PUT', headers, body: 'no scan' });
  expect([answer.status, await answer.json()]).toMatchObject([
    422,
    { refusal: { code: 'UNFIT_FILE', message: expect.stringContaining('Filen') } },
  ]);
});

test('a file that is too large, or of an unknown length, is refused unread', async () => {
  const token = await tokenOf('granter');
  expect((await put(token, Buffer.alloc(FILE_BYTES_MAX + 1))).status).toBe(413);
  const chunked = request(`${gateway.url}/files?person=${aku.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked' },
  });
  chunked.end('x');
  const [answer] = (await once(chunked, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(411);
  answer.resume();
});

test('a slow sender is cut off, holds four seats at most meanwhile, and leaves nothing ready', async () => {
  const token = await tokenOf('case-handler');
  const count = async (state: string) =>
    (await world.identity.database.pool.query('select from stored_file where state = $1', [state])).rowCount;
  const before = (await count('LEAVING'))!;
  const slow = Array.from({ length: 4 }, () => dripping(token));
  await expect.poll(() => count('COMING'), { timeout: 2_000, interval: 20 }).toBe(4);
  expect((await put(token, PDF, strict)).status).toBe(429);
  await Promise.all(slow.map((each) => once(each, 'close')));
  await expect.poll(() => count('COMING'), { timeout: 10_000 }).toBe(0);
  expect(await count('LEAVING')).toBe(before + 4);
  expect((await put(token, PDF)).status).toBe(201);
});

test('a slow reader is cut off', async () => {
  const large = Buffer.concat([PDF.subarray(0, -50), Buffer.alloc(9_000_000, 'x'), PDF.subarray(-50)]);
  const { scanId } = await recorded(large);
  const token = await tokenOf('aku');
  const asked = request(`${gateway.url}/files/${scanId}`, { headers: { authorization: `Bearer ${token}` } });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const closed = new Promise<void>((resolve) => answer.on('error', () => resolve()));
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  answer.resume();
  await closed;
  expect(answer.complete).toBe(false);
});
