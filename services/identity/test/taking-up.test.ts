/** Whoever holds the link of an invitation takes it up by strong identification, once. */
import { teamChanged } from '@seteli/schema/events/identity';
import { json, openBrowser } from '@seteli/local/browser';
import { PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { announced } from '@seteli/testing/peer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registerPerson } from '../src/commands/person.ts';
import { POINTS } from '../src/resolvers/door-limits.ts';
import { saveOrganisations } from '../src/store/choice.ts';
import { granterWish, officeOf, refusedAs, identifiedWith, invited, look, makeTeam, post, secretOf, takenUp, usersOf } from './inviting.ts';
import { openWorld, spend, type World } from './world.ts';

let world: World;
let teamId: string;
beforeAll(async () => {
  world = await openWorld();
  teamId = await makeTeam(world);
  await world.desk.database.transaction((tx) =>
    saveOrganisations(tx, [
      { id: PIRKANMAA.id, kind: 'ORGANISER', name: 'Pirkanmaan hyvinvointialue', businessId: '9000001-1', version: 1 },
    ]),
  );
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.identity.clock.set('2026-06-01T09:00:00Z');
  await world.identity.database.pool.query('delete from rate_limit');
});

const { one, act } = officeOf(() => world);

/** The approvers of the other county are persons of the provider whom nobody has made known. */
const STRANGER = 'other-approver';
const STRANGER_IS = PERSONAS[STRANGER].person.givenNames;

describe('whoever opens the link', () => {
  test('learns who invites, and nothing is taken up by looking', async () => {
    const { id, secret } = await invited(world, granterWish(teamId));
    const response = await look(world, secret);
    expect(await response.json()).toEqual({ organisation: 'Pirkanmaan hyvinvointialue', byOwnAccount: false });
    expect(await one(id)).toMatchObject({ state: 'INVITED' });
  });

  test('gets a page that only runs its own script, in their language, and that tells no other site its address', async () => {
    for (const [lang, word] of [
      ['fi', 'Tunnistaudu'],
      ['sv', 'Identifiera'],
      ['en', 'Identify'],
    ] as const) {
      const response = await openBrowser().send(world.url(`/sign-in/invitation?lang=${lang}`));
      expect(await response.text()).toContain(word);
      expect(response.headers.get('content-security-policy')).toMatch(
        /^default-src 'none';script-src 'sha256-[^']+';style-src 'sha256-[^']+';connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'$/,
      );
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('becomes the user with the roles and teams of the invitation, by strong identification', async () => {
    const { id, secret } = await invited(world, granterWish(teamId));
    const { browser, response } = await takenUp(world, secret, STRANGER);
    expect(response.status).toBe(200);
    const users = (await usersOf(world)).filter(({ person }) => person?.givenNames === STRANGER_IS);
    expect(users).toEqual([
      {
        id: expect.any(String),
        roles: ['GRANTER'],
        active: true,
        version: 1,
        invitedAt: '2026-06-01T09:00:00.000Z',
        lastSignInAt: null,
        teams: [{ id: teamId }],
        person: { id: expect.any(String), givenNames: STRANGER_IS, familyName: 'Hyväksyjä' },
      },
    ]);
    expect(await one(id)).toMatchObject({ state: 'TAKEN_UP', email: null, user: { id: users[0]!.id } });
    // Who works with the clients of a team has changed.
    const events = await announced(world.identity.database, teamChanged.type);
    expect(events.filter(({ subject }) => subject === teamId).length).toBeGreaterThan(1);
    const token = await browser.send(world.url('/sign-in/token'), json({ organisation: PIRKANMAA.id }));
    expect(token.status).toBe(200);
    const [after] = (await usersOf(world)).filter(({ person }) => person?.givenNames === STRANGER_IS);
    expect(after!.lastSignInAt).not.toBeNull();
  });

  test('cannot use it again, and neither can another: both learn that it is used', async () => {
    const { secret } = await invited(world, { ...granterWish(teamId), roles: ['CASE_HANDLER'] });
    expect((await takenUp(world, secret, 'aku')).response.status).toBe(200);
    expect(await refusedAs(await look(world, secret))).toEqual({ status: 409, error: 'invitation_taken_up' });
    expect(await refusedAs(await post(world, '/sign-in/invitation/identify', { secret }))).toEqual({
      status: 409,
      error: 'invitation_taken_up',
    });
  });

  test('takes it up exactly once, however many come back from identification together', async () => {
    const { secret } = await invited(world, { ...granterWish(teamId), roles: ['EVENT_CHECKER'] });
    const before = (await usersOf(world)).length;
    const ways = await Promise.all(
      (['newcomer', 'other-recorder', 'other-client'] as const).map((each) => identifiedWith(world, secret, each)),
    );
    const answers = await Promise.all(ways.map(({ browser, callback }) => browser.send(callback)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await usersOf(world)).length).toBe(before + 1);
  });

  test.each([
    ['service_team', 'other-second-approver'],
    ['invitation', 'service-manager'],
    ['user_account', 'provider-admin'],
    ['access_log', 'other-service-manager'],
  ] as const)('can use the link again when the process died while it wrote to %s', async (table, persona) => {
    const { pool } = world.identity.database;
    const { id, secret } = await invited(world, granterWish(teamId));
    const before = (await usersOf(world)).length;
    await pool.query(`create function die() returns trigger language plpgsql as $$ begin raise exception 'The process died.'; end $$`);
    await pool.query(`create trigger dying before insert or update on ${table} for each statement execute function die()`);
    try {
      const { browser, callback } = await identifiedWith(world, secret, persona);
      expect((await browser.send(callback)).status).toBe(503);
    } finally {
      await pool.query('drop function die() cascade');
    }
    expect((await usersOf(world)).length).toBe(before);
    expect(await one(id)).toMatchObject({ state: 'INVITED' });
    expect((await takenUp(world, secret, persona)).response.status).toBe(200);
    expect((await usersOf(world)).length).toBe(before + 1);
  });

  test('is a user after all when the process died before the browser got its session, and signs in as usual', async () => {
    const { id, secret } = await invited(world, { ...granterWish(teamId), roles: ['SETTLEMENT_APPROVER'] });
    const { pool } = world.identity.database;
    await pool.query(`create function die() returns trigger language plpgsql as $$ begin raise exception 'The process died.'; end $$`);
    await pool.query(`create trigger dying before insert on session for each statement execute function die()`);
    try {
      expect((await takenUp(world, secret, 'other-provider-admin')).response.status).toBe(503);
    } finally {
      await pool.query('drop function die() cascade');
    }
    expect(await one(id)).toMatchObject({ state: 'TAKEN_UP' });
    const browser = await world.signedIn('other-provider-admin');
    expect((await browser.send(world.url('/sign-in/token'), json({ organisation: PIRKANMAA.id }))).status).toBe(200);
  });

  test('who is a user of the organisation already keeps their roles, and the invitation stays open', async () => {
    const { id, secret } = await invited(world, granterWish(teamId));
    const { response } = await takenUp(world, secret, 'checker');
    expect(await refusedAs(response)).toEqual({ status: 409, error: 'user_exists' });
    expect(await one(id)).toMatchObject({ state: 'INVITED' });
    expect((await usersOf(world)).find(({ person }) => person?.id === PERSONAS.checker.person.id)).toMatchObject({
      roles: ['EVENT_CHECKER'],
    });
  });

  test('who has died takes nothing up', async () => {
    const { secret } = await invited(world, granterWish(teamId));
    const { person } = PERSONAS['other-checker'];
    const died = { ...person, protectedAddress: false, diedOn: Temporal.PlainDate.from('2026-05-01'), organiserIds: [] };
    await registerPerson(world.desk, died);
    expect(await refusedAs((await takenUp(world, secret, 'other-checker')).response)).toEqual({ status: 409, error: 'person_cannot_act' });
  });

  test('reads in three languages on a page why it did not succeed', async () => {
    const { secret } = await invited(world, granterWish(teamId));
    const { browser, callback } = await identifiedWith(world, secret, 'checker');
    const response = await browser.send(callback, { headers: { accept: 'text/html', 'accept-language': 'sv' } });
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('Du är redan användare i organisationen.');
  });
});

describe('a link', () => {
  test('works for seven days', async () => {
    const { secret } = await invited(world, granterWish(teamId));
    world.identity.clock.set('2026-06-08T08:59:59.999Z');
    expect((await look(world, secret)).status).toBe(200);
    const { browser, callback } = await identifiedWith(world, secret, 'other-granter');
    world.identity.clock.set('2026-06-08T09:00:00Z');
    expect(await refusedAs(await look(world, secret))).toEqual({ status: 409, error: 'invitation_expired' });
    // Whoever began in time and came back too late.
    expect(await refusedAs(await browser.send(callback))).toEqual({ status: 409, error: 'invitation_expired' });
  });

  test('that was withdrawn says so, also to whoever is at the identification meanwhile', async () => {
    const { id, secret } = await invited(world, granterWish(teamId));
    const { browser, callback } = await identifiedWith(world, secret, 'other-granter');
    expect(await act('withdrawInvitation', id)).toMatchObject({
      invitation: { state: 'WITHDRAWN', email: null, version: 2 },
      refusal: null,
    });
    expect(await refusedAs(await look(world, secret))).toEqual({ status: 409, error: 'invitation_withdrawn' });
    expect(await refusedAs(await browser.send(callback))).toEqual({ status: 409, error: 'invitation_withdrawn' });
    expect(await act('withdrawInvitation', id)).toMatchObject({ refusal: { code: 'WRONG_STATE', details: { state: 'WITHDRAWN' } } });
    expect(await act('sendInvitationAgain', id)).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
  });

  test('dies when another is sent, also for whoever is at the identification meanwhile', async () => {
    const { id, secret } = await invited(world, granterWish(teamId));
    const { browser, callback } = await identifiedWith(world, secret, 'other-granter');
    expect(await act('sendInvitationAgain', id, { expectedVersion: 2 })).toMatchObject({ refusal: { code: 'STALE' } });
    expect(await act('sendInvitationAgain', id, { expectedVersion: 1 })).toMatchObject({ invitation: { version: 2, delivery: 'QUEUED' } });
    const unknown = { error: 'invitation_unknown' };
    expect(await refusedAs(await look(world, secret))).toEqual({ status: 404, ...unknown });
    expect(await refusedAs(await browser.send(callback))).toEqual({ status: 409, ...unknown });
    const { rows } = await world.identity.database.pool.query('select id from outgoing_mail where invitation_id = $1', [id]);
    expect(rows).toHaveLength(1);
    expect((await look(world, await secretOf(world, id))).status).toBe(200);
  });

  test('that a guesser makes up meets the same answer as one that never was, whatever its form', async () => {
    const answers = await Promise.all(
      ['x'.repeat(43), 'short', '', null, { $ne: '' }].map(async (secret) =>
        refusedAs(await post(world, '/sign-in/invitation/look', { secret })),
      ),
    );
    for (const answer of answers) expect(answer).toEqual({ status: 404, error: 'invitation_unknown' });
  });

  test('is looked at no more than so often from an address, over all replicas and restarts', async () => {
    await spend(world, 'invitationsOfAddress', '203.0.113.7', 1);
    const from = {
      headers: { 'x-forwarded-for': '203.0.113.7', 'content-type': 'application/json' },
      method: 'POST',
      body: '{"secret":"x"}',
    };
    const send = () => openBrowser().send(world.url('/sign-in/invitation/look'), from);
    expect((await send()).status).toBe(404);
    expect((await send()).status).toBe(429);
    expect(POINTS.invitationsOfAddress).toBeLessThanOrEqual(120);
  });

  test('does nothing for a page of another site', async () => {
    const { secret } = await invited(world, granterWish(teamId));
    const { headers, ...request } = json({ secret });
    for (const foreign of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }])
      expect(
        (await openBrowser().send(world.url('/sign-in/invitation/identify'), { ...request, headers: { ...headers, ...foreign } })).status,
      ).toBe(403);
  });
});
