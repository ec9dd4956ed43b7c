/**
 * Plays one voucher's life against the running system, through the gateway only, and tells it with the amounts. Ends with
 * an exit code other than zero at the first difference. Each run lives through the next month, so it can be run again and again.
 */
import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { formatEuro, parseEuro, sumCents } from '@seteli/kit/money';
import { onceKnown, openClient } from '@seteli/local/client';
import { HOME_CLEANING, PERSONAL_ASSISTANCE } from '@seteli/local/demonstration';
import { moveDevelopmentClock } from '@seteli/local/development-clock';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { stateFolder } from '@seteli/local/places';
import { basePort, portsFrom } from '@seteli/local/ports';
import { httpUrl } from '@seteli/local/processes';
import { chapter, Difference, expectToBe, say, within } from './demo/account.ts';
import { listRuns, planMonth, type DemoMonth } from './demo/calendar.ts';
import { readFeed, subscribe, type FeedItem } from './demo/feed.ts';
import * as ask from './demo/queries.ts';

const base = basePort();
const client = openClient(httpUrl(portsFrom(base).gateway));
const clockFile = path.join(stateFolder(base), 'clock');

type Booked = { bookingId: string };
type Row = Record<string, unknown>;

async function main(): Promise<void> {
  const month = planMonth(await listRuns(client), clockFile);
  say(`Seteli at ${client.url}; this run lives through ${month.month}.`);
  await moveDevelopmentClock(clockFile, month.recordingTime);
  const before = (await readFeed(client, null, 200)).at(-1) ?? null;
  const municipality = await subscribe(client, { after: before?.cursor ?? null });

  const vouchers = await grantVouchers();
  await openVoucher();
  const assistance = await book('assistance', vouchers.assistance);
  const cleaning = await book('cleaning', vouchers.cleaning);
  await recordAssistance(month, assistance);
  const approved = await recordCleaning(month, cleaning);

  chapter('5. Ledger and feed');
  await within(1_000, 'all approved visits are in the municipality’s feed', async () =>
    entriesOf(municipality.items).length >= approved ? true : undefined,
  );
  municipality.cut();
  const resumedAfter = municipality.items[1]!.cursor;
  const resumed = await subscribe(client, { lastEventId: resumedAfter });

  const run = await settle(month, [assistance, cleaning]);

  chapter('7. The municipality');
  const tail = await within(5_000, 'the stream that was cut off has come back without a gap, to the exported run', async () => {
    const items = [...municipality.items.slice(0, 2), ...resumed.items];
    return items.at(-1)?.payload.includes('EXPORTED') ? items : undefined;
  });
  resumed.cut();
  checkFeed(before, tail, await readFeed(client, before?.cursor ?? null, 3));
  await compareSums(month, tail, run);
  await othersSeeNothing();
  console.log('\nThe voucher’s month has been lived, to the cent.');
}

const isEntry = ({ kind }: FeedItem) => kind === 'LEDGER_ENTRY';
const entriesOf = (items: readonly FeedItem[]) => items.filter(isEntry);

async function serviceId(code: string): Promise<{ id: string; contents: { id: string; code: string }[] }> {
  const { services } = await client.ask('granter', 'query ($id: ID!) { services(organiserId: $id) { id code contents { id code } } }', {
    id: PIRKANMAA.id,
  });
  return services.find((service: { code: string }) => service.code === code);
}

async function grantVouchers(): Promise<{ assistance: string; cleaning: string }> {
  chapter('0. Pirkanmaan hyvinvointialue grants Aku Asiakas a voucher');
  const grant = async (idempotencyKey: string, code: string, minutes: number, voucherNumber?: string) => {
    const service = await serviceId(code);
    const { voucher, refusal } = await onceKnown(async () => {
      const input = {
        idempotencyKey,
        personId: PERSONAS.aku.person.id,
        serviceId: service.id,
        firstDay: '2026-01-01',
        lastDay: '2036-12-31',
        ...(voucherNumber && { voucherNumber }),
        clientCard: { name: 'Aku Asiakas', postalCode: '33100', municipality: 'Tampere', phone: '0' },
        entitlements: [{ contentIds: service.contents.map(({ id }) => id), minutes, recurrence: 'MONTH' }],
      };
      return (await client.ask('granter', ask.GRANT, { input })).grantVoucher;
    });
    expectToBe(`${code}: refusal`, refusal, null);
    return voucher as { id: string; voucherNumber: string };
  };
  const assistance = await grant('demo: assistance', PERSONAL_ASSISTANCE.code, 30 * 60, 'H0800000015002');
  expectToBe('the number of the voucher, 30 hours a month', assistance.voucherNumber, 'H0800000015002');
  const cleaning = await grant('demo: cleaning', HOME_CLEANING.code, 10 * 60);
  say(`… and ${cleaning.voucherNumber} for home cleaning, 10 hours a month`);
  return { assistance: assistance.id, cleaning: cleaning.id };
}

