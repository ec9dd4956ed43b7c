/** What a change would do to delivered visits, as it is shown before it is carried out (rules 14): which visits, who would pay more, and what would be left. */
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { EFFECTS_SHOWN } from './limits.ts';
import { previewIdOf, sumOf, type Effect, type PastVisit } from './recalculate.ts';
import type { Retaken } from './retake.ts';

/** The client of a voucher who would pay more for visits of his: how many, and how much more for these. */
export type ShareRise = { readonly voucherId: Id; readonly visits: number; readonly riseCents: Cents };

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
};

/** Whether there is anything to be seen before it is carried out: visits that change, or that are left. */
export const concernsVisits = ({ visits, leftVisits }: Pick<ChangePreview, 'visits' | 'leftVisits'>): boolean => visits + leftVisits > 0;

/** `about`: what is to be changed, so that a preview of one change never carries out another. */
export function previewOf(about: string, { effects, left }: Pick<Retaken, 'effects' | 'left'>): ChangePreview {
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
