/**
 * Tests the list of vouchers: what it finds, in which order, how it counts, and that nobody finds what they may not
 * see.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
/** In the order of their grants. */
let ids: Record<'early' | 'alike' | 'open' | 'expired' | 'revoked' | 'declined' | 'suspended' | 'others' | 'bought', string>;
const otherPerson = newId();
const purchasedId = newId();
const purchasedContent = newId();
/** A team that covers the other service alone. */
const purchaseTeam = newId();

const carryOut = (name: string, type: string, input: object) =>
  world.vouchers.ask(w.granter, `mutation ($input: ${type}!) { ${name}(input: $input) { refusal { code } } }`, {
    input: { idempotencyKey: newId(), ...input },
  });

beforeAll(async () => {
  world = await w.openWorld();
  await world.registry.say(
    w.organiserId,
    w.publication({ serviceId: purchasedId, code: 'OSTO', arrangementKind: 'PURCHASED', contents: [w.contentOf(purchasedContent)] }),
  );
  await world.identity.say('national', w.teamOf(purchaseTeam, 'ORGANISER', w.organiserId, { serviceIds: [purchasedId] }));
  await world.heard();
  const grant = (change: Record<string, unknown> = {}) => w.grantVoucher(world, change);
  const early = await grant();
  world.vouchers.clock.set('2026-06-18T09:00:00Z');
  ids = {
    early,
    alike: await grant(),
    open: await grant({ lastDay: null }),
    expired: await grant({ lastDay: '2026-06-25' }),
    revoked: await grant(),
    declined: await grant(),
    suspended: await grant(),
    others: await grant({ personId: otherPerson, lastDay: '2026-08-31' }),
    bought: await grant({
      serviceId: purchasedId,
      lastDay: '2026-08-31',
      entitlements: [{ contentIds: [purchasedContent], minutes: 600, recurrence: 'MONTH' }],
    }),
  };
  await carryOut('revokeVoucher', 'RevokeVoucherInput', { voucherId: ids.revoked, lastDay: '2026-06-28' });
  await carryOut('declineVoucher', 'DeclineVoucherInput', { voucherId: ids.declined });
  await carryOut('suspendVoucher', 'SuspendVoucherInput', { voucherId: ids.suspended, firstDay: '2026-06-20' });
  world.vouchers.clock.set('2026-07-01T09:00:00Z');
});
afterAll(() => world.stop());

const QUERY = `query ($filter: VoucherFilter, $order: VoucherOrder!, $after: String) { vouchers(filter: $filter, order: $order, first: 2, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { id state lastDay } } } }`;

/** The names of the found vouchers, page by page; the count must agree. */
async function found(actor: Actor, filter: object = {}, order = 'GRANTED_DESC'): Promise<string[]> {
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  const all: string[] = [];
  let [page, after] = [{ hasNextPage: true, endCursor: null as string | null }, null as string | null];
  let total = 0;
  while (page.hasNextPage) {
    const { data, errors } = await world.vouchers.ask(actor, QUERY, { filter, order, after });
    if (errors) throw new Error(errors[0]!.extensions.code as string);
    all.push(...data.vouchers.edges.map(({ node }: { node: { id: string } }) => names.get(node.id)));
    [page, total] = [data.vouchers.pageInfo, data.vouchers.totalCount];
    after = page.endCursor;
  }
  expect(total).toBe(all.length);
  return all;
}

const NEWEST = ['bought', 'others', 'suspended', 'declined', 'revoked', 'expired', 'open', 'alike', 'early'];

