/**
 * The contents (palvelusisältö) of a version before it is published: what each stands for, its unit, tax and bands.
 * Nothing here computes what a visit costs.
 */
import { readAmount, type Unit } from '@seteli/schema/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { CONTENT_KINDS, VAT_TREATMENTS } from '@seteli/schema/events/registry';
import { findOverlap, readBand, type BandWish, type ClassBand } from './band.ts';

export type Names = { readonly fi: string; readonly sv: string; readonly en: string };
export type ContentKind = (typeof CONTENT_KINDS)[number];
export type VatTreatment = (typeof VAT_TREATMENTS)[number];

/** The fields that the registry publishes as the organiser wished them. */
type PublishedFields = {
  readonly code: string;
  readonly names: Names;
  readonly kind: ContentKind;
  readonly unit: Unit;
  readonly vatTreatment: VatTreatment;
  readonly includedInPrice: boolean;
  readonly extraServiceAllowed: boolean;
  readonly parallelAllowed: boolean;
  readonly multiWorker: boolean;
  readonly deductibleAllowed: boolean;
};
export type ContentWish = PublishedFields & { readonly maxPerVisit: string | null; readonly bands: readonly BandWish[] };
export type PublishedContent = PublishedFields & { readonly maxStepsPerVisit: number | null; readonly bands: readonly ClassBand[] };

/** Fields that the input may leave out. */
export type Unsaid<T, Key extends keyof T> = Omit<T, Key> & { readonly [K in Key]?: T[K] | null | undefined };
export type ContentInput = Unsaid<ContentWish, Exclude<keyof ContentWish, 'code' | 'names' | 'deductibleAllowed' | 'bands'>>;

export const contentWishOf = (input: ContentInput): ContentWish => ({
  code: input.code,
  names: input.names,
  kind: input.kind ?? 'SERVICE',
  unit: input.unit ?? 'HOUR',
  vatTreatment: input.vatTreatment ?? 'EXEMPT',
  includedInPrice: input.includedInPrice ?? false,
  maxPerVisit: input.maxPerVisit ?? null,
  // A client who is free by law pays for time beyond the quota only where the content says so (rules 4).
  extraServiceAllowed: input.extraServiceAllowed ?? input.deductibleAllowed,
  parallelAllowed: input.parallelAllowed ?? false,
  multiWorker: input.multiWorker ?? false,
  deductibleAllowed: input.deductibleAllowed,
  bands: input.bands,
});

type ContentRefusal = 'WRONG_STATE' | 'WRONG_QUANTITY' | 'INVALID_RANGE' | 'BANDS_OVERLAP';

/** Reads the contents with their bands. Every content must be valid, and no two bands may share a minute. */
export function readContents(contents: readonly ContentWish[]): Decision<readonly PublishedContent[], ContentRefusal> {
  for (const [at, content] of contents.entries()) {
    const checked = checkContent(content, at);
    if (!checked.accepted) return checked;
  }
  const placed = readBands(contents);
  if (!placed.accepted) return placed;
  return accept(
    contents.map(({ maxPerVisit, ...content }, at) => ({
      ...content,
      maxStepsPerVisit: stepsOf(content.unit, maxPerVisit) ?? null,
      bands: placed.value
        .filter((band) => band.content === at)
        .map(({ dayClass, fromMinute, toMinute }) => ({ dayClass, fromMinute, toMinute })),
    })),
  );
}

const stepsOf = (unit: Unit, amount: string | null) => (amount === null ? null : readAmount(unit, amount));

/**
 * Bookings cuts time at bands, and a thing done once belongs to the band of its start (rules 42). Other units have no
 * time of day.
 */
const UNITS_WITH_BANDS: readonly Unit[] = ['HOUR', 'VISIT', 'PIECE', 'PROCEDURE'];

function checkContent({ kind, unit, includedInPrice, maxPerVisit, bands }: ContentWish, content: number): Decision<true, ContentRefusal> {
  const at = (field: string) => ({ path: ['contents', String(content), field] });
  const comesWithVisit = kind === 'ACCESSORY' || kind === 'TRAVEL';
  if (includedInPrice && !comesWithVisit) return refuse('WRONG_STATE', at('includedInPrice'));
  if (maxPerVisit !== null && !comesWithVisit) return refuse('WRONG_STATE', at('maxPerVisit'));
  if (stepsOf(unit, maxPerVisit) === undefined) return refuse('WRONG_QUANTITY', at('maxPerVisit'));
  if (bands.length > 0 && !UNITS_WITH_BANDS.includes(unit)) return refuse('WRONG_STATE', at('bands'));
  return accept(true);
}

type PlacedBand = ClassBand & { readonly content: number; readonly band: number };

const pathOf = (content: number, band: number) => ['contents', String(content), 'bands', String(band)];

/** One band for each day class. The check for overlaps comes last: it needs every band to be a time of day. */
function readBands(contents: readonly ContentWish[]): Decision<readonly PlacedBand[], 'INVALID_RANGE' | 'BANDS_OVERLAP'> {
  const placed: PlacedBand[] = [];
  for (const [content, { bands }] of contents.entries())
    for (const [band, wish] of bands.entries()) {
      const read = readBand(wish);
      if (!read) return refuse('INVALID_RANGE', { path: pathOf(content, band) });
      placed.push(...read.map((dayBand) => ({ content, band, ...dayBand })));
    }
  const overlapping = findOverlap(placed);
  return overlapping ? refuse('BANDS_OVERLAP', { path: pathOf(overlapping.content, overlapping.band) }) : accept(placed);
}
