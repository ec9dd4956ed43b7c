/**
 * Tests a month that is still open: its sums by provider and service beside the month before, equal to the sums of the
 * lines.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld('2026-07-02T09:00:00Z');
});
afterAll(() => world.stop());

const SUMS = 'sums { accrued { entries total organiserShare clientShare } before { entries organiserShare } change }';
const MONTH = `query ($month: Month!, $first: Int!, $after: String) {
  monthSoFar(month: $month) {
    month ${SUMS}
    providers(first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { provider { id } ${SUMS} services { service { id } ${SUMS} } } } }
  }
}`;
const ask = async (actor: Actor, { month = '2026-06', first = 50, after = null as string | null } = {}) => {
  const { data, errors } = await world.settlement.ask(actor, MONTH, { month, first, after });
  return errors ? { error: errors[0]!.extensions.code } : data.monthSoFar;
};
const sums = (entries: number, total: string, organiserShare: string, clientShare: string) => ({
  entries,
  total,
  organiserShare,
  clientShare,
});
/** R1 in May: 80.00 for the organiser, 16.25 for the client. */
const inMay = () =>
  w.visit({ recordedAt: '2026-05-20T09:00:00Z', lines: [{ totalCents: 9625n, organiserCents: 8000n, serviceMonth: '2026-05' }] });

describe('a month so far', () => {
  it('tells what was approved by provider and service, and the difference from the month before', async () => {
    const organiser = await world.registered();
    const other = { providerId: w.otherProviderId };
    await world.say(organiser, ...[inMay(), w.visit(), w.visit(), w.visit(other)].map((visit) => w.approved(organiser, visit)));
    const month = await ask(organiser.staff.checker);
    expect(month).toMatchObject({
      month: '2026-06',
      sums: { accrued: sums(3, '288.75', '240.00', '48.75'), before: { entries: 1, organiserShare: '80.00' }, change: '160.00' },
    });
    const byProvider = new Map(month.providers.edges.map(({ node }: { node: { provider: { id: string } } }) => [node.provider.id, node]));
    const ofFirst = { accrued: sums(2, '192.50', '160.00', '32.50'), before: { entries: 1, organiserShare: '80.00' }, change: '80.00' };
    expect(byProvider.get(w.providerId)).toEqual({
      provider: { id: w.providerId },
      sums: ofFirst,
      services: [{ service: { id: w.serviceId }, sums: ofFirst }],
    });
    expect(byProvider.get(w.otherProviderId)).toMatchObject({
      sums: { accrued: { organiserShare: '80.00' }, before: { entries: 0 }, change: '80.00' },
    });
  });

  it('follows reversals, and tells also of providers that ended with the month before', async () => {
    const organiser = await world.registered();
    const [old, visit] = [inMay(), w.visit({ providerId: w.otherProviderId })];
    await world.say(organiser, w.approved(organiser, old), w.approved(organiser, visit));
    await world.say(organiser, w.deleted(organiser, { ...visit, version: 2 }));
    const month = await ask(organiser.staff.approver);
    expect(month.sums).toEqual({
      accrued: sums(2, '0.00', '0.00', '0.00'),
      before: { entries: 1, organiserShare: '80.00' },
      change: '-80.00',
    });
    expect(month.providers.edges).toHaveLength(2);
    const { rows } = await world.settlement.database.pool.query(
      `select (select sum(client_cents) from ledger_sum where organiser_id = $1)
            = (select sum(amount_cents) from ledger_line l join ledger_entry e on e.id = l.entry_id where account = 'CLIENT' and organiser_id = $1) as same`,
      [organiser.id],
    );
    expect(rows).toEqual([{ same: true }]);
  });

  it('comes in pages of providers', async () => {
    const organiser = await world.registered();
    const visits = [w.providerId, w.otherProviderId].map((providerId) => w.visit({ providerId }));
    await world.say(organiser, ...visits.map((visit) => w.approved(organiser, visit)));
    const first = (await ask(organiser.staff.approver, { first: 1 })).providers;
    const second = (await ask(organiser.staff.approver, { first: 1, after: first.pageInfo.endCursor })).providers;
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    const found = [first, second].flatMap(({ edges }) => edges.map(({ node }: { node: { provider: { id: string } } }) => node.provider.id));
    expect(found.toSorted()).toEqual([w.providerId, w.otherProviderId].toSorted());
  });

  it('is shown to a provider for its own; users outside the teams and other organisers see nothing, a client is forbidden', async () => {
    const organiser = await world.registered();
    const stranger = await world.registered();
    const visit = w.visit({ providerId: w.otherProviderId });
    await world.say(organiser, w.approved(organiser, visit), w.approved(organiser, w.visit()));
    const entriesOf = async (actor: Actor) => {
      const month = await ask(actor);
      return month.error ?? month.sums.accrued.entries;
    };
    const before = await entriesOf(w.otherBiller);
    await world.say(organiser, w.approved(organiser, w.visit({ providerId: w.otherProviderId })));
    expect(await entriesOf(w.otherBiller)).toBe(before + 1);
    expect(await entriesOf(organiser.staff.system)).toBe(3);
    expect(await entriesOf(organiser.staff.checker)).toBe(3);
    expect(await entriesOf({ ...organiser.staff.checker, teamIds: [newId()] })).toBe(0);
    expect(await entriesOf(stranger.staff.approver)).toBe(0);
    for (const nobody of [w.clientOf(visit.personId), w.recorder, organiser.staff.granter])
      expect(await entriesOf(nobody)).toBe('FORBIDDEN');
  });
});
