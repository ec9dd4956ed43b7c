/**
 * The events that settlement announces within Seteli, in the partition of the organiser. Municipalities follow the feed
 * instead; its items are not these events.
 */
import { defineEvent, wireMonth } from '@seteli/kit/events';
import { taskEvents } from '@seteli/kit/tasks';
import { z } from 'zod';
import { ORGANISATION_KINDS } from '../actors.ts';

export const feedExtended = defineEvent(
  'settlement.feed-extended',
  1,
  "The organiser's feed has new items, and its readers can fetch them. The event carries no item, so nobody can mistake it for one.",
  z.object({ organiserId: z.uuid(), seq: z.int().positive().describe('The number of the newest item.') }),
);

export const visitsSettled = defineEvent(
  'settlement.visits-settled',
  1,
  'A locked run holds these visits. Nobody may edit or delete them any more, only correct them.',
  z.object({
    runId: z.uuid(),
    organiserId: z.uuid(),
    month: wireMonth,
    visitIds: z.array(z.uuid()).min(1).max(500),
    versions: z
      .array(z.int().positive())
      .max(500)
      .optional()
      .describe(
        'The versions that the run pays, in the order of the ids. The run does not settle later versions. Older senders leave this out.',
      ),
  }),
);

export const settlementTasks = taskEvents('settlement', ORGANISATION_KINDS);

export const settlementEvents = [feedExtended, visitsSettled, ...Object.values(settlementTasks)];
