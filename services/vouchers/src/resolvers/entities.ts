/**
 * Fields that vouchers adds to other services' types: who pays what of a visit, what a price does to the client or to
 * delivered visits.
 */
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { wireDay } from '@seteli/kit/events';
import type { Id } from '@seteli/kit/ids';
import { isBefore } from '@seteli/kit/day';
import { parseEuro, type Cents } from '@seteli/kit/money';
import { UNITS, type Share } from '@seteli/schema/quantity';
import type { Refusal } from '@seteli/kit/result';
import { badInput } from '@seteli/kit/errors';
import { calendarDaysSet, CANCELLATION_PAYERS, servicePublished } from '@seteli/schema/events/registry';
import { VISIT_KINDS, visitRecorded } from '@seteli/schema/events/bookings';
import { effectOfCorrection, effectOfPrices } from '../commands/effect.ts';
import { previewAnswer, type PreviewAnswer } from '../commands/retake.ts';
import { explain, type ExplainedLine, type ExplainedPiece, type Explanation } from '../domain/explain.ts';
import { clientShareOfUnit, grantedMonthly, monthlyChange } from '../domain/notice.ts';
import type { ShareRise } from '../domain/preview.ts';
import { heldOn, ownValueOn, worthOn } from '../domain/worth.ts';
import { may } from '../policy.ts';
import { findContents } from '../store/value.ts';
import { findPastVisit } from '../store/past-visit.ts';
import { seenVoucher, type Context } from './context.ts';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import { fieldOfVouchersRefusal } from '@seteli/schema/visit-fields';

const ofId = z.object({ id: z.uuid() });
const euro = z.string().transform((text, { addIssue }) => {
  const cents = parseEuro(text);
  if (cents === undefined) addIssue('not an amount of euros');
  return cents ?? 0n;
});
const instant = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));

/**
 * The gateway writes what another service has said. A caller who writes it themselves gets BAD_USER_INPUT when it is
 * incomplete.
 */
function readAs<Shape extends z.ZodType>(shape: Shape, representation: unknown): z.infer<Shape> {
  const { success, data } = shape.safeParse(representation);
  if (!success) throw badInput(INPUT_FAULTS.INCOMPLETE);
  return data;
}

const visitAsked = z.object({
  id: z.uuid(),
  voucher: ofId,
  kind: z.enum(VISIT_KINDS),
  start: instant,
  end: instant,
  timed: z.boolean(),
  workers: z.int().positive(),
  extraServiceAccepted: z.boolean(),
  overlapReasonGiven: z.boolean(),
  // An earlier version of the gateway does not send it.
  standing: z.enum(['ASKED', 'PLANNED', 'STANDS', 'REFUSED', 'DELETED']).default('ASKED'),
  /** Its place among visits that are quoted together, and the visit that it replaces. */
  quoted: z.object({ quoteId: z.uuid(), place: z.int(), replacing: z.uuid().nullable() }).nullish(),
  /** Needed to name the fields that the recorder must change. */
  said: z
    .object({ contentId: z.uuid().nullable(), amount: z.string().nullable(), accessories: z.array(z.object({ contentId: z.uuid() })) })
    .nullish(),
  cancellation: z
    .object({ payer: z.enum(CANCELLATION_PAYERS), consumesQuota: z.boolean() })
    .nullish()
    .transform((terms) => terms ?? null),
  pieces: z.array(
    z.object({
      day: wireDay,
      content: ofId,
      unit: z.enum(UNITS),
      steps: z.int().positive(),
      stepsPerUnit: z.int().positive(),
      unitPrice: euro,
    }),
  ),
});

type VisitExplanation = { readonly refusal: unknown } & Partial<Explanation>;

/**
 * A recorded visit answers with what vouchers kept; a visit that nobody pays answers null. Any other visit is quoted,
 * and vouchers keeps nothing of it.
 */
async function explanationOf(representation: unknown, _: unknown, context: Context): Promise<VisitExplanation | null> {
  const { id, voucher: named, pieces, standing, quoted, said, ...asked } = readAs(visitAsked, unpacked(representation));
  const isPaid = standing !== 'REFUSED' && standing !== 'DELETED';
  const voucher = isPaid ? await seenVoucher(context, named.id) : null;
  if (!voucher) return null;
  if (pieces.length === 0) throw badInput(INPUT_FAULTS.INCOMPLETE);
  const { reader } = context.database;
  const recorded = quoted ? undefined : await findPastVisit(reader, id, voucher.id);
  if (recorded) return { refusal: null, ...explain(recorded, { payer: recorded.payer, isCancellation: asked.cancellation !== null }) };
  const visit = {
    ...asked,
    visitId: id,
    version: 1,
    decidedAnew: false,
    serviceVersion: null,
    voucherId: voucher.id,
    personId: voucher.personId,
    unitId: null,
    pieces: pieces.map(({ content, unitPrice, ...piece }) => ({ ...piece, contentId: content.id, unitPriceCents: unitPrice })),
  };
  const decision = await context.load.quote.load({
    visit,
    isPlanned: standing === 'PLANNED',
    ...(quoted ?? { quoteId: id, place: 0, replacing: id }),
  });
  if (decision.accepted) return { refusal: null, ...decision.value };
  const { overlapReasonGiven, start: startsAt, timed } = asked;
  const field = said && fieldOfVouchersRefusal(decision.refusal, { ...said, startsAt, timed, overlapReasonGiven });
  const path = quoted && ['visits', String(quoted.place), ...(field ?? [])];
  return { refusal: { ...withoutName(decision.refusal), ...(path && { path }) } };
}

