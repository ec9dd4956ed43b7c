/**
 * A thousand random commands of people, in any order, against a model that knows three sums. Every answer, quota and
 * cent must agree.
 */
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { moveDevelopmentClock } from '@seteli/local/development-clock';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findService } from './bookings.ts';
import { Books } from './model/books.ts';
import { anyCommand, compare, grantOne, instantOf, turningPoints, type Stage } from './model/commands.ts';
import { useWorld } from './world.ts';

const LIMIT_MS = 300_000;
const COMMANDS = 1_000;
const PHASES = 6;
/** A few extra commands, because some find nothing to do while there are few visits. */
const PER_PHASE = Math.ceil(COMMANDS / PHASES) + 5;
const VOUCHERS = 12;

const world = useWorld();

/** A thousand commands are too many to print; the seed finds them again. */
const brief = <Commands extends readonly unknown[]>(commands: Commands): Commands =>
  Object.assign(commands, { [fc.toStringMethod]: () => `${commands.length} commands` });

const phase = fc.array(fc.oneof(...anyCommand), { minLength: PER_PHASE, maxLength: PER_PHASE }).map(brief);

it(
  'a thousand commands leave what the model says, through three locked and corrected months and four killed processes',
  { timeout: LIMIT_MS },
  async () => {
    const stage: Stage = { world, service: await findService(world.client, HOME_CLEANING.code) };
    const books = new Books();
    const { moveOn, lock, restart } = turningPoints;
    const granting = Array.from({ length: VOUCHERS }, (_, index) => grantOne((4 + index) * 60));
    const turns = [
      [restart('vouchers')],
      [lock, moveOn, lock, restart('bookings')],
      [moveOn],
      [lock, moveOn, lock],
      [moveOn, restart('settlement')],
      [lock, moveOn, lock, restart('vouchers')],
    ];
    await moveDevelopmentClock(world.system.clockFile, instantOf(books.clock));
    const scenario = fc.array(phase, { minLength: PHASES, maxLength: PHASES });
    await fc.assert(
      fc.asyncProperty(scenario, async (phases) => {
        for (const [index, commands] of phases.entries()) {
          const all = [...(index === 0 ? granting : []), ...commands, ...turns[index]!];
          await fc.asyncModelRun(() => ({ model: books, real: stage }), all);
          await compare(books, stage);
        }
      }),
      // One long run on one system. The run cannot be undone, so nothing can shrink it.
      { numRuns: 1, endOnFailure: true },
    );
    expect(books.commands).toBeGreaterThanOrEqual(COMMANDS);
  },
);
