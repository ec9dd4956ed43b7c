/** Mandates on paper: an officer records one with its scan, the representative acts by it, and both sides end it. */
import { decodeJwt } from 'jose';
import { json, type Browser } from '@seteli/local/browser';
import { newId } from '@seteli/kit/ids';
import type { Actor } from '@seteli/kit/actor';
import { PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '@seteli/kit/idempotency';
import { CODES_OF_A_USER } from '../src/resolvers/person-door.ts';
import { openLimit } from '@seteli/kit/limits';
import { aku, bea, himself, openPaperWorld, PDF, type PaperWorld } from './papers.ts';
import { actorOf } from './world.ts';

let world: PaperWorld;
beforeAll(async () => {
  world = await openPaperWorld();
});
afterAll(() => world.stop());
afterEach(() => world.identity.database.pool.query('delete from mandate; delete from rate_limit'));

const today = () => world.sessionClock.now().toZonedDateTimeISO('Europe/Helsinki').toPlainDate();
const RECORD = `mutation ($input: RecordPaperMandateInput!) { done: recordPaperMandate(input: $input) {
  mandate { id kind representativeName representedName roles firstDay lastDay holds canBeEnded recordedByName scanId } refusal { code path } } }`;
const LIST = 'query ($id: ID!) { paperMandates(personId: $id) { id representativeName holds canBeEnded endedBy scanId } }';
const END = `mutation ($input: MandateInput!) { done: endPaperMandate(input: $input) { mandate { holds endedBy } refusal { code path } } }`;
const TAKE_BACK = END.replace('endPaperMandate', 'endMandate');
const OWN = '{ mandates { id kind holds recordedByName scanId canBeEnded } }';

type Of = {
  representative?: object;
  roles?: string[];
  firstDay?: string;
  lastDay?: string;
  scanId?: string;
  idempotencyKey?: string;
  representedId?: string;
};
const granter = () => world.officer('granter');
const ask = (who: Actor, query: string, variables: Record<string, unknown> = {}) => world.identity.ask(who, query, variables);
async function inputOf(of: Of = {}, who: Actor = granter()) {
  return {
    idempotencyKey: newId(),
    representedId: aku.id,
    representative: { identityCode: bea.identityCode, givenNames: 'Bea', familyName: 'Asiakas' },
    roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'],
    firstDay: String(today()),
    lastDay: String(today().add({ years: 1 })),
    scanId: of.scanId ?? (await world.scan(who)),
    ...of,
  };
}
const record = async (of: Of = {}, who: Actor = granter()) => (await ask(who, RECORD, { input: await inputOf(of, who) })).data?.done;
const end = async (who: Actor, mandateId: string, query = END) =>
  (await ask(who, query, { input: { mandateId, idempotencyKey: newId() } })).data?.done;
const holdsAtTheGateway = async (mandate: string): Promise<boolean> => {
  const headers = { authorization: `Bearer ${await world.identity.gatewayToken()}` };
  return ((await (await fetch(world.url(`/mandate-check?mandate=${mandate}`), { headers })).json()) as { holds: boolean }).holds;
};
const askToken = (browser: Browser, organisation?: string) => browser.send(world.url('/sign-in/token'), json({ organisation }));
const log = async (action: string) =>
  (
    await world.identity.database.pool.query<{ user_id: string; person_id: string; subject_id: string; organisation_id: string }>(
      'select user_id, organisation_id, person_id, subject_id from access_log where action = $1 order by id desc limit 1',
      [action],
    )
  ).rows[0];

test('an officer records a paper, and the represented person sees who may act for them and who recorded it', async () => {
  const scanId = await world.scan();
  const { mandate, refusal } = await record({ scanId });
  expect(refusal).toBeNull();
  const paper = { id: mandate.id, kind: 'PAPER', holds: true, scanId, canBeEnded: true };
  expect(mandate).toMatchObject({
    ...paper,
    representativeName: 'Bea Asiakas',
    representedName: 'Aku Asiakas',
    roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'],
  });
  expect((await ask(himself(), OWN)).data.mandates).toEqual([{ ...paper, recordedByName: mandate.recordedByName }]);
  expect((await ask(granter(), LIST, { id: aku.id })).data.paperMandates).toMatchObject([{ id: mandate.id, holds: true, scanId }]);
  expect(await log('MANDATE_MADE')).toEqual({
    user_id: PERSONAS.granter.userId,
    organisation_id: PIRKANMAA.id,
    person_id: aku.id,
    subject_id: mandate.id,
  });
});

test('whoever the paper names signs in, is offered the choice, acts by it, and is out when the organiser ends it', async () => {
  const stranger = { identityCode: '010203-9079', givenNames: 'Vieno Maria', familyName: 'Vieras' };
  const { mandate, refusal } = await record({ representative: { ...stranger, givenNames: 'Vieno' } });
  expect(refusal).toBeNull();
  const browser = await world.signedIn(stranger);
  const unclear = (await (await askToken(browser)).json()) as { choices: { id: string; roles: string[]; mandate?: object }[] };
  const lastDay = String(today().add({ years: 1 }));
  expect(unclear.choices[1]).toMatchObject({ id: aku.id, roles: ['MANDATE_SEE', 'MANDATE_ARRANGE'], mandate: { kind: 'PAPER', lastDay } });
  const { access_token } = (await (await askToken(browser, aku.id)).json()) as { access_token: string };
  expect(decodeJwt(access_token)).toMatchObject({ org: { id: aku.id }, act: { by: 'PAPER', mandateId: mandate.id, until: lastDay } });
  expect(await holdsAtTheGateway(mandate.id)).toBe(true);
  expect(await end(world.officer('case-handler'), mandate.id)).toEqual({ mandate: { holds: false, endedBy: 'ORGANISER' }, refusal: null });
  expect(await holdsAtTheGateway(mandate.id)).toBe(false);
  expect((await askToken(browser, aku.id)).status).toBe(403);
});

test('a paper stops after its last day', async () => {
  const { mandate } = await record({ lastDay: String(today()) });
  expect(await holdsAtTheGateway(mandate.id)).toBe(true);
  await world.identity.database.pool.query(`update mandate set first_day = first_day - 2, last_day = last_day - 1`);
  expect(await holdsAtTheGateway(mandate.id)).toBe(false);
});

test('what the represented person took back comes back by a later paper only', async () => {
  const { mandate } = await record({ firstDay: String(today().subtract({ days: 10 })) });
  expect(await end(himself(), mandate.id, TAKE_BACK)).toEqual({ mandate: { holds: false, endedBy: 'REPRESENTED' }, refusal: null });
  expect(await record({ firstDay: String(today().subtract({ days: 1 })) })).toEqual({
    mandate: null,
    refusal: { code: 'MANDATE_ENDED', path: ['firstDay'] },
  });
  expect(await record()).toMatchObject({ mandate: { holds: true }, refusal: null });
});

test('a new paper takes the place of the organiser’s earlier one, and another organiser’s paper stays', async () => {
  const other = world.officer('other-granter');
  const first = await record();
  const theirs = await record({ scanId: await world.scan(other) }, other);
  const second = await record({ roles: ['MANDATE_SEE'] });
  expect([first, theirs, second].map(({ refusal }) => refusal)).toEqual([null, null, null]);
  expect((await ask(granter(), LIST, { id: aku.id })).data.paperMandates).toMatchObject([
    { id: second.mandate.id, holds: true },
    { id: first.mandate.id, holds: false, endedBy: 'ORGANISER' },
  ]);
  expect((await ask(other, LIST, { id: aku.id })).data.paperMandates).toMatchObject([{ id: theirs.mandate.id, holds: true }]);
  const notTheirs = { mandate: null, refusal: { code: 'NOT_FOUND', path: ['mandateId'] } };
  expect(await end(other, second.mandate.id)).toEqual(notTheirs);
  expect((await world.fetchFile(other, second.mandate.scanId)).status).toBe(404);
});

test('a repetition records once, and the same key with another code is a mistake', async () => {
  const input = await inputOf();
  const first = (await ask(granter(), RECORD, { input })).data.done;
  expect((await ask(granter(), RECORD, { input })).data.done).toEqual(first);
  const other = { ...input, representative: { ...input.representative, identityCode: PERSONAS.recorder.person.identityCode } };
  expect((await ask(granter(), RECORD, { input: other })).data.done.refusal.code).toBe('IDEMPOTENCY_MISMATCH');
});

test('the database keeps no hash that tells the identity code to whoever tries all codes', async () => {
  const input = await inputOf();
  await ask(granter(), RECORD, { input });
  const { idempotencyKey, ...plain } = input;
  const { rows } = await world.identity.database.pool.query<{ input_hash: string }>('select input_hash from idempotency where key = $1', [
    idempotencyKey,
  ]);
  expect(rows).toHaveLength(1);
  for (const tried of [plain, input]) expect(rows[0]!.input_hash).not.toBe(hashOf({ command: 'recordPaperMandate', input: tried }));
});

test('a scan proves one mandate', async () => {
  const scanId = await world.scan();
  expect((await record({ scanId })).refusal).toBeNull();
  expect((await record({ scanId })).refusal).toEqual({ code: 'NOT_FOUND', path: ['scanId'] });
});

describe('nobody records', () => {
  const names = { identityCode: bea.identityCode, givenNames: 'Bea', familyName: 'Asiakas' };
  test.each<[string, Of, object]>([
    [
      'a malformed code',
      { representative: { ...names, identityCode: '010203-9070' } },
      { code: 'INVALID_IDENTITY_CODE', path: ['representative', 'identityCode'] },
    ],
    [
      'a known code with another name',
      { representative: { ...names, familyName: 'Virtanen' } },
      { code: 'NAMES_DIFFER', path: ['representative', 'familyName'] },
    ],
    [
      'a client who represents themselves',
      { representative: { identityCode: aku.identityCode, givenNames: 'Aku', familyName: 'Asiakas' } },
      { code: 'SAME_PERSON', path: ['representative', 'identityCode'] },
    ],
    ['a role that no mandate gives', { roles: ['ADMIN'] }, { code: 'ROLE_NOT_OF_ORGANISATION', path: ['roles'] }],
    ['a paper for ever', { lastDay: '2099-12-31' }, { code: 'TERM_TOO_LONG', path: ['lastDay'] }],
    ['a scan that nobody sent', { scanId: newId() }, { code: 'NOT_FOUND', path: ['scanId'] }],
    ['a client whom nobody serves', { representedId: bea.id }, { code: 'NOT_FOUND', path: ['representedId'] }],
  ])('%s', async (_, of, refusal) => {
    expect(await record(of)).toEqual({ mandate: null, refusal });
    expect((await ask(granter(), LIST, { id: aku.id })).data.paperMandates).toEqual([]);
  });

  test('with a colleague’s scan, or an hour after it came', async () => {
    const notThere = { mandate: null, refusal: { code: 'NOT_FOUND', path: ['scanId'] } };
    expect(await record({ scanId: await world.scan(world.officer('case-handler')) })).toEqual(notThere);
    const scanId = await world.scan();
    world.sessionClock.advance({ minutes: 61 });
    expect(await record({ scanId })).toEqual(notThere);
  });

  test('from outside the team, or without strong identification', async () => {
    const scanId = await world.scan();
    expect((await record({ scanId }, world.officer('granter', false))).refusal).toEqual({ code: 'NOT_FOUND', path: ['representedId'] });
    const { errors } = await ask({ ...granter(), assurance: 'OWN' }, RECORD, { input: await inputOf({ scanId }) });
    expect(errors).toMatchObject([{ extensions: { code: 'INSUFFICIENT_USER_AUTHENTICATION' } }]);
  });

  test('so many papers that they could be trying codes', async () => {
    // The service remembers whoever is over a limit, so it is an officer of no other test.
    const officer = world.officer('second-granter');
    const scanId = await world.scan(officer);
    await openLimit(world.desk.database.pool, { name: 'codesOfUser', points: CODES_OF_A_USER, seconds: 3_600 }).take(
      officer.userId,
      CODES_OF_A_USER,
    );
    const { errors } = await ask(officer, RECORD, { input: await inputOf({ scanId }) });
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });
});

test.each(['checker', 'organiser-admin', 'aku', 'recorder'] as const)('%s neither records, lists nor ends papers', async (persona) => {
  const { mandate } = await record();
  const who = actorOf(persona);
  const input = { mandateId: mandate.id, idempotencyKey: newId() };
  for (const [query, variables] of [
    [RECORD, { input: await inputOf() }],
    [LIST, { id: aku.id }],
    [END, { input }],
  ] as const)
    expect((await ask(who, query, variables)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('the scan is read by the client and the organiser’s officers, and each look is noted before', async () => {
  const { mandate } = await record();
  for (const who of [himself(), granter(), world.officer('case-handler')]) {
    const answer = await world.fetchFile(who, mandate.scanId);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      200,
      'application/pdf',
      `attachment; filename="${mandate.scanId}.pdf"`,
    ]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    expect(await log('SCAN_READ')).toMatchObject({ user_id: who.userId, person_id: aku.id, subject_id: mandate.scanId });
  }
  const acting = { by: 'PAPER', mandateId: mandate.id } as const;
  const representative = {
    ...actorOf('other-client'),
    organisation: { kind: 'PERSON', id: aku.id },
    roles: ['MANDATE_SEE'],
    acting,
  } as const;
  const own = actorOf('other-client');
  for (const who of [representative, own, world.officer('granter', false), world.officer('other-granter'), world.officer('checker')])
    expect([403, 404]).toContain((await world.fetchFile(who, mandate.scanId)).status);
  const held = (await ask(own, '{ mandates(side: HELD) { id scanId } }')).data.mandates;
  expect(held).toEqual([{ id: mandate.id, scanId: null }]);
});

test('no officer records a paper by which others act for the officer', async () => {
  const { personId } = granter();
  await world.identity.database.pool.query(
    `insert into served_with (organiser_id, person_id, service_id) select $1, $2, service_id from served_with limit 1 on conflict do nothing`,
    [PIRKANMAA.id, personId],
  );
  expect((await world.sendFile(granter(), PDF, personId)).body.refusal).toMatchObject({ code: 'NOT_FOUND' });
});
