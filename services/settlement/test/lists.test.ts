/**
 * Tests lists that people filter, order and count: nobody sees, finds or counts rows that are not theirs, or follows
 * more than they may.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId, type Id } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
let ours: w.Organiser;
let others: w.Organiser;
/** Visits of the teams' service, and one of a service that no team covers. */
let visits: Record<'first' | 'second' | 'elsewhere' | 'unpaid' | 'uncovered' | 'july', w.Visit>;
let theirs: w.Visit;
let run: Id;
const teamId = newId();
const teamBiller = { ...w.biller, teamIds: [teamId] };

beforeAll(async () => {
  world = await w.openWorld('2026-07-05T06:00:00Z');
  [ours, others] = [await world.registered(), await world.registered()];
  await world.identity.say('national', w.teamOf(teamId, 'PROVIDER', w.providerId));
  const small = [{ totalCents: 2000n, organiserCents: 1000n }];
  visits = {
    first: w.visit(),
    second: w.visit({ lines: small }),
    elsewhere: w.visit({ providerId: w.otherProviderId }),
    unpaid: w.visit({ providerId: w.unpaidProviderId }),
    uncovered: w.visit({ serviceId: newId(), lines: small }),
    july: w.visit({ recordedAt: '2026-07-04T09:00:00Z', lines: [{ ...small[0]!, serviceMonth: '2026-07' }] }),
  };
  theirs = w.visit();
  await world.say(ours, ...Object.values(visits).map((visit) => w.approved(ours, visit)));
  await world.say(others, w.approved(others, theirs));
  run = (await world.lock(ours.staff.approver, '2026-06')).run!.id;
  await world.lock(others.staff.approver, '2026-06');
  // Deleted after the lock, so its reversal is on the ledger of July.
  await world.say(ours, w.deleted(ours, visits.second));
});
afterAll(() => world.stop());

// oxlint-disable-next-line typescript/no-explicit-any -- the query of each test defines what a node holds
type Node = Record<string, any>;
type Connection = { edges: { node: Node }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number };

/** Reads a list in pages of `first`. */
async function read(actor: Actor, field: string, node: string, args = '', first = 2): Promise<{ nodes: Node[]; total: number }> {
  const nodes: Node[] = [];
  const query = `query ($after: String) { page: ${field}(${args} first: ${first}, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${node} } } } }`;
  for (let after: string | null = null; ;) {
    const { data, errors } = await world.settlement.ask(actor, query, { after });
    if (errors) throw new Error(errors[0]!.extensions.code as string);
    const page = data.page as Connection;
    nodes.push(...page.edges.map((edge) => edge.node));
    if (!page.pageInfo.hasNextPage) return { nodes, total: page.totalCount };
    after = page.pageInfo.endCursor;
  }
}
const NOTHING = { nodes: [], total: 0 };

describe('runs', () => {
  const runs = (actor: Actor, args = '') => read(actor, 'settlementRuns', 'month state', args, 1);

  it('are found by state and month, newest month first, and counted', async () => {
    const { approver } = ours.staff;
    const [june, july] = [
      { month: '2026-06', state: 'LOCKED' },
      { month: '2026-07', state: 'COLLECTING' },
    ];
    expect(await runs(approver)).toEqual({ nodes: [july, june], total: 2 });
    expect(await runs(approver, 'filter: { states: [LOCKED, EXPORTED] }')).toEqual({ nodes: [june], total: 1 });
    expect(await runs(approver, 'filter: { firstMonth: "2026-07" }')).toEqual({ nodes: [july], total: 1 });
    expect(await runs(approver, 'filter: { lastMonth: "2026-06" }')).toEqual({ nodes: [june], total: 1 });
    expect(await runs(approver, 'filter: { states: [PAID] }')).toEqual(NOTHING);
  });

  it('of another organiser are neither shown nor counted', async () => {
    expect((await runs(others.staff.checker)).nodes).toEqual([{ month: '2026-06', state: 'LOCKED' }]);
  });
});

