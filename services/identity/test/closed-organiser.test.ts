/** Nobody acts for an organiser that the platform's operator has closed, until the operator reopens it. */
import { decodeJwt } from 'jose';
import { announce } from '@seteli/kit/outbox';
import { form, json, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { organiserChanged } from '@seteli/schema/events/registry';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, SYSTEM_SECRET, type World } from './world.ts';

let world: World;
let registry: Peer;
beforeAll(async () => {
  world = await openWorld();
  registry = await openPeer('registry');
});
afterAll(async () => {
  await registry.stop();
  await world.stop();
});

async function say(closed: boolean, version: number): Promise<void> {
  const data = {
    organiserId: PIRKANMAA.id,
    businessId: '9000001-1',
    companyName: 'Alue',
    iban: null,
    settlementDay: 5,
    recordingCutOffDay: 3,
  };
  await registry.say(PIRKANMAA.id, announce(organiserChanged, PIRKANMAA.id, { ...data, municipalityCodes: [], closed, version }));
  await untilApplied(world.identity.database, [registry]);
}

const askToken = (browser: Browser, organisation: string = PIRKANMAA.id) =>
  browser.send(new URL(world.url('/sign-in/token')), json({ organisation }));
const askSystemToken = () =>
  fetch(world.url('/token'), form({ grant_type: 'client_credentials', client_id: PERSONAS.system.clientId, client_secret: SYSTEM_SECRET }));
const tokensFrom = async (userId: string) =>
  (await world.desk.database.pool.query<{ at: Date | null }>('select tokens_from as at from user_account where id = $1', [userId])).rows[0]!
    .at;

test('people and systems of a closed organiser learn that it is closed; those of a provider go on; after a reopening all do', async () => {
  const [checker, recorder] = [await world.signedIn('checker'), await world.signedIn('recorder')];
  const before = (await (await askToken(checker)).json()) as { access_token: string };
  await say(true, 2);

  const refused = await askToken(checker);
  expect([refused.status, await refused.json()]).toEqual([403, { error: 'organisation_closed' }]);
  const system = await askSystemToken();
  expect([system.status, await system.json()]).toEqual([403, { error: 'organisation_closed' }]);
  expect((await askToken(recorder, COMPANY.id)).status).toBe(200);
  // The gateway turns away tokens from before this moment.
  expect((await tokensFrom(PERSONAS.checker.userId))!.getTime()).toBeGreaterThan(decodeJwt(before.access_token).iat! * 1000);
  expect(await tokensFrom(PERSONAS.recorder.userId)).toBeNull();

  await say(false, 3);
  expect((await askToken(checker)).status).toBe(200);
  expect((await askSystemToken()).status).toBe(200);
});

test('news of an earlier version does not close the organiser again', async () => {
  await say(true, 2);
  expect((await askSystemToken()).status).toBe(200);
});

test('a guesser learns nothing of the closing', async () => {
  await say(true, 4);
  const guess = { grant_type: 'client_credentials', client_id: PERSONAS.system.clientId, client_secret: 'another' };
  const response = await fetch(world.url('/token'), form(guess));
  expect([response.status, await response.json()]).toEqual([401, { error: 'invalid_client' }]);
});
