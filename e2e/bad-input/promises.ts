/**
 * People and programs may send anything, by mistake or on purpose: the API says what is wrong, nothing changes, and
 * nothing breaks. Registers the tests.
 */
import { openClock } from '@seteli/kit/clock';
import type { GraphQLField, GraphQLInputType } from 'graphql';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import type { PersonaKey } from '@seteli/local/personas';
import { beforeAll, describe, expect, it } from 'vitest';
import { book, findService, grant, grantInput } from '../bookings.ts';
import { query } from '../books.ts';
import { moveToRecording, openDiary } from '../diary.ts';
import { whatIsExtreme } from '../extremes/promises.ts';
import { changedSince, fingerprintsOf } from '../fingerprints.ts';
import { operationFor, readSchema, rootFieldsOf } from '../operations.ts';
import { post, unfitIn, type Answer } from '../post.ts';
import { openRecorder } from '../recording.ts';
import { until, untilWell } from '../waiting.ts';
import { deathsIn, type World } from '../world.ts';
import { deep, MONTH, times, UNKNOWN, type Scene } from './asked.ts';
import { boundsOfInputs, boundsTried, everyExcess, everyExtreme } from './bounded.ts';
import { everyMalformation, names, everyOddity, type Arguments, type Place, type Types } from './malformed.ts';
import { isRefusedThere, onlyRow, RECORD, rowOf, type RowPlace } from './rows.ts';
import { WELL_FORMED } from './well-formed.ts';

const LIMIT_MS = 300_000;
const AT_ONCE = 6;

const ALL = Object.keys(WELL_FORMED);
const OUT_OF_BOUNDS = 'is out of bounds';

const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions?.code);

