/** Acting for a company: which one the person chose and with which roles, as long as both last. */
import { systemClock } from '@seteli/kit/clock';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { form, openBrowser } from '@seteli/local/browser';
import { COMPANY } from '@seteli/local/personas';
import { EERO, NEWCOMER_COMPANY, PIRKKO, SIRU } from '@seteli/local/registers/people';
import { openRegistersForTest, PATIENCE_MS, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCompanyMandates, SIGNING_ROLE, type CompanyMandates } from '../src/ports/company-mandates.ts';
import { openPersonMandates } from '../src/ports/person-mandates.ts';

const redirectUri = 'http://127.0.0.1:4000/sign-in/mandates';
const log = openLog('test', 'silent');

let registers: RegistersForTest;
let mandates: CompanyMandates;
beforeAll(async () => {
  registers = await openRegistersForTest();
  mandates = openCompanyMandates({ settings: registers.settings, clock: systemClock, log, timeoutMs: PATIENCE_MS });
});
afterAll(() => registers.stop());

async function offered(identityCode: string) {
  const begun = await mandates.begin(identityCode, { redirectUri, language: 'EN', requestId: newId() });
  if (begun.outcome !== 'ANSWERED') throw new Error(begun.outcome);
  const page = await (await fetch(begun.value.url)).text();
  return { ...begun.value, names: [...page.matchAll(/value="\d+">([^<]*)</g)].map(([, name]) => name) };
}

async function finish(identityCode: string, choice: string) {
  const { sessionId, url } = await offered(identityCode);
  const response = await openBrowser().send(url, form({ choice }));
  const code = new URL(response.headers.get('location')!).searchParams.get('code')!;
  return { sessionId, code, finished: await mandates.finish(sessionId, { code, redirectUri }, newId()) };
}

test('a signatory chooses among all of their companies, and the answer has the roles in the chosen one', async () => {
  expect((await offered(SIRU.identityCode)).names).toEqual(['Yritys · 9000004-6', 'Uusi Hoiva Oy · 9000007-0']);
  const { finished } = await finish(SIRU.identityCode, '1');
  expect(finished).toMatchObject({
    outcome: 'ANSWERED',
    value: { companies: [{ ...NEWCOMER_COMPANY, roles: [SIGNING_ROLE, 'PJ'] }] },
  });
});

test('a person with another role than the signatory’s is known by it, and one without a company has none to choose', async () => {
  const { finished } = await finish(EERO.identityCode, '0');
  expect(finished).toMatchObject({ value: { companies: [{ businessId: NEWCOMER_COMPANY.businessId, roles: ['PJ'] }] } });
  expect((await offered(PIRKKO.identityCode)).names).toEqual([]);
});

test('a role that ended after the choice is gone at the next question, and so is a company that ended', async () => {
  const { finished } = await finish(SIRU.identityCode, '0');
  if (finished.outcome !== 'ANSWERED') throw new Error(finished.outcome);
  const now = () => mandates.rolesOf(finished.value.access, newId());
  expect(await now()).toMatchObject({ value: [{ businessId: COMPANY.businessId, roles: ['NIMKO'] }] });
  await registers.client.company({ businessId: COMPANY.businessId, endedOn: '2026-01-31' });
  expect(await now()).toEqual(expect.objectContaining({ outcome: 'ANSWERED', value: [] }));
  await registers.client.company({ businessId: COMPANY.businessId, endedOn: null, roles: [] });
  expect(await now()).toEqual(expect.objectContaining({ outcome: 'ANSWERED', value: [] }));
  await registers.client.company({ businessId: COMPANY.businessId, roles: [{ identityCode: SIRU.identityCode, roles: ['NIMKO'] }] });
});

test('an access ends, and belongs to its own session and to companies only', async () => {
  const { sessionId, code, finished } = await finish(SIRU.identityCode, '0');
  if (finished.outcome !== 'ANSWERED') throw new Error(finished.outcome);
  const { access } = finished.value;
  expect(access.expiresInSeconds).toBe(599);
  const other = await finish(EERO.identityCode, '0');
  expect(await mandates.rolesOf({ ...access, sessionId: other.sessionId }, newId())).toMatchObject({ why: 'REFUSED' });
  expect(await mandates.finish(sessionId, { code, redirectUri }, newId())).toMatchObject({ why: 'REFUSED' });
  const persons = openPersonMandates({ settings: registers.settings, clock: systemClock, log, timeoutMs: PATIENCE_MS });
  const third = await offered(SIRU.identityCode);
  const back = await openBrowser().send(third.url, form({ choice: '0' }));
  const planted = new URL(back.headers.get('location')!).searchParams.get('code')!;
  expect(await persons.finish(third.sessionId, { code: planted, redirectUri }, newId())).toMatchObject({ why: 'REFUSED' });

  await registers.client.expireTokens();
  expect(await mandates.rolesOf(access, newId())).toMatchObject({ outcome: 'UNAVAILABLE', why: 'REFUSED' });
});
