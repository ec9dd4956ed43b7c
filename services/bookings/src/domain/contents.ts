/**
 * Whether the provider may serve and record contents: granted, approved, priced, not included in another's price, by so
 * many workers.
 */
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Quantity } from '@seteli/schema/quantity';
import type { Field, Refusal } from '@seteli/kit/result';
import { contentField } from '@seteli/schema/visit-fields';
import type { PlannedPiece } from './plan.ts';
import { priceOn } from './price.ts';
import type { Recorded } from './recorded.ts';
import type { ContentFacts, RecordingFacts } from './recording-facts.ts';

type Contents = RecordingFacts['contents'];
export type ContentObstacle = Refusal<'CONTENT_NOT_GRANTED' | 'NOT_APPROVED' | 'NO_PRICE' | 'EXTRA_NOT_ALLOWED' | 'NOT_MULTI_WORKER'> &
  Field;

const about = (recorded: Recorded, { contentId }: Pick<PlannedPiece, 'contentId'>) => ({
  path: contentField(recorded, contentId),
  details: { contentId },
});

/**
 * A content that is included in the price of the service has neither grant nor price. The refusal says that the
 * provider may not charge it (rules 22).
 */
const isCharged = (contents: Contents, { contentId }: PlannedPiece): boolean => !contents.get(contentId)?.isIncludedInPrice;

/** The price of a unit for each piece on its own day. */
export const unitPricesOf = (contents: Contents, pieces: readonly PlannedPiece[]): readonly (Cents | undefined)[] =>
  pieces.map(({ contentId, day }) => priceOn(contents.get(contentId)?.prices ?? [], day)?.unitPriceCents);

const isGranted = (contents: Contents, { contentId }: PlannedPiece): boolean => (contents.get(contentId)?.granted.length ?? 0) > 0;

/** A visit may not come with an accessory that nobody granted, and no other refusal comes before that (rules 22). */
const isAsked = (contents: Contents, piece: PlannedPiece): boolean =>
  isCharged(contents, piece) && (!piece.isAccessory || isGranted(contents, piece));

export function notGranted(contents: Contents, recorded: Recorded, pieces: readonly PlannedPiece[]): ContentObstacle | undefined {
  const ungranted = pieces.find((piece) => isAsked(contents, piece) && !isGranted(contents, piece));
  return ungranted && { code: 'CONTENT_NOT_GRANTED', ...about(recorded, ungranted) };
}

export function notApproved(contents: Contents, recorded: Recorded, pieces: readonly PlannedPiece[]): ContentObstacle | undefined {
  const unapproved = pieces.find((piece) => isAsked(contents, piece) && !contents.get(piece.contentId)?.approved.length);
  return unapproved && { code: 'NOT_APPROVED', ...about(recorded, unapproved) };
}

export function notPriced(
  contents: Contents,
  recorded: Recorded,
  pieces: readonly PlannedPiece[],
  unitPrices: readonly (Cents | undefined)[],
): ContentObstacle | undefined {
  const unpriced = pieces.find((piece, index) => unitPrices[index] === undefined && isAsked(contents, piece));
  if (!unpriced) return undefined;
  const { path, details } = about(recorded, unpriced);
  return { code: 'NO_PRICE', path, details: { ...details, day: unpriced.day.toString() } };
}

/**
 * Only accessories come with a visit. The provider charges no content that is included, or beyond what one visit may
 * have.
 */
export function extraNotAllowed(contents: Contents, recorded: Recorded, pieces: readonly PlannedPiece[]): ContentObstacle | undefined {
  const accessories = recorded.accessories.map(({ contentId }) => contentId);
  const isAccessory = ({ kind }: ContentFacts) => kind === 'ACCESSORY' || kind === 'TRAVEL';
  const refused = (contentId: Id, most?: Quantity): ContentObstacle => {
    const index = accessories.indexOf(contentId);
    const path = index < 0 ? ['contentId'] : ['accessories', String(index), 'contentId'];
    return { code: 'EXTRA_NOT_ALLOWED', details: { contentId, ...(most && { most }) }, path };
  };
  const taken = new Map<Id, number>();
  for (const piece of pieces) {
    const { contentId, steps } = piece;
    const content = contents.get(contentId);
    if (!content || (piece.isAccessory && !isGranted(contents, piece))) return refused(contentId);
    const sum = (taken.get(contentId) ?? 0) + steps;
    taken.set(contentId, sum);
    if (content.isIncludedInPrice) return refused(contentId);
    if (sum > (content.maxStepsPerVisit ?? sum)) return refused(contentId, { unit: content.unit, steps: content.maxStepsPerVisit! });
    if (content.kind === 'ACCESSORY' && !accessories.includes(contentId)) return refused(contentId);
  }
  const other = accessories.find((contentId) => !isAccessory(contents.get(contentId)!));
  return other === undefined ? undefined : refused(other);
}

export function notMultiWorker(contents: Contents, recorded: Recorded, pieces: readonly PlannedPiece[]): ContentObstacle | undefined {
  if (recorded.workers === 1) return undefined;
  const accessories = new Set(recorded.accessories.map(({ contentId }) => contentId));
  const single = pieces.find(({ contentId }) => !accessories.has(contentId) && !contents.get(contentId)!.isMultiWorker);
  return single && { code: 'NOT_MULTI_WORKER', details: { contentId: single.contentId }, path: ['workers'] };
}
