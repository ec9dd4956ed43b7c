/** Recurring visits: GraphQL in, command or look-up, GraphQL out. */
import type { Actor } from '@seteli/kit/actor';
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { firstOf } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { badInput } from '@seteli/kit/errors';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/bookings';
import type { Desk } from '../commands/desk.ts';
import * as commands from '../commands/recurring.ts';
import { isTimeOfDay } from '../domain/recurring.ts';
import { faultOfRule, firstDays, tidyRule } from '../domain/rule.ts';
import { requireRight } from '../policy.ts';
import type { Booking } from '../store/booking.ts';
import { listFailures, type Failure, type RecurringVisits, type StoredPause } from '../store/recurring.ts';
import { ofKnownClients, type Context } from './context.ts';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import { toldRefusal } from './recording.ts';

function requireRecurrence({ bookingId, contentId, startTime, endTime }: api.SetRecurringVisitsInput): void {
  requireIds(bookingId, contentId);
  if (startTime == null && endTime == null && contentId == null) throw badInput(INPUT_FAULTS.TIMES_OR_CONTENT);
}

type Laid = Parameters<typeof faultOfRule>[0];

function layOut({ rule, firstDay, startTime }: Pick<api.SetRecurringVisitsInput, 'rule' | 'firstDay' | 'startTime'>): Laid {
  const laid = { rule, firstDay, start: startTime != null && isTimeOfDay(startTime) ? startTime : null };
  const fault = faultOfRule(laid);
  if (fault) throw badInput(fault);
  return laid;
}

const about =
  <Input extends { readonly idempotencyKey: string }>(
    require: (input: Input) => void,
    command: (desk: Desk, actor: Actor, input: Input) => Promise<Decision<Id>>,
  ) =>
  async (_: unknown, { input }: { input: Input }, context: Context) => {
    requireRight(context.actor, 'setRecurringVisits');
    require(input);
    const decision = await command(context, context.actor, input);
    return decision.accepted
      ? { recurringVisits: await context.load.recurring.clear(decision.value).load(decision.value), refusal: null }
      : { recurringVisits: null, refusal: decision.refusal };
  };

export const recurringQueries = {
  recurrenceDays: (_: unknown, { lastDay, first, ...asked }: api.QueryRecurrenceDaysArgs, { actor }: Context) => {
    requireRight(actor, 'setRecurringVisits');
    return firstDays(layOut(asked), lastDay ?? null, first);
  },
};

export const recurringMutations = {
  setRecurringVisits: about(requireRecurrence, (desk, actor, input: api.SetRecurringVisitsInput) =>
    commands.setRecurringVisits(desk, actor, input, (asked) => tidyRule(layOut(asked).rule)),
  ),
  pauseRecurringVisits: about<api.PauseRecurringVisitsInput>(
    ({ recurringVisitsId, contentId }) => requireIds(recurringVisitsId, contentId),
    commands.pauseRecurringVisits,
  ),
  endRecurringVisits: about<api.EndRecurringVisitsInput>(
    ({ recurringVisitsId }) => requireIds(recurringVisitsId),
    commands.endRecurringVisits,
  ),
};

type Reference = { readonly id: Id };
type Nothing = Record<string, never>;

/** The day of death, where nothing else ends the recurring visits earlier. */
const endOf = ({ lastDay = null }: RecurringVisits, diedOn: Day | null) => ({
  lastDay,
  diedOn: diedOn && (lastDay === null || isBefore(diedOn, lastDay)) ? diedOn : null,
});

const stub = (id: Id | null) => (id ? { id } : null);

export const recurringTypes = {
  RecurringVisits: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.recurring.load(id),
    booking: ({ bookingId }: RecurringVisits, _: Nothing, { load }: Context) => load.booking.load(bookingId),
    lastDay: async (given: RecurringVisits, _: Nothing, { load }: Context) => {
      const { lastDay, diedOn } = endOf(given, await load.dayOfDeath.load(given.bookingId));
      return diedOn ?? lastDay;
    },
    endedBecause: async (given: RecurringVisits, _: Nothing, { load }: Context) =>
      endOf(given, await load.dayOfDeath.load(given.bookingId)).diedOn && 'CLIENT_DIED',
    startTime: ({ times }: RecurringVisits) => times?.start ?? null,
    endTime: ({ times }: RecurringVisits) => times?.end ?? null,
    content: ({ contentId }: RecurringVisits) => stub(contentId),
    groupReference: ofKnownClients(({ groupReference }: RecurringVisits) => groupReference),
    pauses: async ({ id }: Reference, page: api.RecurringVisitsPausesArgs, { load }: Context) => {
      const pauses = await load.pauses.load(id);
      return firstOf(
        pauses.toSorted((a, b) => Temporal.PlainDate.compare(b.lastDay, a.lastDay)),
        page,
      );
    },
    failures: ({ id }: Reference, page: api.RecurringVisitsFailuresArgs, { database }: Context) =>
      listFailures(database.reader, [id], page),
  },
  RecurringPause: { content: ({ contentId }: StoredPause) => stub(contentId) },
  RecurringFailure: {
    refusal: ({ refusal }: Failure) => toldRefusal(refusal),
  },
};

export const recurringOfBooking = {
  recurringVisits: async ({ id }: Booking, page: api.BookingRecurringVisitsArgs, { load }: Context) =>
    firstOf(await load.recurringOf.load(id), page),
};
