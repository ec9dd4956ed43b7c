/**
 * Impossible values: the gateway refuses them before it asks any service, except in rows, which their service refuses
 * one by one.
 */
import { UnreadRow } from '@seteli/kit/rows';
import { beforeEach, describe, expect, test } from 'vitest';
import { processorMs, useWorld } from './world.ts';

/** Says of each row whether it could be read, and where not. */
const judged = (_: unknown, { input }: { input: { visits: unknown[] } }) => ({
  results: input.visits.map((row, index) => ({
    index,
    refusal: row instanceof UnreadRow ? { code: 'BAD_USER_INPUT', path: row.path } : { code: 'SETTLED' },
  })),
});

const world = useWorld({
  bounded: true,
  resolvers: {
    bookings: { Mutation: { editVisit: () => ({ visit: null, refusal: { code: 'SETTLED' } }), recordVisits: judged } },
  },
});

beforeEach(() => {
  for (const subgraph of Object.values(world.subgraphs)) subgraph.requests.length = 0;
});

describe('the gateway leaves an unreadable row to its service, which refuses it alone', () => {
  const rest = '{ results { index refusal { code path } } }';
  const good = { bookingId: 'b', start: '2026-06-30T16:30:00+03:00', end: '2026-06-30T18:30:00+03:00' };
  const bad: [string, object, string[]][] = [
    ['a time that no clock shows', { ...good, start: '2026-03-29T03:30:00+02:00' }, ['start']],
    ['a number that is none', { ...good, workers: 1.5 }, ['workers']],
    ['a kind that is none', { ...good, kind: 'HOLIDAY' }, ['kind']],
    ['no booking', { start: good.start }, []],
    ['a field too many', { ...good, hours: 2 }, []],
    ['a fault within', { ...good, extraService: { acceptedAt: 'yesterday', channel: 'PHONE' } }, ['extraService', 'acceptedAt']],
  ];
  const expected = (path: string[]) => ({
    recordVisits: {
      results: [
        { index: 0, refusal: { code: 'SETTLED', path: null } },
        { index: 1, refusal: { code: 'BAD_USER_INPUT', path } },
        { index: 2, refusal: { code: 'SETTLED', path: null } },
      ],
    },
  });

  test.each(bad)('in a variable: %s', async (_, row, path) => {
    const visits = [good, row, good];
    const inInput = await world.ask(`mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) ${rest} }`, {
      input: { idempotencyKey: 'k', visits },
    });
    expect(inInput.data).toEqual(expected(path));
    const query = `mutation ($visits: [VisitInput!]!) { recordVisits(input: { idempotencyKey: "k", visits: $visits }) ${rest} }`;
    expect((await world.ask(query, { visits })).data).toEqual(expected(path));
    expect(world.subgraphs.bookings.requests.at(-1)!.variables).toEqual({ visits });
  });

  test('in a variable: thousands of unknown fields, at the first', async () => {
    const many = Object.fromEntries(Array.from({ length: 14_000 }, (_, index) => [`f${index}`, 1]));
    const query = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) ${rest} }`;
    const started = processorMs();
    const { data } = await world.ask(query, { input: { idempotencyKey: 'k', visits: [good, { ...good, ...many }, good] } });
    expect(processorMs() - started).toBeLessThan(1_500);
    expect(data).toEqual(expected([]));
  });

  test('in the text of the operation, and with variables in it', async () => {
    const rows = [
      '{ bookingId: $b, start: $s, end: "2026-06-30T18:30:00+03:00" }',
      '{ bookingId: "b", start: "2026-03-29T03:30:00+02:00" }',
      '{ bookingId: "c", workers: $w }',
    ];
    const query = `mutation ($b: ID!, $s: DateTime, $w: Int) { recordVisits(input: { idempotencyKey: "k", visits: [${rows.join(' ')}] }) ${rest} }`;
    expect((await world.ask(query, { b: 'b', s: good.start, w: 2 })).data).toEqual(expected(['start']));
  });

  test('all of them, more than the reported errors of variables', async () => {
    const visits = Array.from({ length: 60 }, () => ({ workers: 'two' }));
    const query = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) ${rest} }`;
    const { data } = await world.ask(query, { input: { idempotencyKey: 'k', visits } });
    expect((data as { recordVisits: { results: unknown[] } }).recordVisits.results).toHaveLength(60);
  });

  test.each<[string, string, object]>([
    [
      'what is beside them',
      'mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) REST }',
      { input: { idempotencyKey: 7.5, visits: [{}] } },
    ],
    [
      'what is no list',
      'mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) REST }',
      { input: { idempotencyKey: 'k', visits: 7 } },
    ],
    [
      'a row by itself',
      'mutation ($v: VisitInput!) { recordVisits(input: { idempotencyKey: "k", visits: [$v] }) REST }',
      { v: { workers: 2 } },
    ],
    [
      'a type in the text',
      'mutation { recordVisits(input: { idempotencyKey: "k", visits: [{ bookingId: "b", workers: "two" }] }) REST }',
      {},
    ],
  ])('but not %s: that fails the whole call', async (_, query, variables) => {
    const { status, errors } = await world.ask(query.replace('REST', rest), variables);
    expect(status).toBe(400);
    expect(errors![0]!.extensions!.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    expect(world.subgraphs.bookings.requests).toEqual([]);
  });
});

describe('the gateway refuses a malformed value before it asks any service, with its place in the input', () => {
  const editVisit = 'mutation ($input: EditVisitInput!) { editVisit(input: $input) { refusal { code } } }';
  const input = { idempotencyKey: 'k', visitId: 'v', start: '2026-06-30T16:30:00+03:00', end: '2026-06-30T18:30:00+03:00' };

  test('in a variable', async () => {
    const { status, errors } = await world.ask(editVisit, { input: { ...input, end: 'tomorrow' } });
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/"input\.end".*Give a time of the years 1900 to 2199 with Z/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(world.subgraphs.bookings.requests).toEqual([]);
  });

  const askIn = async (language: string, query: string, variables = {}) =>
    await world.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await world.token()}`, 'accept-language': language },
      body: JSON.stringify({ query, variables }),
    });

  test.each([
    ['fi', '"input.end": Anna vuosien 1900–2199 aika', 'Anna vuosien 1900–2199 kuukausi'],
    ['sv', '"input.end": Ge en tid av åren 1900–2199', 'Ge en månad av åren 1900–2199'],
  ])('in the language of a caller who reads %s', async (language, inVariable, inText) => {
    const ofVariable = await askIn(language, editVisit, { input: { ...input, end: 'tomorrow' } });
    expect(ofVariable.errors).toMatchObject([{ message: expect.stringContaining(inVariable) }]);
    expect(ofVariable.errors![0]!.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    const ofText = await askIn(language, '{ ledgerTotals(month: "2026-13") { total } }');
    expect(ofText.errors).toMatchObject([{ message: expect.stringContaining(inText) }]);
    expect(ofText.errors![0]!.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  test('in the text of the operation', async () => {
    const { status, errors } = await world.ask('{ ledgerTotals(month: "2026-13") { total } }');
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ message: expect.stringMatching(/YYYY-MM/), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(world.subgraphs.settlement.requests).toEqual([]);
  });

  test('and a good one reaches the service as the caller wrote it', async () => {
    expect(await world.ask(editVisit, { input })).toMatchObject({ data: { editVisit: { refusal: { code: 'SETTLED' } } } });
    expect(world.subgraphs.bookings.requests[0]!.variables).toEqual({ input });
  });
});
