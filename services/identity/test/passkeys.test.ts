/**
 * A passkey opens the account of an organisation's own that it was made for, and nothing else, and only to whoever
 * holds the device. The device is software; the routes and the library are real.
 */
import { createHash } from 'node:crypto';
import { newId } from '@seteli/kit/ids';
import { json, openBrowser } from '@seteli/local/browser';
import { PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Lies } from './authenticator.ts';
import { granterWish, INVITE_AGAIN, invited, makeTeam, organiserAdmin, post, refusedAs, secretOf, takenUp, usersOf } from './inviting.ts';
import { ALLOW, ownAccountsOf, REFUSED } from './own-account.ts';
import { openWorld, spend, type World } from './world.ts';

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
const { newDevice, ownWish, optionsFor, join, challengeFor, signIn, tokenIn, allow, joined, signedIn, actorIn } = own;

describe('an account of the organisation’s own', () => {
  test('begins with a passkey and acts for the organisation, with its lower assurance in the token', async () => {
    const { browser, userId, familyName } = await joined();
    const actor = await actorIn(browser);
    expect(actor).toMatchObject({
      userId,
      organisation: { kind: 'ORGANISER', id: PIRKANMAA.id },
      roles: ['GRANTER'],
      teamIds: [teamId],
      assurance: 'OWN',
    });
    const { data } = await world.identity.ask(
      actor,
      '{ me { assurance person { givenNames familyName protectedAddress } choices { roles } } passkeys { name lastUsedAt backedUp } }',
    );
    expect(data).toEqual({
      me: { assurance: 'OWN', person: { givenNames: 'Oma', familyName, protectedAddress: false }, choices: [{ roles: ['GRANTER'] }] },
      passkeys: [{ name: 'Työpuhelin', lastUsedAt: null, backedUp: false }],
    });
  });

  test('has a person whom no register knows, and of whom no other service hears', async () => {
    const { userId } = await joined();
    const { rows } = await world.identity.database.pool.query(
      `select (select count(*)::int from identity_code c where c.person_id = p.id) as codes, (select count(*)::int from outbox o where o.subject = p.id::text) as told
         from person p join user_account u on u.person_id = p.id where u.id = $1`,
      [userId],
    );
    expect(rows).toEqual([{ codes: 0, told: 0 }]);
  });

  test('may be one that the device’s maker copies to other devices, and says whether it has', async () => {
    const { device, browser } = await joined({ backup: 'eligible', counter: 0 });
    const backedUp = async () => (await world.identity.ask(await actorIn(browser), '{ passkeys { backedUp } }')).data.passkeys;
    expect(await backedUp()).toEqual([{ backedUp: false }]);
    // Such a passkey does not count, since no device knows what the others do.
    for (let turn = 0; turn < 2; turn++) expect((await signedIn(device, { backup: 'copied', counter: 0 })).response.status).toBe(200);
    expect(await backedUp()).toEqual([{ backedUp: true }]);
  });

  test('signs in again with the passkey alone, and the page asks for nothing that tells who has an account', async () => {
    const { device, userId } = await joined();
    const { browser, response } = await signedIn(device);
    expect(response.status).toBe(200);
    expect((await actorIn(browser)).userId).toBe(userId);
    expect(await challengeFor(openBrowser())).toEqual({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rpId: new URL(world.settings.PUBLIC_URL).hostname,
      timeout: 300_000,
      userVerification: 'required',
    });
  });

  test('asks the device for a key that it keeps, and for proof of its user', async () => {
    const { secret } = await invited(world, ownWish());
    expect(await optionsFor(secret, openBrowser())).toMatchObject({
      rp: { id: new URL(world.settings.PUBLIC_URL).hostname, name: 'Seteli' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      user: { name: expect.stringContaining('@example.fi'), displayName: expect.stringContaining('Oma Tili') },
    });
  });

  test('does not reach what asks for strong identification', async () => {
    const { data } = await world.identity.ask(organiserAdmin, ALLOW, { key: newId(), allowed: true });
    expect(data.allowOwnAccounts).toEqual({ ownAccountsAllowed: true, refusal: null });
    const { errors } = await world.identity.ask({ ...organiserAdmin, assurance: 'OWN' }, ALLOW, { key: newId(), allowed: true });
    expect(errors).toMatchObject([{ extensions: { code: 'INSUFFICIENT_USER_AUTHENTICATION' } }]);
  });

  test('opens nothing else, also when a register knows the person behind it', async () => {
    const invitation = await invited(world, ownWish());
    await takenUp(world, invitation.secret, 'other-approver');
    const user = (await usersOf(world)).find(({ person }) => person?.familyName === 'Hyväksyjä' && person.givenNames === 'Terttu')!;
    const again = { idempotencyKey: newId(), userId: user.id, email: 'terttu@example.fi', language: 'FI', byOwnAccount: true };
    const { data } = await world.identity.ask(organiserAdmin, INVITE_AGAIN, { input: again });
    const [browser, device] = [openBrowser(), newDevice()];
    expect(
      (await join(browser, device.make(await optionsFor(await secretOf(world, data.inviteUserAgain.invitation.id), browser)))).status,
    ).toBe(200);
    expect(await actorIn(browser)).toMatchObject({ userId: user.id, assurance: 'OWN', personId: user.person!.id });
    // The person acts for themselves, too, but not by this passkey.
    expect((await tokenIn(browser, user.person!.id)).status).toBe(403);
    const { data: me } = await world.identity.ask(await actorIn(browser), '{ me { choices { organisation { id } } } }');
    expect(me.me.choices).toEqual([{ organisation: { id: PIRKANMAA.id } }]);
  });
});

describe('a new passkey is turned away', () => {
  test.each<[string, Lies]>([
    ['from a page of another origin', { origin: 'https://elsewhere.example' }],
    ['of another site', { rpId: 'elsewhere.example' }],
    ['for a challenge that we never gave', { challenge: 'x'.repeat(43) }],
    ['when the device did not verify its user', { userVerified: false }],
    ['when the device meant to sign in', { type: 'webauthn.get' }],
    ['when it may not leave the device and has copies', { backup: 'impossible' }],
  ])('%s, and the link still works', async (_, lies) => {
    const { secret } = await invited(world, ownWish());
    const [browser, device] = [openBrowser(), newDevice()];
    expect(await refusedAs(await join(browser, device.make(await optionsFor(secret, browser), lies)))).toEqual(REFUSED);
    expect((await join(browser, device.make(await optionsFor(secret, browser)))).status).toBe(200);
  });

  test('when it comes twice, from another browser, or too late', async () => {
    const { secret } = await invited(world, ownWish());
    const [browser, device] = [openBrowser(), newDevice()];
    const made = device.make(await optionsFor(secret, browser));
    expect(await refusedAs(await join(openBrowser(), made))).toEqual(REFUSED);
    expect((await join(browser, made)).status).toBe(200);
    expect(await refusedAs(await join(browser, made))).toEqual(REFUSED);

    const other = await invited(world, ownWish());
    const late = newDevice().make(await optionsFor(other.secret, browser));
    world.sessionClock.advance({ minutes: 5 });
    expect(await refusedAs(await join(browser, late))).toEqual(REFUSED);
  });

  test('when another account has it', async () => {
    const { device } = await joined();
    const { secret } = await invited(world, ownWish());
    const browser = openBrowser();
    expect(await refusedAs(await join(browser, device.make(await optionsFor(secret, browser))))).toEqual({
      status: 409,
      error: 'passkey_refused',
    });
  });

  test('when the invitation asks for strong identification, or the organisation has changed its mind', async () => {
    const strong = await invited(world, granterWish(teamId));
    expect(await refusedAs(await post(world, '/sign-in/invitation/passkey/options', { secret: strong.secret }))).toEqual({
      status: 409,
      error: 'own_accounts_not_allowed',
    });
    const { secret } = await invited(world, ownWish());
    const [browser, device] = [openBrowser(), newDevice()];
    const made = device.make(await optionsFor(secret, browser));
    await allow(false);
    expect(await refusedAs(await join(browser, made))).toEqual({ status: 409, error: 'own_accounts_not_allowed' });
  });

  test.each([
    ['without a name', { name: ' ' }],
    ['with an invisible name', { name: '\u202e' }],
    ['with a name that is too long', { name: 'x'.repeat(101) }],
    ['of another form', { response: { id: 1 } }],
  ])('%s', async (_, change) => {
    const { secret } = await invited(world, ownWish());
    const browser = openBrowser();
    const response = newDevice().make(await optionsFor(secret, browser));
    expect((await post(world, '/sign-in/invitation/passkey', { name: 'Puhelin', response, ...change }, browser)).status).toBe(400);
  });
});

describe('a passkey signs nobody in', () => {
  test.each<[string, Lies]>([
    ['from a page of another origin', { origin: 'https://elsewhere.example' }],
    ['of another site', { rpId: 'elsewhere.example' }],
    ['for a challenge that we never gave', { challenge: 'x'.repeat(43) }],
    ['when the device did not verify its user', { userVerified: false }],
    ['when the device meant to make a key', { type: 'webauthn.create' }],
    ['when its signature does not fit', { spoiltSignature: true }],
    ['when nobody knows it', { credentialId: Buffer.alloc(32).toString('base64url') }],
    ['when it says that it is another account’s', { userHandle: Buffer.from(newId()).toString('base64url') }],
    ['when its counter has not moved: somebody has copied it', { counter: 1 }],
    ['when it could not leave its device and now can', { backup: 'eligible' }],
  ])('%s', async (_, lies) => {
    const { device } = await joined();
    const { browser, response } = await signedIn(device, lies);
    expect(await refusedAs(response)).toEqual(REFUSED);
    expect(browser.cookiesOf(world.settings.PUBLIC_URL).has('seteli_session')).toBe(false);
    expect((await signedIn(device)).response.status).toBe(200);
  });

  test('when its answer comes twice, from another browser, or too late', async () => {
    const { device } = await joined();
    const browser = openBrowser();
    const used = device.use(await challengeFor(browser));
    expect(await refusedAs(await signIn(openBrowser(), used))).toEqual(REFUSED);
    expect((await signIn(browser, used)).status).toBe(200);
    expect(await refusedAs(await signIn(browser, used))).toEqual(REFUSED);
    const late = device.use(await challengeFor(browser));
    world.sessionClock.advance({ minutes: 5 });
    expect(await refusedAs(await signIn(browser, late))).toEqual(REFUSED);
  });

  test('when it and its copy sign at the same moment, except one of them', async () => {
    const { device } = await joined();
    const browsers = [openBrowser(), openBrowser(), openBrowser()];
    const used = await Promise.all(browsers.map(async (browser) => device.use(await challengeFor(browser), { counter: 50 })));
    const answers = await Promise.all(browsers.map((browser, index) => signIn(browser, used[index]!)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400]);
  });

  test('when a challenge for a new key is used to sign in', async () => {
    const { device } = await joined();
    const { secret } = await invited(world, ownWish());
    const browser = openBrowser();
    const { challenge, rp } = await optionsFor(secret, browser);
    expect(await refusedAs(await signIn(browser, device.use({ challenge, rpId: rp.id })))).toEqual(REFUSED);
  });

  test('when its user is passive, has died, or the organisation forbids such accounts', async () => {
    const { device, userId, browser } = await joined();
    const change = (active: boolean) =>
      world.identity.ask(organiserAdmin, 'mutation ($input: ChangeUserInput!) { changeUser(input: $input) { refusal { code } } }', {
        input: { idempotencyKey: newId(), userId, roles: ['GRANTER'], active },
      });
    await change(false);
    expect(await refusedAs((await signedIn(device)).response)).toEqual(REFUSED);
    expect((await tokenIn(browser)).status).toBe(403);
    await world.identity.database.pool.query(
      'insert into team_member (organisation_id, team_id, user_id) values ($1, $2, $3) on conflict do nothing',
      [PIRKANMAA.id, teamId, userId],
    );
    await change(true);
    expect((await signedIn(device)).response.status).toBe(200);
    await allow(false);
    expect(await refusedAs((await signedIn(device)).response)).toEqual(REFUSED);
    expect((await tokenIn(browser)).status).toBe(403);
    await allow(true);
    await world.identity.database.pool.query(
      `update person set died_on = '2026-05-01' where id = (select person_id from user_account where id = $1)`,
      [userId],
    );
    expect(await refusedAs((await signedIn(device)).response)).toEqual(REFUSED);
  });

  test('for a page of another site, nor more often than an address may try', async () => {
    const { headers, ...request } = json({});
    const foreign = { ...headers, 'sec-fetch-site': 'same-site' };
    expect((await openBrowser().send(world.url('/sign-in/passkey/options'), { ...request, headers: foreign })).status).toBe(403);
    await spend(world, 'passkeysOfAddress', '203.0.113.9', 1);
    const from = { ...request, headers: { ...headers, 'x-forwarded-for': '203.0.113.9' } };
    const statuses = [
      await openBrowser().send(world.url('/sign-in/passkey/options'), from),
      await openBrowser().send(world.url('/sign-in/passkey/options'), from),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([200, 429]);
  });
});

test('the page for passkeys runs only its own script', async () => {
  const response = await openBrowser().send(world.url('/sign-in/passkey?lang=en'));
  const page = await response.text();
  expect(page).toContain('Sign in with a passkey');
  const script = /<script>([\s\S]*)<\/script>/.exec(page)![1]!;
  expect(response.headers.get('content-security-policy')).toContain(
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
});
