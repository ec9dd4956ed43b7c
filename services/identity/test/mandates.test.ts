/** Acting for another person: what a representative may do, how the represented person ends it, and when it stops. */
import { decodeJwt } from 'jose';
import { parseDay } from '@seteli/kit/day';
import { newId } from '@seteli/kit/ids';
import { json, type Browser } from '@seteli/local/browser';
import { PERSONAS } from '@seteli/local/personas';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { saveMandate, type SaidMandate } from '../src/commands/mandate.ts';
import { MATTERS, type MandateRole } from '../src/domain/mandate.ts';
import { actorOf, openWorld, type World } from './world.ts';

let registers: RegistersForTest;
let world: World;
beforeAll(async () => {
  registers = await openRegistersForTest();
  world = await openWorld(registers.settings);
});
afterEach(() => registers.client.mood({ register: 'mandates', mood: 'WELL' }));
afterAll(async () => {
  await world.stop();
  await registers.stop();
});

const [aku, bea] = [PERSONAS.aku.person, PERSONAS['other-client'].person];
const day = (text: string) => parseDay(text)!;

/** Bea, whom some right lets act for Aku from a year ago on. */
const beaForAku = (of: Partial<SaidMandate> = {}): SaidMandate => ({
  representativeId: bea.id,
  representedId: aku.id,
  kind: 'MANDATE',
  roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'],
  firstDay: day('2025-01-01'),
  lastDay: null,
  checkedAt: world.sessionClock.now(),
  ...of,
});

async function made(of: Partial<SaidMandate> = {}): Promise<string> {
  const { roles = ['MANDATE_SEE', 'MANDATE_ARRANGE'] } = of;
  await registers.client.revoke({ delegate: bea.identityCode, principal: aku.identityCode });
  await registers.client.mandate({
    delegate: bea.identityCode,
    principal: aku.identityCode,
    codes: roles.map((role: MandateRole) => MATTERS[role]),
    from: '2025-01-01',
  });
  await world.identity.database.pool.query('update mandate set ended_at = null, ended_by = null');
  const decision = await saveMandate({ ...world.desk, clock: world.sessionClock }, beaForAku(of));
  return decision.accepted ? decision.value : decision.refusal.code;
}

const askToken = (browser: Browser, organisation?: string) => browser.send(world.url('/sign-in/token'), json({ organisation }));
const claimsOf = async (response: Response) => decodeJwt(((await response.json()) as { access_token: string }).access_token);
const standsAtTheGateway = async (mandate: string): Promise<unknown> => {
  const headers = { authorization: `Bearer ${await world.identity.gatewayToken()}` };
  return ((await (await fetch(world.url(`/mandate-check?mandate=${mandate}`), { headers })).json()) as { holds: boolean }).holds;
};
const represented = () => ({ ...actorOf('aku'), assurance: 'STRONG' as const });
/** Each mutation gets a key of its own. */
const withKey = (query: string, variables: Record<string, unknown> = {}) =>
  query.includes('$key') ? { ...variables, key: newId() } : variables;
const ask = async (who: Parameters<World['identity']['ask']>[0], query: string, variables?: Record<string, unknown>) =>
  (await world.identity.ask(who, query, withKey(query, variables))).data;
const END =
  'mutation ($id: ID!, $key: String!) { done: endMandate(input: { idempotencyKey: $key, mandateId: $id }) { mandate { holds endedBy } refusal { code path } } }';
const ALLOW =
  'mutation ($id: ID!, $key: String!) { done: allowMandate(input: { idempotencyKey: $key, mandateId: $id }) { mandate { holds endedBy } refusal { code path } } }';

test('a representative chooses the other person, and the token says by which mandate they act, with what it allows', async () => {
  const id = await made({ lastDay: day('2099-12-31') });
  const browser = await world.signedIn('other-client');
  const unclear = (await (await askToken(browser)).json()) as { error: string; choices: object[] };
  expect(unclear).toEqual({
    error: 'organisation_required',
    choices: [
      { kind: 'PERSON', id: bea.id, name: 'Bea Asiakas', roles: ['CLIENT'] },
      {
        kind: 'PERSON',
        id: aku.id,
        name: 'Aku Asiakas',
        roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'],
        mandate: { kind: 'MANDATE', lastDay: '2099-12-31' },
      },
    ],
  });
  expect(await claimsOf(await askToken(browser, aku.id))).toMatchObject({
    org: { kind: 'PERSON', id: aku.id },
    person: bea.id,
    roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'],
    act: { by: 'MANDATE', mandateId: id, until: '2099-12-31' },
  });
  expect(await claimsOf(await askToken(browser, bea.id))).not.toHaveProperty('act');
});

