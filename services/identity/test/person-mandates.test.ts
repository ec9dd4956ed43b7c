/** Acting for another person: the choice in the browser, its answer, and each matter asked again as it is now. */
import { systemClock, stillClock } from '@seteli/kit/clock';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { form, openBrowser } from '@seteli/local/browser';
import { PERSONAS } from '@seteli/local/personas';
import { LILLI, MATTERS, PIRKKO, SANNA } from '@seteli/local/registers/people';
import { openRegistersForTest, PATIENCE_MS, UNWELL, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signatureOf } from '../src/ports/mandates.ts';
import { openPersonMandates, type PersonMandates } from '../src/ports/person-mandates.ts';

const AKU = PERSONAS.aku.person.identityCode;
const [GRANTING, LOOKING] = MATTERS;
const redirectUri = 'http://127.0.0.1:4000/sign-in/mandates';
const log = openLog('test', 'silent');
const inquiry = () => ({ endUser: newId(), requestId: newId() });
const wish = () => ({ redirectUri, language: 'FI', requestId: newId() }) as const;

let registers: RegistersForTest;
const openPort = (change: object = {}, timeoutMs = PATIENCE_MS, clock = systemClock): PersonMandates =>
  openPersonMandates({ settings: { ...registers.settings, ...change }, clock, log, timeoutMs });
let mandates: PersonMandates;
beforeAll(async () => {
  registers = await openRegistersForTest();
  mandates = openPort();
});
afterEach(() => registers.client.mood({ register: 'mandates', mood: 'WELL' }));
afterAll(() => registers.stop());

const begin = async (identityCode: string) => {
  const begun = await mandates.begin(identityCode, wish());
  if (begun.outcome !== 'ANSWERED') throw new Error(begun.outcome);
  return begun.value;
};

/** What the browser brings back after somebody pressed the button with this text. */
async function press(url: URL, text: string): Promise<URLSearchParams> {
  const browser = openBrowser();
  const page = await (await browser.send(url)).text();
  const [, choice] = new RegExp(`value="([^"]*)">${text}<`).exec(page) ?? [];
  if (choice === undefined) throw new Error(`There is no "${text}" on the page:\n${page}`);
  const response = await browser.send(url, form({ choice }));
  const back = new URL(response.headers.get('location')!);
  expect(back.href).toContain(redirectUri);
  return back.searchParams;
}

const chooseAku = async () => {
  const { sessionId, url } = await begin(SANNA.identityCode);
  return { sessionId, code: (await press(url, 'Asiakas Aku')).get('code')! };
};

test('a daughter with a mandate chooses whom she acts for, and the answer names that person', async () => {
  const { sessionId, code } = await chooseAku();
  const finished = await mandates.finish(sessionId, { code, redirectUri }, newId());
  expect(finished).toMatchObject({ outcome: 'ANSWERED', value: { principal: { identityCode: AKU, name: 'Asiakas Aku' } } });
});

test('the page is in three languages, names no identity code and lets browsers do next to nothing', async () => {
  const { url } = await begin(SANNA.identityCode);
  for (const [lang, words] of Object.entries({ fi: 'Kenen puolesta', sv: 'För vem', en: 'On whose behalf' })) {
    url.searchParams.set('lang', lang);
    const response = await fetch(url);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain(`<html lang="${lang}">`);
    for (const code of [AKU, SANNA.identityCode, LILLI.identityCode]) expect(page).not.toContain(code);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self' http:\/\/127.0.0.1:4000/);
  }
});

test('a person who turns back chooses nobody', async () => {
  const { url } = await begin(SANNA.identityCode);
  const back = await press(url, 'Keskeytä');
  expect(Object.fromEntries(back)).toEqual({ error: 'access_denied' });
});

test('a person without mandates has nobody to choose, and a minor child needs none', async () => {
  const { url } = await begin(PIRKKO.identityCode);
  expect(await (await fetch(url)).text()).toContain('ei ole ketään');
  const sanna = await begin(SANNA.identityCode);
  expect((await press(sanna.url, 'Asiakas Lilli')).get('code')).toBeTruthy();
});

test('a code counts once, only in its own session and for the address that it was made for', async () => {
  const { sessionId, code } = await chooseAku();
  const other = await begin(PIRKKO.identityCode);
  const elsewhere = { code, redirectUri: `${redirectUri}/elsewhere` };
  expect(await mandates.finish(sessionId, elsewhere, newId())).toMatchObject({ why: 'REFUSED' });
  expect(await mandates.finish(sessionId, { code: 'made-up', redirectUri }, newId())).toMatchObject({ why: 'REFUSED' });
  // Somebody planted the code in another browser.
  expect(await mandates.finish(other.sessionId, { code, redirectUri }, newId())).toMatchObject({ why: 'REFUSED' });
  expect(await mandates.finish(sessionId, { code, redirectUri }, newId())).toMatchObject({ why: 'REFUSED' });
});

test('a mandate that ends between the choice and its answer names nobody', async () => {
  const { sessionId, code } = await chooseAku();
  await registers.client.revoke({ delegate: SANNA.identityCode, principal: AKU });
  expect(await mandates.finish(sessionId, { code, redirectUri }, newId())).toEqual({ outcome: 'NOT_FOUND' });
  await registers.client.mandate({ delegate: SANNA.identityCode, principal: AKU, codes: [...MATTERS], from: '2026-01-01' });
});

