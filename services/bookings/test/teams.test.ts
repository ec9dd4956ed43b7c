/** People see and decide the bookings and visits of services that their teams cover. Some roles reach beyond. */
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { subgraphSdl } from '@seteli/schema/sdl';
import { made } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

async function command(by: typeof w.checker, mutation: string, visitId: string, more: Record<string, unknown> = {}) {
  const { data } = await world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), visitId, ...more } });
  return Object.values(data!)[0] as { visit: Record<string, unknown>; refusal: { code: string; path: string[] } };
}
const approve = (visitId: string, by = w.checker) => command(by, op.APPROVE, visitId);
const giveBack = (visitId: string, reason: string, by = w.checker) => command(by, op.RETURN, visitId, { reason });
const done = (visit: Record<string, unknown>) => ({ visit: expect.objectContaining(visit), refusal: null });
const not = (code: string, path: string) => ({ visit: null, refusal: expect.objectContaining({ code, path: [path] }) });

const SDL = parse(subgraphSdl('bookings'));
const FIELDS = new Map(
  SDL.definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [[node.name.value, node.fields ?? []] as const] : [])),
);

/** Selects every text that a query can reach from a type, within the types of bookings. */
function textsOf(name: string, above: readonly string[] = []): string {
  const fields = (FIELDS.get(name) ?? []).flatMap(({ name: field, type, directives = [], arguments: given = [] }) => {
    if (given.some((each) => each.type.kind === Kind.NON_NULL_TYPE && !each.defaultValue)) return [];
    let bare = type;
    while (bare.kind !== Kind.NAMED_TYPE) bare = bare.type;
    const of = bare.name.value;
    if (of === 'String' && directives.length === 0) return [field.value];
    const within = FIELDS.has(of) && !above.includes(of) && of !== name ? textsOf(of, [...above, name]) : '__typename';
    return within === '__typename' ? [] : [`${field.value} { ${within} }`];
  });
  return fields.length > 0 ? fields.join(' ') : '__typename';
}

/** A visit that waits for the checker. */
async function underReview() {
  const { bookingId } = await w.book(world, w.checkedVoucher);
  const visit = await w.recordOne(world, bookingId);
  return { bookingId, visitId: visit.id as string };
}

