/** Visits from a table: each line stands or falls for itself, and is answered by its number. */
import { newId } from '@seteli/kit/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, checker, openWorld, recorder, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const IMPORT = `mutation ($input: ImportVisitsInput!) {
  importVisits(input: $input) { results { line visit { id total workers externalId } refusal { code path } fault } } }`;
const importCsv = (lines: readonly string[], idempotencyKey = newId(), by = recorder) =>
  world.bookings.ask(by, IMPORT, { input: { idempotencyKey, csv: lines.join('\n') } });

test('what can be recorded is, what cannot is said by its line', async () => {
  const { bookingId } = await book(world);
  const { data } = await importCsv([
    'bookingId;start;end;externalId',
    `${bookingId};2026-06-15T10:00+03:00;2026-06-15T12:30+03:00;viikko-25-1`,
    `${bookingId};15.6.2026 13:00;2026-06-15T14:00+03:00;viikko-25-2`,
    `${bookingId};2026-06-15T21:00+03:00;2026-06-15T22:00+03:00;viikko-25-3`,
    `${newId()};2026-06-15T13:00+03:00;2026-06-15T14:00+03:00;viikko-25-4`,
    `${bookingId};2026-06-15T13:00:30+03:00;2026-06-15T14:00+03:00;viikko-25-5`,
    `${bookingId};2026-06-15T13:00+03:00;2026-06-15T14:00+03:00;viikko-25-6`,
  ]);
  const { results } = data.importVisits;
  expect(
    results.map((result: { line: number; visit: { total: string } | null; refusal: { code: string } | null; fault: string | null }) => [
      result.line,
      result.visit?.total ?? result.refusal?.code ?? result.fault,
    ]),
  ).toEqual([
    [2, '96.25'],
    [3, 'start: "15.6.2026 13:00" is not a time with its offset: 2026-06-01T08:00+03:00'],
    [4, 'NO_PRICE'],
    [5, 'NOT_FOUND'],
    [6, 'Start and end are given in whole minutes.'],
    [7, '38.50'],
  ]);
});

test('cells have the bounds of recording, each line for itself, and are kept as texts are', async () => {
  const { bookingId } = await book(world);
  const line = (from: string, externalId: string, workerReference: string, workers: string) =>
    [bookingId, `2026-06-15T${from}:00+03:00`, `2026-06-15T${from}:30+03:00`, externalId, workerReference, workers].join(';');
  const table = [
    'bookingId;start;end;externalId;workerReference;workers',
    line('10', 'a'.repeat(256), 'w', '1'),
    line('11', 'b', '" "', '1'),
    line('12', 'c', 'w', '100'),
    line('13', 'A\u0308'.repeat(255), 'w', '1'),
  ];
  // Answered alike when the operation runs compiled.
  for (const _ of ['interpreted', 'compiled']) {
    const { results } = (await importCsv(table)).data.importVisits;
    expect(results.map(({ fault }: { fault: string | null }) => fault)).toEqual([
      '"externalId" is out of bounds: at most 255 characters.',
      '"workerReference" is empty.',
      '"workers" is out of bounds: 1 to 99.',
      null,
    ]);
    expect(results[3].visit.externalId).toBe('Ä'.repeat(255));
  }
});

test('the same table again records nothing more', async () => {
  const { bookingId } = await book(world);
  const key = newId();
  const lines = ['bookingId;start;end', `${bookingId};2026-06-15T10:00+03:00;2026-06-15T12:30+03:00`];
  const [first, again] = [await importCsv(lines, key), await importCsv(lines, key)];
  expect(again.data).toEqual(first.data);
  const other = await importCsv([...lines, `${bookingId};2026-06-15T13:00+03:00;2026-06-15T14:00+03:00`], key);
  expect(other.data.importVisits.results.map(({ refusal }: { refusal: { code: string } }) => refusal.code)).toEqual([
    'IDEMPOTENCY_MISMATCH',
    'IDEMPOTENCY_MISMATCH',
  ]);
});

test('a table that is none is malformed, and an officer imports nothing', async () => {
  expect((await importCsv(['start;end', 'x;y'])).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' }, message: 'The heading names no column "bookingId".' },
  ]);
  expect((await importCsv(['bookingId'], newId(), checker)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
