/** Nobody acts for an organiser that the platform's operator has closed, until the operator reopens it. */
import { decodeJwt } from 'jose';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { form, json, openBrowser, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { organiserChanged } from '@seteli/schema/events/registry';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { granterWish, identifiedWith, invited, look, makeTeam, officeOf, post, refusedAs, strongly, takenUp } from './inviting.ts';
import { ownAccountsOf } from './own-account.ts';
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

async function say(closed: boolean, version: number, organiserId: string = PIRKANMAA.id): Promise<void> {
  const data = {
    organiserId,
    businessId: '9000001-1',
    companyName: 'Alue',
    iban: null,
    settlementDay: 5,
    recordingCutOffDay: 3,
  };
  await registry.say(organiserId, announce(organiserChanged, organiserId, { ...data, municipalityCodes: [], closed, version }));
  await untilApplied(world.identity.database, [registry]);
}

const askToken = (browser: Browser, organisation: string = PIRKANMAA.id) =>
  browser.send(new URL(world.url('/sign-in/token')), json({ organisation }));
const askSystemToken = () =>
  fetch(world.url('/token'), form({ grant_type: 'client_credentials', client_id: PERSONAS.system.clientId, client_secret: SYSTEM_SECRET }));
const tokensFrom = async (userId: string) =>
  (await world.identity.database.pool.query<{ at: Date | null }>('select tokens_from as at from user_account where id = $1', [userId]))
    .rows[0]!.at;

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

const CLOSED = { status: 409, error: 'organisation_closed' };
const { invite, one, act } = officeOf(() => world);

test('nobody takes up an invitation of a closed organiser, wherever they are on the way; a reopening opens its link again', async () => {
  await say(false, 5);
  const teamId = await makeTeam(world);
  const { id, secret } = await invited(world, granterWish(teamId));
  const { browser, callback } = await identifiedWith(world, secret, 'newcomer');
  const own = ownAccountsOf(
    () => world,
    () => teamId,
  );
  await own.allow(true);
  const { secret: ownSecret } = await invited(world, own.ownWish());
  const [ownBrowser, device] = [openBrowser(), own.newDevice()];
  const passkey = device.make(await own.optionsFor(ownSecret, ownBrowser));
  await say(true, 6);

  expect(await refusedAs(await look(world, secret))).toEqual(CLOSED);
  expect(await refusedAs(await post(world, '/sign-in/invitation/identify', { secret }))).toEqual(CLOSED);
  expect(await refusedAs(await browser.send(callback))).toEqual(CLOSED);
  expect(await refusedAs(await own.join(ownBrowser, passkey))).toEqual(CLOSED);
  expect(await one(id)).toMatchObject({ state: 'INVITED' });

  await say(false, 7);
  expect((await takenUp(world, secret, 'newcomer')).response.status).toBe(200);
});

test('nobody is invited for a closed organiser; an invitation from before can only be withdrawn', async () => {
  const operator = strongly('operator');
  const organiserId = newId();
  const wish = () => ({ ...granterWish(''), roles: ['ADMIN'], teamIds: [], organiserId });
  await say(false, 1, organiserId);
  const { id } = await invited(world, wish(), operator);
  await say(true, 2, organiserId);

  expect(await invite(wish(), operator)).toMatchObject({ refusal: { code: 'ORGANISATION_CLOSED' } });
  expect(await act('sendInvitationAgain', id, {}, operator)).toMatchObject({ refusal: { code: 'ORGANISATION_CLOSED' } });
  expect(await act('withdrawInvitation', id, {}, operator)).toMatchObject({ invitation: { state: 'WITHDRAWN' } });
});
