/**
 * What bookings says of a correction that registry keeps: the visits that it would change. Vouchers says their shares.
 */
import { gzipSync } from 'node:zlib';
import type { Answers } from '@seteli/kit/backbone';
import { badInput } from '@seteli/kit/errors';
import { fillIn } from '@seteli/kit/language';
import type { Id } from '@seteli/kit/ids';
import { z } from 'zod';
import { MOST_CHANGED, proposedChange, previewCorrected, type PreviewedCorrection } from '../loads/correction-preview.ts';
import type { Desk } from '../commands/desk.ts';
import { may } from '../policy.ts';
import type { Context } from './context.ts';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';

type ProposedChange = Parameters<typeof previewCorrected>[2];

async function previewed({ database, clock }: Desk, organiserId: Id, change: ProposedChange): Promise<PreviewedCorrection> {
  const preview = await previewCorrected(database.reader, organiserId, change, clock.now());
  if (preview === 'TOO_MANY') throw badInput(fillIn(INPUT_FAULTS.TOO_MANY_CHANGED, { visits: MOST_CHANGED }));
  return preview;
}

const asWritten = (representation: unknown) => representation;

/** An actor sees nothing of what another organisation proposes. */
async function takenAgain({ change }: { readonly change?: string | null }, _: unknown, { actor, database, clock }: Context) {
  if (change == null || !may(actor, 'seeCorrection')) return null;
  const { success, data } = proposedChange.safeParse(change);
  if (!success) throw badInput(INPUT_FAULTS.CHANGE);
  if ((data.service ?? data.days)?.organiserId !== actor.organisation.id) return null;
  const taken = await previewed({ database, clock }, actor.organisation.id, data);
  // Ten times smaller: messages between services have a bound.
  return gzipSync(JSON.stringify(taken)).toString('base64');
}

export const correctingTypes = { Correction: { __resolveReference: asWritten, takenAgain } };

const asked = z.object({ organiserId: z.uuid(), change: proposedChange });

/** Registry asks this before it carries a correction out: whether the preview still is as somebody saw it. */
export const createAnswers = (desk: Desk): Answers => ({
  'correction-preview': async (question: unknown) => {
    const { organiserId, change } = asked.parse(question);
    const { previewId, visits, left } = await previewed(desk, organiserId, change);
    return JSON.stringify({ previewId, visits: visits.length, left: left.length });
  },
});
