/**
 * A model of what Seteli should hold after some commands, as simple as possible: one voucher's months are numbers, a
 * visit is its minutes, and the ledger is a sum by month. The model shares no code with the services, so only a mistake
 * in both would pass.
 */
export const PRICE = 3_850n;
export const VALUE = 3_200n;

export type Minutes = number;
export type MonthIndex = number;

/** Half up on cents, from whole minutes at an hourly amount. */
const amount = (hourly: bigint, minutes: Minutes): bigint => (hourly * BigInt(minutes) * 2n + 60n) / 120n;

export const sharesOf = (minutes: Minutes) => {
  const total = amount(PRICE, minutes);
  const atMost = amount(VALUE, minutes);
  const organiser = atMost < total ? atMost : total;
  return { total, organiser, client: total - organiser };
};

export type ModelVoucher = { readonly id: string; readonly entitlementId: string; readonly bookingId: string; granted: Minutes };

/** The ledger's entries for a visit, month by month. The last entry that is not reversed stands. */
type Posted = { readonly month: MonthIndex; readonly minutes: Minutes };

export type ModelVisit = {
  readonly id: string;
  readonly voucher: ModelVoucher;
  readonly month: MonthIndex;
  readonly start: number;
  readonly key: string;
  readonly input: object;
  readonly onTime: boolean;
  minutes: Minutes;
  state: 'APPROVED' | 'SETTLED' | 'DELETED';
  /** A settled visit changes only by correction, also until its next lock. */
  wasSettled: boolean;
  standing: Posted | null;
  /** The month of its last reversal, which its replacement shares. */
  reversedIn: MonthIndex | null;
};

export class Books {
  readonly vouchers: ModelVoucher[] = [];
  readonly visits: ModelVisit[] = [];
  /** Settlement locks months in order: all months before this one are locked. */
  openFrom: MonthIndex = 0;
  /** 2k: the first days after month k. 2k + 1: its settlement day has come. */
  clock = 0;
  /** Organiser's and client's cents by accounting month. */
  readonly ledger = new Map<MonthIndex, { organiser: bigint; client: bigint; entries: number }>();
  commands = 0;

  get lastMonth(): MonthIndex {
    return Math.floor(this.clock / 2);
  }

  used(voucher: ModelVoucher, month: MonthIndex, except?: ModelVisit): Minutes {
    return this.standingOf(voucher)
      .filter((visit) => visit.month === month && visit !== except)
      .reduce((sum, { minutes }) => sum + minutes, 0);
  }

  standingOf = (voucher: ModelVoucher): ModelVisit[] =>
    this.visits.filter((visit) => visit.voucher === voucher && visit.state !== 'DELETED');

  /** The refusal that these times would get, or null. */
  obstacle(
    voucher: ModelVoucher,
    month: MonthIndex,
    start: number,
    minutes: Minutes,
    self?: ModelVisit,
  ): { code: string; remaining: Minutes | null } | null {
    const others = this.standingOf(voucher).filter((visit) => visit !== self && visit.month === month);
    if (others.some((visit) => visit.start === start && visit.minutes === minutes)) return { code: 'DUPLICATE', remaining: null };
    if (others.some((visit) => visit.start < start + minutes && start < visit.start + visit.minutes))
      return { code: 'OVERLAP', remaining: null };
    const left = voucher.granted - this.used(voucher, month, self);
    return minutes > left ? { code: 'QUOTA_EXCEEDED', remaining: left } : null;
  }

  private add(month: MonthIndex, minutes: Minutes, sign: 1n | -1n): void {
    const { organiser, client } = sharesOf(minutes);
    const sums = this.ledger.get(month) ?? { organiser: 0n, client: 0n, entries: 0 };
    this.ledger.set(month, {
      organiser: sums.organiser + sign * organiser,
      client: sums.client + sign * client,
      entries: sums.entries + 1,
    });
  }

  private open = (month: MonthIndex): MonthIndex => Math.max(month, this.openFrom);

  /**
   * A first posting goes to its service month, or to the next one when it is late. A replacement goes to the month of
   * its reversal.
   */
  post(visit: ModelVisit): void {
    const month = visit.reversedIn ?? this.open(visit.onTime ? visit.month : visit.month + 1);
    this.add(month, visit.minutes, 1n);
    visit.standing = { month, minutes: visit.minutes };
  }

  reverse(visit: ModelVisit): void {
    if (!visit.standing) return;
    const month = this.open(visit.standing.month);
    this.add(month, visit.standing.minutes, -1n);
    visit.standing = null;
    visit.reversedIn = month;
  }

  /** The lock settles the entries that stand in its month. */
  lock(): void {
    for (const visit of this.visits)
      if (visit.state === 'APPROVED' && visit.standing?.month === this.openFrom)
        Object.assign(visit, { state: 'SETTLED', wasSettled: true });
    this.openFrom++;
  }
}
