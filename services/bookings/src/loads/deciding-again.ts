/** Decides again about visits that stand (rules 14). A job and the preview of a correction decide alike. */
import type { Reader } from '@seteli/kit/db';
import { decideAgain, type Again } from '../domain/repricing.ts';
import type { RecordingDecision } from '../domain/record.ts';
import type { Visit } from '../domain/visit.ts';
import type { BookingAtHand } from './at-hand.ts';
import { findServedBefore } from './standing.ts';

type VisitAtHand = { readonly visit: Visit; readonly at: BookingAtHand };
type DecidedAgain = VisitAtHand & { readonly decision: RecordingDecision };

/** Leaves out the visits that cost the same and are paid as before. */
export async function decideAllAgain(reader: Reader, visits: readonly VisitAtHand[], again: Again): Promise<DecidedAgain[]> {
  const served = await findServedBefore(reader, visits);
  return visits.flatMap(({ visit, at }) => {
    const decision = decideAgain(visit, at, served(visit), again);
    return decision ? [{ visit, at, decision }] : [];
  });
}