export function whatIsSent(world: World): void {
  let rootFields: ReadonlyMap<string, GraphQLField<unknown, unknown>>;
  let scene: Scene;
  let before: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const { client, system } = world;
    await moveToRecording(system.clockFile, MONTH);
    // Other tests left returned visits that nobody handled; bookings releases them after a while.
    const waiting = 'select from visit where state = $1';
    await until('nothing waits for its provider', async () => (await query(system, 'bookings', waiting, ['RETURNED'])).length === 0);
    // The clock has moved, and each minute identity forgets what is more than 13 months old.
    const kept = openClock(system.clockFile)
      .now()
      .subtract({ hours: 24 * 395 })
      .toString();
    const old = `select from inbox_notice where given_at < $1 union all select from inbox_task where closed_at < $1`;
    await until('the inbox holds nothing old', async () => (await query(system, 'identity', old, [kept])).length === 0, 120_000);
    const service = await findService(client, HOME_CLEANING.code);
    const voucher = await grant(client, grantInput(service, 6_000, 'MONTH'));
    const booking = await book(client, voucher.id);
    const recorder = openRecorder(client, openDiary([booking], MONTH), { lanes: [1] });
    recorder.start();
    await recorder.progress(2);
    await recorder.stop();
    scene = {
      service: service.id,
      content: service.contents[0]!.id,
      voucher: voucher.id,
      booking,
      visit: [...recorder.accepted.keys()][0]!,
    };
    rootFields = rootFieldsOf(await readSchema(client));
    await untilWell(system);
    before = await fingerprintsOf(system);
  }, LIMIT_MS);

  const send = async (by: PersonaKey, body: unknown): Promise<Answer> =>
    post(`${world.system.url}/graphql`, await world.client.token(by), body);

  const expectNothingChanged = async () => expect(changedSince(before, await fingerprintsOf(world.system))).toEqual([]);

  /** Sends an operation for each of the places, and collects the faults of the answers. */
  async function judge(
    coordinate: string,
    placesIn: (coordinate: string, args: Arguments, types: Types) => Place[],
    wrongWith: (answer: Answer, place: Place, row: RowPlace | undefined) => string | undefined,
  ) {
    const field = rootFields.get(coordinate)!;
    const { by, args } = WELL_FORMED[coordinate]!;
    const types = new Map<string, GraphQLInputType>(field.args.map(({ name, type }) => [name, type]));
    const places = placesIn(coordinate, args(scene), types);
    const wrong: string[] = [];
    const work = async () => {
      for (let place = places.shift(); place; place = places.shift()) {
        const [given, row] = [place.into(args(scene)), rowOf(coordinate, place)];
        const answer = await send(by, row ? onlyRow(given, row) : operationFor(coordinate, field, given, 0));
        const found = unfitIn(answer) ?? wrongWith(answer, place, row);
        if (found) wrong.push(`${place.path} = ${JSON.stringify(place.value)?.slice(0, 60)}: ${found}`);
      }
    };
    const tried = places.length;
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { wrong, tried };
  }

  describe('a malformed value', () => {
    it('has a case at every field that takes arguments', () => {
      const fields = [...rootFields]
        .filter(([name, { args }]) => args.length > 0 && !name.startsWith('Subscription.'))
        .map(([name]) => name);
      expect(ALL.toSorted()).toEqual(fields.toSorted());
    });

    it.each(ALL)('gets BAD_USER_INPUT with its place: %s', { timeout: LIMIT_MS }, async (coordinate) => {
      const { wrong, tried } = await judge(
        coordinate,
        (_, args, types) => everyMalformation(types, args),
        (answer, { path }, row) => {
          if (row) return isRefusedThere(answer, row) ? undefined : answer.text.slice(0, 300);
          const told = answer.errors.every(({ message, extensions }) => {
            // The gateway counts the cost of a page before it looks at anything else.
            const isSaid = names(message, path) || message.startsWith('The operation could fetch');
            return extensions?.code === 'BAD_USER_INPUT' && isSaid;
          });
          return told && answer.errors.length > 0 && !answer.data ? undefined : answer.text.slice(0, 300);
        },
      );
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(0);
    });

    it('changes nothing', () => expectNothingChanged());
  });

  describe('a bound', () => {
    it('has a case wherever an input has one', () => {
      const tried = new Set(ALL.flatMap((coordinate) => boundsTried(coordinate, WELL_FORMED[coordinate]!.args(scene))));
      expect(boundsOfInputs().filter((bound) => !tried.has(bound))).toEqual([]);
    });

    it.each(ALL)('gets BAD_USER_INPUT with its place when a value passes it: %s', { timeout: LIMIT_MS }, async (coordinate) => {
      const { wrong } = await judge(coordinate, everyExcess, (answer, { path }, row) => {
        const { errors, data, text } = answer;
        if (row) return isRefusedThere(answer, row) && text.includes(OUT_OF_BOUNDS) ? undefined : text.slice(0, 300);
        const told = errors.every(({ message, extensions }) => {
          const isSaid = message.startsWith(`"${path}" ${OUT_OF_BOUNDS}: `) || message.startsWith('The operation could fetch');
          return extensions?.code === 'BAD_USER_INPUT' && isSaid;
        });
        const isNothing = Object.values(data ?? {}).every((each) => each === null);
        return told && errors.length > 0 && isNothing ? undefined : text.slice(0, 300);
      });
      expect(wrong).toEqual([]);
    });

    it('changes nothing when a value passes it', () => expectNothingChanged());
  });

  describe('too much at a time', () => {
    it.each([0, -1, 201, 2_147_483_647])('the API accepts no page of %i', async (first) => {
      for (const [by, field] of [
        ['granter', 'vouchers'],
        ['recorder', 'bookings'],
        ['approver', 'settlementRuns'],
      ] as const) {
        const answer = await send(by, {
          query: `query ($first: Int!) { ${field}(first: $first) { pageInfo { hasNextPage } } }`,
          variables: { first },
        });
        expect([codesOf(answer), unfitIn(answer)]).toEqual([['BAD_USER_INPUT'], undefined]);
      }
    });

    it.each([
      ['10,000 aliases', () => `{ ${times(10_000, (index) => `a${index}: me { user { id } }`)} }`],
      ['a hundred levels', () => `{ booking(id: "${scene.booking}") { ${deep(100)} } }`],
      ['a hundred thousand levels of lists', () => `{ voucher(id: ${'['.repeat(100_000)}) { id } }`],
      [
        'pages within pages within pages',
        () =>
          '{ bookings(first: 200) { edges { node { visits(first: 200) { edges { node { booking { visits(first: 200) { edges { cursor } } } } } } } } } }',
      ],
    ])('the API refuses %s before any service works on them', async (_, query) => {
      const answer = await send('recorder', { query: query() });
      expect([answer.status, answer.data, unfitIn(answer)]).toEqual([400, null, undefined]);
      expect(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']).toContain(codesOf(answer)[0]);
    });

    it('the API accepts no variables of a hundred thousand levels', async () => {
      const deepest = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
      const answer = await send('recorder', `{"query":"query ($id: ID!) { visit(id: $id) { id } }","variables":{"id":${deepest}}}`);
      expect([answer.status, answer.data, codesOf(answer), unfitIn(answer)]).toEqual([400, null, ['BAD_USER_INPUT'], undefined]);
    });

    it('the API does not read a body of four megabytes', async () => {
      const answer = await send('recorder', { query: '{ me { user { id } } }', padding: 'x'.repeat(4 * 1024 * 1024) });
      expect([answer.status, codesOf(answer)]).toEqual([413, ['BAD_REQUEST']]);
    });
  });

  describe('a body that is no operation', () => {
    it.each([
      ['no JSON', '{"query": "{ me'],
      ['nothing', '{}'],
      ['a list', '[{"query":"{ me { user { id } } }"}]'],
      ['a number', '5'],
      ['an empty query', '{"query":""}'],
      ['a query that is none', '{"query":"select 1"}'],
      ['a query that is a number', '{"query":5}'],
      ['variables that are none', '{"query":"{ me { user { id } } }","variables":"x"}'],
      ['two operations without a name', '{"query":"query a { me { user { id } } } query b { me { user { id } } }"}'],
      ['an operation of another name', '{"query":"query a { me { user { id } } }","operationName":"b"}'],
      ['a subscription', '{"query":"subscription { settlementFeed(organiserId: \\"x\\") { id } }"}'],
      ['a field that is not there', '{"query":"{ persons { identityCode } }"}'],
    ])('gets a refusal: %s', async (_, body) => {
      const answer = await send('recorder', body);
      expect([answer.status, answer.data, unfitIn(answer)]).toEqual([400, null, undefined]);
      expect(['BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']).toContain(codesOf(answer)[0]);
    });
  });

  describe('people’s mistakes', () => {
    const record = async (visit: object, idempotencyKey: string) =>
      send('recorder', { query: RECORD, variables: { input: { idempotencyKey, visits: [{ bookingId: scene.booking, ...visit }] } } });
    const day = `${MONTH}-14`;

    it.each([
      ['a second too many', { start: `${day}T06:00:01Z`, end: `${day}T07:00:00Z` }],
      ['a part of a second', { start: `${day}T06:00:00Z`, end: `${day}T07:00:00.001Z` }],
    ])('a visit with %s is malformed, because visits have whole minutes', async (what, visit) => {
      const answer = await record(visit, what);
      expect(answer).toMatchObject({
        status: 200,
        errors: [],
        data: { recordVisits: { results: [{ visit: null, refusal: { code: 'BAD_USER_INPUT' } }] } },
      });
    });

    it.each([
      ['EMPTY_VISIT', { start: `${day}T07:00:00Z`, end: `${day}T07:00:00Z` }],
      ['EMPTY_VISIT', { start: `${day}T07:00:00Z`, end: `${day}T06:00:00Z` }],
      ['VISIT_TOO_LONG', { start: `${day}T07:00:00Z`, end: '2199-12-31T23:59:00Z' }],
      ['IN_FUTURE', { start: '2199-12-31T22:00:00Z', end: '2199-12-31T23:59:00Z' }],
      ['OUTSIDE_VALIDITY', { start: '2025-12-09T10:00:00Z', end: '2025-12-09T11:00:00Z' }],
      ['OUTSIDE_VALIDITY', { start: '1900-01-01T00:00:00Z', end: '1900-01-01T01:00:00Z' }],
      ['NO_BAND', { start: `${day}T20:00:00Z`, end: `${day}T21:00:00Z` }],
      ['NOT_FOUND', { bookingId: '019b0000-0009-7000-8000-999999999999', start: `${day}T06:00:00Z`, end: `${day}T07:00:00Z` }],
    ])('get a refusal by name: %s (%#)', async (code, visit) => {
      const { data, errors } = await record(visit, `${code} ${JSON.stringify(visit)}`);
      expect([errors, data]).toEqual([[], { recordVisits: { results: [{ visit: null, refusal: { code } }] } }]);
    });

    it.each(["' or 1=1 --", '', 'x', '019b0000-0009-7000-8000-999999999999'])('an id of nothing finds nothing: %j', async (id) => {
      for (const [by, field] of [
        ['granter', 'voucher'],
        ['recorder', 'booking'],
        ['recorder', 'visit'],
        ['approver', 'settlementRun'],
        ['granter', 'provider'],
        ['granter', 'organiser'],
      ] as const) {
        const answer = await send(by, { query: `query ($id: ID!) { ${field}(id: $id) { id } }`, variables: { id } });
        expect([answer.errors, answer.data]).toEqual([[], { [field]: null }]);
      }
    });

    it('a cursor of another feed gets a refusal by name', async () => {
      const query = 'query ($of: ID!, $after: String) { settlementFeed(organiserId: $of, after: $after) { endCursor } }';
      const { args } = WELL_FORMED['Query.settlementFeed']!;
      for (const after of ['', 'x', '1', '1.x', '-1.1', '99.1', '1.999999999999', '1.1; drop table feed_item', '1.1.1']) {
        const answer = await send('system', { query, variables: { of: args(scene).organiserId, after } });
        expect([after, codesOf(answer)]).toEqual([after, ['CURSOR_EXPIRED']]);
      }
    });

    it('change nothing', () => expectNothingChanged());
  });

  describe('the most extreme wishes', () => {
    whatIsExtreme(world, MONTH);
  });

  describe('a well-formed value that nobody means', () => {
    it.each(ALL)('gets an answer or a refusal, and breaks nothing: %s', { timeout: LIMIT_MS }, async (coordinate) => {
      const { wrong } = await judge(
        coordinate,
        (_, args, types) => everyOddity(types, args),
        (answer) => {
          const named = answer.errors.every(({ extensions }) =>
            ['BAD_USER_INPUT', 'CURSOR_EXPIRED', 'FORBIDDEN'].includes(extensions?.code ?? ''),
          );
          return answer.status < 500 && named && (answer.data || answer.errors.length > 0) ? undefined : answer.text.slice(0, 300);
        },
      );
      expect(wrong).toEqual([]);
    });

    it.each(ALL)('is within bounds when it is exactly on one: %s', { timeout: LIMIT_MS }, async (coordinate) => {
      const { wrong } = await judge(coordinate, everyExtreme, ({ text }) =>
        text.includes(OUT_OF_BOUNDS) ? text.slice(0, 300) : undefined,
      );
      expect(wrong).toEqual([]);
    });

    it('remains text when a compiler could take it for code', async () => {
      const code = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,process.kill(process.pid)';
      for (let time = 0; time < 4; time++) {
        const input = `{ idempotencyKey: "${code}", voucherId: "${UNKNOWN}", kind: PURCHASED, note: "${code}" }`;
        const answer = await send('granter', { query: `mutation { arrangeOtherwise(input: ${input}) { refusal { code } } }` });
        expect([answer.errors, answer.data]).toEqual([[], { arrangeOtherwise: { refusal: { code: 'NOT_FOUND' } } }]);
      }
    });

    it('kills no process, and leaves nothing that another service cannot digest', { timeout: LIMIT_MS }, async () => {
      await untilWell(world.system);
      expect(deathsIn(world)).toEqual([]);
    });
  });
}