async function openVoucher(): Promise<void> {
  chapter('1. A recorder opens the voucher by its number');
  const open = async (persona: Parameters<typeof client.ask>[0], number: string) =>
    (await client.ask(persona, ask.BY_NUMBER, { number })).voucherByNumber;
  const voucher = await within(5_000, 'the voucher opens', async () => (await open('recorder', 'H0800000015002')) ?? undefined);
  const { name, streetAddress, postalCode, municipality } = voucher.clientCard;
  expectToBe(
    'client card',
    [name, streetAddress ?? 'osoitetietoja ei saatavilla', postalCode, municipality],
    ['Aku Asiakas', 'osoitetietoja ei saatavilla', '33100', 'Tampere'],
  );
  expectToBe('contents that the provider may serve', voucher.contents.map(({ code }: { code: string }) => code).toSorted(), [
    ...'abcdefgh',
  ]);
  for (const { code, names } of voucher.contents) say(`    ${code} ${names.fi}`);
  expectToBe('an unknown number', await open('recorder', 'H0000000000000'), null);
  expectToBe('a provider without approval', await open('other-recorder', 'H0800000015002'), null);
  expectToBe('a user without the team right', await open('newcomer', 'H0800000015002'), null);
}

async function book(name: string, voucherId: string): Promise<Booked> {
  chapter(`2. A booking for the ${name} voucher`);
  const input = {
    idempotencyKey: `demo: ${name}`,
    voucherId,
    unitId: COMPANY.units[0]!.id,
    firstDay: '2026-01-01',
    wish: 'Apua arkiaskareissa, mieluiten iltapäivisin',
    termsAccepted: true,
    contractFormed: true,
    channel: 'IN_PERSON',
  };
  const without = (await client.ask('recorder', ask.BOOK, { input: { ...input, idempotencyKey: randomUUID(), contractFormed: false } }))
    .makeBooking;
  expectToBe('without the second consent', without.refusal.code, 'CONSENT_MISSING');
  const { booking, refusal } = await onceKnown(async () => (await client.ask('recorder', ask.BOOK, { input })).makeBooking);
  expectToBe('with both', refusal, null);
  expectToBe('unit', booking.unit.name, COMPANY.units[0]!.name);
  say(
    `covers ${booking.contents
      .map(({ code }: { code: string }) => code)
      .toSorted()
      .join(' ')}; consents ${booking.consents.map(({ kind, channel }: Row) => `${kind} ${channel}`).join(', ')}`,
  );
  return { bookingId: booking.id };
}

type Times = { start: string; end: string; overlapReason?: string };

async function record({ bookingId }: Booked, visits: Times[]) {
  const input = { idempotencyKey: randomUUID(), visits: visits.map((visit) => ({ bookingId, ...visit })) };
  return (await client.ask('recorder', ask.RECORD, { input })).recordVisits.results;
}

const amounts = ({ total, organiserShare, clientShare }: Row) => [total, organiserShare, clientShare].map(String);
const lineTexts = (visit: { lines: { content: { code: string }; quantity: { amount: string }; total: string }[] }) =>
  visit.lines.map(({ content, quantity, total }) => `${content.code} ${quantity.amount} h ${total}`);