describe('teams', () => {
  const SEE = `query ($visit: ID!, $booking: ID!) { visit(id: $visit) { id returnReason total } booking(id: $booking) { id wish }
    bookings(first: 200) { edges { node { id } } } }`;
  const REVIEW = '{ visitsUnderReview(first: 200) { edges { node { id } } } }';
  const of = (role: string, teamIds: readonly string[] = []) => w.actor('ORGANISER', w.organiserId, [role], [...teamIds]);
  const by = (role: string, teamIds: readonly string[] = []) => w.actor('PROVIDER', w.providerId, [role], [...teamIds]);
  const look = async (actor: typeof w.checker, visit: string, booking: string) => {
    const { data } = await world.bookings.ask(actor, SEE, { visit, booking });
    return [data.visit, data.booking, data.bookings.edges.some(({ node }: { node: { id: string } }) => node.id === booking)];
  };
  const reviews = async (actor: typeof w.checker) =>
    (await world.bookings.ask(actor, REVIEW)).data?.visitsUnderReview.edges.map(({ node }: { node: { id: string } }) => node.id);

  it('a checker whose teams do not cover the service neither sees, approves, returns, corrects nor credits', async () => {
    const { visitId, bookingId } = await underReview();
    const truth = { reason: 'x', start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki('2026-06-15T11:00') };
    for (const outside of [
      w.checkerWithoutTeam,
      of('EVENT_CHECKER', w.recorder.teamIds),
      w.actor('ORGANISER', w.organiserId, ['ADMIN', 'EVENT_CHECKER']),
    ]) {
      expect(await approve(visitId, outside)).toEqual(not('NOT_FOUND', 'visitId'));
      expect(await giveBack(visitId, 'x', outside)).toEqual(not('NOT_FOUND', 'visitId'));
      expect(await command(outside, op.CORRECT, visitId, truth)).toEqual(not('NOT_FOUND', 'visitId'));
      expect(await command(outside, op.CREDIT, visitId, { reason: 'x' })).toEqual(not('NOT_FOUND', 'visitId'));
    }
    expect(await look(w.checkerWithoutTeam, visitId, bookingId)).toEqual([null, null, false]);
    expect([await reviews(w.checkerWithoutTeam), (await reviews(w.checker))?.includes(visitId)]).toEqual([[], true]);
    expect(await look(w.checker, visitId, bookingId)).toEqual([
      expect.objectContaining({ id: visitId }),
      expect.objectContaining({ id: bookingId }),
      true,
    ]);
    expect(await approve(visitId)).toEqual(done({ state: 'APPROVED' }));
  });

  it.each(['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM_FEED'])(
    '%s sees ids and money, and what people wrote only where a team covers it',
    async (role) => {
      const { bookingId } = await w.book(world, w.checkedVoucher, { wish: 'Aku toivoo aamuja' });
      const { id: visitId } = await w.recordOne(world, bookingId);
      await giveBack(visitId, 'Akun oma selitys');
      const money = { id: visitId, total: '96.25', returnReason: null };
      expect(await look(of(role), visitId, bookingId)).toEqual([money, { id: bookingId, wish: null }, true]);
      const known = [{ ...money, returnReason: 'Akun oma selitys' }, { id: bookingId, wish: 'Aku toivoo aamuja' }, true];
      expect(await look(of(role, w.checker.teamIds), visitId, bookingId)).toEqual(known);
    },
  );

  it('an administrator without a team finds nothing that people wrote, in any text of a booking and its visits', async () => {
    const WROTE = 'Akun';
    const { bookingId } = await w.book(world, w.checkedVoucher, { wish: `${WROTE} wish` });
    const references = { workerReference: `${WROTE} worker`, groupReference: `${WROTE} group` };
    const { id: visitId } = await w.recordOne(world, bookingId, undefined, undefined, {
      ...references,
      externalId: `${WROTE} name ${bookingId}`,
      overlapReason: `${WROTE} overlap`,
    });
    await giveBack(visitId, `${WROTE} return`);
    const recurring = { bookingId, rule: 'FREQ=WEEKLY;BYDAY=MO', firstDay: '2026-08-03', startTime: '08:00', endTime: '10:00' };
    const SET =
      'mutation ($input: SetRecurringVisitsInput!) { setRecurringVisits(input: $input) { recurringVisits { id } refusal { code } } }';
    const { data: set } = await world.bookings.ask(w.recorder, SET, {
      input: { idempotencyKey: newId(), ...recurring, groupReference: `${WROTE} pair` },
    });
    expect(set.setRecurringVisits.refusal).toBeNull();
    const query = `query ($id: ID!) { booking(id: $id) { ${textsOf('Booking')} } }`;
    const texts = async (actor: typeof w.checker) =>
      JSON.stringify((await world.bookings.ask(actor, query, { id: bookingId })).data.booking);
    const seen = await texts(w.recorder);
    for (const what of ['wish', 'worker', 'group', 'name', 'overlap', 'return', 'pair']) expect(seen).toContain(`${WROTE} ${what}`);
    for (const role of ['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM_FEED']) {
      const told = await texts(of(role));
      expect(told).toContain('FREQ=WEEKLY');
      expect(told).not.toContain(WROTE);
    }
  });

  it('the newest bookings of several services come in one order, page by page', async () => {
    const made = [await w.book(world), await w.book(world, w.checkedVoucher), await w.book(world)].map(({ bookingId }) => bookingId);
    const PAGE = 'query ($after: String) { bookings(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor } } }';
    for (const actor of [w.recorder, w.checker, of('SYSTEM_FEED')]) {
      const { data: first } = await world.bookings.ask(actor, PAGE);
      const { data: next } = await world.bookings.ask(actor, PAGE, { after: first.bookings.pageInfo.endCursor });
      const ids = [first, next].flatMap(({ bookings }) => bookings.edges.map(({ node }: { node: { id: string } }) => node.id));
      expect(ids.slice(0, 3)).toEqual(made.toReversed());
    }
  });

  it('a provider’s system records, imports and lists bookings as a recorder of its teams; a preparer sees bookings, and no money', async () => {
    const { bookingId } = await w.book(world);
    const rows = [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')];
    const record = async (actor: typeof w.checker) => {
      const { data, errors } = await world.bookings.ask(actor, op.RECORD, { input: { idempotencyKey: newId(), visits: rows } });
      return errors?.[0]?.extensions.code ?? data.recordVisits.results[0].refusal?.code ?? data.recordVisits.results[0].visit.state;
    };
    expect(await record(by('PREPARER', w.recorder.teamIds))).toBe('FORBIDDEN');
    expect(await record(by('SYSTEM_RECORD'))).toBe('NOT_FOUND');
    expect(await record(by('SYSTEM_RECORD', w.recorder.teamIds))).toBe('APPROVED');
    const IMPORT = 'mutation ($input: ImportVisitsInput!) { importVisits(input: $input) { results { visit { state } refusal { code } } } }';
    const csv = `bookingId;start;end\n${bookingId};2026-06-16T10:00+03:00;2026-06-16T11:00+03:00`;
    const LIST = '{ bookings(first: 200) { edges { node { id } } } }';
    const inTable = async (actor: typeof w.checker) => {
      const { data, errors } = await world.bookings.ask(actor, IMPORT, { input: { idempotencyKey: newId(), csv } });
      return errors?.[0]?.extensions.code ?? data.importVisits.results[0].refusal?.code ?? data.importVisits.results[0].visit.state;
    };
    const lists = async (actor: typeof w.checker) =>
      (await world.bookings.ask(actor, LIST)).data.bookings.edges.some(({ node }: { node: { id: string } }) => node.id === bookingId);
    expect(await inTable(by('PREPARER', w.recorder.teamIds))).toBe('FORBIDDEN');
    expect([await inTable(by('SYSTEM_RECORD')), await lists(by('SYSTEM_RECORD'))]).toEqual(['NOT_FOUND', false]);
    expect([await inTable(by('SYSTEM_RECORD', w.recorder.teamIds)), await lists(by('SYSTEM_RECORD', w.recorder.teamIds))]).toEqual([
      'APPROVED',
      true,
    ]);
    const seen = async (actor: typeof w.checker) =>
      (await world.bookings.ask(actor, 'query ($id: ID!) { booking(id: $id) { id } }', { id: bookingId })).data.booking;
    expect(await seen(by('PREPARER', w.recorder.teamIds))).toEqual({ id: bookingId });
    expect(await seen(by('PREPARER'))).toBeNull();
    const VISITS = 'query ($id: ID!) { booking(id: $id) { visits { edges { node { id } } } } }';
    const { data: known } = await world.bookings.ask(w.recorder, VISITS, { id: bookingId });
    const [visitId] = known.booking.visits.edges.map(({ node }: { node: { id: string } }) => node.id);
    await world.bookings.database.pool.query(
      `insert into booking_notice (id, booking_id, kind, visit_id, old_share_cents, new_share_cents, told_at)
       select $1, $2, 'SHARE_RECALCULATED', $3, 100, 200, now()`,
      [newId(), bookingId, visitId],
    );
    const MONEY = `query ($id: ID!, $visit: ID!) { visit(id: $visit) { id } explainVisit(visitId: $visit) { id }
      booking(id: $id) { visits { edges { node { id } } } priceNotices { newPrice } notices { visit { id } oldClientShare newClientShare } } }`;
    const withMoney = async (actor: typeof w.checker) => (await world.bookings.ask(actor, MONEY, { id: bookingId, visit: visitId })).data;
    const notice = { visit: { id: visitId }, oldClientShare: '1.00', newClientShare: '2.00' };
    expect(await withMoney(w.recorder)).toMatchObject({
      visit: { id: visitId },
      booking: { visits: { edges: [{}, {}] }, notices: [notice] },
    });
    const nothing = { visits: { edges: [] }, priceNotices: [], notices: [{ visit: null, oldClientShare: null, newClientShare: null }] };
    expect(await withMoney(by('PREPARER', w.recorder.teamIds))).toEqual({ visit: null, explainVisit: null, booking: nothing });
  });
});
