/** Why a visit costs what it costs: GraphQL in, look-up, GraphQL out. Vouchers says the shares of the pieces. */
import type { Id } from '@seteli/kit/ids';
import { formatEuro } from '@seteli/kit/money';
import type { Decision, Refusal } from '@seteli/kit/result';
import type * as api from '@seteli/schema/generated/bookings';
import { explainVisit, type ExplainedVisit } from '../loads/explaining.ts';
import { quoteVisits } from '../loads/quoting.ts';
import type { ExplainedPiece } from '../domain/explain.ts';
import { requireRight } from '../policy.ts';
import type { Context } from './context.ts';
import { readAskedRow } from './recorded.ts';
import { inRow, judged, storedRefusal } from './recording.ts';

async function explained({ database, load }: Context, visitId: Id): Promise<ExplainedVisit | null> {
  const visit = await load.visit.load(visitId);
  const booking = visit && (await load.booking.load(visit.bookingId));
  return visit && booking && (await explainVisit(database.reader, visit, booking));
}

type Quote = { readonly index: number; readonly explanation: ExplainedVisit | null; readonly refusal: Refusal | null };

async function quoted(_: unknown, { input }: api.QueryQuoteVisitsArgs, context: Context): Promise<{ results: Quote[] }> {
  const { actor, clock, database } = context;
  requireRight(actor, 'quoteVisits');
  const noting = { actor, now: clock.now() };
  const rows = input.visits.map((visit) => judged(visit, (given) => readAskedRow(given, noting)));
  const readable = rows.flatMap((row) => ('row' in row ? [row.row] : []));
  const decisions = (await quoteVisits(database.reader, actor, readable, noting.now)).values();
  const results = rows.map((row, index): Quote => {
    const decision: Decision<ExplainedVisit> = 'row' in row ? decisions.next().value! : { accepted: false, refusal: row };
    if (decision.accepted) return { index, explanation: decision.value, refusal: null };
    return { index, explanation: null, refusal: inRow(['visits', String(index)], decision.refusal) };
  });
  return { results };
}

export const explainingQueries = {
  quoteVisits: quoted,
  explainVisit: (_: unknown, { visitId }: api.QueryExplainVisitArgs, context: Context) => explained(context, visitId),
};

/**
 * One text tells vouchers what it needs for the shares. Otherwise all pieces of hundreds of visits would count as
 * objects of the answer.
 */
const asked = ({ booking, recorded, standing, quoted, cancellation, pieces }: ExplainedVisit): string =>
  JSON.stringify({
    voucher: { id: booking.voucherId },
    kind: recorded.kind,
    start: recorded.startsAt.toString(),
    end: recorded.endsAt.toString(),
    timed: recorded.timed,
    workers: recorded.workers,
    extraServiceAccepted: recorded.extraService !== null,
    overlapReasonGiven: recorded.overlapReason !== null,
    standing,
    quoted,
    said: {
      contentId: recorded.contentId,
      amount: recorded.amount,
      accessories: recorded.accessories.map(({ contentId }) => ({ contentId })),
    },
    cancellation: cancellation && { payer: cancellation.payer, consumesQuota: cancellation.consumesQuota },
    pieces: pieces.map(({ day, contentId, unit, steps, stepsPerUnit, unitPriceCents }) => ({
      day: day.toString(),
      content: { id: contentId },
      unit,
      steps,
      stepsPerUnit,
      unitPrice: formatEuro(unitPriceCents),
    })),
  });

const twoDigits = (number: number): string => String(number).padStart(2, '0');
/** 1440 is "24:00". */
const wallClock = (minutes: number): string => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

export const explainingTypes = {
  VisitExplanation: {
    // Nobody keeps a quote, so no visit bears its id.
    __resolveReference: ({ id }: { id: Id }, context: Context) => explained(context, id),
    // A standing visit's refusal would be that of a change.
    refusal: ({ visit, standing }: ExplainedVisit) => (visit && standing === 'REFUSED' ? storedRefusal(visit) : null),
    asked,
    replacing: ({ quoted: of }: ExplainedVisit, _: unknown, { load }: Context) => (of?.replacing ? load.visit.load(of.replacing) : null),
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
