/**
 * Promises of proposals: one waits for a subject, no other organisation sees it, and two who decide at the same time
 * decide once.
 */
import type { Actor } from '@seteli/kit/actor';
import { findActorNames } from '@seteli/schema/actor-names';
import { openDatabase } from '@seteli/kit/database';
import type { Database, Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { confirm, withdraw, type Proposal, type ProposalState } from '@seteli/kit/proposal';
import { proposal } from '@seteli/kit/proposal-table';
import { findProposals, insertProposal, listProposals, lockProposal, saveDecided, type NewProposal } from '@seteli/kit/proposals';
import type { Decision } from '@seteli/kit/result';
import { SERVICE } from '@seteli/kit/scope';
import { newDatabase } from '@seteli/testing/database';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now, silent } from './exchange.ts';

let database: Database;
beforeAll(async () => {
  database = openDatabase({ url: (await newDatabase('registry')).url, log: silent, name: 'test', max: 10 }).within(SERVICE);
});
afterAll(() => database.close());

const organisation = { kind: 'ORGANISER', id: newId() } as const;
const person = (of: Actor['organisation'] = organisation): Actor => ({ userId: newId(), organisation: of, roles: ['ADMIN'], teamIds: [] });
const [anna, bertta, cecilia] = [person(), person(), person()];
const stranger = person({ kind: 'ORGANISER', id: newId() });

const whose = ({ organisation: { id } }: Actor) => ({ organisationId: id });
const propose = (actor: Actor, change: Partial<NewProposal> = {}) =>
  database.transaction((tx) =>
    insertProposal(tx, actor, { kind: 'THING', subjectId: newId(), serviceId: null, wish: { n: 1 }, previewId: 'seen', ...change }, now),
  );
const read = async (id: Id, by = anna) => (await findProposals(database.reader, whose(by), [id]))[0];
const stateOf = async (id: Id) => (await read(id))?.state;

type Rule = (found: Proposal | undefined, by: { userId: Id; now: Temporal.Instant; field: string }) => Decision<Proposal>;
const confirming: Rule = (found, by) => confirm(found, { seen: 'seen', now: 'seen' }, by);
async function decide(tx: Tx, actor: Actor, id: Id, rule: Rule): Promise<string> {
  const decision = rule(await lockProposal(tx, whose(actor), id), { userId: actor.userId, now, field: 'id' });
  if (!decision.accepted) return decision.refusal.code;
  await saveDecided(tx, actor, decision.value);
  return decision.value.state;
}

test('a proposal keeps the wish and who proposed it', async () => {
  const subjectId = newId();
  const id = await propose(anna, { subjectId });
  expect(await read(id)).toEqual({
    id,
    organisationId: organisation.id,
    kind: 'THING',
    subjectId,
    serviceId: null,
    wish: { n: 1 },
    previewId: 'seen',
    state: 'PROPOSED',
    proposedBy: anna.userId,
    proposedAt: now,
    decidedBy: null,
    decidedAt: null,
  });
  expect((await findActorNames(database.reader, bertta, [anna.userId])).get(anna.userId)).toMatchObject({ roles: ['ADMIN'] });
});

test('one proposal waits for a subject and kind: a later one replaces it, and nothing else', async () => {
  const subjectId = newId();
  const first = await propose(anna, { subjectId });
  const [ofOtherKind, ofOtherThing] = [await propose(anna, { subjectId, kind: 'OTHER' }), await propose(anna)];
  const last = await propose(bertta, { subjectId });
  expect(await Promise.all([first, ofOtherKind, ofOtherThing, last].map(stateOf))).toEqual([
    'REPLACED',
    'PROPOSED',
    'PROPOSED',
    'PROPOSED',
  ]);
  expect(await read(first)).toMatchObject({ decidedBy: null, decidedAt: null });
  expect(await database.transaction((tx) => decide(tx, cecilia, last, confirming))).toBe('CONFIRMED');
  await propose(anna, { subjectId });
  expect(await stateOf(last)).toBe('CONFIRMED');
});