describe('statements of providers', () => {
  const statements = (actor: Actor, args = '') =>
    read(actor, 'settlementStatements', 'id payable state provider { id } organiser { id }', args, 1);
  const paid = async (actor: Actor, args = '') => (await statements(actor, args)).nodes.map(({ payable }) => payable);

  it('are in the order of what they pay, page by page, each once, also where they pay alike', async () => {
    const { nodes, total } = await statements(ours.staff.approver, 'order: PAYABLE_DESC');
    expect(nodes.map(({ payable }) => payable)).toEqual(['100.00', '80.00', '80.00']);
    expect([new Set(nodes.map(({ id }) => id)).size, total]).toEqual([3, 3]);
    expect((await statements(ours.staff.approver)).nodes.map(({ id }) => id)).toEqual(
      nodes
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  it('are found by their shown state, by month and by provider', async () => {
    const { approver } = ours.staff;
    const held = await statements(approver, 'filter: { states: [HELD] }');
    expect(held).toMatchObject({ nodes: [{ state: 'HELD', provider: { id: w.unpaidProviderId } }], total: 1 });
    expect((await statements(approver, 'filter: { states: [ISSUED, RELEASED] }')).nodes.map(({ state }) => state)).toEqual([
      'ISSUED',
      'ISSUED',
    ]);
    expect(await statements(approver, 'filter: { states: [AWAITING_INVOICE] }')).toEqual(NOTHING);
    expect(await paid(approver, `filter: { providerId: "${w.otherProviderId}" }`)).toEqual(['80.00']);
    expect((await statements(approver, 'filter: { month: "2026-06" }')).total).toBe(3);
    expect(await statements(approver, 'filter: { month: "2026-05" }')).toEqual(NOTHING);
  });

  it('of others are found by no filter', async () => {
    expect(await statements(ours.staff.approver, `filter: { organiserId: "${others.id}" }`)).toEqual(NOTHING);
    expect(await statements(w.otherBiller, `filter: { providerId: "${w.providerId}" }`)).toEqual(NOTHING);
    expect(await paid(w.biller, `filter: { organiserId: "${ours.id}", month: "2026-06" }`)).toEqual(['100.00']);
    expect((await statements(others.staff.approver)).nodes).toMatchObject([{ organiser: { id: others.id } }]);
  });

  it('of a run are counted with it', async () => {
    const query = `query ($id: ID!) { settlementRun(id: $id) { statements(first: 1) { totalCount } payments(first: 1) { totalCount } clientShareStatements(first: 1) { totalCount } } }`;
    const { data } = await world.settlement.ask(ours.staff.approver, query, { id: run });
    expect(data.settlementRun).toEqual({
      statements: { totalCount: 3 },
      payments: { totalCount: 2 },
      clientShareStatements: { totalCount: 5 },
    });
  });
});

describe('client share statements', () => {
  const shares = async (actor: Actor, filter = '') => {
    const { nodes, total } = await read(actor, 'clientShareStatements', 'clientShare', filter && `filter: { ${filter} }`);
    expect(total).toBe(nodes.length);
    return nodes.map(({ clientShare }) => clientShare).toSorted();
  };
  const ofFirst = () => ({ voucher: `voucherId: "${visits.first.voucherId}"`, person: `personId: "${visits.first.personId}"` });

  it('are shown to the teams that cover the service, and to those who answer for the money', async () => {
    expect(await shares(ours.staff.approver)).toEqual(['10.00', '10.00', '16.25', '16.25', '16.25']);
    expect(await shares(ours.staff.checker)).toEqual(['10.00', '16.25', '16.25', '16.25']);
    expect(await shares(ours.staff.checker, 'month: "2026-06"')).toHaveLength(4);
    expect(await shares(ours.staff.checker, 'month: "2026-07"')).toEqual([]);
    expect(await shares({ ...ours.staff.checker, teamIds: [] })).toEqual([]);
    expect(await shares({ ...ours.staff.checker, teamIds: [others.teamId] })).toEqual([]);
  });

  it('are found by provider, and by voucher where the reader may follow it', async () => {
    const { voucher } = ofFirst();
    expect(await shares(ours.staff.approver, `providerId: "${w.otherProviderId}"`)).toEqual(['16.25']);
    for (const actor of [ours.staff.checker, ours.staff.approver, teamBiller, w.clientOf(visits.first.personId)])
      expect(await shares(actor, voucher)).toEqual(['16.25']);
    // A biller sees the sum of the statement, but not whose voucher it is.
    for (const actor of [w.biller, w.otherBiller, others.staff.approver, w.clientOf(newId())])
      expect(await shares(actor, voucher)).toEqual([]);
    expect(await shares(teamBiller, `voucherId: "${visits.uncovered.voucherId}"`)).toEqual([]);
    expect(await shares(ours.staff.checker, `voucherId: "${visits.uncovered.voucherId}"`)).toEqual([]);
  });

  it('are found by client only by those who see the client', async () => {
    const { person } = ofFirst();
    for (const actor of [ours.staff.checker, w.clientOf(visits.first.personId)]) expect(await shares(actor, person)).toEqual(['16.25']);
    for (const actor of [ours.staff.approver, teamBiller, others.staff.checker, w.clientOf(theirs.personId)])
      expect(await shares(actor, person)).toEqual([]);
  });

  it('stand with their vouchers, several at once, for those who may follow them', async () => {
    const reps = [visits.first, visits.uncovered, theirs].map(({ voucherId: id }) => ({ __typename: 'Voucher', id }));
    const query = `query ($reps: [_Any!]!) { found: _entities(representations: $reps) { ... on Voucher { clientShareStatements(first: 1) {
      totalCount pageInfo { hasNextPage } edges { node { clientShare } } } } } }`;
    const seen = async (actor: Actor) => {
      const { data } = await world.settlement.ask(actor, query, { reps });
      const pages = data.found.map((each: Node) => each['clientShareStatements'] as Connection) as Connection[];
      expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(({ edges }) => edges.length));
      return pages.map(({ edges }) => edges[0]?.node['clientShare'] ?? null);
    };
    expect(await seen(ours.staff.approver)).toEqual(['16.25', '10.00', null]);
    for (const actor of [ours.staff.checker, w.clientOf(visits.first.personId)]) expect(await seen(actor)).toEqual(['16.25', null, null]);
    // This provider served a client of the other organiser, too.
    expect(await seen(teamBiller)).toEqual(['16.25', null, '16.25']);
    for (const actor of [w.biller, w.recorder, ours.staff.granter, w.clientOf(newId())])
      expect(await seen(actor)).toEqual([null, null, null]);
  });
});

describe('the entries of the ledger', () => {
  const entries = async (actor: Actor, filter = '') => {
    const { nodes, total } = await read(
      actor,
      'ledgerEntries',
      'accountingMonth kind total organiserShare clientShare',
      filter && `filter: { ${filter} }`,
    );
    expect(total).toBe(nodes.length);
    return nodes.map(({ accountingMonth, kind, total: sum }) => `${accountingMonth.slice(-2)} ${kind} ${sum}`);
  };

  it('come newest month first, page by page, each once', async () => {
    const found = await entries(ours.staff.approver);
    expect(found).toHaveLength(7);
    expect(found.slice(0, 2)).toEqual(['07 REVERSAL -20.00', '07 ORIGINAL 20.00']);
    expect(new Set(found.slice(2).map((each) => each.slice(0, 2)))).toEqual(new Set(['06']));
  });

  it('are found by month, provider, visit, voucher, kind and cause', async () => {
    const { approver } = ours.staff;
    expect(await entries(approver, 'month: "2026-07"')).toHaveLength(2);
    expect(await entries(approver, 'month: "2026-07", serviceMonth: "2026-06"')).toEqual(['07 REVERSAL -20.00']);
    expect(await entries(approver, `providerId: "${w.otherProviderId}"`)).toEqual(['06 ORIGINAL 96.25']);
    for (const filter of [`visitId: "${visits.second.id}"`, `voucherId: "${visits.second.voucherId}"`])
      expect(await entries(approver, filter)).toEqual(['07 REVERSAL -20.00', '06 ORIGINAL 20.00']);
    expect(await entries(approver, 'kinds: [REVERSAL, REPLACEMENT]')).toEqual(['07 REVERSAL -20.00']);
    expect(await entries(approver, 'causes: [CREDITED]')).toEqual(['07 REVERSAL -20.00']);
    expect(await entries(approver, 'causes: [HELD]')).toEqual([]);
    expect(await entries(approver, `serviceId: "${w.serviceId}", month: "2026-06"`)).toHaveLength(4);
  });

  it('of their teams’ services are shown to a checker, and its own to a provider', async () => {
    expect(await entries(ours.staff.checker)).toHaveLength(6);
    expect(await entries({ ...ours.staff.checker, teamIds: [] })).toEqual([]);
    const ofOurs = visits.uncovered.serviceId!;
    expect(await entries(ours.staff.checker, `serviceId: "${ofOurs}"`)).toEqual([]);
    expect(await entries(w.biller, `serviceId: "${ofOurs}"`)).toEqual(['06 ORIGINAL 20.00']);
    expect(await entries(w.otherBiller, `providerId: "${w.providerId}"`)).toEqual([]);
    expect(await entries(others.staff.approver)).toEqual(['06 ORIGINAL 96.25']);
  });

  it('are found by a visit or voucher only by those who may follow it', async () => {
    for (const filter of [`visitId: "${visits.first.id}"`, `voucherId: "${visits.first.voucherId}"`]) {
      for (const actor of [teamBiller, ours.staff.checker]) expect(await entries(actor, filter)).toEqual(['06 ORIGINAL 96.25']);
      for (const actor of [w.biller, w.otherBiller, others.staff.approver]) expect(await entries(actor, filter)).toEqual([]);
    }
  });

  it('are only for those who see the ledger', async () => {
    for (const actor of [w.recorder, ours.staff.granter, w.clientOf(visits.first.personId)])
      await expect(entries(actor)).rejects.toThrow('FORBIDDEN');
    await expect(entries(ours.staff.approver, 'visitId: "x"')).rejects.toThrow('BAD_USER_INPUT');
  });
});
