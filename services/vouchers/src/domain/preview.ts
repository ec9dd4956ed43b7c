/** What a change would do, as it is shown before it is carried out (rules 14): which delivered visits, who would pay more, what would be left, and what the voucher would cost. */
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { refuse, type Refused } from '@seteli/kit/result';
import { EFFECTS_SHOWN } from './limits.ts';
import type { Cost } from './cost.ts';
import { previewIdOf, sumOf, type Effect, type PastVisit } from './recalculate.ts';
import type { Retaken } from './retake.ts';

/** The client of a voucher who would pay more for visits of his: how many, and how much more for these. */
export type ShareRise = { readonly voucherId: Id; readonly visits: number; readonly riseCents: Cents };

/** What a voucher costs at most before a change and after it; before it is granted it costs nothing. */
export type CostChange = { readonly before: Cost | null; readonly after: Cost };

/** `effects`, `rises` and `left` are at most `EFFECTS_SHOWN`; the numbers and sums are of all. */
export type ChangePreview = {
  readonly previewId: string;
  readonly visits: number;
  readonly organiserChangeCents: Cents;
  readonly clientChangeCents: Cents;
  readonly effects: readonly Effect[];
  readonly risingVouchers: number;
  readonly rises: readonly ShareRise[];
  readonly leftVisits: number;
  readonly left: readonly PastVisit[];
  /** Null where the change is not about what one voucher grants. */
  readonly cost: CostChange | null;
};

/** Whether there is anything to be seen before it is carried out: visits that change, or that are left. */
export const concernsVisits = ({ visits, leftVisits }: Pick<ChangePreview, 'visits' | 'leftVisits'>): boolean => visits + leftVisits > 0;

/** `about`: what is to be changed, so that a preview of one change never carries out another. */
export function previewOf(
  about: string,
  { effects, left }: Pick<Retaken, 'effects' | 'left'>,
  cost: CostChange | null = null,
): ChangePreview {
  const changeOf = (share: 'organiserCents' | 'clientCents') => sumCents(effects.map((effect) => changeIn(share, effect)));
  const rises = risesIn(effects);
  return {
    previewId: previewIdOf([about, ...left.map(({ visitId, visitVersion }) => `${visitId}/${visitVersion}`)].join(' '), effects),
    visits: effects.length,
    organiserChangeCents: changeOf('organiserCents'),
    clientChangeCents: changeOf('clientCents'),
    effects: effects.slice(0, EFFECTS_SHOWN),
    risingVouchers: rises.length,
    rises: rises.slice(0, EFFECTS_SHOWN),
    leftVisits: left.length,
    left: left.slice(0, EFFECTS_SHOWN),
    cost,
  };
}

const changeIn = (share: 'organiserCents' | 'clientCents', { before, after }: Effect): Cents =>
  sumOf(after.lines, share) - sumOf(before.lines, share);

/** Whoever pays more for any visit, even if he pays less for others; those who pay most before the others. */
function risesIn(effects: readonly Effect[]): ShareRise[] {
  const rising = effects.flatMap((effect) => {
    const riseCents = changeIn('clientCents', effect);
    return riseCents > 0n ? [{ voucherId: effect.before.voucherId, riseCents }] : [];
  });
  const byVoucher = [...Map.groupBy(rising, ({ voucherId }) => voucherId)];
  const rises = byVoucher.map(([voucherId, of]) => ({
    voucherId,
    visits: of.length,
    riseCents: sumCents(of.map(({ riseCents }) => riseCents)),
  }));
  return rises.toSorted((one, other) => Number(other.riseCents - one.riseCents) || (one.voucherId < other.voucherId ? -1 : 1));
}

/** The preview of what a voucher grants, which changes no delivered visit: the same for the same cost and the same visits that could not be recorded again. */
export const previewOfCost = (about: string, cost: CostChange, left: readonly PastVisit[]): ChangePreview =>
  previewOf([about, JSON.stringify(cost, asText)].join(' '), { effects: [], left }, cost);

const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

/** That what is carried out is what was shown; nothing is worked out for whoever has looked at no preview. */
export const checkPreviewed = async (
  previewId: string | null | undefined,
  workOut: () => Promise<Pick<ChangePreview, 'previewId'>>,
): Promise<Refused<'STALE_PREVIEW'> | undefined> =>
  previewId == null || (await workOut()).previewId === previewId ? undefined : refuse('STALE_PREVIEW', { path: ['previewId'] });
