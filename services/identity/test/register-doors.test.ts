/** The ways to Suomi.fi-valtuudet and back: a person comes in for another person, or for their company. */
import { decodeJwt } from 'jose';
import { form, json, openBrowser, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS } from '@seteli/local/personas';
import { EERO, LILLI, NEWCOMER_COMPANY, SANNA, SIRU, VEIKKO } from '@seteli/local/registers/people';
import { announce } from '@seteli/kit/outbox';
import { providerChanged } from '@seteli/schema/events/registry';
import { providerIdOf } from '@seteli/schema/provider-id';
import { openPeer, untilApplied } from '@seteli/testing/peer';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { registerHousehold } from '../src/commands/registered.ts';
import { findHousehold } from '../src/ports/household.ts';
import { openPopulationRegister } from '../src/ports/population-register.ts';
import { openLog } from '@seteli/kit/log';
import { newSettings, openWorld, type World } from './world.ts';

let registers: RegistersForTest;
let world: World;
beforeAll(async () => {
  const settings = await newSettings();
  registers = await openRegistersForTest(settings.PUBLIC_URL);
  world = await openWorld({ ...settings, ...registers.settings });
});
afterEach(async () => {
  for (const register of ['mandates', 'population'] as const) await registers.client.mood({ register, mood: 'WELL' });
});
afterAll(async () => {
  await world.stop();
  await registers.stop();
});

const aku = PERSONAS.aku.person;

/** Goes to the register through one of the ways, presses the button with this text there, and comes back. */
async function choose(browser: Browser, way: 'represent' | 'company', text: string, returnTo = ''): Promise<Response> {
  const page = await browser.follow(world.url(`/sign-in/${way}/start?return_to=${encodeURIComponent(returnTo)}`));
  const html = await page.response.text();
  const [, choice] = new RegExp(`value="([^"]*)">${text}`).exec(html) ?? [];
  if (choice === undefined) throw new Error(`There is no "${text}" on the page:\n${html}`);
  return (await browser.follow(page.url, form({ choice }))).response;
}
const wayBack = (browser: Browser, path: string) => browser.send(world.url(path));
const tokenOf = async (browser: Browser, organisation: string) => browser.send(world.url('/sign-in/token'), json({ organisation }));
const claimsOf = async (response: Response) => decodeJwt(((await response.json()) as { access_token: string }).access_token);
const choicesOf = async (browser: Browser) =>
  ((await (await browser.send(world.url('/sign-in/token'), json({}))).json()) as { choices?: { id: string; name: string }[] }).choices ??
  [];

test('a person chooses in Suomi.fi whom they represent, and acts for them with what the mandate allows', async () => {
  const browser = await world.signedIn(SANNA);
  expect(await choicesOf(browser)).toEqual([]);
  expect((await choose(browser, 'represent', 'Asiakas Aku')).status).toBe(200);
  expect(await choicesOf(browser)).toMatchObject([{ name: 'Sanna Asiakas' }, { id: aku.id, name: 'Aku Asiakas' }]);
  expect(await claimsOf(await tokenOf(browser, aku.id))).toMatchObject({
    org: { kind: 'PERSON', id: aku.id },
    roles: expect.arrayContaining(['MANDATE_SEE', 'MANDATE_ARRANGE', 'MANDATE_PAY']),
    act: { by: 'MANDATE' },
  });
});

test('a guardian and a custodian act for those whom the population register names, without choosing there first', async () => {
  const population = openPopulationRegister(registers.settings as never, openLog('test', 'silent'));
  for (const ward of [VEIKKO, LILLI]) {
    const household = await findHousehold(population, ward.identityCode, aku.id);
    if (household.outcome !== 'ANSWERED') throw new Error(household.outcome);
    await registerHousehold({ ...world.desk, clock: world.sessionClock }, household.value);
  }
  for (const [carer, name, by] of [
    [EERO, 'Veikko Valvottu', 'GUARDIAN'],
    [SANNA, 'Lilli Asiakas', 'CUSTODIAN'],
  ] as const) {
    const browser = await world.signedIn(carer);
    const { id } = (await choicesOf(browser)).find((choice) => choice.name === name)!;
    expect(await claimsOf(await tokenOf(browser, id))).toMatchObject({ org: { kind: 'PERSON', id }, act: { by } });
  }
});

test('a guardian whom the register no longer names acts no longer', async () => {
  const browser = await world.signedIn(EERO);
  const { id } = (await choicesOf(browser)).find(({ name }) => name === 'Veikko Valvottu')!;
  await registers.client.person({ identityCode: VEIKKO.identityCode, guardians: [] });
  const population = openPopulationRegister(registers.settings as never, openLog('test', 'silent'));
  const household = await findHousehold(population, VEIKKO.identityCode, aku.id);
  if (household.outcome !== 'ANSWERED') throw new Error(household.outcome);
  await registerHousehold({ ...world.desk, clock: world.sessionClock }, household.value);
  expect((await tokenOf(browser, id)).status).toBe(403);
});

