/** What users of an organisation's own accounts do with their passkeys, and how they get another way in. */
import { decodeJwt } from 'jose';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { openBrowser, type Browser } from '@seteli/local/browser';
import { PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CreationOptions } from './authenticator.ts';
import { INVITE_AGAIN, makeTeam, organiserAdmin, post, refusedAs, secretOf, strongly, takenUp, usersOf } from './inviting.ts';
import { ownAccountsOf, REFUSED } from './own-account.ts';
import { actorOf, openWorld, type World } from './world.ts';

let world: World;
let teamId: string;
beforeAll(async () => {
  world = await openWorld();
  teamId = await makeTeam(world);
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.identity.database.pool.query('delete from rate_limit');
  await allow(true);
});
const own = ownAccountsOf(
  () => world,
  () => teamId,
);
const { newDevice, optionsFor, join, challengeFor, signIn, tokenIn, allow, joined, signedIn, actorIn } = own;

describe('a user of an own account', () => {
  const offer = (browser: Browser) => post(world, '/sign-in/passkey/add/options', {}, browser);
  const add = (browser: Browser, response: object, name = 'Tietokone') => post(world, '/sign-in/passkey/add', { name, response }, browser);
  const PASSKEYS = '{ passkeys { id name } }';

  test('adds a second passkey right after signing in, names both, and signs in with either', async () => {
    const { device, browser } = await joined();
    const second = newDevice();
    const options = (await (await offer(browser)).json()) as CreationOptions & { excludeCredentials: { id: string }[] };
    expect(options.excludeCredentials.map(({ id }) => id)).toEqual([device.credentialId]);
    expect((await add(browser, second.make(options))).status).toBe(201);
    const actor = await actorIn(browser);
    const { passkeys } = (await world.identity.ask(actor, PASSKEYS)).data;
    expect(passkeys.map(({ name }: { name: string }) => name)).toEqual(['Työpuhelin', 'Tietokone']);
    const rename =
      'mutation ($id: ID!, $key: String!) { renamePasskey(input: { idempotencyKey: $key, passkeyId: $id, name: "Kotikone" }) { passkey { name } refusal { code path } } }';
    expect((await world.identity.ask(actor, rename, { id: passkeys[1].id, key: newId() })).data.renamePasskey).toEqual({
      passkey: { name: 'Kotikone' },
      refusal: null,
    });
    for (const each of [device, second]) expect((await signedIn(each)).response.status).toBe(200);
    // Another's passkey does not exist for them.
    const other = await actorIn((await joined()).browser);
    expect((await world.identity.ask(other, rename, { id: passkeys[1].id, key: newId() })).data.renamePasskey).toEqual({
      passkey: null,
      refusal: { code: 'NOT_FOUND', path: ['passkeyId'] },
    });
  });

  test('adds none later than ten minutes after signing in, nor without a session, nor after strong identification', async () => {
    const { browser } = await joined();
    const options = (await (await offer(browser)).json()) as CreationOptions;
    world.sessionClock.advance({ minutes: 4 });
    const early = (await (await offer(browser)).json()) as CreationOptions;
    expect((await add(browser, newDevice().make(early))).status).toBe(201);
    world.sessionClock.advance({ minutes: 6 });
    expect(await refusedAs(await offer(browser))).toEqual({ status: 403, error: 'sign_in_again' });
    expect(await refusedAs(await add(browser, newDevice().make(options)))).toEqual(REFUSED);
    expect(await refusedAs(await offer(openBrowser()))).toEqual({ status: 401, error: 'sign_in_again' });
    expect(await refusedAs(await offer(await world.signedIn('granter')))).toEqual({ status: 403, error: 'sign_in_again' });
  });

  test('gets no passkey that was made for another, whatever session the browser has meanwhile', async () => {
    const [mine, theirs] = [await joined(), await joined()];
    const options = (await (await offer(mine.browser)).json()) as CreationOptions;
    const made = newDevice().make(options);
    const challenge = await challengeFor(mine.browser);
    expect((await signIn(mine.browser, theirs.device.use(challenge))).status).toBe(200);
    expect(await refusedAs(await add(mine.browser, made))).toEqual({ status: 403, error: 'sign_in_again' });
  });

  test('has ten passkeys at most', async () => {
    const { browser, userId } = await joined();
    await world.identity.database.pool.query(
      `insert into passkey select gen_random_uuid(), user_id, credential_id || n, public_key, counter, transports, name, backup_eligible, backed_up, made_at, null
         from passkey, generate_series(2, 10) n where user_id = $1`,
      [userId],
    );
    expect(await refusedAs(await offer(browser))).toEqual({ status: 409, error: 'limit_reached' });
  });

  test('removes a passkey that they lost, and with it every session and token of such a sign-in', async () => {
    const { device, browser, userId } = await joined();
    const actor = await actorIn(browser);
    const { passkeys } = (await world.identity.ask(actor, PASSKEYS)).data;
    const remove =
      'mutation ($id: ID!, $key: String!) { removePasskey(input: { idempotencyKey: $key, passkeyId: $id }) { passkeys { id } refusal { code } } }';
    expect((await world.identity.ask(actor, remove, { id: passkeys[0].id, key: newId() })).data.removePasskey).toEqual({
      passkeys: [],
      refusal: null,
    });
    expect(await refusedAs((await signedIn(device)).response)).toEqual(REFUSED);
    expect((await tokenIn(browser)).status).toBe(401);
    const { rows } = await world.identity.database.pool.query('select tokens_from from user_account where id = $1', [userId]);
    expect(rows[0].tokens_from).not.toBeNull();
  });

  test('who lost the device gets another way in by a new invitation, and the lost one opens nothing any more', async () => {
    const { device, browser, userId } = await joined();
    const again = { idempotencyKey: newId(), userId, email: 'uusi@example.fi', language: 'SV', byOwnAccount: true };
    const { data } = await world.identity.ask(organiserAdmin, INVITE_AGAIN, { input: again });
    expect(data.inviteUserAgain).toMatchObject({ invitation: { user: { id: userId }, roles: ['GRANTER'], teams: [] }, refusal: null });
    const [other, replacement] = [openBrowser(), newDevice()];
    const secret = await secretOf(world, data.inviteUserAgain.invitation.id);
    expect((await join(other, replacement.make(await optionsFor(secret, other)))).status).toBe(200);
    expect((await actorIn(other)).userId).toBe(userId);
    expect(await refusedAs((await signedIn(device)).response)).toEqual(REFUSED);
    expect((await tokenIn(browser)).status).toBe(401);
    expect((await signedIn(replacement)).response.status).toBe(200);
  });

  test('is the person who identifies strongly by an invitation of their administrator, once and for good', async () => {
    const { userId, browser, familyName } = await joined();
    const again = (email: string) => ({ idempotencyKey: newId(), userId, email, language: 'FI', byOwnAccount: false });
    const sendTo = async (email: string) => {
      const { data } = await world.identity.ask(organiserAdmin, INVITE_AGAIN, { input: again(email) });
      return await secretOf(world, data.inviteUserAgain.invitation.id);
    };
    const before = await usersOf(world);
    const { browser: strong, response } = await takenUp(world, await sendTo('oma@example.fi'), 'other-second-approver');
    expect(response.status).toBe(200);
    const after = await usersOf(world);
    expect(after.length).toBe(before.length);
    const linked = after.find(({ id }) => id === userId)!;
    expect(linked).toMatchObject({ person: { familyName: 'Hyväksyjä', givenNames: 'Timo' }, roles: ['GRANTER'], version: 2 });
    expect(after.some(({ person }) => person?.familyName === familyName)).toBe(false);
    // The earlier session was of a person who is this user no more.
    expect((await tokenIn(browser)).status).toBe(401);
    const token = await tokenIn(strong, PIRKANMAA.id);
    const { acr, sub } = decodeJwt<{ acr: string; sub: string }>(((await token.json()) as { access_token: string }).access_token);
    expect({ acr, sub }).toEqual({ acr: 'STRONG', sub: userId });
    // Nobody else becomes this user by another link.
    const { response: other } = await takenUp(world, await sendTo('muu@example.fi'), 'other-client');
    expect(await refusedAs(other)).toEqual({ status: 409, error: 'other_person' });
  });
});

test('another way in is only for active users of the own organisation, and needs the right', async () => {
  const again = (userId: string) => ({ idempotencyKey: newId(), userId, email: 'a@example.fi', language: 'FI', byOwnAccount: false });
  const ask = async (by: Actor, userId: string) =>
    (await world.identity.ask(by, INVITE_AGAIN, { input: again(userId) })).data?.inviteUserAgain;
  expect(await ask(organiserAdmin, PERSONAS.recorder.userId)).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['userId'] } });
  expect(await ask(organiserAdmin, PERSONAS.system.userId)).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['userId'] } });
  expect((await world.identity.ask(actorOf('granter'), INVITE_AGAIN, { input: again(PERSONAS.granter.userId) })).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
  expect((await world.identity.ask(strongly('provider-admin'), '{ ownAccountsAllowed }')).data).toEqual({ ownAccountsAllowed: false });
  expect((await world.identity.ask(organiserAdmin, '{ ownAccountsAllowed }')).data).toEqual({ ownAccountsAllowed: true });
});