/** An earlier version of the gateway sends the fields one by one. */
const unpacked = (representation: unknown): unknown => {
  const { asked } = representation as { readonly asked?: unknown };
  return typeof asked === 'string' ? { ...(representation as object), ...(JSON.parse(asked) as object) } : representation;
};

/**
 * Bookings names the visit that stands in the way, to its owners only. Vouchers does not know whose it is
 * (rules 17, 18).
 */
function withoutName({ details, ...refusal }: Refusal): Refusal {
  const { visitId: _, ...others } = details ?? {};
  return { ...refusal, ...(Object.keys(others).length > 0 && { details: others }) };
}

const noticeAsked = z.object({ voucher: ofId.nullish(), content: ofId.nullish(), firstDay: wireDay });
type Notice = { readonly [field: string]: unknown };

/**
 * The facts behind the client's share of a unit on the first day of the rise; null where the voucher does not grant the
 * content.
 */
async function shareFactsOf(notice: Notice, context: Context) {
  const { voucher: named, content, firstDay } = readAs(noticeAsked, notice);
  const voucher = named && content ? await seenVoucher(context, named.id) : null;
  if (!voucher || !content) return null;
  const [known, changes, entitlements] = await Promise.all([
    context.load.content.load(content.id),
    context.load.ownValueChanges.load(voucher.id),
    context.load.entitlements.load(voucher.id),
  ]);
  const given = entitlements.find(({ contentIds }) => contentIds.includes(content.id));
  const version = heldOn(known?.versions, firstDay);
  if (!known || !version || !given) return null;
  const own = ownValueOn({ ...voucher, ownValueChanges: changes }, firstDay);
  const ofUnit = {
    arrangementKind: voucher.arrangementKind,
    deductibleAllowed: version.deductibleAllowed,
    isBalance: given.kind === 'BALANCE',
    worth: worthOn(own, known.values, { contentId: content.id, unit: known.unit, day: firstDay }),
  };
  return { ofUnit, given, endsBefore: isBefore(voucher.lastDay, firstDay) };
}

async function noticedShare(notice: Notice, price: 'oldPrice' | 'newPrice', context: Context): Promise<Cents | null> {
  const priceCents = readAs(euro, notice[price]);
  const facts = await shareFactsOf(notice, context);
  return facts && clientShareOfUnit(facts.ofUnit, priceCents);
}

const MOST_DIGITS = 12;
/** A quantity as `Quantity` tells it: minutes exactly, other units with four decimals at most. */
const usualUse = z
  .object({
    unit: z.enum(UNITS),
    amount: z
      .string()
      .regex(/^\d+(\.\d{1,4})?$/)
      .max(MOST_DIGITS),
    minutes: z.int().nullable(),
  })
  .transform(({ amount, minutes }): Share => {
    if (minutes !== null) return { steps: BigInt(minutes), stepsPerUnit: 60n };
    const [whole, decimals = ''] = amount.split('.');
    return { steps: BigInt(whole! + decimals.padEnd(4, '0')), stepsPerUnit: 10_000n };
  })
  .nullish();

async function noticedChange(notice: Notice, _: unknown, context: Context): Promise<Cents | null> {
  const usual = readAs(usualUse, notice['usualUse']);
  const [oldCents, newCents] = [readAs(euro, notice['oldPrice']), readAs(euro, notice['newPrice'])];
  const facts = usual ? await shareFactsOf(notice, context) : null;
  if (!usual || !facts || facts.endsBefore) return null;
  const [before, after] = [clientShareOfUnit(facts.ofUnit, oldCents), clientShareOfUnit(facts.ofUnit, newCents)];
  return before === null || after === null ? null : monthlyChange(before, after, { usual, granted: grantedMonthly(facts.given) });
}

const listShown = z.object({
  id: z.uuid(),
  state: z.string(),
  service: ofId,
  unit: ofId,
  firstDay: wireDay,
  lastDay: wireDay.nullish(),
  prices: z.array(z.object({ content: ofId, price: euro })),
});

/**
 * Only for the actor's own services and vouchers: an organiser must not see what a list does to another organiser's
 * visits.
 */
