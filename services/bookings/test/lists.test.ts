/**
 * Lists of bookings and visits: what each filter chooses, in which order, and how many there are. A list tells nobody
 * of what they may not see.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import {
  admin,
  aku,
  bookings,
  checkedOnly,
  clientAku,
  eeva,
  nameOf,
  openListed,
  preparer,
  recordsChecked,
  visits,
  vouchers,
} from './listed.ts';
import * as op from './operations.ts';
import * as w from './world.ts';

type By = typeof w.recorder;

let world: w.World;
beforeAll(async () => {
  world = await openListed();
});
afterAll(() => world.stop());

const CONNECTION = 'totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor }';
const VISITS = `query ($filter: VisitFilter, $order: VisitOrder!, $first: Int!, $after: String) {
  visits(filter: $filter, order: $order, first: $first, after: $after) { ${CONNECTION} } }`;
const BOOKINGS = `query ($filter: BookingFilter, $order: BookingOrder!, $first: Int!, $after: String) {
  bookings(filter: $filter, order: $order, first: $first, after: $after) { ${CONNECTION} } }`;

type Connection = { totalCount: number; edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
const namesIn = (all: Record<string, string>, { edges }: Connection) => edges.map(({ node }) => nameOf(all, node.id));

/** The names of the listed things, or the code of the fault. The count must match the list. */
async function listed(field: 'visits' | 'bookings', by: By, variables: Record<string, unknown> = {}): Promise<string[] | string> {
  const order = field === 'visits' ? 'RECORDED_ASC' : 'MADE_ASC';
  const { data, errors } = await world.bookings.ask(by, field === 'visits' ? VISITS : BOOKINGS, { order, first: 50, ...variables });
  if (errors) return errors[0]!.extensions.code as string;
  const names = namesIn(field === 'visits' ? visits : bookings, data[field]);
  expect(data[field].totalCount).toBe(names.length);
  return names;
}

const ALL = ['first', 'second', 'night', 'early', 'eevas', 'returned', 'deleted', 'old', 'overlapping', 'refused'];
const CHECKED = ['second', 'night', 'returned', 'deleted', 'old', 'overlapping'];
const day = (firstDay: string, lastDay = firstDay) => ({ firstDay, lastDay });

