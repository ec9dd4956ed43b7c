/** Visits from a table: each line stands or falls alone, and the answer names it by its number. */
import { newId } from '@seteli/kit/ids';
import { untilWorked } from '@seteli/kit/testing/jobs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { book, checker, client, count, openWorld, otherRecorder, recorder, recorderWithoutTeam, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const IMPORT = `mutation ($input: ImportVisitsInput!) {
  importVisits(input: $input) { results { line visit { id total workers externalId } refusal { code path } fault } } }`;
const importCsv = (lines: readonly string[], idempotencyKey = newId(), by = recorder) =>
  world.bookings.ask(by, IMPORT, { input: { idempotencyKey, csv: lines.join('\n') } });

test('bookings records the lines that it can, and says by its number why it cannot record another', async () => {
  const { bookingId } = await book(world);
  const { data } = await importCsv([
    'bookingId;start;end;externalId',
    `${bookingId};2026-06-15T10:00+03:00;2026-06-15T12:30+03:00;viikko-25-1`,
    `${bookingId};15.6.26 13:00;2026-06-15T14:00+03:00;viikko-25-2`,
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
    [3, 'start: "15.6.26 13:00" is not a time: 2026-06-01T08:00+03:00, 1.6.2026 8:00, or 8:00 beside a day'],
    [4, 'NO_PRICE'],
    [5, 'NOT_FOUND'],
    [6, 'Start and end are given in whole minutes.'],
    [7, '38.50'],
  ]);
});

test('cells have the bounds of recording, each line for itself, and bookings keeps them as it keeps texts', async () => {
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
  // The compiled operation answers as the interpreted one.
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

test.each([
  [
    'fi',
    'day: "x" ei ole päivä: anna se esimerkiksi 2026-06-01 tai 1.6.2026',
    '"workers" ei ole rajojen sisällä: 1–99.',
    'Otsikkoriviltä puuttuu sarake "bookingId".',
  ],
  [
    'sv',
    'day: "x" är ingen dag: ge den till exempel som 2026-06-01 eller 1.6.2026',
    '"workers" är inte inom gränserna: 1–99.',
    'På rubrikraden saknas kolumnen "bookingId".',
  ],
])(
  'an office that reads %s gets the faults of a line and of a whole table in that language',
  async (language, unread, outside, ofTable) => {
    const importIn = (csv: string) =>
      world.bookings.ask(recorder, IMPORT, { input: { idempotencyKey: newId(), csv } }, { 'accept-language': language });
    const { results } = (await importIn(`bookingId;day;workers\n${newId()};x;1\n${newId()};1.6.2026;100`)).data.importVisits;
    expect(results).toMatchObject([
      { line: 2, fault: unread },
      { line: 3, fault: outside },
    ]);
    expect((await importIn('day\n1.6.2026')).errors).toMatchObject([{ message: ofTable, extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

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

test('bookings reads a file that Excel saved on a Finnish Windows: its separator, its letters, its days and times', async () => {
  const { bookingId } = await book(world);
  const text = [
    'sep=;',
    'Varaus;Päivä;Alku;Loppu;Työntekijä;Päällekkäisyyden syy;;',
    `${bookingId};15.6.2026;10:00;12:30;w7;;;`,
    `${bookingId};15.6.2026;12:00;12.45;w8;"Käynnin aikana\nöljynvaihto";;`,
    ';;;;;;;',
    `${bookingId};15.6.2026;13:00;x;w7;;;`,
  ].join('\r\n');
  const file = Uint8Array.from(text, (letter) => letter.charCodeAt(0)).toBase64();
  const query = IMPORT.replace('externalId', 'externalId start end workerReference flags');
  const importFile = (input: object) => world.bookings.ask(recorder, query, { input: { idempotencyKey: newId(), ...input } });
  const { results } = (await importFile({ file })).data.importVisits;
  expect(results).toMatchObject([
    { line: 3, visit: { start: '2026-06-15T07:00:00.000Z', end: '2026-06-15T09:30:00.000Z', workerReference: 'w7' }, fault: null },
    { line: 4, visit: { start: '2026-06-15T09:00:00.000Z', end: '2026-06-15T09:45:00.000Z', flags: ['OVERLAP'] }, fault: null },
    { line: 7, visit: null, fault: 'end: "x" is not a time: 2026-06-01T08:00+03:00, 1.6.2026 8:00, or 8:00 beside a day' },
  ]);
  for (const both of [{ file, csv: text }, {}])
    expect((await importFile(both)).errors).toMatchObject([
      { message: 'Give either "csv" or "file".', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  const misread = new TextDecoder().decode(Uint8Array.fromBase64(file));
  expect((await importFile({ csv: misread })).errors).toMatchObject([{ message: expect.stringContaining('another encoding') }]);
});

test('a text that is no table is malformed, and an officer imports nothing', async () => {
  expect((await importCsv(['start;end', 'x;y'])).errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' }, message: 'The heading names no column "bookingId".' },
  ]);
  expect((await importCsv(['bookingId;day'], newId(), checker)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

describe('a table of more than 500 lines', () => {
  const LONG = `mutation ($input: ImportVisitsInput!) {
    importVisits(input: $input) { results { line } job { id kind state done total startedBy { id } resultId } refusal { code } } }`;
  const JOB = 'query ($id: ID!) { bookingsJob(id: $id) { state done total endedAt } }';
  const IMPORTED = `query ($id: ID!, $first: Int!, $skip: Int!) {
    importedVisits(jobId: $id, first: $first, skip: $skip) { line visit { id total } refusal { code } fault } }`;
  type Line = { line: number; visit: { id: string; total: string } | null; refusal: { code: string } | null; fault: string | null };

  const send = async (lines: readonly string[], idempotencyKey: string, by = recorder) =>
    (await world.bookings.ask(by, LONG, { input: { idempotencyKey, csv: lines.join('\n') } })).data.importVisits;
  const read = async (id: string, first: number, skip: number, by = recorder): Promise<Line[] | null> =>
    (await world.bookings.ask(by, IMPORTED, { id, first, skip })).data.importedVisits;
  const shown = ({ line, visit, refusal, fault }: Line) => [line, visit?.total ?? refusal?.code ?? fault];
  const unknown = () => `${newId()};2026-06-15T13:00+03:00;2026-06-15T14:00+03:00`;

  test('is answered at once with its job, which records each line once as for a short table', async () => {
    const { bookingId } = await book(world);
    const lines = [
      'bookingId;start;end',
      `${bookingId};2026-06-15T10:00+03:00;2026-06-15T12:30+03:00`,
      `${bookingId};x;2026-06-15T14:00+03:00`,
      ...Array.from({ length: 597 }, unknown),
      `${bookingId};2026-06-15T13:00+03:00;2026-06-15T14:00+03:00`,
    ];
    const key = newId();
    const { results, job, refusal } = await send(lines, key);
    expect([results, refusal, job]).toEqual([
      [],
      null,
      {
        id: job.id,
        kind: 'IMPORT_VISITS',
        state: expect.any(String),
        done: expect.any(Number),
        total: 600,
        startedBy: { id: recorder.userId },
        resultId: job.id,
      },
    ]);
    await untilWorked(world.bookings);
    expect((await world.bookings.ask(recorder, JOB, { id: job.id })).data.bookingsJob).toMatchObject({
      state: 'DONE',
      done: 600,
      total: 600,
    });
    expect((await send(lines, key)).job).toMatchObject({ id: job.id, state: 'DONE' });
    await expect.poll(async () => (await read(job.id, 1, 0))!.map(shown), { timeout: 15_000 }).toEqual([[2, '96.25']]);
    expect((await read(job.id, 2, 1))!.map(shown)).toEqual([
      [3, 'start: "x" is not a time: 2026-06-01T08:00+03:00, 1.6.2026 8:00, or 8:00 beside a day'],
      [4, 'NOT_FOUND'],
    ]);
    await expect.poll(async () => (await read(job.id, 500, 599))!.map(shown), { timeout: 15_000 }).toEqual([[601, '38.50']]);
    expect(await count(world, 'select count(*) from visit where booking_id = $1', bookingId)).toBe(2);
    expect(await count(world, 'select count(*) from import_line where said is not null')).toBe(0);
  });

  test('shows its job to people who may record for the provider, and its lines only to its sender', async () => {
    const { job } = await send(['bookingId;start;end', ...Array.from({ length: 501 }, unknown)], newId());
    await untilWorked(world.bookings);
    const seenBy = async (by: typeof recorder) => [
      (await world.bookings.ask(by, JOB, { id: job.id })).data.bookingsJob?.state ?? null,
      (await read(job.id, 1, 0, by))?.length ?? null,
    ];
    expect(await Promise.all([recorder, recorderWithoutTeam, otherRecorder, checker, client].map(seenBy))).toEqual([
      ['DONE', 1],
      ['DONE', null],
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  test('may have 20,000 lines, and no other table may use its key', { timeout: 120_000 }, async () => {
    const lines = ['bookingId;start;end', ...Array.from({ length: 20_000 }, unknown)];
    const key = newId();
    const { job } = await send(lines, key);
    expect(job.total).toBe(20_000);
    expect((await send([...lines.slice(0, -1), unknown()], key)).refusal).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
  });
});
