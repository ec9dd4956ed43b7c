/**
 * No log line holds a person's data, wherever it hides: the tests send a name, an identity code and a phone number
 * through every way in.
 */
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { describeFault, openLog, type Log } from './log.ts';

const CANARY = { name: 'Matti Meikäläinen', code: '010190-999W', phone: '+358 40 1234567', email: 'matti@example.fi' };

function written(write: (log: Log) => void): string {
  const lines: string[] = [];
  const log = openLog('test', 'debug', { write: (line: string) => void lines.push(line) });
  write(log);
  return lines.join('');
}

const driverFault = (fields: object, message = 'duplicate key value violates unique constraint "person_is_unique"') =>
  new Error(`Failed query: insert into person values ($1, $2)\nparams: ${CANARY.name},${CANARY.code}`, {
    cause: Object.assign(new Error(message), { code: '23505', detail: `Key (name)=(${CANARY.name}) exists.`, ...fields }),
  });
const parseFault = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (fault) {
    return fault;
  }
};
const people = { name: CANARY.name, personalIdentityCode: CANARY.code, phoneNumber: CANARY.phone, email: CANARY.email };

test.each<[string, (log: Log) => void]>([
  ['a field', (log) => log.info(people, 'x')],
  ['a field deep inside', (log) => log.info({ a: { b: { c: { d: people } } } }, 'x')],
  ['a list', (log) => log.info({ clients: [people, { client: people }] }, 'x')],
  ['a longer name', (log) => log.info({ clientName: CANARY.name, firstNames: CANARY.name, streetAddress: CANARY.name }, 'x')],
  ['variables of a query', (log) => log.info({ variables: { input: { text: CANARY.name } } }, 'x')],
  ["a driver's fault", (log) => log.error({ err: driverFault({}) }, 'x')],
  ['a fault within a fault', (log) => log.error({ err: new Error('outer', { cause: driverFault({}) }) }, 'x')],
  ['a fault in a field of its own', (log) => log.error({ first: { fault: driverFault({}) } }, 'x')],
  ['a fault alone', (log) => log.error(driverFault({}))],
  ['a fault without words', (log) => log.error({ err: driverFault({}) })],
  [
    'a value that PostgreSQL could not read',
    (log) => log.error({ err: driverFault({ code: '22P02' }, `invalid input syntax for type uuid: "${CANARY.name}"`) }, 'x'),
  ],
  [
    'a value that GraphQL could not read',
    (log) => log.error({ err: new GraphQLError(`Enum cannot represent value: "${CANARY.name}"`) }, 'x'),
  ],
  ['a text that is no JSON', (log) => log.error({ err: parseFault(`{"a":${CANARY.name}}`) }, 'x')],
  ['an identity code in a sentence', (log) => log.error(`nobody is ${CANARY.code} (${CANARY.phone}, ${CANARY.email})`)],
  [
    'an identity code in a fault of ours',
    (log) => log.error({ err: new Error(`unknown: ${CANARY.code}, ${CANARY.phone}, ${CANARY.email}`) }, 'x'),
  ],
  ['a thrown thing that is no fault', (log) => log.error({ err: people }, 'x')],
])('%s', (_, write) => {
  const output = written(write);
  expect(output).toMatch(/^\{"level":\d+/);
  for (const canary of Object.values(CANARY)) expect(output).not.toContain(canary);
  expect(output).not.toContain('Meikäläinen');
});

test.each(['010190-999W', '010190+999W', '010190A999W', '010190Y999W', '311299U999W'])(
  'the log recognises %s as an identity code',
  (code) => {
    expect(written((log) => log.info(`a ${code} b`))).not.toContain(code);
  },
);

test('a line holds what is needed to find a fault', () => {
  const line = JSON.parse(
    written((log) =>
      log.error({ err: driverFault({ constraint: 'person_is_unique', table: 'person' }), seq: 5n, source: 'bookings' }, 'it failed'),
    ),
  );
  expect(line).toMatchObject({ service: 'test', source: 'bookings', seq: '5', msg: 'it failed' });
  expect(line.err).toMatchObject({
    message: 'Failed query: insert into person values ($1, $2)',
    cause: {
      code: '23505',
      constraint: 'person_is_unique',
      table: 'person',
      message: 'duplicate key value violates unique constraint "person_is_unique"',
    },
  });
  expect(line.err.stack).toContain('log.test.ts');
});

test('ids, times and days stay readable', () => {
  const id = '0197a3c0-1b1e-7cc3-98c4-dc0c0c07398f';
  const line = JSON.parse(written((log) => log.info({ id, day: Temporal.PlainDate.from('2026-06-30'), path: ['visits', 0] }, 'x')));
  expect(line).toMatchObject({ id, day: '2026-06-30', path: ['visits', 0] });
});

test('an object that contains itself does not stop the log', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(written((log) => log.info({ loop }, 'x'))).toContain('"msg":"x"');
});

test('the log also describes thrown values that are no errors', () => {
  expect(describeFault('text')).toEqual({ message: 'text' });
  expect(describeFault(undefined)).toEqual({ message: 'undefined' });
});