test('the log notes whose name a representative reads among their choices, before they read it, once an hour', async () => {
  // The tests before this one looked, too.
  world.sessionClock.advance({ hours: 1 });
  await made();
  const { rows: before } = await world.identity.database.pool.query('select id from access_log');
  const browser = await world.signedIn('other-client');
  await askToken(browser);
  await askToken(browser);
  const { rows } = await world.identity.database.pool.query(
    `select action, outcome, person_id, acting_by from access_log where id <> all($1) and action = 'PERSON_READ'`,
    [before.map(({ id }) => id)],
  );
  expect(rows).toEqual([{ action: 'PERSON_READ', outcome: 'SEEN', person_id: aku.id, acting_by: 'MANDATE' }]);
});

test.each([
  ['has not begun', { firstDay: day('2098-01-01') }],
  ['is over', { lastDay: day('2025-12-31') }],
])('a mandate that %s is no choice', async (_, of) => {
  await made(of);
  const browser = await world.signedIn('other-client');
  expect((await askToken(browser)).status).toBe(200);
  expect((await askToken(browser, aku.id)).status).toBe(403);
});

test('a represented person sees who may act for them, takes it back, and the representative is out from the next request on', async () => {
  const id = await made();
  const browser = await world.signedIn('other-client');
  expect((await askToken(browser, aku.id)).status).toBe(200);
  const { mandates } = await ask(represented(), '{ mandates { id kind representativeName representedName roles holds canBeEnded } }');
  expect(mandates).toEqual([
    {
      id,
      kind: 'MANDATE',
      representativeName: 'Bea Asiakas',
      representedName: 'Aku Asiakas',
      roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'],
      holds: true,
      canBeEnded: true,
    },
  ]);
  expect(await standsAtTheGateway(id)).toBe(true);
  const ended = { done: { mandate: { holds: false, endedBy: 'REPRESENTED' }, refusal: null } };
  expect(await ask(represented(), END, { id })).toEqual(ended);
  expect(await ask(represented(), END, { id })).toEqual(ended);
  expect(await standsAtTheGateway(id)).toBe(false);
  expect((await askToken(browser, aku.id)).status).toBe(403);
});

test('the represented person learns as which user a representative acts, and the representative themselves does not', async () => {
  const id = await made();
  const [user] = (await world.identity.database.pool.query('select user_id id from mandate where id = $1', [id])).rows;
  const SIDES = '{ given: mandates { representative { id } } held: mandates(side: HELD) { representative { id } } }';
  expect(await ask(represented(), SIDES)).toEqual({ given: [{ representative: user }], held: [] });
  expect(await ask(actorOf('other-client'), SIDES)).toEqual({ given: [], held: [{ representative: null }] });
});

