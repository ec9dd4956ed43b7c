/** Tests who may settle and who sees what: two persons, other organisers, providers and clients. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId, type Id } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld('2026-07-05T06:00:00Z');
});
afterAll(() => world.stop());

type Shown = { id: Id; total: string; run: { id: Id } | null; organiser: { id: Id }; provider: { id: Id } };

describe('two persons and two organisers', () => {
  it('the person who locked cannot approve, and an approver of another organiser finds nothing', async () => {
    const [organiser, other] = [await world.registered(), await world.registered()];
    await world.say(organiser, w.approved(organiser, w.visit()));
    const { run } = await world.lock(organiser.staff.approver, '2026-06');
    expect((await world.approve(organiser.staff.approver, run!.id)).refusal!.code).toBe('SECOND_PERSON_NEEDED');
    expect((await world.approve(other.staff.approver, run!.id)).refusal!.code).toBe('NOT_FOUND');
    expect((await world.export(organiser.staff.approver, run!.id)).refusal!.code).toBe('WRONG_STATE');
    const { data } = await world.settlement.ask(
      other.staff.checker,
      `query ($id: ID!, $reps: [_Any!]!) { settlementRun(id: $id) { id } settlementRuns { edges { node { id } } } settlementStatements { edges { node { id } } } found: _entities(representations: $reps) { __typename } }`,
      { id: run!.id, reps: [{ __typename: 'SettlementRun', id: run!.id }] },
    );
    expect(data).toEqual({ settlementRun: null, settlementRuns: { edges: [] }, settlementStatements: { edges: [] }, found: [null] });
  });

  it('a person approves the run that they saw: another hash is refused and pays nothing', async () => {
    const organiser = await world.registered();
    const { approver, secondApprover } = organiser.staff;
    await world.say(organiser, w.approved(organiser, w.visit()));
    const run = (await world.lock(approver, '2026-06')).run!;
    const other = 'f'.repeat(64);
    expect(await world.approve(secondApprover, run.id, { hash: other })).toEqual({ run: null, refusal: { code: 'STALE', path: ['hash'] } });
    const { rows } = await world.settlement.database.pool.query('select from payment_file where run_id = $1', [run.id]);
    expect(rows).toEqual([]);
    expect(await world.approve(secondApprover, run.id, { hash: run.hash! })).toMatchObject({ run: { state: 'APPROVED', hash: run.hash } });
  });

  it('another organiser’s lock leaves this month alone', async () => {
    const [organiser, other] = [await world.registered(), await world.registered()];
    await world.say(organiser, w.approved(organiser, w.visit()));
    expect((await world.lock(other.staff.approver, '2026-06')).run).toMatchObject({ total: '0.00' });
    const { data } = await world.settlement.ask(organiser.staff.checker, '{ settlementRuns { edges { node { month state total } } } }');
    expect(data.settlementRuns.edges).toEqual([{ node: { month: '2026-06', state: 'COLLECTING', total: '96.25' } }]);
  });

  it.each(['checker', 'granter', 'system'] as const)('a %s cannot lock', async (who) => {
    const organiser = await world.registered();
    const { data, errors } = await world.settlement.ask(
      organiser.staff[who],
      'mutation ($input: LockRunInput!) { lockRun(input: $input) { run { id } } }',
      { input: { month: '2026-06', idempotencyKey: newId() } },
    );
    expect([data, errors![0]!.extensions.code]).toEqual([null, 'FORBIDDEN']);
  });

  it('approving needs the organiser’s own account, once a run pays something', async () => {
    const organiser = await world.registered({ iban: null });
    await world.say(organiser, w.approved(organiser, w.visit()));
    const { run } = await world.lock(organiser.staff.approver, '2026-06');
    expect((await world.approve(organiser.staff.secondApprover, run!.id)).refusal!.code).toBe('INVALID_IBAN');
  });
});

describe('who sees statements', () => {
  it('a provider sees its own without run and client, a client their own, and nobody those of others', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    await world.say(organiser, w.approved(organiser, visit), w.approved(organiser, w.visit({ providerId: w.otherProviderId })));
    await world.lock(organiser.staff.approver, '2026-06');
    const mine = async (actor: Actor, what: string) =>
      (await world.settlement.ask(actor, `{ ${what} { edges { node { id run { id } organiser { id } provider { id } total } } } }`)).data?.[
        what
      ].edges.map(({ node }: { node: Shown }) => node) as Shown[] | undefined;
    const ofThis = (rows: Awaited<ReturnType<typeof mine>>) => rows?.filter((row) => row.organiser.id === organiser.id);

    const seen = ofThis(await mine(w.biller, 'settlementStatements'))!;
    expect(seen).toMatchObject([{ run: null, provider: { id: w.providerId }, total: '96.25' }]);
    expect(await mine(w.recorder, 'settlementStatements')).toBeUndefined();
    expect(ofThis(await mine(w.otherBiller, 'clientShareStatements'))).toMatchObject([{ provider: { id: w.otherProviderId } }]);
    expect(await mine(w.clientOf(visit.personId), 'clientShareStatements')).toMatchObject([{ run: null, total: '96.25' }]);
    expect(await mine(w.clientOf(newId()), 'clientShareStatements')).toEqual([]);

    const shares = '{ clientShareStatements { edges { node { organiser { id } client { id } voucher { id } clientShare visits } } } }';
    const [ofProvider, ofClient] = [
      await world.settlement.ask(w.biller, shares),
      await world.settlement.ask(w.clientOf(visit.personId), shares),
    ];
    const node = { organiser: { id: organiser.id }, voucher: { id: visit.voucherId }, clientShare: '16.25', visits: 1 };
    // A biller sees all sums, but follows a voucher only where their team covers the service.
    expect(ofProvider.data.clientShareStatements.edges).toContainEqual({ node: { ...node, client: null, voucher: null } });
    const teamId = newId();
    await world.identity.say('national', w.teamOf(teamId, 'PROVIDER', w.providerId));
    await world.heard();
    const ofTeam = await world.settlement.ask({ ...w.biller, teamIds: [teamId] }, shares);
    expect(ofTeam.data.clientShareStatements.edges).toContainEqual({ node: { ...node, client: null } });
    expect(ofClient.data.clientShareStatements.edges).toEqual([{ node: { ...node, client: { id: visit.personId } } }]);

    const reps = [{ __typename: 'SettlementStatement', id: seen[0]!.id }];
    const entity = (actor: Actor) =>
      world.settlement.ask(
        actor,
        'query ($reps: [_Any!]!) { found: _entities(representations: $reps) { ... on SettlementStatement { total } } }',
        { reps },
      );
    expect((await entity(w.biller)).data.found).toEqual([{ total: '96.25' }]);
    expect((await entity(w.otherBiller)).data.found).toEqual([null]);
    expect((await entity(w.recorder)).data.found).toEqual([null]);
  });

  it('a checker sees those of their teams; approver, administrator and system see all sums, and no client', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    await world.say(organiser, w.approved(organiser, visit));
    await world.lock(organiser.staff.approver, '2026-06');
    const [{ id: entry }] = (await world.settlement.database.pool.query('select id from ledger_entry where visit_id = $1', [visit.id]))
      .rows;
    const asked = `query ($reps: [_Any!]!) { clientShareStatements { edges { node { total client { id } voucher { id } } } }
      found: _entities(representations: $reps) { ... on LedgerEntry { visit { id } } } }`;
    const look = async (actor: Actor) => {
      const { data } = await world.settlement.ask(actor, asked, { reps: [{ __typename: 'LedgerEntry', id: entry }] });
      return { shares: data.clientShareStatements.edges.map(({ node }: { node: object }) => node), entry: data.found[0] };
    };
    const { admin, approver, system, checker } = organiser.staff;
    const references = { voucher: { id: visit.voucherId }, client: { id: visit.personId } };
    const followed = { visit: { id: visit.id } };
    expect(await look(checker)).toEqual({ shares: [{ total: '96.25', ...references }], entry: followed });
    expect(await look({ ...checker, teamIds: [] })).toEqual({ shares: [], entry: null });
    for (const actor of [admin, approver, system])
      expect(await look(actor)).toEqual({ shares: [{ total: '96.25', ...references, client: null }], entry: followed });
    const feed = 'query ($id: ID!) { settlementFeed(organiserId: $id, first: 1) { endCursor } }';
    const { errors } = await world.settlement.ask(checker, feed, { id: organiser.id });
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});
