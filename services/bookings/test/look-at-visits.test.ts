/**
 * What makes a checker look: parameters of the service, the lot, neighbours and the organiser's own calendar. A checker
 * may decide several visits at once.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/kit/testing/peer';
import { visitApproved } from '@seteli/schema/events/bookings';
import { calendarDaysSet } from '@seteli/schema/events/registry';
import { drawsLot } from '../src/domain/approval.ts';
import { made } from './played-vouchers.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

const [sampled, quarters, evening, weekday] = [newId(), newId(), newId(), newId()];

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
  await w.publishService(
    world,
    w.sampledServiceId,
    { [sampled]: 3850n },
    { samplePercent: 50, contents: [{ ...w.checkedByDay, contentId: sampled }] },
  );
  await w.publishService(
    world,
    w.quarterServiceId,
    { [quarters]: 3850n },
    {
      incrementMinutes: 15,
      hardLimitMonths: 1,
      contents: [{ ...w.checkedByDay, contentId: quarters }],
    },
  );
  await w.publishService(
    world,
    w.eveServiceId,
    { [weekday]: 3600n, [evening]: 7200n },
    {
      contents: [
        w.unbanded(weekday, { bands: [{ dayClasses: ['WEEKDAY'], fromMinute: 0, toMinute: 1440 }] }),
        w.unbanded(evening, { bands: [{ dayClasses: ['HOLIDAY_EVE', 'HOLIDAY'], fromMinute: 18 * 60, toMinute: 22 * 60 }] }),
      ],
    },
  );
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const inQuarters = (personId = newId()) => w.book(world, { serviceId: w.quarterServiceId, contentIds: [quarters], personId });

it('69a: a sample waits for a checker, the same whoever counts, and the others are approved', async () => {
  const { bookingId } = await w.book(world, { serviceId: w.sampledServiceId, contentIds: [sampled] });
  const rows = Array.from({ length: 20 }, (_, hour) =>
    sent.row(bookingId, `2026-06-15T${String(hour).padStart(2, '0')}:00`, `2026-06-15T${String(hour).padStart(2, '0')}:30`),
  );
  const visits = (await w.record(world, rows)).map(({ visit }: { visit: { id: string; state: string; flags: string[] } }) => visit);
  const states = visits.map(({ state, flags }: { state: string; flags: string[] }) => [state, ...flags].join(' '));
  expect(new Set(states)).toEqual(new Set(['APPROVED', 'UNDER_REVIEW SAMPLED']));
  expect(states).toEqual(visits.map(({ id }: { id: string }) => (drawsLot(w.SAMPLING_KEY, id, 50) ? 'UNDER_REVIEW SAMPLED' : 'APPROVED')));
});

describe('54: visits that touch, where started increments are charged', () => {
  it('the new one is flagged, in one batch and later', async () => {
    const { bookingId } = await inQuarters();
    const at = (start: string, end: string) => sent.row(bookingId, `2026-06-15T${start}`, `2026-06-15T${end}`, { workerReference: 'w1' });
    const batch = await w.record(world, [at('10:00', '10:05'), at('10:05', '10:10'), at('11:00', '11:05')]);
    const [later] = await w.record(world, [at('10:10', '10:17')]);
    const written = [...batch, later].map(({ visit }: { visit: { state: string; flags: string[] } }) =>
      [visit.state, ...visit.flags].join(' '),
    );
    expect(written).toEqual(['APPROVED', 'UNDER_REVIEW ADJACENT', 'APPROVED', 'UNDER_REVIEW ADJACENT']);
  });

  it('the new one is flagged on another voucher of the client, too', async () => {
    const personId = newId();
    const [one, other] = [await inQuarters(personId), await inQuarters(personId)];
    const at = ({ bookingId }: typeof one, start: string, end: string) =>
      sent.row(bookingId, `2026-06-15T${start}`, `2026-06-15T${end}`, { workerReference: 'w3' });
    const results = [...(await w.record(world, [at(one, '10:00', '10:05')])), ...(await w.record(world, [at(other, '10:05', '10:10')]))];
    expect(results.map(({ visit }: { visit: { flags: string[] } }) => visit.flags)).toEqual([[], ['ADJACENT']]);
  });
});

describe('R26: a worker at two clients', () => {
  it('is flagged at the same time, and not one after the other', async () => {
    const [one, other] = [await inQuarters(), await inQuarters()];
    const at = ({ bookingId }: typeof one, start: string, end: string) =>
      sent.row(bookingId, `2026-06-15T${start}`, `2026-06-15T${end}`, { workerReference: 'w2' });
    expect((await w.record(world, [at(one, '10:00', '11:00')]))[0].visit.flags).toEqual([]);
    const results = await w.record(world, [at(other, '10:59', '11:15'), at(other, '12:00', '13:00'), at(one, '13:00', '14:00')]);
    expect(results.map(({ visit }: { visit: { flags: string[] } }) => visit.flags)).toEqual([['WORKER_ELSEWHERE'], [], []]);
  });
});

it('68: the service sets the hard limit', async () => {
  const { bookingId } = await inQuarters();
  const dayOf = (date: string) => sent.row(bookingId, `${date}T10:00`, `${date}T10:15`);
  const results = await w.record(world, [dayOf('2026-05-15'), dayOf('2026-04-30')]);
  expect(results.map(({ visit }: { visit: { flags: string[] } }) => visit.flags)).toEqual([['LATE'], ['LATE', 'OVER_HARD_LIMIT']]);
});

describe('R5, R6: the organiser’s calendar', () => {
  const CALENDAR = `query ($of: [_Any!]!, $firstDay: Date!, $lastDay: Date!) {
    entities: _entities(representations: $of) { ... on Organiser { calendar(firstDay: $firstDay, lastDay: $lastDay) { day dayClass holidayEve own } } }
  }`;
  const calendar = async (firstDay: string, lastDay: string, by = w.stranger, id = w.organiserId) =>
    world.bookings.ask(by, CALENDAR, { of: [{ __typename: 'Organiser', id }], firstDay, lastDay });
  const say = async (version: number, ...days: [string, 'WEEKDAY' | 'HOLIDAY' | null, boolean | null][]) => {
    const said = days.map(([date, dayClass, holidayEve]) => ({ day: w.day(date), dayClass, holidayEve }));
    await world.registry.say(w.organiserId, announce(calendarDaysSet, w.organiserId, { organiserId: w.organiserId, days: said, version }));
    await world.heard();
  };
  const record = async (bookingId: string, start: string, end: string) =>
    (await w.record(world, [sent.row(bookingId, start, end)]))[0].visit.total;

  it('R6: the eve of Ascension Day has its band from 18, unless the organiser has struck the eve', async () => {
    const { bookingId } = await w.book(world, { serviceId: w.eveServiceId, contentIds: [weekday, evening] });
    expect(await record(bookingId, '2026-05-13T17:00', '2026-05-13T19:00')).toBe('108.00');
    await say(1, ['2026-05-13', null, false], ['2026-06-15', null, true]);
    expect(await record(bookingId, '2026-05-13T17:00', '2026-05-13T18:30')).toBe('54.00');
    expect(await record(bookingId, '2026-06-15T17:00', '2026-06-15T19:00')).toBe('108.00');
  });

  it('R5: a day that the organiser made a holiday is one, until the organiser says otherwise', async () => {
    const { bookingId } = await w.book(world, { serviceId: w.eveServiceId, contentIds: [weekday, evening] });
    await say(2, ['2026-06-12', 'HOLIDAY', null]);
    expect(await record(bookingId, '2026-06-12T18:00', '2026-06-12T19:00')).toBe('72.00');
    await say(3, ['2026-06-12', null, null]);
    expect(await record(bookingId, '2026-06-12T18:00', '2026-06-12T18:30')).toBe('18.00');
  });

  it('shows everybody the days, and which of them the organiser set itself', async () => {
    await say(4, ['2026-06-20', 'WEEKDAY', null], ['2026-06-18', null, true]);
    const { data } = await calendar('2026-06-18', '2026-06-21');
    expect(data.entities[0].calendar).toEqual([
      { day: '2026-06-18', dayClass: 'WEEKDAY', holidayEve: true, own: true },
      { day: '2026-06-19', dayClass: 'WEEKDAY', holidayEve: true, own: false },
      { day: '2026-06-20', dayClass: 'WEEKDAY', holidayEve: false, own: true },
      { day: '2026-06-21', dayClass: 'SUNDAY', holidayEve: false, own: false },
    ]);
    const other = await calendar('2026-06-20', '2026-06-20', w.stranger, newId());
    expect(other.data.entities[0].calendar).toEqual([{ day: '2026-06-20', dayClass: 'HOLIDAY', holidayEve: false, own: false }]);
  });

  it('keeps the newest word about a day, whatever came first', async () => {
    await say(9, ['2026-07-01', 'HOLIDAY', null]);
    await say(8, ['2026-07-01', null, null]);
    const { data } = await calendar('2026-07-01', '2026-07-01');
    expect(data.entities[0].calendar[0]).toMatchObject({ dayClass: 'HOLIDAY', own: true });
  });

  it.each([
    ['400 days', '2026-01-01', '2027-02-04', undefined],
    ['401 days', '2026-01-01', '2027-02-05', 'BAD_USER_INPUT'],
    ['one day', '2026-01-01', '2026-01-01', undefined],
    ['none', '2026-01-02', '2026-01-01', 'BAD_USER_INPUT'],
  ])('of %s: %s to %s', async (_, firstDay, lastDay, code) => {
    expect((await calendar(firstDay, lastDay)).errors?.[0]?.extensions.code).toBe(code);
  });
});

describe('a checker who decides several visits at once', () => {
  const DECIDE = (name: string) =>
    `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { results { index visit { id state version returnReason } refusal { code path } } } }`;
  const decide = async (name: string, input: object, by = w.checker) => {
    const { data, errors } = await world.bookings.ask(by, DECIDE(name), { input });
    return data ? data[name].results : errors![0]!.extensions.code;
  };
  async function waiting(): Promise<string> {
    const { bookingId } = await w.book(world, w.checkedVoucher);
    return (await w.recordOne(world, bookingId)).id as string;
  }
  const announcedOf = async (ids: readonly string[]) =>
    (await announced(world.bookings.database)).filter(({ subject }) => ids.includes(subject)).map(({ subject, type }) => [subject, type]);

  it('gets an answer for each, and none keeps another back', async () => {
    const ids = [await waiting(), await waiting(), await waiting()];
    const [first, second, third] = ids as [string, string, string];
    const unknown = newId();
    const seen = [
      { visitId: third },
      { visitId: unknown },
      { visitId: first, expectedVersion: 1 },
      { visitId: second, expectedVersion: 7 },
      { visitId: first },
    ];
    const input = { idempotencyKey: newId(), visits: seen };
    const results = await decide('approveVisits', input);
    expect(results).toMatchObject([
      { index: 0, visit: { id: third, state: 'APPROVED' }, refusal: null },
      { index: 1, visit: null, refusal: { code: 'NOT_FOUND', path: ['visits', '1', 'visitId'] } },
      { index: 2, visit: { id: first, state: 'APPROVED' }, refusal: null },
      { index: 3, visit: null, refusal: { code: 'STALE', path: ['visits', '3', 'expectedVersion'] } },
      { index: 4, visit: null, refusal: { code: 'WRONG_STATE', path: ['visits', '4', 'visitId'] } },
    ]);
    expect(await decide('approveVisits', input)).toEqual(results);
    expect(await decide('approveVisits', { ...input, visits: seen.slice(1) })).toMatchObject(
      seen.slice(1).map(() => ({ visit: null, refusal: { code: 'IDEMPOTENCY_MISMATCH' } })),
    );
    expect((await announcedOf(ids)).filter(([, type]) => type === visitApproved.type)).toHaveLength(2);
  });

  it('returns them with one reason, which each provider reads', async () => {
    const ids = [await waiting(), await waiting()];
    const visits = ids.map((visitId) => ({ visitId }));
    expect(await decide('returnVisits', { idempotencyKey: newId(), visits, reason: ' ' })).toMatchObject(
      ids.map(() => ({ visit: null, refusal: { code: 'REASON_MISSING', path: ['reason'] } })),
    );
    expect(await decide('returnVisits', { idempotencyKey: newId(), visits, reason: 'Päivät?' })).toMatchObject(
      ids.map((id) => ({ visit: { id, state: 'RETURNED', returnReason: 'Päivät?' }, refusal: null })),
    );
    const told = await world.bookings.database.pool.query(
      "select visit_id from booking_notice where kind = 'VISIT_RETURNED' and visit_id = any($1)",
      [ids],
    );
    expect(told.rows.map(({ visit_id: id }) => id as string).toSorted()).toEqual(ids.toSorted());
  });

  it('of another organiser finds none of them, and other roles may not decide', async () => {
    const visits = [{ visitId: await waiting() }];
    expect(await decide('approveVisits', { idempotencyKey: newId(), visits }, w.otherChecker)).toMatchObject([
      { refusal: { code: 'NOT_FOUND' } },
    ]);
    expect(await decide('returnVisits', { idempotencyKey: newId(), visits, reason: 'x' }, w.recorder)).toBe('FORBIDDEN');
  });
});