test('a represented person reads who got the right to act for them and saw their name, and how that ended', async () => {
  const id = await made();
  const representative = {
    ...actorOf('other-client'),
    userId: (await world.identity.database.pool.query('select user_id from mandate where id = $1', [id])).rows[0].user_id,
    organisation: { kind: 'PERSON', id: aku.id },
    roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'],
    acting: { by: 'MANDATE', mandateId: id },
  } as const;
  await ask(representative, '{ me { mandate { representedName } } }');
  await ask(represented(), END, { id });
  const read = await ask(
    represented(),
    '{ personAccesses(first: 3) { edges { node { action outcome right by { roles } personId subjectId sentence { en } } } } }',
  );
  const by = { roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'] };
  expect(read.personAccesses.edges.map(({ node }: { node: object }) => node)).toMatchObject([
    { action: 'MANDATE_ENDED', outcome: 'DONE', right: 'OWN', by: { roles: ['CLIENT'] }, personId: aku.id, subjectId: id },
    { action: 'PERSON_READ', outcome: 'SEEN', right: 'MANDATE', by, personId: aku.id },
    {
      action: 'MANDATE_MADE',
      outcome: 'DONE',
      right: 'MANDATE',
      by,
      personId: aku.id,
      subjectId: id,
      sentence: { en: 'A right to act for the person began, or was given back.' },
    },
  ]);
});

test('a guardian reads who saw the data of their ward, and the holder of a mandate does not', async () => {
  const accessesBy = async (kind: 'GUARDIAN' | 'MANDATE') => {
    const acting = { by: kind, mandateId: newId() };
    const who = { ...actorOf('other-client'), organisation: { kind: 'PERSON', id: aku.id }, roles: ['MANDATE_SEE'], acting } as const;
    return await world.identity.ask(who, '{ personAccesses(first: 1) { edges { node { personId } } } }');
  };
  expect((await accessesBy('GUARDIAN')).data.personAccesses.edges).toEqual([{ node: { personId: aku.id } }]);
  expect((await accessesBy('MANDATE')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('what a represented person took back does not come back by a new choice, and does when they allow it', async () => {
  const id = await made();
  await ask(represented(), END, { id });
  expect(await saveMandate({ ...world.desk, clock: world.sessionClock }, beaForAku())).toMatchObject({
    refusal: { code: 'MANDATE_ENDED' },
  });
  expect(await ask(represented(), ALLOW, { id })).toEqual({ done: { mandate: { holds: true, endedBy: null }, refusal: null } });
  expect(await standsAtTheGateway(id)).toBe(true);
});

test('a representative gives a mandate up, and strangers neither see nor end it', async () => {
  const id = await made();
  const stranger = {
    ...actorOf('recorder'),
    organisation: { kind: 'PERSON', id: PERSONAS.recorder.person.id },
    roles: ['CLIENT'],
  } as const;
  const strong = { ...stranger, assurance: 'STRONG' } as const;
  expect((await ask(strong, '{ mandates { id } }')).mandates).toEqual([]);
  const notThere = { done: { mandate: null, refusal: { code: 'NOT_FOUND', path: ['mandateId'] } } };
  for (const query of [END, ALLOW]) expect(await ask(strong, query, { id })).toEqual(notThere);
  const held = await ask({ ...actorOf('other-client'), assurance: 'STRONG' }, '{ mandates(side: HELD) { id } }');
  expect(held.mandates).toEqual([{ id }]);
  expect(await ask({ ...actorOf('other-client'), assurance: 'STRONG' }, END, { id })).toMatchObject({
    done: { mandate: { holds: false, endedBy: 'REPRESENTATIVE' } },
  });
});

test('a representative neither sees nor changes mandates of the person for whom they act', async () => {
  const id = await made();
  const acting = { by: 'MANDATE', mandateId: id } as const;
  const representative = {
    ...actorOf('other-client'),
    organisation: { kind: 'PERSON', id: aku.id },
    roles: ['MANDATE_ARRANGE'],
    acting,
  } as const;
  for (const query of ['{ mandates { id } }', END, ALLOW]) {
    const { errors } = await world.identity.ask(
      { ...representative, assurance: 'STRONG' },
      query,
      query.includes('$id') ? withKey(query, { id }) : {},
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
});

test('nobody ends a mandate without strong identification', async () => {
  const { errors } = await world.identity.ask({ ...represented(), assurance: 'OWN' }, END, withKey(END, { id: await made() }));
  expect(errors).toMatchObject([{ extensions: { code: 'INSUFFICIENT_USER_AUTHENTICATION' } }]);
});

test('nobody ends here what a court gave', async () => {
  const id = await made({ kind: 'GUARDIAN', checkedAt: world.sessionClock.now() });
  expect(await ask(represented(), END, { id })).toEqual({ done: { mandate: null, refusal: { code: 'WRONG_STATE', path: ['mandateId'] } } });
  await world.identity.database.pool.query(`delete from mandate where kind = 'GUARDIAN'`);
});

test('a mandate that was revoked in Suomi.fi stops at the next request, and voids the tokens that it gave', async () => {
  const id = await made();
  expect(await standsAtTheGateway(id)).toBe(true);
  await registers.client.revoke({ delegate: bea.identityCode, principal: aku.identityCode });
  expect(await standsAtTheGateway(id)).toBe(false);
  const { mandates } = await ask(represented(), '{ mandates { id holds endedBy } }');
  expect(mandates).toContainEqual({ id, holds: false, endedBy: 'REGISTER' });
});

test('a mandate that allows less in Suomi.fi than before stops at the next request', async () => {
  const id = await made({ roles: ['MANDATE_SEE', 'MANDATE_PAY'] });
  expect(await standsAtTheGateway(id)).toBe(true);
  await registers.client.revoke({ delegate: bea.identityCode, principal: aku.identityCode });
  await registers.client.mandate({
    delegate: bea.identityCode,
    principal: aku.identityCode,
    codes: [MATTERS.MANDATE_SEE],
    from: '2025-01-01',
  });
  expect(await standsAtTheGateway(id)).toBe(false);
});

test('while Suomi.fi does not answer, its last word counts for ten minutes and then nobody acts by it', async () => {
  const id = await made();
  expect(await standsAtTheGateway(id)).toBe(true);
  await registers.client.mood({ register: 'mandates', mood: 'DOWN' });
  expect(await standsAtTheGateway(id)).toBe(true);
  world.sessionClock.advance({ minutes: 11 });
  expect(await standsAtTheGateway(id)).toBe(false);
  await registers.client.mood({ register: 'mandates', mood: 'WELL' });
  expect(await standsAtTheGateway(id)).toBe(true);
});

test('a mandate ends with the life of the represented person', async () => {
  const id = await made();
  await world.identity.database.pool.query(`update person set died_on = '2026-05-01' where id = $1`, [aku.id]);
  expect(await standsAtTheGateway(id)).toBe(false);
  await world.identity.database.pool.query(`update person set died_on = null where id = $1`, [aku.id]);
});

test('only the gateway asks whether a mandate holds', async () => {
  const id = await made();
  for (const authorization of ['', 'Bearer x', `Bearer ${await world.identity.gatewayToken('vouchers')}`]) {
    const answer = await fetch(world.url(`/mandate-check?mandate=${id}`), { headers: { authorization } });
    expect([answer.status, await answer.json()]).toEqual([401, { error: 'invalid_token' }]);
  }
});
