/** The demo's recording, and the checker's work on the visits that the policy flagged. */
import { randomUUID } from 'node:crypto';
import { expectToBe, chapter, say } from './account.ts';
import type { DemoMonth } from './calendar.ts';
import * as ask from './queries.ts';
import { amounts, client, type Booked, type Row } from './stage.ts';

type Times = { start: string; end: string; overlapReason?: string };

async function record({ bookingId }: Booked, visits: Times[]) {
  const input = { idempotencyKey: randomUUID(), visits: visits.map((visit) => ({ bookingId, ...visit })) };
  return (await client.ask('recorder', ask.RECORD, { input })).recordVisits.results;
}

const lineTexts = (visit: { lines: { content: { code: string }; quantity: { amount: string }; total: string }[] }) =>
  visit.lines.map(({ content, quantity, total }) => `${content.code} ${quantity.amount} h ${total}`);

export async function recordAssistance({ at }: DemoMonth, booking: Booked): Promise<void> {
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

/** Returns how many visits of this run are approved in the end. */
export async function recordCleaning({ at }: DemoMonth, booking: Booked): Promise<number> {
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
    [1, 2].map(() => ['UNDER_REVIEW', ['OVERLAP']]),
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
