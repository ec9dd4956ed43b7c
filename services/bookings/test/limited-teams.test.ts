/** A team that is for some units, or for some clients, covers their bookings and visits and no others. */
import { newId, type Id } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { teamChanged } from '@seteli/schema/events/identity';
import { OPEN_TO_ALL } from '@seteli/testing/peer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

type Limits = { readonly unitIds?: Id[]; readonly personIds?: Id[] };
/** A recorder or checker in teams of these limits. */
async function inTeams(kind: 'PROVIDER' | 'ORGANISER', ...limits: Limits[]) {
  const organisationId = kind === 'PROVIDER' ? w.providerId : w.organiserId;
  const teams = limits.map((limit) => ({ teamId: newId(), ...limit }));
  await world.identity.say(
    'national',
    ...teams.map((team) =>
      announce(teamChanged, team.teamId, {
        ...OPEN_TO_ALL,
        ...team,
        organisationKind: kind,
        organisationId,
        serviceIds: [w.checkedServiceId],
        version: 1,
      }),
    ),
  );
  await world.heard();
  const role = kind === 'PROVIDER' ? 'RECORDER' : 'EVENT_CHECKER';
  return w.actor(
    kind,
    organisationId,
    [role],
    teams.map(({ teamId }) => teamId),
  );
}

const SEE = `query ($visit: ID!, $booking: ID!) { visit(id: $visit) { id } booking(id: $booking) { id }
  bookings(first: 200) { totalCount edges { node { id } } } visits(first: 200) { totalCount edges { node { id } } } }`;
type Page = { readonly totalCount: number; readonly edges: { readonly node: { readonly id: string } }[] };
const has = ({ edges }: Page, id: string) => edges.some(({ node }) => node.id === id);
async function seesOf(who: typeof w.recorder, { visitId, bookingId }: { visitId: string; bookingId: string }) {
  const { data } = await world.bookings.ask(who, SEE, { visit: visitId, booking: bookingId });
  const found = [data.visit !== null, data.booking !== null, has(data.bookings, bookingId), has(data.visits, visitId)];
  expect([data.bookings.totalCount, data.visits.totalCount]).toEqual([data.bookings.edges.length, data.visits.edges.length]);
  return found;
}
const ALL = [true, true, true, true];
const NONE = [false, false, false, false];

async function recorded(personId: Id, unitId: Id = w.unitId) {
  await world.registry.say(w.organiserId, w.priceList({ [w.checkedContent]: 3850n }, { unitId, serviceId: w.checkedServiceId }));
  await world.heard();
  const { bookingId, voucherId } = await w.book(world, { ...w.checkedVoucher, personId }, { unitId });
  const visit = await w.recordOne(world, bookingId);
  return { bookingId, voucherId, visitId: visit.id as string };
}

describe('a team that is for one client', () => {
  it.each(['PROVIDER', 'ORGANISER'] as const)('shows %s’s people that client’s bookings and visits only', async (kind) => {
    const [mia, other] = [newId(), newId()];
    const [ofMia, ofOther] = [await recorded(mia), await recorded(other)];
    const limited = await inTeams(kind, { personIds: [mia] });
    expect([await seesOf(limited, ofMia), await seesOf(limited, ofOther)]).toEqual([ALL, NONE]);
    const another = await inTeams(kind, { personIds: [mia] }, { personIds: [other] });
    expect([await seesOf(another, ofMia), await seesOf(another, ofOther)]).toEqual([ALL, ALL]);
    const unlimited = await inTeams(kind, { personIds: [mia] }, {});
    expect(await seesOf(unlimited, ofOther)).toEqual(ALL);
  });

  it('lets nobody book or record for another client, as if the voucher were not there', async () => {
    const limited = await inTeams('PROVIDER', { personIds: [newId()] });
    const voucherId = await w.grantVoucher(world, w.checkedVoucher);
    const { data } = await world.bookings.ask(limited, op.BOOK, { input: w.bookingInput(voucherId) });
    expect(data.makeBooking).toMatchObject({ booking: null, refusal: { code: 'NOT_FOUND', path: ['voucherId'] } });
    const { bookingId } = await recorded(newId());
    const [result] = await w.record(
      world,
      [{ bookingId, start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki('2026-06-15T11:00') }],
      newId(),
      limited,
    );
    expect(result).toMatchObject({ visit: null, refusal: { code: 'NOT_FOUND' } });
  });
});

describe('a team that is for one unit', () => {
  it('shows that unit’s bookings and visits only, and books for no other unit', async () => {
    const [here, there] = [await recorded(newId()), await recorded(newId(), w.changingUnitId)];
    const limited = await inTeams('PROVIDER', { unitIds: [w.unitId] });
    expect([await seesOf(limited, here), await seesOf(limited, there)]).toEqual([ALL, NONE]);
    const voucherId = await w.grantVoucher(world, w.checkedVoucher);
    const book = async (unitId: Id) =>
      (await world.bookings.ask(limited, op.BOOK, { input: w.bookingInput(voucherId, { unitId }) })).data.makeBooking;
    expect(await book(w.changingUnitId)).toMatchObject({ booking: null, refusal: { code: 'NOT_FOUND', path: ['unitId'] } });
    expect(await book(w.unitId)).toMatchObject({ refusal: null });
  });

  it('reaches the client of one team in the unit of that team only', async () => {
    const [mia, other] = [newId(), newId()];
    const [miaThere, otherHere] = [await recorded(mia, w.changingUnitId), await recorded(other)];
    const limited = await inTeams(
      'PROVIDER',
      { personIds: [mia], unitIds: [w.unitId] },
      { personIds: [other], unitIds: [w.changingUnitId] },
    );
    expect([await seesOf(limited, miaThere), await seesOf(limited, otherHere)]).toEqual([NONE, NONE]);
  });
});
