/**
 * A system that its provider limits to units: it makes bookings, records and reads in these units, and nothing of
 * another unit exists for it. It asks by root fields and by `_entities`.
 */
import { newId } from '@seteli/kit/ids';
import { untilWorked } from '@seteli/testing/jobs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

const { unitId: ours, changingUnitId: theirs } = w;
let world: w.World;
/** A booking with a visit in each of the two units of the provider. */
let inOurs: { voucherId: string; bookingId: string; visitId: string };
let inTheirs: typeof inOurs;

async function serve(unitId: string): Promise<typeof inOurs> {
  const made = await w.book(world, w.checkedVoucher, { unitId });
  const { id: visitId } = await w.recordOne(world, made.bookingId);
  return { ...made, visitId };
}

beforeAll(async () => {
  world = await w.openWorld();
  await world.registry.say(w.organiserId, w.priceList({ [w.checkedContent]: 3850n }, { serviceId: w.checkedServiceId, unitId: theirs }));
  await world.heard();
  [inOurs, inTheirs] = [await serve(ours), await serve(theirs)];
});
afterAll(() => world.stop());

const SCOPES = ['SYSTEM_READ', 'SYSTEM_RECORD', 'SYSTEM_BILLING'];
const limitedTo = (...unitIds: string[]) => ({ ...w.actor('PROVIDER', w.providerId, SCOPES, [...w.recorder.teamIds]), unitIds });
const system = limitedTo(ours);
const unlimited = w.actor('PROVIDER', w.providerId, SCOPES, [...w.recorder.teamIds]);

type Edges = { edges: { node: { id: string } }[] };
const idsIn = ({ edges }: Edges): string[] => edges.map(({ node }) => node.id).toSorted();

async function seen(actor: typeof unlimited) {
  const { data, errors } = await world.bookings.ask(
    actor,
    `query ($ours: ID!, $theirs: ID!, $ourVisit: ID!, $theirVisit: ID!, $unit: ID!, $of: [_Any!]!) {
      ours: booking(id: $ours) { id } theirs: booking(id: $theirs) { id visits { edges { node { id } } } }
      ourVisit: visit(id: $ourVisit) { id } theirVisit: visit(id: $theirVisit) { id } explainVisit(visitId: $theirVisit) { id }
      bookings { totalCount edges { node { id } } } visits { totalCount edges { node { id } } }
      named: visits(filter: { unitId: $unit }) { totalCount edges { node { id } } }
      booked: bookings(filter: { unitId: $unit }) { totalCount edges { node { id } } }
      ofClient: visits(filter: { personId: "${w.personId}" }) { edges { node { id } } }
      heldVisits(month: "2026-06") { sum { visits } }
      entities: _entities(representations: $of) { ... on Booking { id } ... on Visit { id } ... on Voucher { visits { edges { node { id } } } bookings { edges { node { id } } } } } }`,
    {
      ours: inOurs.bookingId,
      theirs: inTheirs.bookingId,
      ourVisit: inOurs.visitId,
      theirVisit: inTheirs.visitId,
      unit: theirs,
      of: [
        { __typename: 'Booking', id: inTheirs.bookingId },
        { __typename: 'Visit', id: inTheirs.visitId },
        { __typename: 'Voucher', id: inTheirs.voucherId },
      ],
    },
  );
  expect(errors).toBeUndefined();
  return {
    one: [data.ours, data.theirs, data.ourVisit, data.theirVisit].map((each) => each !== null),
    explained: data.explainVisit !== null,
    lists: [data.bookings, data.visits, data.named, data.booked].map((list) => [list.totalCount, ...idsIn(list)]),
    ofClient: idsIn(data.ofClient),
    held: data.heldVisits.sum.visits,
    entities: [data.entities[0] !== null, data.entities[1] !== null, idsIn(data.entities[2].visits), idsIn(data.entities[2].bookings)],
  };
}

it('finds, lists, counts and follows what is of its units, and nothing of another', async () => {
  expect(await seen(system)).toEqual({
    one: [true, false, true, false],
    explained: false,
    lists: [[1, inOurs.bookingId], [1, inOurs.visitId], [0], [0]],
    ofClient: [inOurs.visitId],
    held: 1,
    entities: [false, false, [], []],
  });
});

it('finds as much as an unlimited system of the provider when its limit names all units', async () => {
  const all = await seen(unlimited);
  expect(all).toMatchObject({
    one: [true, true, true, true],
    explained: true,
    held: 2,
    entities: [true, true, [inTheirs.visitId], [inTheirs.bookingId]],
  });
  expect(all.lists.map(([count]) => count)).toEqual([2, 2, 1, 1]);
  expect(await seen(limitedTo(ours, theirs))).toEqual(all);
});