async function recordAssistance({ at }: DemoMonth, booking: Booked): Promise<void> {
  chapter('3. The recorder records visits by start and end: personal assistance, free for the client by law');
  const [evening, night, saturday, morning] = await record(booking, [
    { start: at('TUESDAY', '16:30'), end: at('TUESDAY', '19:00') },
    { start: at('TUESDAY', '22:00'), end: at('WEDNESDAY', '02:00') },
    { start: at('SATURDAY', '17:00'), end: at('SATURDAY', '20:00') },
    { start: at('TUESDAY', '06:00'), end: at('TUESDAY', '16:00') },
  ]);
  expectToBe('Tuesday 16.30–19, over a band boundary', lineTexts(evening.visit), ['a 1.5 h 31.50', 'b 1 h 24.15']);
  expectToBe('    total, organiser, client', amounts(evening.visit), ['55.65', '55.65', '0.00']);
  expectToBe('Tuesday 22–02, over midnight', lineTexts(night.visit), ['g 4 h 105.20']);
  expectToBe('Saturday 17–20, its evening priced below the value', lineTexts(saturday.visit), ['c 1 h 25.20', 'd 2 h 56.00']);
  expectToBe('Tuesday 6–16', amounts(morning.visit), ['210.00', '210.00', '0.00']);
  expectToBe(
    'approved by the policy',
    [evening, night, saturday, morning].map(({ visit }) => visit.state),
    Array(4).fill('APPROVED'),
  );
  const refused = await record(booking, [
    { start: at('SATURDAY', '19:00'), end: at('SATURDAY', '21:00') },
    { start: at('WEDNESDAY', '06:00'), end: at('WEDNESDAY', '18:00') },
    { start: '2025-12-09T10:00:00+02:00', end: '2025-12-09T12:00:00+02:00' },
    { start: at('THURSDAY', '12:00'), end: at('THURSDAY', '11:00') },
  ]);
  expectToBe(
    'refused whole, nothing taken',
    refused.map(({ refusal }: Row) => (refusal as Row).code),
    ['NO_BAND', 'QUOTA_EXCEEDED', 'OUTSIDE_VALIDITY', 'EMPTY_VISIT'],
  );
  expectToBe('left for the month when 12 hours were asked', refused[1].refusal.remaining, { amount: '10.5', unit: 'HOUR' });
  say(`    “${refused[1].refusal.message}”`);
}

/** Answers how many visits of this run are approved in the end. */
async function recordCleaning({ at }: DemoMonth, booking: Booked): Promise<number> {
  chapter('3. … and home cleaning, value 32.00 and price 38.50 an hour');
  const [plain] = await record(booking, [{ start: at('WEDNESDAY', '09:00'), end: at('WEDNESDAY', '11:30') }]);
  expectToBe('2.5 hours: total, organiser, client', amounts(plain.visit), ['96.25', '80.00', '16.25']);
  const overlapping = { start: at('TUESDAY', '08:00'), end: at('TUESDAY', '10:00') };
  const [refused] = await record(booking, [overlapping]);
  expectToBe('while Aku is being assisted', refused.refusal.code, 'OVERLAP');
  const reason = { overlapReason: 'Siivous avustajan läsnä ollessa' };
  const [first, second] = await record(booking, [
    { ...overlapping, ...reason },
    { start: at('TUESDAY', '10:00'), end: at('TUESDAY', '11:00'), ...reason },
  ]);

  chapter('4. The checker looks at what the policy flagged');
  expectToBe(
    'with a reason: under review',
    [first, second].map(({ visit }) => [visit.state, visit.flags]),
    Array(2).fill(['UNDER_REVIEW', ['OVERLAP']]),
  );
  const { visitsUnderReview } = await client.ask('checker', ask.UNDER_REVIEW);
  expectToBe('waiting for the checker', visitsUnderReview.edges.length, 2);
  const about = (visitId: string, more = {}) => ({ input: { idempotencyKey: randomUUID(), visitId, ...more } });
  const returned = (await client.ask('checker', ask.RETURN, about(first.visit.id, { reason: 'Tarkista kellonajat' }))).returnVisit;
  expectToBe('returned with a reason', returned.visit, { state: 'RETURNED', returnReason: 'Tarkista kellonajat' });
  const approved = (await client.ask('checker', ask.APPROVE, about(second.visit.id))).approveVisit;
  expectToBe('the other approved', approved.visit.state, 'APPROVED');
  const edited = (
    await client.ask('recorder', ask.EDIT, about(first.visit.id, { start: at('WEDNESDAY', '13:00'), end: at('WEDNESDAY', '15:00') }))
  ).editVisit;
  expectToBe(
    'the returned one corrected by the provider, and approved',
    [edited.visit.state, ...amounts(edited.visit)],
    ['APPROVED', '77.00', '64.00', '13.00'],
  );
  return 7;
}

type Run = { id: string; organiserShare: string; clientShare: string; total: string };