async function effectOf(representation: unknown, _: unknown, { actor, database }: Context): Promise<PreviewAnswer | null> {
  if (!may(actor, 'seePriceEffect')) return null;
  const { id, state, service, unit, firstDay, lastDay = null, prices } = readAs(listShown, representation);
  if (state !== 'SUBMITTED') return null;
  if (!(await findContents(database.reader, actor.organisation.id, service.id))) return null;
  const wished = new Map(prices.map(({ content, price }) => [content.id, price]));
  const list = { id, organiserId: actor.organisation.id, serviceId: service.id, unitId: unit.id, firstDay, lastDay, prices: wished };
  return previewAnswer(await effectOfPrices(database, list));
}

/** JSON that another service wrote. */
const written = z.string().transform((text) => JSON.parse(text) as unknown);
const packed = z.string().transform((text) => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) as unknown);
const correctionAsked = z.object({
  change: written.pipe(z.object({ service: servicePublished.data.optional(), days: calendarDaysSet.data.optional() })).nullish(),
  takenAgain: packed
    .pipe(
      z.object({
        previewId: z.string(),
        visits: z.array(visitRecorded.data),
        left: z.array(z.object({ visitId: z.uuid() })),
      }),
    )
    .nullish(),
});

async function effectOfProposed(representation: unknown, _: unknown, { actor, database }: Context): Promise<PreviewAnswer | null> {
  const { change, takenAgain } = readAs(correctionAsked, representation);
  const { organiserId } = change?.service ?? change?.days ?? {};
  if (!takenAgain || organiserId !== actor.organisation.id || !may(actor, 'seePriceEffect')) return null;
  const { version, firstDay, overlapPolicy, contents } = change?.service ?? { contents: [] };
  const proposed = contents.map(
    (content) => [content.contentId, { ...content, version: version!, firstDay: firstDay!, overlapPolicy: overlapPolicy! }] as const,
  );
  const wished = { ...takenAgain, contents: new Map(proposed) };
  return previewAnswer(await effectOfCorrection(database.reader, organiserId, wished));
}

const asWritten = (representation: unknown) => representation;
const contentOf = ({ contentId }: { readonly contentId: Id }) => ({ id: contentId });

export const entities = {
  VisitExplanation: { __resolveReference: asWritten, shares: explanationOf },
  VisitShares: {
    pieces: ({ pieces }: VisitExplanation) => pieces ?? [],
    lines: ({ lines }: VisitExplanation) => lines ?? [],
    total: ({ totalCents }: VisitExplanation) => totalCents ?? null,
    organiserShare: ({ organiserCents }: VisitExplanation) => organiserCents ?? null,
    clientShare: ({ clientCents }: VisitExplanation) => clientCents ?? null,
    extraService: ({ extraServiceCents }: VisitExplanation) => extraServiceCents ?? null,
  },
  SharedPiece: {
    content: contentOf,
    unitPrice: ({ unitPriceCents }: ExplainedPiece) => unitPriceCents,
    unitValue: ({ unitValueCents }: ExplainedPiece) => unitValueCents,
    extraService: ({ isExtraService }: ExplainedPiece) => isExtraService,
  },
  SharedLine: {
    content: contentOf,
    serviceMonth: ({ month }: ExplainedLine) => month,
    unitPrice: ({ unitPriceCents }: ExplainedLine) => unitPriceCents,
    unitValue: ({ unitValueCents }: ExplainedLine) => unitValueCents,
    total: ({ totalCents }: ExplainedLine) => totalCents,
    organiserShare: ({ organiserCents }: ExplainedLine) => organiserCents,
    clientShare: ({ clientCents }: ExplainedLine) => clientCents,
    unbilled: ({ unbilledCents }: ExplainedLine) => unbilledCents,
    extraService: ({ isExtraService }: ExplainedLine) => isExtraService,
  },
  PriceNotice: {
    __resolveReference: asWritten,
    oldClientShare: (notice: Notice, _: unknown, context: Context) => noticedShare(notice, 'oldPrice', context),
    newClientShare: (notice: Notice, _: unknown, context: Context) => noticedShare(notice, 'newPrice', context),
    monthlyChange: noticedChange,
  },
  PriceList: { __resolveReference: asWritten, effect: effectOf },
  Correction: { __resolveReference: asWritten, effect: effectOfProposed },
  ChangePreview: {
    organiserShareChange: ({ organiserChangeCents }: PreviewAnswer) => BigInt(organiserChangeCents),
    clientShareChange: ({ clientChangeCents }: PreviewAnswer) => BigInt(clientChangeCents),
    left: ({ left }: PreviewAnswer) => left.map((id) => ({ id })),
  },
  ShareRise: {
    voucher: ({ voucherId }: ShareRise, _: unknown, { load }: Context) => load.voucher.load(voucherId),
    rise: ({ riseCents }: ShareRise) => riseCents,
  },
};