describe('vouchers', () => {
  it('come newest first, or by their last day: each once, also within one day, those until further notice last', async () => {
    for (const actor of [w.granter, w.administrator]) {
      expect(await found(actor)).toEqual(NEWEST);
      const byLastDay = await found(actor, {}, 'LAST_DAY_ASC');
      expect(byLastDay.slice(0, 4)).toEqual(['expired', 'revoked', 'others', 'bought']);
      expect([byLastDay.slice(4, 8).toSorted(), byLastDay.slice(8)]).toEqual([['alike', 'declined', 'early', 'suspended'], ['open']]);
    }
  });

  it.each([
    ['ACTIVE', ['bought', 'others', 'open', 'alike', 'early']],
    ['SUSPENDED', ['suspended']],
    ['REVOKED', ['revoked']],
    ['ENDED', []],
    ['EXPIRED', ['expired']],
    ['DECLINED', ['declined']],
  ])('are found as %s when they are shown so', async (state, names) => {
    for (const actor of [w.granter, w.administrator]) expect(await found(actor, { states: [state] })).toEqual(names);
    const { data } = await world.vouchers.ask(w.granter, '{ vouchers { edges { node { id state } } } }');
    const shown = data.vouchers.edges.filter(({ node }: { node: { state: string } }) => node.state === state);
    expect(shown.map(({ node }: { node: { id: string } }) => node.id)).toEqual(names.map((name) => ids[name as keyof typeof ids]));
  });

  it('are found by several states, by their last day, by the day of the grant, by service and kind', async () => {
    expect(await found(w.granter, { states: ['REVOKED', 'DECLINED'] })).toEqual(['declined', 'revoked']);
    const soon = { states: ['ACTIVE'], lastDayFrom: '2026-07-01', lastDayTo: '2026-09-30' };
    expect(await found(w.granter, soon, 'LAST_DAY_ASC')).toEqual(['others', 'bought']);
    expect(await found(w.granter, { lastDayFrom: '2027-01-01' })).toEqual(['open']);
    expect(await found(w.granter, { grantedTo: '2026-06-16' })).toEqual(['early']);
    expect(await found(w.granter, { grantedFrom: '2026-06-17', grantedTo: '2026-06-18' })).toEqual(NEWEST.slice(0, -1));
    expect(await found(w.granter, { grantedFrom: '2026-06-19' })).toEqual([]);
    expect(await found(w.granter, { serviceId: purchasedId })).toEqual(['bought']);
    expect(await found(w.granter, { arrangementKinds: ['PURCHASED', 'PERMISSION'] })).toEqual(['bought']);
    await expect(found(w.granter, { serviceId: 'x' })).rejects.toThrow('BAD_USER_INPUT');
  });

  it('of other services and organisers are neither shown nor counted, whatever the filter', async () => {
    const purchaser = w.actor('ORGANISER', w.organiserId, ['GRANTER'], [purchaseTeam]);
    expect(await found(purchaser)).toEqual(['bought']);
    expect(await found(purchaser, { serviceId: w.serviceId })).toEqual([]);
    for (const actor of [w.granterWithoutTeam, w.otherGranter])
      for (const filter of [{}, { serviceId: w.serviceId }, { personId: w.personId }]) expect(await found(actor, filter)).toEqual([]);
  });

  it('are found by client only by readers who may know the client', async () => {
    expect(await found(w.granter, { personId: otherPerson })).toEqual(['others']);
    // An administrator sees that the voucher exists, and not whose it is.
    expect(await found(w.administrator, { personId: otherPerson })).toEqual([]);
    expect(await found({ ...w.administrator, teamIds: [w.officeId] }, { personId: otherPerson })).toEqual(['others']);
    expect(await found({ ...w.administrator, teamIds: [purchaseTeam] }, { personId: w.personId })).toEqual(['bought']);
  });

  it('of a client are found by that client', async () => {
    expect(await found(w.client)).toEqual(NEWEST.filter((name) => name !== 'others'));
    expect(await found(w.client, { states: ['EXPIRED', 'SUSPENDED'] }, 'LAST_DAY_ASC')).toEqual(['expired', 'suspended']);
    expect(await found(w.client, { personId: otherPerson })).toEqual([]);
    expect(await found(w.client, { personId: w.personId, states: ['REVOKED'] })).toEqual(['revoked']);
    expect(await found(w.stranger)).toEqual([]);
    await expect(found(w.recorder)).rejects.toThrow('FORBIDDEN');
  });
});