test('of those who decide at the same time one succeeds, and the proposal keeps who', async () => {
  const id = await propose(anna);
  const tries = [bertta, cecilia, bertta, cecilia].map((actor) => database.transaction((tx) => decide(tx, actor, id, confirming)));
  const taken = [database.transaction((tx) => decide(tx, anna, id, withdraw)), ...tries];
  const states = await Promise.all(taken);
  expect(states.toSorted().slice(1)).toEqual(['WRONG_STATE', 'WRONG_STATE', 'WRONG_STATE', 'WRONG_STATE']);
  const found = (await read(id))!;
  expect(states).toContain(found.state);
  expect(found.decidedAt).toEqual(now);
  const who = [anna, bertta, cecilia, bertta, cecilia][states.indexOf(found.state)]!;
  expect(found.decidedBy).toBe(who.userId);
});

test('another organisation neither finds, locks nor lists it', async () => {
  const id = await propose(anna);
  expect(await read(id, stranger)).toBeUndefined();
  expect(await database.transaction((tx) => lockProposal(tx, whose(stranger), id))).toBeUndefined();
  expect(await listProposals(database.reader, whose(stranger), { first: 10, before: null })).toEqual([]);
});

test('a reader who sees only some finds, locks and lists only those', async () => {
  const [theirs, others] = [await propose(anna, { kind: 'SEEN' }), await propose(anna)];
  const seen = { ...whose(anna), seen: eq(proposal.kind, 'SEEN') };
  const found = await findProposals(database.reader, seen, [theirs, others]);
  expect(found.map(({ id }) => id)).toEqual([theirs]);
  expect(await database.transaction((tx) => lockProposal(tx, seen, others))).toBeUndefined();
  expect((await listProposals(database.reader, seen, { first: 10, before: null })).map(({ id }) => id)).toEqual([theirs]);
});

test('the list is newest first, continues from anywhere, and filters by state', async () => {
  const by = person({ kind: 'ORGANISER', id: newId() });
  const subjectId = newId();
  const ids = [await propose(by, { subjectId }), await propose(by), await propose(by, { subjectId })];
  const list = async (first: number, before: Id | null = null, state?: ProposalState) =>
    (await listProposals(database.reader, whose(by), { first, before }, state)).map(({ id }) => ids.indexOf(id));
  expect(await list(10)).toEqual([2, 1, 0]);
  expect(await list(1)).toEqual([2]);
  expect(await list(10, ids[2])).toEqual([1, 0]);
  expect(await list(10, null, 'PROPOSED')).toEqual([2, 1]);
  expect(await list(10, null, 'REPLACED')).toEqual([0]);
});

test.each<[string, string, string]>([
  [
    'confirmed by who proposed it',
    `state = 'CONFIRMED', decided_by = proposed_by, decided_at = now()`,
    'proposal_is_confirmed_by_a_second_person',
  ],
  ['confirmed by nobody', `state = 'CONFIRMED'`, 'who_decided_about_a_proposal_is_known'],
  ['withdrawn at no time', `state = 'WITHDRAWN', decided_by = proposed_by`, 'who_decided_about_a_proposal_is_known'],
  ['decided about while it waits', `decided_by = proposed_by, decided_at = now()`, 'who_decided_about_a_proposal_is_known'],
  ['replaced by a decision', `state = 'REPLACED', decided_by = proposed_by, decided_at = now()`, 'who_decided_about_a_proposal_is_known'],
])('the database keeps a proposal from being %s, whatever the code says', async (_, change, constraint) => {
  const id = await propose(anna);
  const changed = database.transaction((tx) => tx.$client.query(`update proposal set ${change} where id = $1`, [id]));
  await expect(changed).rejects.toThrow(constraint);
});

test('the database keeps two from waiting for the same, whatever the code says', async () => {
  const subjectId = newId();
  const first = await propose(anna, { subjectId });
  await propose(bertta, { subjectId });
  const again = database.transaction((tx) => tx.$client.query(`update proposal set state = 'PROPOSED' where id = $1`, [first]));
  await expect(again).rejects.toThrow('one_proposal_waits_for_its_subject');
});
