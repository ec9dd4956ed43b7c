/**
 * The rules that need the calendar to go on: cut-off, settlement, correction afterwards, and rights that end today.
 * Registers the tests; they come last in their file, since the clock only moves forward.
 */
import { randomUUID } from 'node:crypto';
import { formatEuro, parseEuro, sumCents } from '@seteli/kit/money';
import { moveDevelopmentClock } from '@seteli/local/development-clock';
import { OTHER_COMPANY } from '@seteli/local/personas';
import { lockMonth } from '@seteli/local/locking';
import { expect, it } from 'vitest';
import { query, readBooks, readFeed, unlikeTheLedger } from '../books.ts';
import { MONTH, moveToRecording, moveToSettlement } from '../diary.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { money, times } from './reading.ts';

const LIMIT_MS = 300_000;
const HELSINKI = 'Europe/Helsinki';
const NEXT = MONTH.add({ months: 1 });
/** Tuesday to Thursday of the second week, none of them a holiday. */
const weekday = (index: number) => {
  const eighth = MONTH.toPlainDate({ day: 8 });
  return eighth.add({ days: ((2 - eighth.dayOfWeek + 7) % 7) + index }).toString();
};
const noonOf = (day: number) => NEXT.toPlainDate({ day }).toZonedDateTime({ timeZone: HELSINKI, plainTime: '12:00' }).toInstant();
const dayOfNext = (day: number) => NEXT.toPlainDate({ day }).toString();

const TOTALS = 'query ($month: Month!) { ledgerTotals(month: $month) { organiserShare clientShare } }';

