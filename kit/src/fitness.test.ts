/** Which PostgreSQL and which nats-server we turn away, and in which words. Pure: the tables give the facts. */
import { expect, test } from 'vitest';
import { brokerFault } from './broker.ts';
import { databaseFaults, type DatabaseFacts } from './database-fitness.ts';

const FIT: DatabaseFacts = {
  version: 180_004,
  versionText: '18.4',
  encoding: 'UTF8',
  lowersFinnish: true,
  sortsFinnish: true,
  readOnly: false,
  connections: 97,
};

test.each<[string, Partial<DatabaseFacts>, string[]]>([
  ['18', {}, []],
  ['a later one', { version: 190_000, versionText: '19.0' }, []],
  [
    '17, whatever else is wrong with it',
    { version: 170_009, versionText: '17.9', encoding: 'LATIN1' },
    ['PostgreSQL 18 or newer is needed (RETURNING OLD, uuidv7()); this is 17.9'],
  ],
  [
    '15 of Debian 12',
    { version: 150_018, versionText: '15.18 (Debian 15.18-0+deb12u1)' },
    ['PostgreSQL 18 or newer is needed (RETURNING OLD, uuidv7()); this is 15.18 (Debian 15.18-0+deb12u1)'],
  ],
  ['another encoding', { encoding: 'SQL_ASCII' }, ['its encoding is SQL_ASCII; UTF8 is needed']],
  ['a bare C locale', { lowersFinnish: false }, ['its locale does not know Å, Ä and Ö; C.UTF-8 (builtin) or fi_FI.UTF-8 is needed']],
  ['a build without ICU', { sortsFinnish: false }, ['the collation fi-x-icu is missing; a PostgreSQL built with ICU is needed']],
  ['a standby', { readOnly: true }, ['it is read-only: a standby, or set so; the primary is needed']],
  ['too few connections', { connections: 13 }, ['it allows 13 connections; at least 14 are needed']],
  ['two faults at once', { readOnly: true, connections: 1 }, [expect.stringContaining('standby'), expect.stringContaining('allows 1 ')]],
])('PostgreSQL: %s', (_, differs, faults) => {
  expect(databaseFaults({ ...FIT, ...differs })).toEqual(faults);
});

const tooOld = (found: string) => `The broker is nats-server ${found}; 2.9.10 or newer is needed.`;

test.each([
  ['2.9.10', true, undefined],
  ['2.9.10-RC.1', true, undefined],
  ['2.10.0', true, undefined],
  ['2.14.0-preview', true, undefined],
  ['3.0.0', true, undefined],
  ['2.9.9', true, tooOld('2.9.9')],
  ['2.8.99', true, tooOld('2.8.99')],
  ['1.4.1', true, tooOld('1.4.1')],
  ['', true, tooOld('of no known version')],
  ['2.9', true, tooOld('2.9')],
  ['2.9.9', false, tooOld('2.9.9')],
  ['2.12.7', false, expect.stringContaining('without JetStream')],
])('nats-server %s with JetStream %s', (version, jetstream, fault) => {
  expect(brokerFault({ version, jetstream })).toEqual(fault);
});
