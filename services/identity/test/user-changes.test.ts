/** Administrators change and passivate the users of their own organisation, and the last one cannot leave it alone. */
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { json } from '@seteli/local/browser';
import { COMPANY, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { registerPerson } from '../src/commands/person.ts';
import { saveUser } from '../src/commands/user.ts';
import type { User } from '../src/domain/user.ts';
import { makeTeam, organiserAdmin, strongly } from './inviting.ts';
import { actorOf, enrol, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());
beforeEach(() => enrol(world.desk));

const CHANGE = `mutation ($input: ChangeUserInput!) { changeUser(input: $input) { user { id roles active version } refusal { code path } } }`;
const change = async (key: PersonaKey, wish: object, by: Actor = organiserAdmin) => {
  const input = { idempotencyKey: newId(), userId: PERSONAS[key].userId, roles: PERSONAS[key].roles, active: true, ...wish };
  return (await world.identity.ask(by, CHANGE, { input })).data.changeUser;
};
const refused = (code: string, path: string[] | null) => ({ user: null, refusal: { code, path } });
const versionOf = async (key: PersonaKey): Promise<number> =>
  (await world.identity.database.pool.query('select version from user_account where id = $1', [PERSONAS[key].userId])).rows[0].version;

test('an administrator gives another role, and earlier tokens hold no longer', async () => {
  const version = await versionOf('case-handler');
  expect(await change('case-handler', { roles: ['SETTLEMENT_APPROVER', 'CASE_HANDLER'], expectedVersion: version })).toEqual({
    user: { id: PERSONAS['case-handler'].userId, roles: ['SETTLEMENT_APPROVER', 'CASE_HANDLER'], active: true, version: version + 1 },
    refusal: null,
  });
  const { rows } = await world.identity.database.pool.query('select tokens_from from user_account where id = $1', [
    PERSONAS['case-handler'].userId,
  ]);
  expect(rows[0].tokens_from).not.toBeNull();
});

test('a change that changes nothing makes no version and voids nothing', async () => {
  const { rows: before } = await world.identity.database.pool.query('select * from user_account where id = $1', [PERSONAS.checker.userId]);
  expect(await change('checker', {})).toMatchObject({ refusal: null });
  const { rows: after } = await world.identity.database.pool.query('select * from user_account where id = $1', [PERSONAS.checker.userId]);
  expect(after).toEqual(before);
});

test('a passive user stays, with name and roles, and signs in as this user no more', async () => {
  const browser = await world.signedIn('case-handler');
  const askToken = () => browser.send(world.url('/sign-in/token'), json({ organisation: PIRKANMAA.id }));
  expect((await askToken()).status).toBe(200);
  expect(await change('case-handler', { active: false })).toMatchObject({ user: { active: false, roles: ['CASE_HANDLER'] } });
  expect((await askToken()).status).toBe(403);
  const query = '{ users(filter: { text: "Käsittelijä", active: false }) { edges { node { person { familyName } } } } }';
  expect((await world.identity.ask(organiserAdmin, query)).data.users.edges).toEqual([{ node: { person: { familyName: 'Käsittelijä' } } }]);
  expect(await change('case-handler', { active: true })).toMatchObject({ user: { active: true } });
  expect((await askToken()).status).toBe(200);
});

test('of two administrators who saw the same version, one changes the user', async () => {
  const version = await versionOf('granter');
  const answers = await Promise.all(
    [
      ['GRANTER', 'CASE_HANDLER'],
      ['GRANTER', 'SETTLEMENT_APPROVER'],
    ].map((roles) => change('granter', { roles, expectedVersion: version })),
  );
  expect(answers.map(({ refusal }) => refusal?.code ?? null).toSorted()).toEqual(['STALE', null]);
});

test("another organisation's users, systems and unknown users do not exist for an administrator", async () => {
  for (const key of ['recorder', 'system', 'other-granter', 'aku'] as const)
    expect(await change(key, { roles: ['GRANTER'] })).toEqual(refused('NOT_FOUND', ['userId']));
  const { errors } = await world.identity.ask(organiserAdmin, CHANGE, {
    input: { idempotencyKey: newId(), userId: 'x', roles: ['GRANTER'], active: true },
  });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each(['granter', 'recorder', 'aku', 'system'] as const)('%s changes nobody', async (persona) => {
  const { errors } = await world.identity.ask(actorOf(persona), CHANGE, {
    input: { idempotencyKey: newId(), userId: PERSONAS.granter.userId, roles: ['ADMIN'], active: true },
  });
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('two administrators who passivate each other at once leave one, over and over', async () => {
  const both = ['organiser-admin', 'second-organiser-admin'] as const;
  for (let turn = 0; turn < 5; turn++) {
    const [first, second] = both;
    const answers = await Promise.all([
      change(second, { active: false }, strongly(first)),
      change(first, { active: false }, strongly(second)),
    ]);
    expect(answers.map(({ refusal }) => refusal?.code ?? null).toSorted()).toEqual(['LAST_ADMINISTRATOR', null]);
    await enrol(world.desk);
  }
});

test('the last administrator neither leaves nor takes other roles, and the dead do not count', async () => {
  expect(await change('second-organiser-admin', { active: false })).toMatchObject({ refusal: null });
  const last = refused('LAST_ADMINISTRATOR', null);
  expect(await change('organiser-admin', { active: false })).toEqual(last);
  expect(await change('organiser-admin', { roles: ['CASE_HANDLER'] })).toEqual(last);
  expect(await change('organiser-admin', { roles: ['ADMIN', 'CASE_HANDLER'] })).toMatchObject({ refusal: null });
  expect(await change('second-organiser-admin', { active: true })).toMatchObject({ refusal: null });
  const { person } = PERSONAS['second-organiser-admin'];
  await registerPerson(world.desk, { ...person, protectedAddress: false, diedOn: Temporal.PlainDate.from('2026-05-01'), organiserIds: [] });
  expect(await change('organiser-admin', { active: false })).toEqual(last);
});

test('a role that works in teams needs one', async () => {
  expect(await change('case-handler', { roles: ['GRANTER'] })).toEqual(refused('TEAM_MISSING', ['roles']));
  const teamId = await makeTeam(world);
  const { pool } = world.identity.database;
  await pool.query('insert into team_member (organisation_id, team_id, user_id) values ($1, $2, $3)', [
    PIRKANMAA.id,
    teamId,
    PERSONAS['case-handler'].userId,
  ]);
  expect(await change('case-handler', { roles: ['GRANTER'] })).toMatchObject({ refusal: null });
});

test("only a signatory makes a provider's administrators, and nobody makes or ends a signatory's right", async () => {
  const admin = strongly('provider-admin');
  const signatory: Actor = { ...strongly('provider-admin'), roles: ['SIGNATORY'] };
  expect(await change('recorder', { roles: ['ADMIN'] }, admin)).toEqual(refused('SIGNATORY_NEEDED', ['roles']));
  expect(await change('recorder', { roles: ['SIGNATORY'] }, signatory)).toEqual(refused('ROLE_FROM_REGISTER', ['roles']));
  expect(await change('recorder', { roles: ['ADMIN'] }, signatory)).toMatchObject({ user: { roles: ['ADMIN'] } });
  const { userId: id, person } = PERSONAS['service-manager'];
  const signing: readonly User['roles'][number][] = ['SIGNATORY'];
  await saveUser(world.desk, { id, organisation: { kind: 'PROVIDER', id: COMPANY.id }, roles: signing, active: true, personId: person.id });
  expect(await change('service-manager', { roles: ['RECORDER'] }, admin)).toEqual(refused('ROLE_FROM_REGISTER', ['roles']));
  expect(await change('service-manager', { roles: ['SIGNATORY'], active: false }, admin)).toEqual(refused('SIGNATORY_NEEDED', ['active']));
});

test('only administrators and the user themselves see when somebody was invited and last signed in', async () => {
  const browser = await world.signedIn('checker');
  const askToken = () => browser.send(world.url('/sign-in/token'), json({ organisation: PIRKANMAA.id }));
  await askToken();
  const query = 'query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on User { version lastSignInAt invitedAt } } }';
  const seen = async (by: Actor) =>
    (await world.identity.ask(by, query, { of: [{ __typename: 'User', id: PERSONAS.checker.userId }] })).data.entities[0];
  const full = { version: expect.any(Number), lastSignInAt: expect.any(String), invitedAt: null };
  expect(await seen(organiserAdmin)).toEqual(full);
  expect(await seen(actorOf('checker'))).toEqual(full);
  expect(await seen(actorOf('granter'))).toEqual({ ...full, lastSignInAt: null });
  // Further tokens of the same session change nothing; a later session does.
  const { lastSignInAt } = await seen(organiserAdmin);
  world.sessionClock.advance({ minutes: 1 });
  await askToken();
  expect((await seen(organiserAdmin)).lastSignInAt).toBe(lastSignInAt);
  const later = await world.signedIn('checker');
  await later.send(world.url('/sign-in/token'), json({ organisation: PIRKANMAA.id }));
  expect((await seen(organiserAdmin)).lastSignInAt > lastSignInAt).toBe(true);
});