export function whatMonthsBring(world: World, office: Office): void {
  const inTime = times(weekday(0), '08:00', '10:30');
  let settled: { id: string; voucherId: string };

  const totalsOf = async (month: Temporal.PlainYearMonth) => {
    await untilWell(world.system);
    const { ledgerTotals } = await world.client.ask('approver', TOTALS, { month: String(month) });
    return [parseEuro(ledgerTotals.organiserShare)!, parseEuro(ledgerTotals.clientShare)!] as const;
  };

  async function lock(month: Temporal.PlainYearMonth): Promise<void> {
    await until(`${month} is locked`, async () => {
      const input = { idempotencyKey: randomUUID(), month: String(month) };
      const { run, refusal } = await lockMonth<object>(world.client, 'state', input);
      if (refusal && refusal.code !== 'BEHIND') throw new Error(`${month} was refused: ${refusal.code}`);
      return run ?? undefined;
    });
  }

  let drawn: { voucherId: string; credited: string; kept: string };
  it('R15 of two batches vouchers draws first from the one that expires first', { timeout: LIMIT_MS }, async () => {
    await moveToRecording(world.system.clockFile);
    const batch = (amount: string, lastDay: string) => ({ amount, firstDay: '2026-01-01', lastDay });
    const batches = [batch('200.00', `${MONTH}-31`), batch('200.00', '2036-12-31')];
    const { voucher, bookingId } = await office.serve('dear-by-day', { balance: { contentIds: office.contents('dear-by-day'), batches } });
    const day = (date: string) => office.record(bookingId, { contentId: office.content('dear-by-day', 'day'), day: date });
    const [first, second] = [await day(weekday(0)), await day(weekday(1))];
    expect([money(first), money(second)]).toEqual(['200.00 = 200.00 + 0.00', '200.00 = 200.00 + 0.00']);
    drawn = { voucherId: voucher.id, credited: first.visit.id, kept: second.visit.id };
  });

  it('R27 a visit recorded after the cut-off day is late, and belongs to the next month', { timeout: LIMIT_MS }, async () => {
    await moveToRecording(world.system.clockFile);
    const { voucher, bookingId } = await office.serve('cleaning', office.minutes('cleaning', 600));
    const first = await office.record(bookingId, inTime);
    expect([money(first), first.visit.state, first.visit.flags]).toEqual(['96.25 = 80.00 + 16.25', 'APPROVED', []]);
    settled = { id: first.visit.id, voucherId: voucher.id };
    const before = [await totalsOf(MONTH), await totalsOf(NEXT)];
    await moveDevelopmentClock(world.system.clockFile, noonOf(4));
    const late = await office.record(bookingId, times(weekday(1), '08:00', '09:00'));
    expect([money(late), late.visit.state, late.visit.flags]).toEqual(['38.50 = 32.00 + 6.50', 'APPROVED', ['LATE']]);
    const [organiser, client] = before[1]!;
    expect([await totalsOf(MONTH), await totalsOf(NEXT)]).toEqual([before[0], [organiser + 3200n, client + 650n]]);
  });

  it('R8, R14 no sum of the ledger holds extra service or what nobody pays', { timeout: LIMIT_MS }, async () => {
    const [organiser, client] = await totalsOf(NEXT);
    const day = weekday(2);
    const acceptance = { acceptedAt: `${weekday(1)}T06:00:00Z`, channel: 'PHONE' };
    const beyond = await office.recorded(
      'cleaning',
      { ...times(day, '08:00', '10:00'), extraService: acceptance },
      office.minutes('cleaning', 45),
    );
    expect([money(beyond), beyond.visit.extraService, beyond.visit.state]).toEqual(['28.88 = 24.00 + 4.88', '48.12', 'APPROVED']);
    const late = { ...times(day, '12:00', '14:00'), kind: 'CANCELLATION', noticeAt: `${day}T04:00:00Z` };
    const borne = await office.recorded('cancelled-by-organiser', late);
    expect([money(borne), borne.visit.unbilled, borne.visit.state]).toEqual(['77.00 = 64.00 + 0.00', '13.00', 'APPROVED']);
    expect(await totalsOf(NEXT)).toEqual([organiser + 8800n, client + 488n]);
  });

  it('42a, 35 an organiser sets the month from which providers bill, and for how many runs a debt is carried', async () => {
    const terms = { firstMonth: String(MONTH), mode: 'PROVIDER_INVOICED', carriedRunsMax: 2 };
    const publish = `mutation ($input: PublishSettlementTermsInput!) {
      publishSettlementTerms(input: $input) { terms { firstMonth mode carriedRunsMax } refusal { code } } }`;
    const said = (await world.client.ask('organiser-admin', publish, { input: { idempotencyKey: randomUUID(), ...terms } }))
      .publishSettlementTerms;
    expect(said).toEqual({ terms, refusal: null });
  });

  it(
    'R10 the next month holds the correction of a settled visit, and its time goes back to where it came from',
    { timeout: LIMIT_MS },
    async () => {
      await moveToSettlement(world.system.clockFile);
      await untilWell(world.system);
      const [first] = await query<{ month: string }>(world.system, 'settlement', 'select min(month) as month from settlement_run');
      for (
        let at = Temporal.PlainYearMonth.from(first!.month.slice(0, 7));
        Temporal.PlainYearMonth.compare(at, MONTH) <= 0;
        at = at.add({ months: 1 })
      )
        await lock(at);
      const left = 'query ($id: ID!, $day: Date!) { voucher(id: $id) { entitlements { remaining(day: $day) { minutes } } } }';
      const remaining = async () =>
        (await world.client.ask('granter', left, { id: settled.voucherId, day: weekday(0) })).voucher.entitlements[0].remaining.minutes;
      expect(await remaining()).toBe(390);
      const [closed, open] = [await totalsOf(MONTH), await totalsOf(NEXT)];
      const truth = { idempotencyKey: '', visitId: settled.id, reason: 'Väärä kesto', ...times(weekday(0), '08:00', '10:00') };
      const corrected = await until('the visit is settled', async () => {
        const answer = await office.change('checker', 'correctVisit', 'visit { total organiserShare clientShare flags }', truth);
        return answer.refusal?.code !== 'WRONG_STATE' && answer;
      });
      expect([money(corrected), corrected.visit.flags]).toEqual(['77.00 = 64.00 + 13.00', ['CORRECTED']]);
      expect([await totalsOf(MONTH), await totalsOf(NEXT)]).toEqual([closed, [open[0] - 1600n, open[1] - 325n]]);
      expect(await remaining()).toBe(420);
    },
  );

  it('9 settlement posts nothing for a recalculated visit whose shares stay the same', { timeout: LIMIT_MS }, async () => {
    const drawsOf = () => query(world.system, 'vouchers', 'select draws from allocation where visit_id = $1', [drawn.kept]);
    const [organiser, client] = await totalsOf(NEXT);
    const credit = { idempotencyKey: '', visitId: drawn.credited, reason: 'Väärä asiakas' };
    expect((await office.change('checker', 'creditVisit', 'visit { state }', credit)).refusal).toBeNull();
    await untilWell(world.system);
    const before = await drawsOf();
    const again = async (more: object) => {
      const input = { idempotencyKey: '', voucherId: drawn.voucherId, ...more };
      return (await office.change('granter', 'recalculateBalance', 'recalculation { previewId effects { visit { id } } }', input))
        .recalculation;
    };
    const { previewId } = await again({});
    await again({ previewId });
    expect(await totalsOf(NEXT)).toEqual([organiser - 20_000n, client]);
    expect(await drawsOf(), 'it is paid from the batch that was given back').not.toEqual(before);
    expect((await readFeed(world.client)).filter(({ visit }) => visit?.id === drawn.kept)).toHaveLength(1);
  });

  it(
    '42a where the provider bills, the organiser pays what the ledger owes once each visit has been invoiced',
    { timeout: LIMIT_MS },
    async () => {
      const node = `id state payable organiserShare run { id hash } invoiceMatches(first: 200) { edges { node { visitId state ledger } } }`;
      const read = async (persona: 'service-manager' | 'approver') =>
        (
          await world.client.ask(persona, `{ settlementStatements(first: 5) { edges { node { month ${node} } } } }`, {})
        ).settlementStatements.edges
          .map((edge: { node: { month: string } }) => edge.node)
          .find(({ month }: { month: string }) => month === String(MONTH));
      const waiting = await read('service-manager');
      expect([waiting.state, waiting.payable]).toEqual(['AWAITING_INVOICE', waiting.organiserShare]);
      const claims: { visitId: string; state: string; ledger: string }[] = waiting.invoiceMatches.edges.map(
        (edge: { node: unknown }) => edge.node,
      );
      expect(sumCents(claims.map(({ ledger }) => parseEuro(ledger)!))).toBe(parseEuro(waiting.payable));
      // One visit claims two euros more than the ledger has.
      const lines = claims.map(({ visitId, ledger }, index) => ({
        visitId,
        amount: index === 0 ? formatEuro(parseEuro(ledger)! + 200n) : ledger,
      }));
      const invoice = { idempotencyKey: randomUUID(), statementId: waiting.id, invoiceNumber: randomUUID().slice(0, 20), lines };
      const submit = `mutation ($input: SubmitInvoiceInput!) { submitInvoice(input: $input) { statement { ${node} } refusal { code } } }`;
      const input = { ...invoice, invoiceDay: dayOfNext(6) };
      expect((await world.client.ask('service-manager', submit, { input })).submitInvoice).toMatchObject({
        statement: { state: 'ISSUED' },
      });
      const { run, invoiceMatches } = await read('approver');
      expect(invoiceMatches.edges.map((edge: { node: { state: string } }) => edge.node.state)).toEqual(
        claims.map((_, index) => (index === 0 ? 'DIFFERS' : 'MATCHED')),
      );
      const approve =
        'mutation ($input: ApproveRunInput!) { approveRun(input: $input) { run { paymentTotal paymentFile } refusal { code } } }';
      const approval = { input: { idempotencyKey: randomUUID(), runId: run.id, hash: run.hash } };
      const approved = (await world.client.ask('second-approver', approve, approval)).approveRun;
      expect([approved.refusal, approved.run.paymentTotal]).toEqual([null, waiting.payable]);
      expect(approved.run.paymentFile).toContain(`<CtrlSum>${waiting.payable}</CtrlSum>`);
    },
  );

  it('R32, R16 an approval or a voucher that ends today covers visits of today and not of tomorrow', { timeout: LIMIT_MS }, async () => {
    const asked = 'query ($id: ID!) { approvedProviders(serviceId: $id) { edges { node { id } } } }';
    const listed = async () => (await world.client.ask('granter', asked, { id: office.service('withdrawn').id })).approvedProviders.edges;
    const [{ node }] = await listed();
    const [withdrawn, ended] = [await office.serve('withdrawn'), await office.serve('cleaning')];
    const lastDay = dayOfNext(5);
    const { refusal } = await office.change('case-handler', 'withdrawApproval', 'approval { id }', { approvalId: node.id, lastDay });
    expect([refusal, await listed()]).toEqual([null, []]);
    const end = { idempotencyKey: '', voucherId: ended.voucher.id, lastDay };
    expect((await office.change('granter', 'endVoucher', 'voucher { lastDay }', end)).voucher).toEqual({ lastDay });
    await moveDevelopmentClock(world.system.clockFile, noonOf(7));
    await untilWell(world.system);
    const NOTICES = 'query ($id: ID!) { booking(id: $id) { notices { kind lastDay service { id } } } }';
    const noticesOf = async (id: string) => (await world.client.ask('recorder', NOTICES, { id })).booking.notices;
    const [[told], none] = [await noticesOf(withdrawn.bookingId), await noticesOf(ended.bookingId)];
    expect([told, none]).toEqual([{ kind: 'APPROVAL_WITHDRAWN', lastDay, service: { id: office.service('withdrawn').id } }, []]);
    const other = { providerId: OTHER_COMPANY.id, serviceId: told.service.id, firstDay: lastDay };
    await office.change('case-handler', 'approveProvider', 'approval { id }', other);
    const alternatives = 'query ($id: ID!) { approvedProviders(serviceId: $id) { edges { node { provider { id } } } } }';
    expect((await world.client.ask('other-client', alternatives, { id: told.service.id })).approvedProviders.edges).toEqual([
      { node: { provider: { id: OTHER_COMPANY.id } } },
    ]);
    for (const { bookingId } of [withdrawn, ended]) {
      expect(money(await office.record(bookingId, times(dayOfNext(5), '08:00', '09:00')))).toBe('38.50 = 32.00 + 6.50');
      expect(money(await office.record(bookingId, times(dayOfNext(6), '08:00', '09:00')))).toBe('OUTSIDE_VALIDITY');
    }
  });

  it('a returned visit that nobody handled gives its time back after the hard limit', { timeout: LIMIT_MS }, async () => {
    const { voucher, bookingId } = await office.serve('checked', office.minutes('checked', 600));
    const { visit } = await office.record(bookingId, times(weekday(0), '08:00', '10:00'));
    const returned = { idempotencyKey: '', visitId: visit.id, reason: 'Väärä päivä' };
    const lastDay = NEXT.toPlainDate({ day: NEXT.daysInMonth });
    expect((await office.change('checker', 'returnVisit', 'visit { state handleBy }', returned)).visit).toEqual({
      state: 'RETURNED',
      handleBy: lastDay.toString(),
    });
    const left = 'query ($id: ID!, $day: Date!) { voucher(id: $id) { entitlements { remaining(day: $day) { minutes } } } }';
    const remaining = async () =>
      (await world.client.ask('granter', left, { id: voucher.id, day: weekday(0) })).voucher.entitlements[0].remaining.minutes;
    expect(await remaining()).toBe(480);
    const noonAfter = lastDay.add({ days: 1 }).toZonedDateTime({ timeZone: HELSINKI, plainTime: '12:00' });
    await moveDevelopmentClock(world.system.clockFile, noonAfter.toInstant());
    await until('its time has come back', async () => (await remaining()) === 600);
    const asked = 'query ($id: ID!) { visit(id: $id) { state flags booking { notices { kind visit { id } } } } }';
    const told = ['VISIT_RELEASED', 'VISIT_RETURNED'].map((kind) => ({ kind, visit: { id: visit.id } }));
    // The clock has leapt over the day on which bookings would have told the provider once more.
    expect((await world.client.ask('recorder', asked, { id: visit.id })).visit).toEqual({
      state: 'DELETED',
      flags: ['LATE', 'RELEASED'],
      booking: { notices: told },
    });
    const INBOX = '{ notices { edges { node { kind subjectId } } } tasks { edges { node { subjectId } } } }';
    const { notices, tasks } = await until('the inbox has heard of its end', async () => {
      const inbox = await world.client.ask('recorder', INBOX);
      return inbox.notices.edges.some(({ node }: { node: { kind: string } }) => node.kind === 'VISIT_RELEASED') && inbox;
    });
    const about = (edges: { node: { kind?: string; subjectId: string } }[]) =>
      edges.flatMap(({ node }) => (node.subjectId === visit.id ? [node.kind] : []));
    expect([about(notices.edges), about(tasks.edges)]).toEqual([['VISIT_RELEASED', 'VISIT_RETURNED'], []]);
  });

  it('9 no paper of the next month holds the recalculated visit either', { timeout: LIMIT_MS }, async () => {
    const settlementDay = NEXT.add({ months: 1 }).toPlainDate({ day: 5 }).toZonedDateTime({ timeZone: HELSINKI, plainTime: '12:00' });
    await moveDevelopmentClock(world.system.clockFile, settlementDay.toInstant());
    await untilWell(world.system);
    await lock(NEXT);
    const PAPERS = `select r.month, e.kind, e.visit_id as visit from run_entry x join settlement_run r on r.id = x.run_id join ledger_entry e on e.id = x.entry_id
      where e.visit_id = any($1) order by r.month, e.kind`;
    const papers = await query<{ month: string; kind: string; visit: string }>(world.system, 'settlement', PAPERS, [
      [drawn.credited, drawn.kept],
    ]);
    expect(papers.map(({ month, kind, visit }) => [month.slice(0, 7), kind, visit === drawn.kept]).toSorted()).toEqual(
      [
        [String(MONTH), 'ORIGINAL', false],
        [String(MONTH), 'ORIGINAL', true],
        [String(NEXT), 'REVERSAL', false],
      ].toSorted(),
    );
  });

  it('in the end the ledger holds of each visit what the visit says, without extra service and what nobody pays', async () => {
    await untilWell(world.system);
    const books = await readBooks(world.system, world.client);
    expect(books.entries.length).toBeGreaterThan(5);
    expect(unlikeTheLedger(books)).toEqual([]);
  });
}
