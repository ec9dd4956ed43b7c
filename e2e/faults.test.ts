/**
 * Everything that can go wrong around people who record visits, on one system: the broker forgets, connections break,
 * two people do the same at once, and processes die. The tests check the books as a whole, so they share what they
 * recorded.
 */
import { beforeAll, describe } from 'vitest';
import { moveToRecording } from './diary.ts';
import { whatTheBrokerForgets } from './faults/broker.ts';
import { whatIsKilled } from './faults/kills.ts';
import { nothingTold } from './faults/promises.ts';
import { whatAKeyIsFor, whatHappensAtOnce } from './faults/races.ts';
import { useWorld } from './world.ts';

// A commit must outlive a killed PostgreSQL, so this server is as durable as `npm start` makes it.
const world = useWorld({ throwAway: false });
const told = nothingTold();

beforeAll(() => moveToRecording(world.system.clockFile));

describe('at the same moment, twice, or under a connection that breaks', () => {
  whatHappensAtOnce(world, told);
});

describe('while the broker forgets or is away', () => {
  whatTheBrokerForgets(world, told);
});

// The last tests that record, because they settle the month.
describe('a system whose processes are killed', () => {
  whatIsKilled(world, told);
});

describe('a key that was used for one command', () => {
  whatAKeyIsFor(world);
});
