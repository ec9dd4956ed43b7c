/** Making and seeing bookings, through the service's own API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/testing/peer';
import { bookingMade } from '@seteli/schema/events/bookings';
import { approvalWithdrawn } from '@seteli/schema/events/registry';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const book = async (voucherId: string, change: Record<string, unknown> = {}, by = w.recorder) =>
  (await world.bookings.ask(by, op.BOOK, { input: w.bookingInput(voucherId, change) })).data?.makeBooking;

describe('a booking', () => {
  it('covers all contents of the voucher that the provider may serve, and keeps who noted both consents, when and how', async () => {
    const voucherId = await w.grantVoucher(world);
    const { booking, refusal } = await book(voucherId, { wish: '  Iltapäivisin ' });
    expect(refusal).toBeNull();
    const consent = { givenThrough: { id: w.recorder.userId }, givenAt: '2026-06-16T09:00:00.000Z', channel: 'PHONE' };
    expect(booking).toMatchObject({
      firstDay: '2026-02-01',
      wish: 'Iltapäivisin',
      voucher: { id: voucherId },
      provider: { id: w.providerId },
      unit: { id: w.unitId },
      consents: [
        { kind: 'TERMS_ACCEPTED', ...consent },
        { kind: 'CONTRACT_FORMED', ...consent },
      ],
    });
    expect(booking.contents.map(({ id }: { id: string }) => id)).toEqual([w.dayContent, w.eveningContent, w.nightContent]);
  });

  it('keeps the version of the terms that the client agreed to, which people can read before', async () => {
    const TERMS = 'version hash firstDay termsAccepted(language: SV) contractFormed law(language: EN)';
    const { consentTerms: now } = (await world.bookings.ask(w.recorder, `{ consentTerms { ${TERMS} } }`)).data;
    expect(now).toEqual({
      version: 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      firstDay: '2026-01-01',
      termsAccepted: 'Klienten godkänner avtalsvillkoren.',
      contractFormed: 'Asiakas hyväksyy muodostavansa sopimussuhteen palveluntuottajan kanssa.',
      law: 'The Consumer Protection Act applies to the contract.',
    });
    const voucherId = await w.grantVoucher(world);
    expect((await book(voucherId, { termsVersion: 2 })).refusal).toMatchObject({ code: 'STALE', path: ['termsVersion'] });
    const { booking } = await book(voucherId, { termsVersion: 1 });
    const CONSENTS = `query ($id: ID!) { booking(id: $id) { consents { kind text(language: EN) terms { ${TERMS} } } } }`;
    const seen = async () => (await world.bookings.ask(w.client, CONSENTS, { id: booking.id })).data.booking.consents;
    expect(await seen()).toEqual([
      { kind: 'TERMS_ACCEPTED', text: 'The client accepts the terms of the contract.', terms: now },
      { kind: 'CONTRACT_FORMED', text: 'The client accepts that they enter into a contract with the service provider.', terms: now },
    ]);
    // The previous version inserts consents without the version of the terms.
    await world.bookings.database.pool.query('update consent set terms_version = null where booking_id = $1', [booking.id]);
    expect(await seen()).toMatchObject([
      { text: null, terms: null },
      { text: null, terms: null },
    ]);
  });

  it('begins today unless another day is given', async () => {
    expect((await book(await w.grantVoucher(world), { firstDay: null })).booking.firstDay).toBe('2026-06-16');
  });

  it('is announced as its contract says, in the organiser’s partition', async () => {
    const voucherId = await w.grantVoucher(world);
    const { booking } = await book(voucherId);
    const [event] = (await announced(world.bookings.database, bookingMade.type)).filter(({ subject }) => subject === booking.id);
    expect(event!.partition).toBe(w.organiserId);
    expect(z.decode(bookingMade.data, event!.data as never)).toMatchObject({ voucherId, personId: w.personId, unitId: w.unitId });
    expect(JSON.stringify(event)).not.toContain('wish');
  });

  it('is made once for one key, also by twins at the same moment, and the key is refused for anything else', async () => {
    const voucherId = await w.grantVoucher(world);
    const idempotencyKey = newId();
    const [one, twin] = await Promise.all([book(voucherId, { idempotencyKey }), book(voucherId, { idempotencyKey })]);
    expect(twin).toEqual(one);
    expect((await book(voucherId, { idempotencyKey, channel: 'ONLINE' })).refusal).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(await w.count(world, 'select count(*) from booking where voucher_id = $1', voucherId)).toBe(1);
  });
});

describe('a booking is refused', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['for a unit of another company', { unitId: newId() }, 'NOT_FOUND', 'unitId'],
    ['without the terms accepted', { termsAccepted: false }, 'CONSENT_MISSING', 'termsAccepted'],
    ['without the contract formed', { contractFormed: false }, 'CONSENT_MISSING', 'contractFormed'],
    ['without the channel of the consents', { channel: null }, 'CONSENT_MISSING', 'channel'],
    ['before the voucher begins', { firstDay: '2025-12-31' }, 'OUTSIDE_VALIDITY', 'firstDay'],
    ['after the voucher has ended', { firstDay: '2027-01-01' }, 'OUTSIDE_VALIDITY', 'firstDay'],
    ['for a unit without a price list', { unitId: w.unpricedUnitId }, 'NO_PRICE', 'unitId'],
  ])('%s', async (_, change, code, path) => {
    const { booking, refusal } = await book(await w.grantVoucher(world), change);
    expect(booking).toBeNull();
    expect(refusal).toMatchObject({ code, path: [path] });
    expect(refusal.message.length).toBeGreaterThan(5);
  });

  it('on a day after the provider’s approval, and a later voucher does not exist for that provider', async () => {
    const approval = {
      approvalId: newId(),
      organiserId: w.organiserId,
      serviceId: w.checkedServiceId,
      providerId: w.otherProviderId,
      contentIds: [w.checkedContent],
      firstDay: w.day('2026-01-01'),
      lastDay: w.day('2026-05-31'),
      version: 2,
    };
    await world.registry.say(w.organiserId, announce(approvalWithdrawn, approval.approvalId, approval));
    const bookFor = async (voucherId: string) =>
      (await book(voucherId, { unitId: w.otherUnitId, firstDay: '2026-06-01' }, w.otherRecorder)).refusal.code;
    expect(await bookFor(await w.grantVoucher(world, w.checkedVoucher))).toBe('NOT_APPROVED');
    expect(await bookFor(await w.grantVoucher(world, { ...w.checkedVoucher, firstDay: w.day('2026-06-01') }))).toBe('NOT_FOUND');
  });
});

describe('30: a booking of a purchased service', () => {
  const purchased = { arrangementKind: 'PURCHASED' as const };
  const none = { termsAccepted: undefined, contractFormed: undefined, channel: undefined };

  it.each([
    ['needs no consent of the client', none],
    ['keeps no consent that was given', {}],
  ])('%s', async (_, change) => {
    const { booking, refusal } = await book(await w.grantVoucher(world, purchased), change);
    expect(refusal).toBeNull();
    expect(booking.consents).toEqual([]);
  });

  it('goes on with the order that follows, but not on a voucher to which the client has agreed nothing', async () => {
    const follow = async (next: 'PURCHASED' | 'VOUCHER') => {
      const voucherId = await w.grantVoucher(world, { ...purchased, lastDay: w.day('2026-05-31') });
      const { booking } = await book(voucherId, none);
      const change = { predecessorId: voucherId, firstDay: w.day('2026-06-01'), arrangementKind: next };
      return [booking.id, await w.count(world, 'select count(*) from booking where voucher_id = $1', await w.grantVoucher(world, change))];
    };
    expect(await follow('PURCHASED')).toEqual([expect.any(String), 1]);
    expect(await follow('VOUCHER')).toEqual([expect.any(String), 0]);
  });
});

describe('a unit books a voucher once', () => {
  const END = 'mutation ($input: EndBookingInput!) { endBooking(input: $input) { booking { id } refusal { code } } }';
  const end = (bookingId: string, lastDay: string) =>
    world.bookings.ask(w.recorder, END, { input: { idempotencyKey: newId(), bookingId, lastDay } });

  it('also when two people try at the same moment, and again from the day after that booking has ended', async () => {
    const voucherId = await w.grantVoucher(world);
    const answers = await Promise.all([book(voucherId), book(voucherId), book(voucherId, { firstDay: '2026-03-01' })]);
    const [made] = answers.flatMap(({ booking }) => booking ?? []);
    expect(answers.map(({ refusal }) => refusal?.code ?? 'made').toSorted()).toContain('ALREADY_BOOKED');
    const open = await w.count(world, 'select count(*) from booking where voucher_id = $1 and last_day is null', voucherId);
    expect(open).toBe(1);
    expect((await book(voucherId, { firstDay: '2026-06-16' })).refusal).toMatchObject({ code: 'ALREADY_BOOKED', path: ['unitId'] });
    const { rows } = await world.bookings.database.pool.query('select id from booking where voucher_id = $1 and last_day is null', [
      voucherId,
    ]);
    await end(rows[0].id, '2026-06-15');
    expect((await book(voucherId, { firstDay: '2026-06-15' })).refusal).toMatchObject({ code: 'ALREADY_BOOKED' });
    expect((await book(voucherId, { firstDay: '2026-06-16' })).refusal).toBeNull();
    expect(made).toBeDefined();
  });

  it('for earlier days up to those that it has booked, and other services hear both days', async () => {
    const voucherId = await w.grantVoucher(world);
    await book(voucherId, { firstDay: '2026-03-01' });
    const { booking } = await book(voucherId, { firstDay: '2026-02-01' });
    const { data } = await world.bookings.ask(w.recorder, 'query ($id: ID!) { booking(id: $id) { firstDay lastDay } }', { id: booking.id });
    expect(data.booking).toEqual({ firstDay: '2026-02-01', lastDay: '2026-02-28' });
    const events = (await announced(world.bookings.database)).filter(({ subject }) => subject === booking.id);
    expect(events.map(({ data: said }) => said)).toMatchObject([
      { firstDay: '2026-02-01', version: 1 },
      { lastDay: '2026-02-28', version: 2 },
    ]);
    await end(booking.id, '2026-02-10');
    expect((await book(voucherId, { firstDay: '2026-02-11' })).refusal).toBeNull();
  });

  it('and once in a voucher that follows, whichever of the two it booked first', async () => {
    const voucherId = await w.grantVoucher(world, { lastDay: w.day('2026-06-30') });
    const next = await w.grantVoucher(world, { predecessorId: voucherId, firstDay: w.day('2026-07-01') });
    expect((await book(next, { firstDay: '2026-07-01' })).refusal).toBeNull();
    expect((await book(voucherId)).refusal).toBeNull();
    expect(await w.count(world, 'select count(*) from booking where voucher_id = $1', next)).toBe(1);
  });

  it('and the database keeps out what the rule would let in, while another unit may still book', async () => {
    const { voucherId, bookingId } = await w.book(world);
    const twin = `insert into booked_content (booking_id, content_id, voucher_id, unit_id, first_day)
      select booking_id, gen_random_uuid(), voucher_id, unit_id, first_day from booked_content where booking_id = $1 limit 1
      returning content_id`;
    const { pool } = world.bookings.database;
    const { rows } = await pool.query(twin, [bookingId]);
    const other = (await w.book(world)).bookingId;
    const again = 'insert into booked_content (booking_id, content_id, voucher_id, unit_id, first_day) values ($1, $2, $3, $4, $5)';
    const twice = [other, rows[0].content_id, voucherId, w.unitId, '2026-12-31'];
    await expect(pool.query(again, twice)).rejects.toMatchObject({ constraint: 'content_is_booked_once_a_day' });
    await pool.query(again, twice.with(3, w.unpricedUnitId));
  });
});

describe('to strangers the voucher does not exist', () => {
  it('an unknown voucher, a provider without approval and a user without the team get the same answer', async () => {
    const voucherId = await w.grantVoucher(world);
    const unknown = await book(newId());
    expect(unknown).toMatchObject({ booking: null, refusal: { code: 'NOT_FOUND', path: ['voucherId'] } });
    expect(await book(voucherId, {}, w.recorderWithoutTeam)).toEqual(unknown);
    expect(await book(voucherId, {}, w.otherRecorder)).toEqual(unknown);
    expect(await book(voucherId, { termsAccepted: false, firstDay: '2020-01-01' }, w.otherRecorder)).toEqual(unknown);
  });

  it.each([
    ['an officer', w.checker],
    ['the client', w.client],
  ])('%s may not book, and learns nothing more', async (_, by) => {
    const { data, errors } = await world.bookings.ask(by, op.BOOK, { input: w.bookingInput(newId()) });
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('bookings are seen', () => {
  const ONE = 'query ($id: ID!) { booking(id: $id) { id } }';
  const ENTITY = 'query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on Booking { id wish } } }';
  const LIST =
    'query ($after: String) { bookings(first: 2, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }';

  it('by the provider with the team, the organiser and the client, and by nobody else, entities included', async () => {
    const { bookingId } = await w.book(world);
    const sees = async (by: typeof w.recorder) => {
      const one = (await world.bookings.ask(by, ONE, { id: bookingId })).data.booking;
      const [entity] = (await world.bookings.ask(by, ENTITY, { of: [{ __typename: 'Booking', id: bookingId }] })).data.entities;
      return [one?.id ?? null, entity?.id ?? null];
    };
    for (const by of [w.recorder, w.checker, w.granter, w.client]) expect(await sees(by)).toEqual([bookingId, bookingId]);
    for (const by of [w.recorderWithoutTeam, w.otherRecorder, w.otherChecker, w.stranger]) expect(await sees(by)).toEqual([null, null]);
  });

  it('page by page, newest first', async () => {
    const personId = newId();
    const by = { ...w.client, organisation: { kind: 'PERSON' as const, id: personId } };
    const made: string[] = [];
    for (let n = 0; n < 3; n++) made.push((await w.book(world, { personId })).bookingId);
    const page = async (after: string | null) => (await world.bookings.ask(by, LIST, { after })).data.bookings;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    const ids = [...first.edges, ...second.edges].map(({ node }: { node: { id: string } }) => node.id);
    expect(ids).toEqual(made.toReversed());
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([first.pageInfo.hasPreviousPage, second.pageInfo.hasPreviousPage]).toEqual([false, true]);
    expect(second.pageInfo.startCursor).toBe(second.edges[0].cursor);
  });

  it('with their visits, newest first and page by page, for a list of bookings at once', async () => {
    const personId = newId();
    const by = { ...w.client, organisation: { kind: 'PERSON' as const, id: personId } };
    const { bookingId } = await w.book(world, { personId });
    const other = await w.book(world, { personId });
    const visits = ['10', '12', '14'].map((hour) => sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour}:30`));
    const results = await w.record(world, [...visits, sent.row(other.bookingId, '2026-06-15T16:00', '2026-06-15T17:00')]);
    const query = '{ bookings { edges { node { id visits(first: 2) { edges { node { id } } pageInfo { hasNextPage } } } } } }';
    const { edges } = (await world.bookings.ask(by, query)).data.bookings;
    const [, b, c, d] = results.map(({ visit }: { visit: { id: string } }) => ({ node: { id: visit.id } }));
    expect(edges.map(({ node }: { node: { visits: unknown } }) => node.visits)).toEqual([
      { edges: [d], pageInfo: { hasNextPage: false } },
      { edges: [c, b], pageInfo: { hasNextPage: true } },
    ]);
  });
});
