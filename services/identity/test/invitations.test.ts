/** Administrators invite users by one-time links, and the platform's operator an organiser's first administrator. */
import { PLATFORM } from '@seteli/schema/actors';
import { newId } from '@seteli/kit/ids';
import { COMPANY, OTHER_ORGANISER, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { invitationForgettingChore } from '../src/jobs/invitation.ts';
import { saveOrganisations } from '../src/store/choice.ts';
import {
  granterWish,
  officeOf,
  INVITE,
  INVITE_AGAIN,
  invited,
  look,
  makeTeam,
  organiserAdmin,
  secretOf,
  strongly,
  takenUp,
} from './inviting.ts';
import { actorOf, openWorld, type World } from './world.ts';

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

const { invite, listed, one, act } = officeOf(() => world);

describe('an administrator', () => {
  test('invites a granter, sees the invitation, and identity tells nobody else', async () => {
    const wish = granterWish(teamId);
    const { invitation, refusal } = await invite({ ...wish, givenNames: 'Mia', familyName: 'Myöntäjä' });
    expect(refusal).toBeNull();
    expect(invitation).toEqual({
      id: expect.any(String),
      version: 1,
      state: 'INVITED',
      roles: ['GRANTER'],
      teams: [{ id: teamId }],
      email: wish.email,
      givenNames: 'Mia',
      familyName: 'Myöntäjä',
      language: 'FI',
      byOwnAccount: false,
      delivery: 'QUEUED',
      endedAt: null,
      user: null,
      invitedBy: { id: PERSONAS['organiser-admin'].userId },
    });
    expect(await one(invitation.id)).toEqual(invitation);
    expect(await one(invitation.id, strongly('other-organiser-admin'))).toBeUndefined();
    expect(await act('withdrawInvitation', invitation.id, {}, strongly('other-organiser-admin'))).toMatchObject({
      refusal: { code: 'NOT_FOUND', path: ['invitationId'] },
    });
  });

  test('invites once per key, and the table of keys cannot tell whom', async () => {
    const wish = granterWish(teamId);
    const [first, second] = await Promise.all([invite(wish), invite(wish)]);
    expect(second).toEqual(first);
    expect(await invite({ ...wish, email: 'other@example.fi' })).toMatchObject({ refusal: { code: 'IDEMPOTENCY_MISMATCH' } });
    const { rows } = await world.identity.database.pool.query(
      `select to_jsonb(i)::text || to_jsonb(o)::text as kept from invitation i join outgoing_mail o on o.invitation_id = i.id`,
    );
    for (const { kept } of rows) expect(kept).not.toContain('example.fi');
  });

  test('cannot invite in other words than the rules allow', async () => {
    expect(await invite({ ...granterWish(teamId), teamIds: [] })).toMatchObject({ refusal: { code: 'TEAM_MISSING', path: ['teamIds'] } });
    expect(await invite({ ...granterWish(newId()) })).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['teamIds', '0'] } });
    expect(await invite({ ...granterWish(teamId), email: 'a@b' })).toMatchObject({ refusal: { code: 'INVALID_EMAIL', path: ['email'] } });
    expect(await invite({ ...granterWish(teamId), byOwnAccount: true })).toMatchObject({
      refusal: { code: 'OWN_ACCOUNTS_NOT_ALLOWED', path: ['byOwnAccount'] },
    });
    expect(await invite({ ...granterWish(teamId), organiserId: OTHER_ORGANISER.id })).toMatchObject({
      refusal: { code: 'NOT_FOUND', path: ['organiserId'] },
    });
  });

  test('cannot make us flood mailboxes: a thousand e-mails a day, over all replicas', async () => {
    await world.identity.database.pool.query('delete from rate_limit');
    await invite(granterWish(teamId));
    await world.identity.database.pool.query(`update rate_limit set points = 1000 where key like 'invitationsOfOrganisation:%'`);
    expect(await invite(granterWish(teamId))).toMatchObject({ invitation: null, refusal: { code: 'LIMIT_REACHED' } });
  });

  test.each(['granter', 'recorder', 'aku', 'system'] as const)('is not %s: they neither invite nor list', async (persona) => {
    for (const { errors } of [
      await world.identity.ask(actorOf(persona), INVITE, { input: granterWish(teamId) }),
      await world.identity.ask(actorOf(persona), '{ invitations { totalCount } }'),
      await world.identity.ask(actorOf(persona), '{ ownAccountsAllowed }'),
    ])
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the operator of the platform', () => {
  const operator = { userId: newId(), organisation: PLATFORM, roles: ['OPERATOR'], teamIds: [] };
  const opened = newId();
  const first = () => ({ ...granterWish(teamId), roles: ['ADMIN'], teamIds: [], organiserId: opened });

  test("invites an organiser's first administrator, sees that, and takes it back", async () => {
    expect(await invite(first(), operator)).toMatchObject({ refusal: { code: 'NOT_YET_KNOWN', path: ['organiserId'] } });
    await world.desk.database.transaction((tx) =>
      saveOrganisations(tx, [{ id: opened, kind: 'ORGANISER', name: 'Uusi alue', businessId: '9000001-1', version: 1 }]),
    );
    const { invitation } = await invite(first(), operator);
    expect(invitation).toMatchObject({ state: 'INVITED', roles: ['ADMIN'], teams: null, user: null, invitedBy: null });
    expect((await listed(operator)).map(({ id }) => id)).toEqual([invitation.id]);
    expect(await act('withdrawInvitation', invitation.id, {}, operator)).toMatchObject({ invitation: { state: 'WITHDRAWN' } });
  });

  test('invites nobody else, and nobody once there is an administrator', async () => {
    const refused = (code: string, path: string[] | null) => ({ invitation: null, refusal: { code, path } });
    expect(await invite({ ...first(), roles: ['GRANTER'] }, operator)).toEqual(refused('ROLE_NOT_OF_ORGANISATION', ['roles']));
    expect(await invite({ ...first(), organiserId: null }, operator)).toEqual(refused('NOT_FOUND', ['organiserId']));
    expect(await invite({ ...first(), organiserId: PIRKANMAA.id }, operator)).toEqual(refused('ADMINISTRATOR_EXISTS', null));
    expect(await invite({ ...first(), organiserId: COMPANY.id }, operator)).toEqual(refused('NOT_YET_KNOWN', ['organiserId']));
    const { id, secret } = await invited(world, first(), operator);
    expect((await takenUp(world, secret, 'preparer')).response.status).toBe(200);
    expect((await listed(operator)).find((each) => each.id === id)).toMatchObject({ state: 'TAKEN_UP', user: null });
    expect(await invite(first(), operator)).toEqual(refused('ADMINISTRATOR_EXISTS', null));
  });

  test("neither sees nor touches an administrator's invitations, users and passkeys", async () => {
    const { id } = await invited(world, granterWish(teamId));
    expect(await one(id, operator)).toBeUndefined();
    expect(await act('sendInvitationAgain', id, {}, operator)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    const again = { idempotencyKey: newId(), userId: PERSONAS.granter.userId, email: 'a@example.fi', language: 'FI', byOwnAccount: false };
    for (const { errors } of [
      await world.identity.ask(operator, '{ users { totalCount } }'),
      await world.identity.ask(operator, '{ passkeys { id } }'),
      await world.identity.ask(operator, INVITE_AGAIN, { input: again }),
    ])
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

test('what is over is forgotten: the address 30 days after the expiry, the invitation after 13 months', async () => {
  const { id } = await invited(world, granterWish(teamId));
  const { run } = invitationForgettingChore({ database: world.desk.database, clock: world.identity.clock }, world.sessionClock);
  world.identity.clock.set('2026-06-08T09:00:00Z');
  await run();
  const { rows } = await world.identity.database.pool.query('select state, ended_at from invitation where id = $1', [id]);
  expect(rows).toEqual([{ state: 'EXPIRED', ended_at: expect.anything() }]);
  expect(await one(id)).toMatchObject({ state: 'EXPIRED', email: 'mia.myontaja@example.fi' });
  world.identity.clock.set('2026-07-08T09:00:00Z');
  await run();
  expect(await one(id)).toMatchObject({ state: 'EXPIRED', email: null });
  expect(await act('sendInvitationAgain', id)).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
  world.identity.clock.set('2027-07-10T09:00:00Z');
  await run();
  expect(await one(id)).toBeUndefined();
});

test('an expired invitation is sent again within 30 days', async () => {
  const { id } = await invited(world, granterWish(teamId));
  const { run } = invitationForgettingChore({ database: world.desk.database, clock: world.identity.clock }, world.sessionClock);
  world.identity.clock.set('2026-06-20T09:00:00Z');
  await run();
  expect((await listed(organiserAdmin, ['EXPIRED'])).map((each) => each.id)).toContain(id);
  expect(await act('sendInvitationAgain', id)).toMatchObject({ invitation: { state: 'INVITED', endedAt: null } });
  expect((await look(world, await secretOf(world, id))).status).toBe(200);
});
