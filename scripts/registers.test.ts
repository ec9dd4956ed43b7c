/** The counterparts of registers on a development machine: what tests change in them, and where they do not run. */
import { randomBytes } from 'node:crypto';
import { openRegistersClient, type RegistersClient } from '@seteli/local/registers/client';
import type { Settings } from '@seteli/local/registers/config';
import { startRegisters, type Registers } from '@seteli/local/registers/main';
import { PERSONAS } from '@seteli/local/personas';
import { AT_ONCE } from '@seteli/testing/service';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

const secret = () => randomBytes(24).toString('base64url');
const settings: Settings = {
  NODE_ENV: 'test',
  PORT: 0,
  MAIL_PORT: 0,
  PUBLIC_URL: 'http://127.0.0.1:4000',
  POPULATION_REGISTER_PASSWORD: secret(),
  MANDATES_API_KEY: secret(),
  MANDATES_OAUTH_SECRET: secret(),
  MAIL_PASSWORD: secret(),
  SMS_KEY: secret(),
  SUOMI_FI_MESSAGES_PASSWORD: secret(),
  LOG_LEVEL: 'silent',
  ...AT_ONCE,
};

let registers: Registers;
let client: RegistersClient;
beforeAll(async () => {
  registers = await startRegisters(settings);
  client = openRegistersClient(registers.url);
});
afterAll(() => registers.stop());

const send = (path: string, init: RequestInit = {}) => fetch(registers.url + path, init);
const asJson = (method: string, body: string): RequestInit => ({ method, body, headers: { 'content-type': 'application/json' } });
const sms = (text: string): RequestInit => ({
  ...asJson('POST', JSON.stringify({ reference: text, sender: 'Seteli', recipient: '+358401234567', text })),
  headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.SMS_KEY}` },
});

test('the counterparts run nowhere else than in development and in tests', async () => {
  await expect(startRegisters({ ...settings, NODE_ENV: 'production' })).rejects.toThrow('never in production');
});

test('a second process on the same ports says so and does not hang', async () => {
  const PORT = Number(new URL(registers.url).port);
  await expect(startRegisters({ ...settings, PORT })).rejects.toThrow('EADDRINUSE');
  await expect(startRegisters({ ...settings, MAIL_PORT: registers.mailPort })).rejects.toThrow('EADDRINUSE');
});

describe('the test door', () => {
  it('takes no form of a page of another origin', async () => {
    const body = JSON.stringify({ register: 'sms', mood: 'DOWN' });
    expect((await send('/test/mood', { method: 'PUT', body })).status).toBe(400);
    expect((await send('/test/mood', { method: 'PUT', body, headers: { 'content-type': 'text/plain' } })).status).toBe(400);
    expect((await send('/sms/messages', sms('still well'))).status).toBe(201);
  });

  it.each([
    ['no JSON', '/test/persons', '{'],
    ['a code that a real person may have', '/test/persons', '{"identityCode":"010190-123A"}'],
    ['a field that nobody knows', '/test/persons', '{"identityCode":"010190-9012","shoeSize":43}'],
    ['a company without a business id', '/test/companies', '{"name":"Oy"}'],
    ['a mood that nobody knows', '/test/mood', '{"register":"sms","mood":"SAD"}'],
    ['more than a body may have', '/test/persons', ' '.repeat(200_000)],
  ])('refuses %s', async (_, path, body) => {
    expect((await send(path, asJson('PUT', body))).status).toBe(400);
  });

  it('changes one fact of a person and keeps the others', async () => {
    const { identityCode } = PERSONAS.aku.person;
    const changed = await client.person({ identityCode, protectedAddress: true });
    expect(changed).toMatchObject({ givenNames: 'Aku', municipalityCode: '837', protectedAddress: true });
    expect(await client.person({ identityCode, protectedAddress: false })).toMatchObject({ givenNames: 'Aku' });
  });
});

test('a developer reads what was sent, in three languages, and no message becomes part of the page', async () => {
  await send('/sms/messages', sms('<script>alert(1)</script>'));
  for (const [lang, title] of Object.entries({ fi: 'Lähetetyt viestit', sv: 'Skickade meddelanden', en: 'Messages that were sent' })) {
    const page = await (await send(`/?lang=${lang}`)).text();
    expect(page).toContain(title);
    expect(page).toContain('&#60;script&#62;alert(1)');
    expect(page).not.toContain('<script');
  }
});

test('what was sent has a bound: the oldest message goes', async () => {
  for (let number = 0; number < 501; number++) await send('/sms/messages', sms(`number ${number}`));
  const messages = await client.messages();
  expect(messages).toHaveLength(500);
  expect([messages[0]!.text, messages.at(-1)!.text]).toEqual(['number 500', 'number 1']);
});