async function settle({ month, settlementTime }: DemoMonth, booked: Booked[]): Promise<Run> {
  chapter(`6. Settlement of ${month}`);
  const lock = (of = String(month)) =>
    onceKnown<{ run: Row & Run; refusal: { code: string } | null }>(
      async () => (await client.ask('approver', ask.LOCK, { input: { idempotencyKey: randomUUID(), month: of } })).lockRun,
    );
  expectToBe('before the settlement day', (await lock()).refusal?.code, 'TOO_EARLY');
  await moveDevelopmentClock(clockFile, settlementTime);
  for (const run of await listRuns(client)) if (run.state === 'COLLECTING' && run.month < String(month)) await lock(run.month);
  const { run, refusal } = await lock();
  expectToBe('on the settlement day', [refusal, run.state], [null, 'LOCKED']);
  const [statement] = (
    run.statements as { edges: { node: Row & { payable: string; statementNumber: string; provider: { name: string } } }[] }
  ).edges.map(({ node }) => node);
  expectToBe(`statement ${statement!.statementNumber} of ${statement!.provider.name}: total, organiser, client`, amounts(statement!), [
    '663.80',
    '628.05',
    '35.75',
  ]);
  const shares = (run.clientShareStatements as { edges: { node: Row }[] }).edges.map(({ node }) => node.clientShare);
  expectToBe('client share statements', shares.toSorted(), ['0.00', '35.75']);
  const approve = async (persona: 'approver' | 'second-approver') =>
    (await client.ask(persona, ask.APPROVE_RUN, { input: { idempotencyKey: randomUUID(), runId: run.id } })).approveRun;
  expectToBe('approved by the same person', (await approve('approver')).refusal.code, 'SECOND_PERSON_NEEDED');
  const approved = (await approve('second-approver')).run;
  expectToBe('approved by a second person', [approved.state, approved.hash], ['APPROVED', run.hash]);
  const controlSum = /<CtrlSum>([^<]+)<\/CtrlSum>/.exec(approved.paymentFile)?.[1];
  expectToBe('pain.001: control sum and the ledger’s organiser share', controlSum, approved.organiserShare);
  const exported = (await client.ask('approver', ask.EXPORT_RUN, { input: { idempotencyKey: randomUUID(), runId: run.id } })).exportRun;
  expectToBe('sent to the bank', exported.run.state, 'EXPORTED');
  const settled = await within(5_000, 'the visits are settled', async () => settledVisits(booked));
  const edit = { idempotencyKey: randomUUID(), visitId: settled, start: `${month}-08T08:00:00Z`, end: `${month}-08T09:00:00Z` };
  expectToBe(
    'a settled visit may no longer be edited',
    (await client.ask('recorder', ask.EDIT, { input: edit })).editVisit.refusal.code,
    'SETTLED',
  );
  return approved;
}

/** The id of a settled visit, once none of this month's is only approved any more. */
async function settledVisits(booked: Booked[]): Promise<string | undefined> {
  const states = await Promise.all(
    booked.map(async ({ bookingId }) =>
      (await client.ask('recorder', ask.VISIT_STATES, { id: bookingId })).booking.visits.edges.map(({ node }: { node: Row }) => node),
    ),
  );
  const visits = states.flat() as { id: string; state: string }[];
  return visits.some(({ state }) => state === 'APPROVED') ? undefined : visits.find(({ state }) => state === 'SETTLED')?.id;
}

function checkFeed(before: FeedItem | null, streamed: readonly FeedItem[], queried: readonly FeedItem[]): void {
  expectToBe('by query and by stream the same items', streamed.map(({ hash }) => hash).join(), queried.map(({ hash }) => hash).join());
  let previous = before;
  for (const item of streamed) {
    const hash = createHash('sha256')
      .update(item.previousHash + item.payload)
      .digest('hex');
    if (item.hash !== hash || item.previousHash !== (previous?.hash ?? '0'.repeat(64)) || item.seq !== (previous?.seq ?? 0) + 1)
      throw new Difference(`the chain is broken at item ${item.seq}`);
    previous = item;
  }
  say(`✓ ${streamed.length} items, numbers without a gap, hash chain unbroken`);
}

async function compareSums({ month }: DemoMonth, items: readonly FeedItem[], run: Run): Promise<void> {
  const { ledgerTotals } = await client.ask('system', ask.TOTALS, { month: String(month) });
  const sum = (field: 'total' | 'organiserShare' | 'clientShare') =>
    formatEuro(sumCents(entriesOf(items).map((item) => parseEuro(item[field]!)!)));
  expectToBe(
    'feed, ledger and run agree: total, organiser, client',
    [amounts({ total: sum('total'), organiserShare: sum('organiserShare'), clientShare: sum('clientShare') }), amounts(ledgerTotals)],
    [amounts(run), amounts(run)],
  );
}

async function othersSeeNothing(): Promise<void> {
  const { errors } = await client.send('other-system', 'query ($id: ID!) { settlementFeed(organiserId: $id) { items { id } } }', {
    id: PIRKANMAA.id,
  });
  expectToBe('another county’s system asks for the feed', errors?.[0]?.extensions?.code, 'FORBIDDEN');
}

try {
  await main();
  process.exit(0);
} catch (fault) {
  console.error(fault instanceof Difference ? `\n✗ ${fault.message}` : fault);
  process.exit(1);
}
