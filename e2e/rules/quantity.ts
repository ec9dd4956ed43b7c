/**
 * The rules of what a client may use: quantities, balances, the days of a voucher, and the organiser's commitments for
 * them. Registers the tests.
 */
import { randomUUID } from 'node:crypto';
import { COMPANY, PIRKANMAA } from '@seteli/local/personas';
import { expect, it } from 'vitest';
import { nextClient } from '../clients.ts';
import { until } from '../waiting.ts';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { at, lines, money, times, type Payload } from './reading.ts';

export function whatIsGranted(world: World, office: Office): void {
  const { content, contents, recorded, minutes } = office;

  const beyond = async () => {
    const { bookingId } = await office.serve('cleaning', minutes('cleaning', 600));
    await office.record(bookingId, times('2026-06-15', '08:00', '17:15'));
    return bookingId;
  };

  // faults/races.ts tests R9: two providers draw on one quota at the same moment.
  it('R8 vouchers refuses a whole visit beyond the quota, and says what is left', async () => {
    const bookingId = await beyond();
    expect(money(await office.record(bookingId, times('2026-06-16', '08:00', '10:00')))).toBe('QUOTA_EXCEEDED 45');
  });

  it('R8 when the client has accepted extra service, the voucher covers the earliest minutes and they pay the rest', async () => {
    const bookingId = await beyond();
    const answer = await office.record(bookingId, {
      ...times('2026-06-16', '08:00', '10:00'),
      extraService: { acceptedAt: at('2026-06-15', '12:00'), channel: 'PHONE' },
    });
    expect(lines(answer)).toEqual(['a 2026-06 0.75: 28.88 = 24.00 + 4.88', 'a 2026-06 1.25: 48.12 = 0.00 + 48.12 extra']);
    expect([answer.visit.total, answer.visit.organiserShare, answer.visit.clientShare, answer.visit.extraService]).toEqual([
      '28.88',
      '24.00',
      '4.88',
      '48.12',
    ]);
  });

  it('June’s rest can be used in July, and not in August', async () => {
    const wish = { ...minutes('cleaning', 60, 'MONTH', { carryOver: true }), firstDay: '2026-06-01', lastDay: '2026-12-31' };
    const { bookingId } = await office.serve('cleaning', wish);
    const visit = (day: string, to: string) => office.record(bookingId, times(day, '08:00', to));
    expect(money(await visit('2026-06-16', '08:30'))).toBe('19.25 = 16.00 + 3.25');
    expect(money(await visit('2026-07-14', '09:31'))).toBe('QUOTA_EXCEEDED 90');
    expect(money(await visit('2026-07-14', '09:30'))).toBe('57.75 = 48.00 + 9.75');
    expect(money(await visit('2026-08-18', '09:01'))).toBe('QUOTA_EXCEEDED 60');
    expect(money(await recorded('cleaning', times('2026-08-18', '08:00', '10:01'), wish))).toBe('QUOTA_EXCEEDED 120');
  });

  it('each range of days has a quantity of its own, and between them there is none', async () => {
    const periods = ['2026-06', '2026-07'].map((month) => ({ firstDay: `${month}-01`, lastDay: `${month}-15` }));
    const wish = { ...minutes('cleaning', 60, 'PERIOD', { periods }), firstDay: '2026-06-01', lastDay: '2026-12-31' };
    const { bookingId } = await office.serve('cleaning', wish);
    const visit = (day: string, from = '08:00') => office.record(bookingId, times(day, from, `${from.slice(0, 2)}:45`));
    expect(money(await visit('2026-06-15'))).toBe('28.88 = 24.00 + 4.88');
    expect(money(await visit('2026-06-15', '10:00'))).toBe('QUOTA_EXCEEDED 15');
    expect(money(await visit('2026-06-16'))).toBe('OUTSIDE_VALIDITY');
    expect(money(await visit('2026-07-01'))).toBe('28.88 = 24.00 + 4.88');
  });

  it('a night over the end of a voucher draws on it and on the one that follows', async () => {
    const personId = nextClient();
    const june = { ...minutes('patient', 180, 'ONCE'), personId, firstDay: '2026-06-01', lastDay: '2026-06-30' };
    const { voucher, bookingId } = await office.serve('patient', june);
    const july = { ...minutes('patient', 90, 'ONCE'), personId, firstDay: '2026-07-01', lastDay: '2026-07-31', predecessorId: voucher.id };
    const { voucher: next } = await office.grant('patient', july);
    const night = (until: string) => office.record(bookingId, { start: at('2026-06-30', '22:00'), end: at('2026-07-01', until) });
    await until('bookings knows the one that follows', async () => money(await night('02:00')) === 'QUOTA_EXCEEDED 90');
    expect(lines(await night('01:30'))).toEqual(['h 2026-06 2: 77.00 = 64.00 + 13.00', 'h 2026-07 1.5: 57.75 = 48.00 + 9.75']);
    const left = 'query ($id: ID!, $day: Date!) { voucher(id: $id) { entitlements { remaining(day: $day) { minutes } } } }';
    const leftOf = async (id: string, day: string) =>
      (await world.client.ask('granter', left, { id, day })).voucher.entitlements[0].remaining.minutes;
    expect([await leftOf(voucher.id, '2026-06-30'), await leftOf(next.id, '2026-07-01')]).toEqual([60, 0]);
  });

  it('a voucher with a later last day pays the days up to it', async () => {
    const { voucher, bookingId } = await office.serve('cleaning', { ...minutes('cleaning', 600), lastDay: '2026-06-30' });
    const visit = async () => money(await office.record(bookingId, times('2026-07-14', '08:00', '10:00')));
    expect(await visit()).toBe('OUTSIDE_VALIDITY');
    const moved = { idempotencyKey: '', voucherId: voucher.id, lastDay: '2036-12-31' };
    expect((await office.change('granter', 'extendVoucher', 'voucher { lastDay }', moved)).voucher).toEqual({ lastDay: '2036-12-31' });
    await until('bookings knows', async () => (await visit()) === '77.00 = 64.00 + 13.00');
  });

  it('commitments say what was granted for a year, what clients used of it, and what is still held', async () => {
    const summer = { ...minutes('promised', 600), firstDay: '2026-06-01', lastDay: '2026-07-31' };
    await recorded('promised', times('2026-06-16', '08:00', '10:00'), summer);
    const asked = 'query { commitments(year: 2026) { service { code } granted used outsideQuota held released } }';
    const { commitments } = await world.client.ask('granter', asked);
    expect(commitments.find(({ service }: { service: { code: string } }) => service.code === 'promised')).toMatchObject({
      granted: '640.00',
      used: '64.00',
      outsideQuota: '0.00',
      held: '576.00',
      released: '0.00',
    });
  });

  it('R15 a balance pays what is left of it', async () => {
    const batch = (amount: string) => ({ amount, firstDay: '2026-01-01', lastDay: '2026-12-31' });
    const balance = { contentIds: contents('dear-by-day'), batches: [batch('300.00'), batch('200.00')] };
    const { voucher, bookingId } = await office.serve('dear-by-day', { balance });
    const day = (date: string) => office.record(bookingId, { contentId: content('dear-by-day', 'day'), day: date });
    expect([money(await day('2026-06-01')), money(await day('2026-06-02')), money(await day('2026-06-03'))]).toEqual([
      '200.00 = 200.00 + 0.00',
      '200.00 = 200.00 + 0.00',
      '200.00 = 100.00 + 100.00',
    ]);
    const left = 'query ($id: ID!) { voucher(id: $id) { balance { remaining(day: "2026-06-04") } } }';
    expect((await world.client.ask('granter', left, { id: voucher.id })).voucher.balance.remaining).toBe('0.00');
  });

  it('R15 a granter recalculates the balance after a deletion: it pays the later visit, and the client is told', async () => {
    const batch = { amount: '500.00', firstDay: '2026-01-01', lastDay: '2026-12-31' };
    const { voucher, bookingId } = await office.serve('dear-by-day', {
      balance: { contentIds: contents('dear-by-day'), batches: [batch] },
    });
    const day = (date: string) => office.record(bookingId, { contentId: content('dear-by-day', 'day'), day: date });
    const [, second, third] = [await day('2026-06-01'), await day('2026-06-02'), await day('2026-06-03')];
    expect(money(third)).toBe('200.00 = 100.00 + 100.00');
    await office.change('recorder', 'deleteVisit', 'visit { state }', { idempotencyKey: '', visitId: second.visit.id });
    const again = async (previewId?: string) =>
      (
        await office.change('granter', 'recalculateBalance', 'recalculation { previewId effects { visit { id } } }', {
          idempotencyKey: '',
          voucherId: voucher.id,
          ...(previewId && { previewId }),
        })
      ).recalculation;
    const preview = await until('vouchers knows of the deletion', async () => {
      const shown = await again();
      return shown.effects.length > 0 && shown;
    });
    await again(preview.previewId);
    const NOTICES = 'query ($id: ID!) { booking(id: $id) { notices { kind visit { id clientShare } oldClientShare newClientShare } } }';
    const notices = await until('the client is told', async () => {
      const { booking } = await world.client.ask('recorder', NOTICES, { id: bookingId });
      return booking.notices.length > 0 && booking.notices;
    });
    expect(notices).toEqual([
      {
        kind: 'SHARE_RECALCULATED',
        visit: { id: third.visit.id, clientShare: '0.00' },
        oldClientShare: '100.00',
        newClientShare: '0.00',
      },
    ]);
  });

  it('a month that is paid in full once it has begun is paid once, though another voucher follows in the middle of it', async () => {
    const [personId, wish] = [nextClient(), office.amounts('monthly-once', '1')];
    const { voucher, bookingId } = await office.serve('monthly-once', { ...wish, personId, firstDay: '2026-06-01', lastDay: '2026-06-15' });
    const following = { ...wish, personId, firstDay: '2026-06-16', lastDay: '2026-12-31', predecessorId: voucher.id };
    const { voucher: next } = await office.grant('monthly-once', following);
    const asked = 'query { bookings(first: 200) { edges { node { id voucher { id } } } } }';
    const second = await until('the booking goes on', async () => {
      const { edges } = (await world.client.ask('recorder', asked)).bookings;
      return edges.find(({ node }: Payload) => node.voucher.id === next.id)?.node.id as string | undefined;
    });
    const month = (booking: string, day: string, lastDay: string) =>
      office.record(booking, { contentId: content('monthly-once', 'month'), day, lastDay });
    expect(money(await month(bookingId, '2026-06-01', '2026-06-15'))).toBe('63.90 = 63.90 + 0.00');
    expect(money(await month(second, '2026-06-16', '2026-06-30'))).toBe('DAY_ALREADY_RECORDED');
    expect(money(await month(second, '2026-07-01', '2026-07-05'))).toBe('63.90 = 63.90 + 0.00');
  });

  it('R16 vouchers refuses a visit outside the validity', async () => {
    const { bookingId } = await office.serve('cleaning', { ...minutes('cleaning', 600), lastDay: '2026-06-30' });
    expect(money(await office.record(bookingId, times('2026-07-01', '08:00', '10:00')))).toBe('OUTSIDE_VALIDITY');
  });

  it('R22 the voucher pays kilometres up to a visit’s limit, and nothing that the price includes', async () => {
    const km = { contentIds: [content('children', 'km')], unlimited: true, recurrence: 'MONTH' };
    const materials = { contentIds: [content('children', 'materials')], unlimited: true, recurrence: 'MONTH' };
    const wish = { entitlements: [{ contentIds: [content('children', 'h')], minutes: 600, recurrence: 'MONTH' }, km, materials] };
    const { bookingId } = await office.serve('children', wish);
    const visit = (hour: string, code: string, amount: string) =>
      office.record(bookingId, {
        ...times('2026-06-16', `${hour}:00`, `${hour}:30`),
        accessories: [{ contentId: content('children', code), amount }],
      });
    expect(lines(await visit('08', 'km', '24'))).toEqual(['h 2026-06 0.5: 19.25 = 16.00 + 3.25', 'km 2026-06 24: 12.00 = 12.00 + 0.00']);
    expect(money(await visit('09', 'km', '40.1'))).toBe('EXTRA_NOT_ALLOWED');
    expect(money(await visit('10', 'materials', '1'))).toBe('EXTRA_NOT_ALLOWED');
  });

  it('R25 two workers draw two hours in one hour, where the content allows it', async () => {
    expect(money(await recorded('cleaning', { ...times('2026-06-16', '08:00', '09:00'), workers: 2 }))).toBe('77.00 = 64.00 + 13.00');
    expect(money(await recorded('cheap', { ...times('2026-06-16', '08:00', '09:00'), workers: 2 }))).toBe('NOT_MULTI_WORKER');
  });

  it('a granter may raise an entitlement, and not lower it below what is used', async () => {
    const { voucher, bookingId } = await office.serve('cleaning', minutes('cleaning', 60));
    await office.record(bookingId, times('2026-06-16', '08:00', '09:00'));
    const entitlementId = voucher.entitlements[0].id;
    const to = async (wanted: number) =>
      (await office.change('granter', 'changeEntitlement', 'voucher { id }', { idempotencyKey: '', entitlementId, minutes: wanted }))
        .refusal?.code ?? 'changed';
    expect([await to(59), await to(60), await to(120)]).toEqual(['BELOW_USED', 'changed', 'changed']);
    expect(money(await office.record(bookingId, times('2026-06-17', '08:00', '09:00')))).toBe('38.50 = 32.00 + 6.50');
  });

  it('30 a purchased service needs no consent, since the client makes no contract', async () => {
    const { voucher } = await office.grant('day-activity', office.amounts('day-activity', '20'));
    const MAKE = 'mutation ($input: MakeBookingInput!) { makeBooking(input: $input) { booking { consents { kind } } refusal { code } } }';
    const booked = await until('bookings knows the order', async () => {
      const input = { idempotencyKey: randomUUID(), voucherId: voucher.id, unitId: COMPANY.units[0]!.id, firstDay: '2026-02-01' };
      const answer = (await world.client.ask('recorder', MAKE, { input })).makeBooking;
      return answer.refusal?.code === 'NOT_FOUND' ? undefined : answer;
    });
    expect(booked).toEqual({ booking: { consents: [] }, refusal: null });
  });

  it('the granting organiser sees the client in the same answer, and cannot grant to somebody who does not exist', async () => {
    const grantTo = (personId: string) =>
      office.change('granter', 'grantVoucher', 'voucher { id client { id familyName } }', {
        idempotencyKey: '',
        personId,
        serviceId: office.service('cleaning').id,
        firstDay: '2026-01-01',
        lastDay: null,
        clientCard: { name: 'Koe Asiakas', municipality: 'Tampere' },
        ...minutes('cleaning', 600),
      });
    const personId = nextClient();
    expect(await grantTo(personId)).toMatchObject({
      voucher: { client: { id: personId, familyName: expect.stringContaining('Asiakas') } },
      refusal: null,
    });
    for (const nobody of [randomUUID(), PIRKANMAA.id, COMPANY.id, office.service('cleaning').id])
      expect(await grantTo(nobody)).toMatchObject({ voucher: null, refusal: { code: 'NOT_FOUND', path: ['personId'] } });
  });
}
