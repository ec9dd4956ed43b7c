/** Tokens of systems: by client id and secret, for an hour, for their own organisation. */
import { decodeJwt } from 'jose';
import { form } from '@seteli/local/browser';
import { PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveSystemAccount } from '../src/commands/user.ts';
import { openWorld, SYSTEM_SECRET, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const { userId: id, clientId } = PERSONAS.system;
const organisation = { kind: 'ORGANISER', id: PIRKANMAA.id } as const;
const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(world.url('/token'), { ...form(fields), headers });
const grant = { grant_type: 'client_credentials', client_id: clientId };

test('a system that knows its secret acts for its organisation for an hour', async () => {
  const response = await ask({ ...grant, client_secret: SYSTEM_SECRET });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as { access_token: string };
  expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  const { iat, exp, ...claims } = decodeJwt(answer.access_token);
  expect(exp! - iat!).toBe(3600);
  expect(claims).toMatchObject({ sub: id, org: organisation, roles: ['SYSTEM'], teams: [] });
  expect(claims).not.toHaveProperty('person');
});

test('the secret may come in the header as well', async () => {
  const basic = Buffer.from(`${clientId}:${encodeURIComponent(SYSTEM_SECRET)}`).toString('base64');
  expect((await ask({ grant_type: 'client_credentials' }, { authorization: `Basic ${basic}` })).status).toBe(200);
});

test.each([
  ['another secret', { ...grant, client_secret: 'another' }, 401],
  ['a client that nobody knows', { ...grant, client_id: 'unknown', client_secret: SYSTEM_SECRET }, 401],
  ['no secret', grant, 400],
  ['an empty secret', { ...grant, client_secret: '' }, 401],
  ['another grant', { ...grant, grant_type: 'password', client_secret: SYSTEM_SECRET }, 400],
])('%s gets no token', async (_, fields, status) => {
  const response = await ask(fields);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: status === 401 ? 'invalid_client' : 'invalid_request' });
});

test('a passive system gets no token', async () => {
  await saveSystemAccount(world.desk, { id, organisation, clientId, secret: SYSTEM_SECRET, active: false });
  expect((await ask({ ...grant, client_secret: SYSTEM_SECRET })).status).toBe(401);
});

test('a new secret puts the old one out of use', async () => {
  await saveSystemAccount(world.desk, { id, organisation, clientId, secret: 'the next secret', active: true });
  expect((await ask({ ...grant, client_secret: SYSTEM_SECRET })).status).toBe(401);
  expect((await ask({ ...grant, client_secret: 'the next secret' })).status).toBe(200);
});

test('no two systems have the same client id', async () => {
  const other = { id: PERSONAS['other-system'].userId, organisation, clientId, secret: 'x', active: true };
  expect(await saveSystemAccount(world.desk, other)).toMatchObject({ refusal: { code: 'CLIENT_ID_TAKEN' } });
});
