/** What bookings says of a correction that registry keeps: the visits that it would take again. Their shares are vouchers' to say. */
import { gzipSync } from 'node:zlib';
import type { Answers } from '@seteli/kit/backbone';
import { badInput } from '@seteli/kit/errors';
import { z } from 'zod';
import { proposedChange, tryCorrection } from '../commands/correcting.ts';
import type { Desk } from '../commands/booking.ts';
import { may } from '../policy.ts';
import type { Context } from './context.ts';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';

const asWritten = (representation: unknown) => representation;

/** Nothing of what another organisation proposes. */
async function takenAgain({ change }: { readonly change?: string | null }, _: unknown, { actor, database, clock }: Context) {
  if (change == null || !may(actor, 'seeCorrection')) return null;
  const { success, data } = proposedChange.safeParse(change);
  if (!success) throw badInput(INPUT_FAULTS.CHANGE);
  if ((data.service ?? data.days)?.organiserId !== actor.organisation.id) return null;
  const taken = await tryCorrection(database.reader, actor.organisation.id, data, clock.now());
  // Ten times smaller: what travels between services is bounded.
  return gzipSync(JSON.stringify(taken)).toString('base64');
}

export const correctingTypes = { Correction: { __resolveReference: asWritten, takenAgain } };

const asked = z.object({ organiserId: z.uuid(), change: proposedChange });

/** What registry asks before it carries a correction out: whether its preview is still as it was shown. */
export const createAnswers = ({ database, clock }: Desk): Answers => ({
  'correction-preview': async (question: unknown) => {
    const { organiserId, change } = asked.parse(question);
    const { previewId, visits, left } = await tryCorrection(database.reader, organiserId, change, clock.now());
    return JSON.stringify({ previewId, visits: visits.length, left: left.length });
  },
});
