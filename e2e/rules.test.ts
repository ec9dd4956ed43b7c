/**
 * Tries each rule of time, price, value and quota once through the API, with the numbers of the examples in docs/rules.
 * An organiser configures, a granter grants, a recorder books, records and reads. The tables beside the rules test
 * their boundaries.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { whatIsCorrectedLater } from './rules/corrected-later.ts';
import { whatIsExplained } from './rules/explaining.ts';
import { whatMonthsBring } from './rules/months.ts';
import { openOffice } from './rules/office.ts';
import { whatIsGranted } from './rules/quantity.ts';
import { at, lines, money, times } from './rules/reading.ts';
import { whatReachesBack } from './rules/reaching-back.ts';
import { whatIsReleased } from './rules/released.ts';
import { whatWaitsForAnOfficer } from './rules/second-person.ts';
import { SERVICES } from './rules/services.ts';
import { until } from './waiting.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const office = openOffice(world);
const { content, recorded, amounts, minutes } = office;
beforeAll(() => office.publish(SERVICES));

describe('time, price and value', () => {
  it('R1 with a flat value below the price, the client pays the difference', async () => {
    expect(money(await recorded('cleaning', times('2026-06-16', '08:00', '10:30')))).toBe('96.25 = 80.00 + 16.25');
  });

  it('R2 the clock splits a visit over a band boundary', async () => {
    const answer = await recorded('cleaning', times('2026-06-16', '16:30', '19:00'));
    expect(lines(answer)).toEqual(['a 2026-06 1.5: 57.75 = 48.00 + 9.75', 'b 2026-06 1: 44.00 = 36.80 + 7.20']);
    expect(money(answer)).toBe('101.75 = 84.80 + 16.95');
  });

  it('R3 below the value the organiser pays the price, and the client saves nothing', async () => {
    expect(money(await recorded('cheap', times('2026-06-16', '08:00', '10:00')))).toBe('58.00 = 58.00 + 0.00');
  });

  it('R4 a service that is free by law costs the client nothing, and registry publishes no price above its value', async () => {
    expect(money(await recorded('free', times('2026-06-16', '08:00', '11:00')))).toBe('63.00 = 63.00 + 0.00');
    expect(money(await recorded('free', times('2026-06-14', '10:00', '12:00')))).toBe('84.00 = 84.00 + 0.00');
    const prices = [{ contentId: content('free', 'a'), price: '22.50' }];
    const dear = await office.change('service-manager', 'submitPriceList', 'priceList { id }', {
      unitId: '019b0000-0003-7000-8000-000000000001',
      serviceId: office.service('free').id,
      firstDay: '2036-01-01',
      prices,
    });
    expect(dear.refusal.code).toBe('PRICE_EXCEEDS_CAP');
  });

  it('R5 a public holiday overrides the weekday', async () => {
    expect(money(await recorded('care', times('2026-05-14', '10:00', '12:00')))).toBe('160.00 = 144.00 + 16.00');
  });

  it('R6 an eve replaces only the evening of its weekday', async () => {
    const answer = await recorded('care', times('2026-05-13', '17:00', '19:00'));
    expect(lines(answer)).toEqual(['day 2026-05 1: 40.00 = 36.00 + 4.00', 'eve 2026-05 1: 80.00 = 72.00 + 8.00']);
  });

  it('R7 a night over the end of a month becomes two lines of two months', async () => {
    const answer = await recorded('night', { start: at('2026-06-30', '22:00'), end: at('2026-07-01', '02:00') });
    expect(lines(answer)).toEqual(['h 2026-06 2: 92.00 = 80.00 + 12.00', 'h 2026-07 2: 92.00 = 80.00 + 12.00']);
  });

  it('R12, R13 an income-linked value is rounded up to five cents, times the coefficient of the evening', async () => {
    const wish = { ...minutes('care', 600), ownValue: { income: { monthlyIncome: '1800.00', persons: 2 } } };
    const { voucher, bookingId } = await office.serve('care', wish);
    expect(voucher.ownValue.base).toBe('24.25');
    expect(lines(await office.record(bookingId, times('2026-06-16', '18:00', '19:00')))).toEqual([
      'evening 2026-06 1: 50.00 = 27.89 + 22.11',
    ]);
  });

  it('R13 a client’s own value takes the coefficients, and a value written for a content wins', async () => {
    const evening = times('2026-06-16', '18:00', '19:00');
    const own = (more: object) => ({ ...minutes('care', 600), ownValue: { base: '30.00', ...more } });
    expect(money(await recorded('care', evening, own({})))).toBe('50.00 = 34.50 + 15.50');
    const written = [{ contentId: content('care', 'evening'), value: '33.33' }];
    expect(money(await recorded('care', evening, own({ contents: written })))).toBe('50.00 = 33.33 + 16.67');
  });

  it('R17 the value of the day of service holds, whenever it is recorded', async () => {
    const { bookingId } = await office.serve('dated');
    expect(money(await office.record(bookingId, times('2024-02-29', '08:00', '09:00', '+02:00')))).toBe('38.50 = 30.50 + 8.00');
    expect(money(await office.record(bookingId, times('2024-03-01', '08:00', '09:00', '+02:00')))).toBe('38.50 = 32.00 + 6.50');
  });

  it('R19 housing has two values by the day, and a day is presence or absence', async () => {
    const { bookingId } = await office.serve('housing', amounts('housing', '31'));
    const day = content('housing', 'day');
    expect(money(await office.record(bookingId, { contentId: day, day: '2026-03-01', lastDay: '2026-03-31' }))).toBe(
      '5425.00 = 4960.00 + 465.00',
    );
    expect(money(await office.record(bookingId, { contentId: day, day: '2026-04-01', lastDay: '2026-04-29' }))).toBe(
      '5075.00 = 5075.00 + 0.00',
    );
    const away = await office.record(bookingId, { contentId: content('housing', 'away'), day: '2026-04-30' });
    expect([away.visit.kind, money(away)]).toEqual(['ABSENCE', '140.00 = 140.00 + 0.00']);
    expect(money(await office.record(bookingId, { contentId: day, day: '2026-04-30' }))).toBe('DAY_ALREADY_RECORDED');
  });

  it('R20 a month that began on its eleventh costs twenty thirtieths, and a week over the end of a month is shared', async () => {
    expect(
      money(
        await recorded(
          'monthly',
          { contentId: content('monthly', 'month'), day: '2026-06-11', lastDay: '2026-06-30' },
          amounts('monthly', '1'),
        ),
      ),
    ).toBe('42.60 = 42.60 + 0.00');
    const week = await recorded(
      'weekly',
      { contentId: content('weekly', 'week'), day: '2026-06-29', lastDay: '2026-07-05' },
      amounts('weekly', '1', 'WEEK'),
    );
    expect(lines(week)).toEqual(['week 2026-06 0.2857: 1.26 = 1.26 + 0.00', 'week 2026-07 0.7142: 3.14 = 3.14 + 0.00']);
  });

  it('R21 time is charged to the minute, or by started quarters', async () => {
    expect(money(await recorded('cleaning', times('2026-06-16', '08:00', '08:17')))).toBe('10.91 = 9.07 + 1.84');
    expect(money(await recorded('started', times('2026-06-16', '08:00', '08:17')))).toBe('19.25 = 16.00 + 3.25');
  });

  it('R23 the night of autumn has nine hours, that of spring seven', async () => {
    const { bookingId } = await office.serve('night');
    expect(lines(await office.record(bookingId, { start: at('2026-10-24', '22:00'), end: at('2026-10-25', '06:00', '+02:00') }))).toEqual([
      'h 2026-10 9: 414.00 = 360.00 + 54.00',
    ]);
    expect(lines(await office.record(bookingId, { start: at('2026-03-28', '22:00', '+02:00'), end: at('2026-03-29', '06:00') }))).toEqual([
      'h 2026-03 7: 322.00 = 280.00 + 42.00',
    ]);
  });

  it('R24 total and organiser have tax computed by themselves, and the client has what is left', async () => {
    const { visit } = await recorded('cleaning', times('2026-06-16', '08:00', '10:30'));
    const [line] = visit.lines;
    expect([line.vatPercent, line.totalVat, line.organiserVat, line.clientVat]).toEqual(['25.5', '19.56', '16.25', '3.31']);
  });

  it('a visit by other units belongs to the band of its start, and meals and procedures are counted', async () => {
    expect(lines(await recorded('family-work', times('2026-06-16', '17:00', '19:00'), amounts('family-work', '4')))).toEqual([
      'visit 2026-06 1: 70.00 = 60.00 + 10.00',
    ]);
    expect(
      money(await recorded('meals', { contentId: content('meals', 'meal'), day: '2026-06-16', amount: '3' }, amounts('meals', '20'))),
    ).toBe('28.50 = 24.00 + 4.50');
    expect(
      money(
        await recorded(
          'dental',
          { contentId: content('dental', 'filling'), day: '2026-06-16', amount: '2' },
          amounts('dental', '4', 'ONCE'),
        ),
      ),
    ).toBe('190.00 = 100.00 + 90.00');
  });
});

describe('quantity', () => {
  whatIsGranted(world, office);
});

describe('visits that did not go as planned', () => {
  it('R14 the terms say who pays a late cancellation', async () => {
    const planned = times('2026-06-16', '12:00', '14:00');
    const early = { ...planned, kind: 'CANCELLATION', noticeAt: at('2026-06-15', '06:00') };
    const late = { ...planned, kind: 'CANCELLATION', noticeAt: at('2026-06-16', '07:00') };
    const { bookingId } = await office.serve('cancelled-by-client');
    expect(money(await office.record(bookingId, early))).toBe('NOTHING_BILLABLE');
    expect(money(await office.record(bookingId, late))).toBe('38.50 = 0.00 + 38.50');
    expect(money(await recorded('cancelled-by-both', late))).toBe('38.50 = 32.00 + 6.50');
    expect(money(await recorded('cleaning', late))).toBe('NOTHING_BILLABLE');
    const borne = await recorded('cancelled-by-organiser', late);
    expect([money(borne), borne.visit.unbilled]).toEqual(['77.00 = 64.00 + 0.00', '13.00']);
  });

  it('an import answers each row that it cannot read or record by its line, and the other rows stand', async () => {
    const { bookingId } = await office.serve('cleaning');
    const row = (from: string, to: string) => `${bookingId};${at('2026-06-16', from)};${at('2026-06-16', to)}`;
    const csv = ['bookingId;start;end', row('08:00', '09:00'), row('at ten', '11:00'), row('20:30', '21:30')].join('\n');
    const mutation = `mutation ($input: ImportVisitsInput!) { importVisits(input: $input) { results { line visit { start } refusal { code } fault } } }`;
    const { importVisits } = await world.client.ask('recorder', mutation, { input: { idempotencyKey: randomUUID(), csv } });
    expect(importVisits.results).toEqual([
      { line: 2, visit: { start: '2026-06-16T05:00:00.000Z' }, refusal: null, fault: null },
      { line: 3, visit: null, refusal: null, fault: expect.any(String) },
      { line: 4, visit: null, refusal: { code: 'NO_BAND' }, fault: null },
    ]);
  });

  it('a recorder sets, pauses and ends recurring visits', async () => {
    const { bookingId } = await office.serve('cleaning');
    const rule = { rule: 'FREQ=WEEKLY;BYDAY=MO,WE', firstDay: '2036-03-03', startTime: '08:00', endTime: '09:30' };
    const set = await office.change('recorder', 'setRecurringVisits', 'recurringVisits { id }', { idempotencyKey: '', bookingId, ...rule });
    const recurringVisitsId = set.recurringVisits.id;
    const away = { firstDay: '2036-03-10', lastDay: '2036-03-14' };
    await office.change('recorder', 'pauseRecurringVisits', 'recurringVisits { id }', { idempotencyKey: '', recurringVisitsId, ...away });
    const end = { idempotencyKey: '', recurringVisitsId, lastDay: '2036-03-31' };
    await office.change('recorder', 'endRecurringVisits', 'recurringVisits { id }', end);
    const asked = `query ($id: ID!) { booking(id: $id) { recurringVisits { rule firstDay lastDay startTime endTime pauses { firstDay lastDay } } } }`;
    const { booking } = await world.client.ask('recorder', asked, { id: bookingId });
    expect(booking.recurringVisits).toEqual([{ ...rule, lastDay: '2036-03-31', pauses: [away] }]);
  });

  it('R26 the same visit twice counts once, and two visits at one time need a reason', async () => {
    const { bookingId } = await office.serve('cleaning');
    const visit = { ...times('2026-06-16', '08:00', '10:00'), externalId: randomUUID() };
    const first = await office.record(bookingId, visit);
    expect((await office.record(bookingId, visit)).visit.id).toBe(first.visit.id);
    expect(money(await office.record(bookingId, { ...visit, end: at('2026-06-16', '10:30') }))).toBe('EXTERNAL_ID_CONFLICT');
    expect(money(await office.record(bookingId, times('2026-06-16', '09:00', '11:00')))).toBe('OVERLAP');
    const reasoned = await office.record(bookingId, { ...times('2026-06-16', '09:00', '11:00'), overlapReason: 'Kaksi työntekijää' });
    expect([reasoned.visit.state, reasoned.visit.flags]).toEqual(['UNDER_REVIEW', expect.arrayContaining(['OVERLAP'])]);
  });

  it('R28 a visit drawn by lot waits for a checker', async () => {
    const now = Temporal.Now.zonedDateTimeISO('Europe/Helsinki').subtract({ hours: 3 }).round({ smallestUnit: 'minute' });
    const { visit } = await recorded('sampled', {
      start: now.toInstant().toString(),
      end: now.add({ minutes: 60 }).toInstant().toString(),
    });
    expect([visit.state, visit.flags]).toEqual(['UNDER_REVIEW', ['SAMPLED']]);
  });

  it('R29 for a purchased service the organiser pays the contract price, or the price of the order', async () => {
    expect(
      money(
        await recorded('day-activity', { contentId: content('day-activity', 'day'), day: '2026-06-16' }, amounts('day-activity', '20')),
      ),
    ).toBe('175.00 = 175.00 + 0.00');
    const order = { ...amounts('day-activity', '20'), contractPrices: [{ contentId: content('day-activity', 'day'), price: '170.00' }] };
    const visit = { contentId: content('day-activity', 'day'), day: '2026-06-16' };
    expect(money(await recorded('day-activity', visit, order))).toBe('170.00 = 170.00 + 0.00');
  });

  it('R30 after the last day of a booking nobody records for it, and before it they still do', async () => {
    const { bookingId } = await office.serve('cleaning');
    const ended = await office.change('recorder', 'endBooking', 'booking { lastDay }', {
      idempotencyKey: '',
      bookingId,
      lastDay: '2026-06-15',
    });
    expect(ended).toEqual({ booking: { lastDay: '2026-06-15' }, refusal: null });
    expect(money(await office.record(bookingId, times('2026-06-15', '08:00', '09:00')))).toBe('38.50 = 32.00 + 6.50');
    expect(money(await office.record(bookingId, times('2026-06-16', '08:00', '09:00')))).toBe('OUTSIDE_VALIDITY');
  });

  it('R31 a voucher that the client declines permits no visit', async () => {
    const { voucher, bookingId } = await office.serve('cleaning');
    const { voucher: declined } = await office.change('granter', 'declineVoucher', 'voucher { state }', {
      idempotencyKey: '',
      voucherId: voucher.id,
    });
    expect(declined.state).toBe('DECLINED');
    await until(
      'bookings knows',
      async () => money(await office.record(bookingId, times('2026-06-16', '08:00', '09:00'))) === 'OUTSIDE_VALIDITY',
    );
  });

  it('a suspended voucher permits no visit on its suspended days', async () => {
    const { voucher } = await office.serve('cleaning');
    const today = Temporal.Now.plainDateISO('Europe/Helsinki').toString();
    const answer = await office.change('granter', 'suspendVoucher', 'voucher { state suspensions { firstDay lastDay } }', {
      idempotencyKey: '',
      voucherId: voucher.id,
      firstDay: today,
    });
    expect(answer.voucher).toEqual({ state: 'SUSPENDED', suspensions: [{ firstDay: today, lastDay: null }] });
  });

  it('R18 a price that rises needs its notice', async () => {
    const today = Temporal.Now.plainDateISO('Europe/Helsinki');
    const submit = async (days: number) =>
      await office.change('service-manager', 'submitPriceList', 'priceList { id state }', {
        unitId: '019b0000-0003-7000-8000-000000000001',
        serviceId: office.service('cheap').id,
        firstDay: today.add({ days }).toString(),
        prices: [{ contentId: content('cheap', 'h'), price: '31.00' }],
      });
    expect((await submit(29)).refusal.code).toBe('NOTICE_TOO_SHORT');
    expect((await submit(31)).priceList.state).toBe('SUBMITTED');
  });
});

describe('explaining', () => {
  whatIsExplained(world, office);
});

describe('changes that reach back', () => {
  whatReachesBack(world, office);
  whatWaitsForAnOfficer(world, office);
});

describe('months go by', () => {
  const released = whatIsReleased(world, office);
  released.before();
  whatMonthsBring(world, office);
  released.after();
  whatIsCorrectedLater(world, office);
});