it('finds nothing when its limit names no unit of the provider', async () => {
  for (const actor of [limitedTo(), limitedTo(w.otherUnitId)])
    expect(await seen(actor)).toMatchObject({ one: [false, false, false, false], lists: [[0], [0], [0], [0]], ofClient: [], held: 0 });
});

it('makes bookings in its units only', async () => {
  const voucherId = await w.grantVoucher(world, w.checkedVoucher);
  const make = async (unitId: string) =>
    (await world.bookings.ask(system, op.BOOK, { input: w.bookingInput(voucherId, { unitId }) })).data.makeBooking;
  expect((await make(theirs)).refusal).toMatchObject({ code: 'NOT_FOUND', path: ['unitId'] });
  expect(await make(ours)).toMatchObject({ booking: { unit: { id: ours } }, refusal: null });
});

it('neither records, edits, deletes, quotes nor ends anything of another unit', async () => {
  const row = (bookingId: string) => sent.row(bookingId, '2026-06-15T13:00', '2026-06-15T14:00');
  const [notOurs] = await w.record(world, [row(inTheirs.bookingId)], newId(), system);
  expect(notOurs.refusal).toMatchObject({ code: 'NOT_FOUND', path: ['visits', '0', 'bookingId'] });
  const commands = [
    ['editVisit', op.EDIT, { visitId: inTheirs.visitId, workers: 1 }],
    ['deleteVisit', op.DELETE, { visitId: inTheirs.visitId }],
    ['endBooking', op.END, { bookingId: inTheirs.bookingId, lastDay: '2026-12-01' }],
  ] as const;
  for (const [name, query, input] of commands) {
    const { data } = await world.bookings.ask(system, query, { input: { idempotencyKey: newId(), ...input } });
    expect([name, data[name].refusal?.code]).toEqual([name, 'NOT_FOUND']);
  }
  const QUOTE = 'query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results { refusal { code } } } }';
  const quoted = { visits: [{ bookingId: inTheirs.bookingId, start: '2026-06-15T13:00:00+03:00', end: '2026-06-15T14:00:00+03:00' }] };
  expect((await world.bookings.ask(system, QUOTE, { input: quoted })).data.quoteVisits.results).toEqual([
    { refusal: { code: 'NOT_FOUND' } },
  ]);
  const [own] = await w.record(world, [row(inOurs.bookingId)], newId(), system);
  expect(own).toMatchObject({ visit: { total: '38.50' }, refusal: null });
});

it('two systems that record at the same moment get each its own units, though their teams are the same', async () => {
  const both = (hour: number) =>
    [inOurs, inTheirs].map(({ bookingId }) => sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour + 1}:00`));
  const answers = await Promise.all(
    [limitedTo(ours), limitedTo(theirs), unlimited].map((actor, index) => w.record(world, both(15 + 2 * index), newId(), actor)),
  );
  const outcomes = answers.map((results) => results.map(({ refusal }: { refusal: { code: string } | null }) => refusal?.code ?? 'taken'));
  expect(outcomes).toEqual([
    ['taken', 'NOT_FOUND'],
    ['NOT_FOUND', 'taken'],
    ['taken', 'taken'],
  ]);
});

it('a long table stays within the units of its sender, and another system of the provider cannot follow it', async () => {
  const IMPORT = 'mutation ($input: ImportVisitsInput!) { importVisits(input: $input) { job { id } } }';
  const JOB = 'query ($id: ID!) { bookingsJob(id: $id) { state } importedVisits(jobId: $id, first: 2) { visit { id } refusal { code } } }';
  const times = '2026-06-12T10:00+03:00;2026-06-12T11:00+03:00';
  const lines = [inOurs, inTheirs].map(({ bookingId }) => `${bookingId};${times}`);
  const rest = Array.from({ length: 499 }, () => `${newId()};${times}`);
  const csv = ['bookingId;start;end', ...lines, ...rest].join('\n');
  const { data } = await world.bookings.ask(system, IMPORT, { input: { idempotencyKey: newId(), csv } });
  const { id } = data.importVisits.job;
  await untilWorked(world.bookings);
  const followed = async (actor: typeof unlimited) => (await world.bookings.ask(actor, JOB, { id })).data;
  expect((await followed(system)).importedVisits).toEqual([
    { visit: { id: expect.any(String) }, refusal: null },
    { visit: null, refusal: { code: 'NOT_FOUND' } },
  ]);
  expect(await followed(limitedTo(theirs))).toEqual({ bookingsJob: null, importedVisits: null });
  expect((await followed(unlimited)).bookingsJob).not.toBeNull();
});