test('each matter is asked for, and all of them must be in the mandate', async () => {
  const allowed = (...codes: string[]) => mandates.isAllowed(SANNA.identityCode, AKU, codes, inquiry());
  expect(await allowed(GRANTING)).toEqual({ outcome: 'ANSWERED', value: true });
  expect(await allowed(GRANTING, LOOKING)).toEqual({ outcome: 'ANSWERED', value: true });
  expect(await allowed(GRANTING, 'verot')).toEqual({ outcome: 'ANSWERED', value: false });
  expect(await mandates.isAllowed(AKU, SANNA.identityCode, [GRANTING], inquiry())).toEqual({ outcome: 'ANSWERED', value: false });
  expect(await mandates.isAllowed(SANNA.identityCode, LILLI.identityCode, [GRANTING], inquiry())).toMatchObject({ value: true });
});

test('nobody asks without a matter, since a mandate for something else would do', async () => {
  await expect(mandates.isAllowed(SANNA.identityCode, AKU, [], inquiry())).rejects.toThrow(RangeError);
});

test('a revoked, an ended and a future mandate hold no longer at the next question, nor does one of the dead', async () => {
  const pair = { delegate: SANNA.identityCode, principal: AKU };
  const allowed = async () => (await mandates.isAllowed(pair.delegate, pair.principal, [GRANTING], inquiry())) as { value?: boolean };
  const codes = [...MATTERS];
  expect(await allowed()).toMatchObject({ value: true });
  await registers.client.revoke(pair);
  expect(await allowed()).toMatchObject({ value: false });
  await registers.client.mandate({ ...pair, codes, from: '2020-01-01', until: '2020-12-31' });
  expect(await allowed()).toMatchObject({ value: false });
  await registers.client.mandate({ ...pair, codes, from: '2199-01-01' });
  expect(await allowed()).toMatchObject({ value: false });
  await registers.client.mandate({ ...pair, codes, from: '2026-01-01' });
  expect(await allowed()).toMatchObject({ value: true });
  await registers.client.person({ identityCode: AKU, diedOn: '2026-01-02' });
  expect(await allowed()).toMatchObject({ value: false });
  await registers.client.person({ identityCode: AKU, diedOn: null });
});

test.each(UNWELL)('a register that is $mood neither allows nor forbids', async ({ mood, why, timeoutMs }) => {
  const { sessionId, code } = await chooseAku();
  const port = openPort({}, timeoutMs);
  await registers.client.mood({ register: 'mandates', mood });
  const unavailable = { outcome: 'UNAVAILABLE', why };
  expect(await port.begin(SANNA.identityCode, wish())).toMatchObject(unavailable);
  expect(await port.finish(sessionId, { code, redirectUri }, newId())).toMatchObject(unavailable);
  expect(await port.isAllowed(SANNA.identityCode, AKU, [GRANTING], inquiry())).toMatchObject(unavailable);
});

test('the register refuses a wrong key, another client, an old signature and one from the future', async () => {
  const [old, future] = [-6, 6].map((minutes) => stillClock(systemClock.now().add({ minutes }).toString()));
  const ports = [
    openPort({ MANDATES_API_KEY: 'another-key-of-ours' }),
    openPort({ MANDATES_CLIENT_ID: 'another' }),
    openPort({}, PATIENCE_MS, old),
    openPort({}, PATIENCE_MS, future),
  ];
  for (const port of ports) {
    expect(await port.begin(SANNA.identityCode, wish())).toMatchObject({ why: 'REFUSED' });
    expect(await port.isAllowed(SANNA.identityCode, AKU, [GRANTING], inquiry())).toMatchObject({ why: 'REFUSED' });
  }
  const { sessionId, code } = await chooseAku();
  const wrongSecret = openPort({ MANDATES_OAUTH_SECRET: 'another-secret-of-ours' });
  expect(await wrongSecret.finish(sessionId, { code, redirectUri }, newId())).toMatchObject({ why: 'REFUSED' });
});

test('a signature is for one path and one query only', async () => {
  const { settings } = registers;
  const path = `/service/rest/hpa/authorization/seteli/${SANNA.identityCode}/${AKU}?issues=${GRANTING}&requestId=1`;
  const timestamp = systemClock.now().toString();
  const signature = signatureOf('seteli', settings.MANDATES_API_KEY, `/mandates${path}`, timestamp);
  const send = (to: string) =>
    fetch(settings.MANDATES_URL + to, { headers: { 'X-AsiointivaltuudetAuthorization': signature, 'X-userId': '1' } });
  expect((await send(path)).status).toBe(200);
  expect((await send(path.replace(GRANTING, 'verot'))).status).toBe(401);
  expect((await send(path.replace(AKU, LILLI.identityCode))).status).toBe(401);
});

test('the page refuses another client, an address outside Seteli and a choice that nobody began', async () => {
  const { url } = await begin(SANNA.identityCode);
  const strange = { client_id: 'another', redirect_uri: 'http://evil.example/', user: 'made-up', response_type: 'token' };
  for (const [name, value] of Object.entries(strange)) {
    const changed = new URL(url);
    changed.searchParams.set(name, value);
    expect((await fetch(changed)).status, name).toBe(400);
    expect((await openBrowser().send(changed, form({ choice: '0' }))).status, name).toBe(400);
  }
  expect((await openBrowser().send(url, form({ choice: '7' }))).headers.get('location')).toContain('error=access_denied');
});
