/** Why a visit costs what it costs: GraphQL in, look-up, GraphQL out. The shares of the pieces are vouchers' to say. */
import type { Id } from '@seteli/kit/ids';
import type { Refusal } from '@seteli/kit/result';
import type * as api from '@seteli/schema/generated/bookings';
import { explainVisit, quoteVisit, type ExplainedVisit } from '../commands/explaining.ts';
import type { ExplainedPiece } from '../domain/explain.ts';
import { requireRight } from '../policy.ts';
import type { Context } from './context.ts';
import { readRow } from './recorded.ts';
import { storedRefusal } from './recording.ts';

async function explained({ database, load }: Context, visitId: Id): Promise<ExplainedVisit | null> {
  const visit = await load.visit.load(visitId);
  const booking = visit && (await load.booking.load(visit.bookingId));
  return visit && booking && (await explainVisit(database.reader, visit, booking));
}

type Quote = { readonly explanation: ExplainedVisit | null; readonly refusal: Refusal | null };

export const explainingQueries = {
  quoteVisit: async (_: unknown, { visit }: api.QueryQuoteVisitArgs, context: Context): Promise<Quote> => {
    const { actor, clock } = context;
    requireRight(actor, 'recordVisits');
    const decision = await quoteVisit(context, actor, readRow(visit, { actor, now: clock.now() }));
    if (decision.accepted) return { explanation: decision.value, refusal: null };
    const { refusal } = decision;
    return { explanation: null, refusal: { ...refusal, path: ['visit', ...(refusal.path ?? [])] } };
  },
  explainVisit: (_: unknown, { visitId }: api.QueryExplainVisitArgs, context: Context) => explained(context, visitId),
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');
/** 1440 is "24:00". */
const wallClock = (minutes: number): string => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

export const explainingTypes = {
  VisitExplanation: {
    // What was only asked about is not kept, so no visit bears its id.
    __resolveReference: ({ id }: { id: Id }, context: Context) => explained(context, id),
    // Of a visit that stands it would be that of a change.
    refusal: ({ visit, standing }: ExplainedVisit) => (visit && standing === 'REFUSED' ? storedRefusal(visit) : null),
    voucher: ({ booking }: ExplainedVisit) => ({ id: booking.voucherId }),
    kind: ({ recorded }: ExplainedVisit) => recorded.kind,
    start: ({ recorded }: ExplainedVisit) => recorded.startsAt,
    end: ({ recorded }: ExplainedVisit) => recorded.endsAt,
    timed: ({ recorded }: ExplainedVisit) => recorded.timed,
    workers: ({ recorded }: ExplainedVisit) => recorded.workers,
    extraServiceAccepted: ({ recorded }: ExplainedVisit) => recorded.extraService !== null,
    overlapReasonGiven: ({ recorded }: ExplainedVisit) => recorded.overlapReason !== null,
  },
  VisitPiece: {
    bandFrom: ({ band }: ExplainedPiece) => band && wallClock(band.from),
    bandTo: ({ band }: ExplainedPiece) => band && wallClock(band.to),
    content: ({ contentId }: ExplainedPiece) => ({ id: contentId }),
    quantity: ({ unit, steps, stepsPerUnit }: ExplainedPiece) => ({ unit, steps, stepsPerUnit }),
    unitPrice: ({ unitPriceCents }: ExplainedPiece) => unitPriceCents,
  },
};