describe('visits', () => {
  it.each<[string, object, string[]]>([
    ['nothing', {}, ALL],
    ['a state', { states: ['RETURNED'] }, ['returned', 'old']],
    ['several states', { states: ['DELETED', 'RETURNED'] }, ['returned', 'deleted', 'old']],
    ['the allocation REFUSED', { allocations: ['REFUSED'] }, ['refused']],
    ['the state RECORDED and the allocation MADE or PENDING', { states: ['RECORDED'], allocations: ['PENDING', 'MADE'] }, []],
    ['a flag', { flags: ['OVERLAP'] }, ['overlapping']],
    ['one of several flags', { flags: ['OVERLAP', 'LATE'] }, ['old', 'overlapping']],
    ['a flag that no visit has', { flags: ['RELEASED'] }, []],
    ['a flag and a state', { flags: ['OVERLAP'], states: ['APPROVED'] }, []],
    ['a service', { serviceId: w.serviceId }, ['first', 'early', 'eevas', 'refused']],
    ['a unit', { unitId: w.changingUnitId }, ['eevas']],
    ['a provider', { providerId: w.providerId }, ALL],
    ['another provider', { providerId: w.otherProviderId }, []],
    ['a client', { personId: eeva }, ['eevas']],
    ['a client and a state', { personId: aku, states: ['RETURNED'] }, ['returned', 'old']],
    ['nobody’s client', { personId: newId() }, []],
    ['a worker', { providerId: w.providerId, workerReference: 'T-1' }, ['first', 'night']],
    ['a worker and a service', { providerId: w.providerId, workerReference: 'T-1', serviceId: w.serviceId }, ['first']],
  ])('chosen by %s are the same for the provider and the organiser', async (_, filter, expected) => {
    const order = 'workerReference' in filter ? 'DAY_ASC' : 'RECORDED_ASC';
    for (const by of [w.recorder, w.checker]) expect(await listed('visits', by, { filter, order })).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    ['a day', day('2026-06-03'), ['first', 'second', 'eevas']],
    ['the day on which a night begins in Helsinki', day('2026-06-05'), ['night']],
    ['the day before that', day('2026-06-04'), []],
    ['from a day', { firstDay: '2026-06-09' }, ['deleted', 'overlapping', 'refused']],
    ['until a day', { lastDay: '2026-06-01' }, ['old', 'early']],
    ['days that end before they begin', day('2026-06-03', '2026-06-01'), []],
  ])('of %s are those that begin on it', async (_, filter, expected) => {
    for (const by of [w.recorder, w.checker]) expect(await listed('visits', by, { filter, order: 'DAY_ASC' })).toEqual(expected);
  });

  it.each([
    ['RECORDED_ASC', ALL],
    ['RECORDED_DESC', ALL.toReversed()],
    ['DAY_ASC', ['old', 'early', 'first', 'second', 'eevas', 'night', 'returned', 'deleted', 'overlapping', 'refused']],
    ['DAY_DESC', ['refused', 'overlapping', 'deleted', 'returned', 'night', 'eevas', 'second', 'first', 'early', 'old']],
    ['HANDLE_BY_ASC', ['old', 'returned']],
  ])('in the order %s come page by page, each once, also those that are alike in it', async (order, expected) => {
    for (const by of [w.recorder, w.checker, admin]) {
      const names: string[] = [];
      for (let after: string | null = null; ;) {
        const { data } = await world.bookings.ask(by, VISITS, { order, first: 2, after });
        const page: Connection = data.visits;
        names.push(...namesIn(visits, page));
        expect(page.totalCount).toBe(expected.length);
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(names).toEqual(expected);
    }
  });

  it('take no cursor of another order or list, or an invented one: it is BAD_USER_INPUT', async () => {
    const { data } = await world.bookings.ask(w.recorder, VISITS, { order: 'DAY_ASC', first: 2 });
    const after = data.visits.pageInfo.endCursor;
    expect(await world.bookings.ask(w.recorder, VISITS, { order: 'DAY_ASC', first: 2, after })).toMatchObject({ data: expect.anything() });
    for (const order of ['DAY_DESC', 'RECORDED_ASC', 'HANDLE_BY_ASC'])
      expect(await listed('visits', w.recorder, { order, after })).toBe('BAD_USER_INPUT');
    expect(await listed('bookings', w.recorder, { after })).toBe('BAD_USER_INPUT');
    expect(await listed('visits', w.recorder, { order: 'DAY_ASC', after: `${after.slice(0, 40)}x` })).toBe('BAD_USER_INPUT');
  });

  it.each<[string, By, Record<string, unknown>]>([
    ['a worker of no provider', w.checker, { order: 'DAY_ASC', filter: { workerReference: 'T-1' } }],
    ['days in the order of recording', w.recorder, { filter: day('2026-06-03') }],
    ['a worker in the order of recording', w.recorder, { filter: { workerReference: 'T-1' } }],
    ['a malformed id', w.recorder, { filter: { unitId: 'x' } }],
    ['no state at all', w.recorder, { filter: { states: [] } }],
  ])('asked for by %s are BAD_USER_INPUT', async (_, by, variables) => {
    expect(await listed('visits', by, variables)).toBe('BAD_USER_INPUT');
  });
});

describe('nobody’s list tells of what they may not see', () => {
  const chosen: object[] = [
    {},
    { states: ['APPROVED', 'RECORDED', 'UNDER_REVIEW', 'RETURNED', 'DELETED'] },
    { flags: ['OVERLAP'] },
    { serviceId: w.serviceId },
    { unitId: w.unitId },
    { providerId: w.providerId },
    { personId: aku },
    { providerId: w.providerId, workerReference: 'T-1' },
  ];

  it('another organiser, another provider, users without a team and a stranger find none, whatever they ask for', async () => {
    for (const by of [w.otherChecker, w.otherRecorder, w.recorderWithoutTeam, w.checkerWithoutTeam, w.stranger])
      for (const filter of chosen)
        for (const order of ['workerReference' in filter ? 'DAY_ASC' : 'RECORDED_ASC', 'DAY_DESC', 'HANDLE_BY_ASC'])
          expect(await listed('visits', by, { filter, order })).toEqual([]);
    for (const by of [w.otherChecker, w.otherRecorder, w.recorderWithoutTeam, w.checkerWithoutTeam, w.stranger])
      for (const filter of [{}, { serviceId: w.serviceId }, { unitId: w.unitId }, { personId: aku }, { state: 'OPEN' }])
        expect(await listed('bookings', by, { filter })).toEqual([]);
  });

  it('users whose teams cover one service find its visits and bookings, and count no others', async () => {
    for (const by of [checkedOnly, recordsChecked]) {
      expect(await listed('visits', by)).toEqual(CHECKED);
      expect(await listed('visits', by, { order: 'DAY_DESC' })).toEqual(['overlapping', 'deleted', 'returned', 'night', 'second', 'old']);
      expect(await listed('visits', by, { filter: { serviceId: w.serviceId } })).toEqual([]);
      expect(await listed('visits', by, { filter: { personId: aku } })).toEqual(CHECKED);
      expect(await listed('visits', by, { filter: { personId: eeva } })).toEqual([]);
      const filter = { providerId: w.providerId, workerReference: 'T-1' };
      expect(await listed('visits', by, { order: 'DAY_ASC', filter })).toEqual(['night']);
      expect(await listed('bookings', by)).toEqual(['akuChecked']);
      expect(await listed('bookings', by, { filter: { personId: eeva } })).toEqual([]);
    }
  });

  it('clients find their own, however they choose them', async () => {
    const own = ALL.filter((name) => name !== 'eevas');
    expect(await listed('visits', clientAku)).toEqual(own);
    expect(await listed('visits', clientAku, { filter: day('2026-06-03') })).toEqual(['first', 'second']);
    expect(await listed('visits', clientAku, { filter: { personId: eeva } })).toEqual([]);
    expect(await listed('visits', clientAku, { filter: { unitId: w.changingUnitId } })).toEqual([]);
    expect(await listed('bookings', clientAku)).toEqual(['akuPlain', 'akuChecked']);
  });

  it('an administrator without a team finds all, but nobody by a client or by a name for a worker', async () => {
    expect(await listed('visits', admin)).toEqual(ALL);
    expect(await listed('bookings', admin)).toEqual(['akuPlain', 'akuChecked', 'eevaElsewhere']);
    const filter = { providerId: w.providerId, workerReference: 'T-1' };
    expect(await listed('visits', admin, { order: 'DAY_ASC', filter })).toEqual([]);
    for (const list of ['visits', 'bookings'] as const) expect(await listed(list, admin, { filter: { personId: aku } })).toEqual([]);
    const covered = w.actor('ORGANISER', w.organiserId, ['ADMIN'], checkedOnly.teamIds as string[]);
    expect(await listed('visits', covered, { order: 'DAY_ASC', filter })).toEqual(['night']);
  });

  it('a preparer finds bookings, and may not list visits', async () => {
    expect(await listed('visits', preparer)).toBe('FORBIDDEN');
    expect(await listed('bookings', preparer)).toEqual(['akuPlain', 'akuChecked', 'eevaElsewhere']);
  });
});

describe('bookings', () => {
  beforeAll(async () => {
    const input = { idempotencyKey: newId(), bookingId: bookings.eevaElsewhere, lastDay: '2026-06-15' };
    await world.bookings.ask(w.recorder, op.END, { input });
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['akuPlain', 'akuChecked', 'eevaElsewhere']],
    ['being open', { state: 'OPEN' }, ['akuPlain', 'akuChecked']],
    ['having ended yesterday', { state: 'ENDED' }, ['eevaElsewhere']],
    ['a service', { serviceId: w.checkedServiceId }, ['akuChecked']],
    ['a unit', { unitId: w.changingUnitId }, ['eevaElsewhere']],
    ['a provider', { providerId: w.otherProviderId }, []],
    ['a client', { personId: aku }, ['akuPlain', 'akuChecked']],
    ['days before all', { lastDay: '2026-01-31' }, []],
    ['days before some', { lastDay: '2026-02-01' }, ['akuChecked']],
    ['days after some', { firstDay: '2026-06-16' }, ['akuPlain', 'akuChecked']],
    ['the last day of one', { firstDay: '2026-06-15', lastDay: '2026-06-15' }, ['akuPlain', 'akuChecked', 'eevaElsewhere']],
  ])('are chosen by %s', async (_, filter, expected) => {
    const readers = [w.recorder, w.checker, ...('personId' in filter ? [] : [admin])];
    for (const by of readers) expect(await listed('bookings', by, { filter })).toEqual(expected);
  });

  it.each([
    ['MADE_DESC', ['eevaElsewhere', 'akuChecked', 'akuPlain']],
    ['MADE_ASC', ['akuPlain', 'akuChecked', 'eevaElsewhere']],
    ['FIRST_DAY_ASC', ['akuChecked', 'akuPlain', 'eevaElsewhere']],
    ['FIRST_DAY_DESC', ['eevaElsewhere', 'akuPlain', 'akuChecked']],
  ])('come in the order %s, page by page', async (order, expected) => {
    for (const by of [w.recorder, w.checker, admin]) {
      const { data } = await world.bookings.ask(by, BOOKINGS, { order, first: 2 });
      const next = await world.bookings.ask(by, BOOKINGS, { order, first: 2, after: data.bookings.pageInfo.endCursor });
      expect([data, next.data].flatMap((page) => namesIn(bookings, page.bookings))).toEqual(expected);
    }
  });
});