test('a signatory whom nobody knows comes in for a company that nobody knows, and returns to where they began', async () => {
  const browser = await world.signedIn(SIRU);
  const back = await choose(browser, 'company', NEWCOMER_COMPANY.name);
  expect(back.status).toBe(200);
  const id = providerIdOf(NEWCOMER_COMPANY.businessId);
  expect(await choicesOf(browser)).toContainEqual({ kind: 'PROVIDER', id, name: NEWCOMER_COMPANY.name, roles: ['SIGNATORY'] });
  expect(await claimsOf(await tokenOf(browser, id))).toMatchObject({ org: { kind: 'PROVIDER', id }, roles: ['SIGNATORY'], teams: [] });
});

test('whoever came in for a company reads it in their access log, with the company and the role', async () => {
  const { rows } = await world.identity.database.pool.query(
    `select outcome, organisation_kind as kind, organisation_id as id, roles, actor_person_id = person_id as own
       from access_log where action = 'COMPANY_ENTERED' order by id desc limit 1`,
  );
  const id = providerIdOf(NEWCOMER_COMPANY.businessId);
  expect(rows).toEqual([{ outcome: 'DONE', kind: 'PROVIDER', id, roles: ['SIGNATORY'], own: true }]);
});

test('the access log says that a right by law began, and names nobody as its doer', async () => {
  const { rows } = await world.identity.database.pool.query(
    `select distinct l.outcome, l.user_id, m.kind from access_log l join mandate m on m.id = l.subject_id
      where l.action = 'MANDATE_MADE' and m.kind in ('GUARDIAN', 'CUSTODIAN') order by m.kind`,
  );
  expect(rows).toEqual(['CUSTODIAN', 'GUARDIAN'].map((kind) => ({ outcome: 'DONE', user_id: null, kind })));
});

test('a signatory of a company that registry has announced is a user of that provider', async () => {
  const registry = await openPeer('registry');
  const company = {
    providerId: COMPANY.id,
    businessId: COMPANY.businessId,
    companyName: COMPANY.name,
    iban: null,
    unitIds: [],
    version: 1,
  };
  await registry.say('national', announce(providerChanged, COMPANY.id, company));
  await untilApplied(world.identity.database, [registry]);
  await registry.stop();
  const browser = await world.signedIn(SIRU);
  await choose(browser, 'company', COMPANY.name);
  expect(await claimsOf(await tokenOf(browser, COMPANY.id))).toMatchObject({ org: { id: COMPANY.id }, roles: ['SIGNATORY'] });
});

test('whoever may not sign for a company does not come in for it', async () => {
  const browser = await world.signedIn(EERO);
  const answer = await choose(browser, 'company', NEWCOMER_COMPANY.name);
  expect([answer.status, await answer.json()]).toEqual([403, { error: 'access_denied' }]);
  expect((await choicesOf(browser)).some(({ name }) => name === NEWCOMER_COMPANY.name)).toBe(false);
});

test.each(['represent', 'company'])('the way %s needs a session, and its answer counts once, in the session that began', async (way) => {
  const stranger = await world.signedIn('other-client');
  expect((await wayBack(stranger, `/sign-in/${way}/callback?code=made-up`)).status).toBe(400);
  for (const path of ['start', 'callback?code=x']) {
    const nobody = await openBrowser().send(world.url(`/sign-in/${way}/${path}`));
    expect([nobody.status, await nobody.json()]).toEqual([401, { error: 'session_ended' }]);
  }
});

test.each(['DOWN', 'GARBLED', 'FAILING'] as const)(
  'while the register is %s, a person is asked to come later, and nothing is made',
  async (mood) => {
    const browser = await world.signedIn('recorder');
    await registers.client.mood({ register: 'mandates', mood });
    for (const way of ['represent', 'company']) {
      const answer = await wayBack(browser, `/sign-in/${way}/start`);
      expect([answer.status, await answer.json()]).toEqual([503, { error: 'temporarily_unavailable' }]);
    }
  },
);

test('a mandate that its giver took back does not return by a new choice', async () => {
  await world.identity.database.pool.query(
    `update mandate set ended_at = now(), ended_by = 'REPRESENTED' where represented_id = $1 and kind = 'MANDATE'`,
    [aku.id],
  );
  const answer = await choose(await world.signedIn(SANNA), 'represent', 'Asiakas Aku');
  expect([answer.status, await answer.json()]).toEqual([403, { error: 'mandate_ended' }]);
});
