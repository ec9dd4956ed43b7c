/**
 * The preview of a change (rules 14): the delivered visits that it changes, the clients who pay more, the visits that
 * stay as they are, and the cost of the voucher.
 */
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { refuse, type Refused } from '@seteli/kit/result';
import { EFFECTS_SHOWN } from './limits.ts';
import type { Cost } from './cost.ts';
import { previewIdOf, sumOf, type Effect, type PastVisit } from './recalculate.ts';
import type { Retaken } from './retake.ts';

/** A client of a voucher who pays more for some visits: how many visits, and how much more. */
export type ShareRise = { readonly voucherId: Id; readonly visits: number; readonly riseCents: Cents };

/** The most that a voucher costs before and after a change. `before` is null for a grant. */
export type CostChange = { readonly before: Cost | null; readonly after: Cost };

/** `effects`, `rises` and `left` hold `EFFECTS_SHOWN` at most; counts and sums cover all. */
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
  /** Null where the change does not concern the grant of one voucher. */
  readonly cost: CostChange | null;
};

/** Whether the change alters visits or leaves some as they are, which users must see first. */
export const concernsVisits = ({ visits, leftVisits }: Pick<ChangePreview, 'visits' | 'leftVisits'>): boolean => visits + leftVisits > 0;

/** `about` is the subject of the change, so that a preview of one change never confirms another. */
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

/** Clients who pay more for any visit, even if they pay less for others; the greatest rise first. */
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

/**
 * The preview of a change of a grant, which alters no delivered visit. Its id is the same for the same cost and the
 * same visits that nobody could record again.
 */
export const previewOfCost = (about: string, cost: CostChange, left: readonly PastVisit[]): ChangePreview =>
  previewOf([about, JSON.stringify(cost, asText)].join(' '), { effects: [], left }, cost);

const asText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

/** Checks that the user saw this very change. Without a preview id, it computes nothing. */
export const checkPreviewed = async (
  previewId: string | null | undefined,
  workOut: () => Promise<Pick<ChangePreview, 'previewId'>>,
): Promise<Refused<'STALE_PREVIEW'> | undefined> =>
  previewId == null || (await workOut()).previewId === previewId ? undefined : refuse('STALE_PREVIEW', { path: ['previewId'] });