describe('the lists of a voucher, and of a booking', () => {
  const OF = `query ($of: [_Any!]!, $visits: VisitFilter, $order: VisitOrder!, $after: String) { entities: _entities(representations: $of) { ... on Voucher {
    bookings { totalCount edges { node { id visits(filter: $visits, order: $order, first: 2, after: $after) { ${CONNECTION} } } } }
    visits(filter: $visits, order: $order, first: 3) { ${CONNECTION} } } } }`;
  const ask = async (by: By, names: readonly string[], variables: object = {}) => {
    const of = names.map((name) => ({ __typename: 'Voucher', id: vouchers[name] ?? name }));
    const { data } = await world.bookings.ask(by, OF, { of, order: 'DAY_ASC', ...variables });
    return (data.entities as { bookings: Connection; visits: Connection }[]).map((voucher) => ({
      bookings: [voucher.bookings.totalCount, ...namesIn(bookings, voucher.bookings)],
      visits: [voucher.visits.totalCount, ...namesIn(visits, voucher.visits)],
      each: voucher.bookings.edges.map(({ node }) => {
        const of = (node as unknown as { visits: Connection }).visits;
        return [of.totalCount, ...namesIn(visits, of)];
      }),
    }));
  };

  it('give each voucher a page of its own and its whole count', async () => {
    for (const by of [w.recorder, w.checker, admin])
      expect(await ask(by, ['akuChecked', 'eevaElsewhere', 'akuPlain'])).toEqual([
        { bookings: [1, 'akuChecked'], visits: [6, 'old', 'second', 'night'], each: [[6, 'old', 'second']] },
        { bookings: [1, 'eevaElsewhere'], visits: [1, 'eevas'], each: [[1, 'eevas']] },
        { bookings: [1, 'akuPlain'], visits: [3, 'early', 'first', 'refused'], each: [[3, 'early', 'first']] },
      ]);
  });

  it('take the filters and orders of the other lists', async () => {
    const visits = { states: ['RETURNED'] };
    expect(await ask(w.recorder, ['akuChecked'], { visits, order: 'RECORDED_DESC' })).toMatchObject([
      { visits: [2, 'old', 'returned'], each: [[2, 'old', 'returned']] },
    ]);
    expect(await ask(w.recorder, ['akuChecked'], { visits: day('2026-06-05'), order: 'RECORDED_DESC' })).toMatchObject([
      { visits: [1, 'night'] },
    ]);
  });

  it('are empty for a voucher that the reader does not see, as for one that does not exist', async () => {
    const nothing = { bookings: [0], visits: [0], each: [] };
    for (const by of [w.otherChecker, w.otherRecorder, w.recorderWithoutTeam, w.stranger])
      expect(await ask(by, ['akuChecked', newId(), 'x'])).toEqual([nothing, nothing, nothing]);
    expect(await ask(recordsChecked, ['akuPlain', 'akuChecked'])).toMatchObject([nothing, { bookings: [1, 'akuChecked'] }]);
    expect(await ask(clientAku, ['eevaElsewhere', 'akuPlain'])).toMatchObject([nothing, { bookings: [1, 'akuPlain'] }]);
  });

  it('show a preparer the bookings, and no visits', async () => {
    expect(await ask(preparer, ['akuChecked'])).toEqual([{ bookings: [1, 'akuChecked'], visits: [0], each: [[0]] }]);
  });
});

it('lists count up to 1,000', async () => {
  let last = 0;
  const add = (count: number) =>
    world.bookings.database.pool.query(
      `insert into visit select (jsonb_populate_record(v, jsonb_build_object('id', uuidv7(), 'starts_at', v.starts_at + n * interval '1 ms'))).*
         from visit v, generate_series($2::int + 1, $3::int) n where v.id = $1`,
      [visits.eevas, last, (last += count)],
    );
  const count = async (filter: object) =>
    (
      await world.bookings.ask(
        w.checker,
        '($filter: VisitFilter) { visits(filter: $filter, first: 1) { totalCount } }'.replace('(', 'query ('),
        { filter },
      )
    ).data.visits.totalCount;
  await add(998);
  expect([await count({ unitId: w.changingUnitId }), await count({ personId: eeva })]).toEqual([999, 999]);
  await add(1);
  expect([await count({ unitId: w.changingUnitId }), await count({ personId: eeva })]).toEqual([1_000, 1_000]);
  await add(5);
  expect([await count({ unitId: w.changingUnitId }), await count({ personId: eeva }), await count({})]).toEqual([1_000, 1_000, 1_000]);
});
