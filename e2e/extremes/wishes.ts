/**
 * The most extreme things that an organiser, a provider and a granter may wish, generated; the most extreme of each
 * kind comes first.
 */
import fc from 'fast-check';
import { UNITS, type Unit } from '@seteli/schema/quantity';

/** From more than an account can hold down to the smallest amount. */
export const EUROS = ['9999999999999.99', '1000000.01', '1000000.00', '999999.99', '0.01'];
/** A cent too much, and the most that the system accepts. */
export const AT_THE_EDGE = ['1000000.01', '1000000.00'];
export const MINUTES = [2_147_483_647, 59_999_941, 59_999_940];
const WHOLE = ['1000000', '999999', '10102', '10101', '1'];
const AMOUNTS: Record<Unit, readonly string[]> = {
  HOUR: [],
  VISIT: WHOLE,
  DAY: WHOLE,
  WEEK: WHOLE,
  MONTH: WHOLE,
  PIECE: WHOLE,
  PROCEDURE: WHOLE,
  KILOMETRE: ['999999.9', '10101.1', '0.1'],
  EURO: ['1000000.00', '999999.99', '10101.01', '0.01'],
};

const ALL_DAYS = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'];
export const BY_DAYS: ReadonlySet<Unit> = new Set<Unit>(['DAY', 'WEEK', 'MONTH']);

/** A service whose main content has the unit, with one accessory of each kind of amount that may come with it. */
export type Extreme = {
  readonly unit: Unit;
  /** Where the amounts start in `EUROS`: the larger the index, the cheaper the unit. */
  readonly price: number;
  readonly value: number;
  readonly valueBy: 'VALUE' | 'COEFFICIENT' | 'PERCENTAGE';
  readonly ownBase: boolean;
  readonly granted: 'QUANTITY' | 'UNLIMITED' | 'BALANCE';
  readonly isPurchased: boolean;
  readonly isFree: boolean;
  readonly incrementMinutes: number;
  readonly prorationPolicy: 'CALENDAR_DAYS' | 'FULL_WHEN_STARTED' | 'OPERATING_DAYS';
  readonly payer: 'SPLIT' | 'ORGANISER';
  readonly vatTreatment: 'EXEMPT' | 'STANDARD';
  /** Only for hours: the content changes every quarter of an hour. */
  readonly isCut: boolean;
};

const anyOf = (unit: Unit): fc.Arbitrary<Extreme> =>
  fc.record({
    unit: fc.constant(unit),
    price: fc.constantFrom(0, 3, EUROS.length - 1),
    value: fc.constantFrom(0, 0, EUROS.length - 1),
    valueBy: fc.constantFrom('VALUE', 'COEFFICIENT', 'PERCENTAGE'),
    ownBase: fc.boolean(),
    granted: fc.constantFrom('QUANTITY', 'UNLIMITED', 'BALANCE'),
    isPurchased: fc.boolean(),
    isFree: fc.boolean(),
    incrementMinutes: fc.constantFrom(1, 1440),
    prorationPolicy: fc.constantFrom('CALENDAR_DAYS', 'FULL_WHEN_STARTED', 'OPERATING_DAYS'),
    payer: fc.constantFrom('SPLIT', 'ORGANISER'),
    vatTreatment: fc.constantFrom('EXEMPT', 'STANDARD'),
    isCut: fc.boolean(),
  });

/** The dearest wish of each unit, one that bands cut most finely, and so many others. */
export function extremes(seed: number, others: number): readonly Extreme[] {
  const plain = { price: 0, value: 0, ownBase: false, granted: 'QUANTITY', isPurchased: false, isFree: false } as const;
  const rest = {
    incrementMinutes: 1440,
    prorationPolicy: 'CALENDAR_DAYS',
    payer: 'SPLIT',
    vatTreatment: 'STANDARD',
    isCut: false,
  } as const;
  const said = ['COEFFICIENT', 'PERCENTAGE', 'VALUE'] as const;
  const dearest = UNITS.map((unit, place): Extreme => ({ unit, ...plain, ...rest, valueBy: said[place % said.length]! }));
  const finest: Extreme = { ...dearest[0]!, price: EUROS.length - 1, granted: 'UNLIMITED', isCut: true };
  return [...dearest, finest, ...fc.sample(fc.constantFrom(...UNITS).chain(anyOf), { seed, numRuns: others })];
}

export const namesOf = (code: string) => ({ fi: code, sv: code, en: code });

const timeOf = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Every other quarter of an hour of the day. */
const bandsOfQuarters = (first: 0 | 1) =>
  Array.from({ length: 48 }, (_, index) => (2 * index + first) * 15).map((from) => ({
    dayClasses: ALL_DAYS,
    from: timeOf(from),
    to: timeOf(from + 15),
  }));

export const CONTENTS = ['main', 'PIECE', 'EURO', 'KILOMETRE', 'odd'];

export const serviceOf = (code: string, wish: Extreme) => ({
  code,
  names: namesOf(code),
  arrangementKind: wish.isPurchased ? 'PURCHASED' : 'VOUCHER',
  firstDay: '2024-01-01',
  maxVisitHours: 8_784,
  tailDays: 3_660,
  hardLimitMonths: 120,
  incrementMinutes: wish.incrementMinutes,
  prorationPolicy: wish.prorationPolicy,
  cancellationTerms: { noticeHours: 8_784, billableSharePercent: 100, payer: wish.isFree ? 'ORGANISER' : wish.payer, consumesQuota: false },
  contents: [
    {
      code: 'main',
      names: namesOf('main'),
      unit: wish.unit,
      deductibleAllowed: !wish.isFree,
      extraServiceAllowed: true,
      multiWorker: true,
      parallelAllowed: true,
      vatTreatment: wish.vatTreatment,
      bands: wish.unit !== 'HOUR' ? [] : wish.isCut ? bandsOfQuarters(0) : [{ dayClasses: ALL_DAYS, from: '00:00', to: '24:00' }],
    },
    ...(['PIECE', 'EURO', 'KILOMETRE'] as const).map((unit) => ({
      code: unit,
      names: namesOf(unit),
      unit,
      kind: 'ACCESSORY',
      deductibleAllowed: !wish.isFree,
      vatTreatment: wish.vatTreatment,
      bands: [],
    })),
    {
      code: 'odd',
      names: namesOf('odd'),
      unit: 'HOUR',
      deductibleAllowed: !wish.isFree,
      multiWorker: true,
      parallelAllowed: true,
      vatTreatment: wish.vatTreatment,
      bands: wish.isCut ? bandsOfQuarters(1) : [],
    },
  ],
});

/** Tables of values, the most extreme first. `ids`: the main content, then its accessories. */
export function tablesOf({ value, valueBy }: Extreme, [main, ...others]: readonly string[]): object[] {
  const plain = others.map((contentId) => ({ contentId, value: '1.00' }));
  const said = EUROS.slice(value).flatMap((euros): object[] => {
    if (valueBy === 'COEFFICIENT')
      return ['999.9999', '1'].map((coefficient) => ({ base: euros, values: [{ contentId: main, coefficient }, ...plain] }));
    if (valueBy === 'PERCENTAGE')
      return [999, 100].map((percent) => ({
        values: [
          { contentId: main, percentage: { ofContentId: others[0], percent } },
          { contentId: others[0], value: euros },
          ...plain.slice(1),
        ],
      }));
    return [{ values: [{ contentId: main, value: euros }, ...plain] }];
  });
  return said;
}

export const quantitiesOf = ({ unit, granted }: Extreme): object[] => {
  if (granted === 'UNLIMITED') return [{ unlimited: true, recurrence: 'ONCE' }];
  const recurrence = unit === 'WEEK' || unit === 'MONTH' ? unit : 'YEAR';
  const quantities = unit === 'HOUR' ? MINUTES.map((minutes) => ({ minutes })) : AMOUNTS[unit].map((amount) => ({ amount }));
  return quantities.map((quantity) => ({ ...quantity, recurrence, carryOver: recurrence !== 'WEEK' }));
};

/** Visits of the year, the longest and largest first. Each is on another day, so that none is a duplicate. */
export function visitsOf({ unit }: Extreme, year: number, [main, piece, euro, kilometre]: readonly string[]): object[] {
  const accessories = [
    { contentId: piece, amount: '999999' },
    { contentId: euro, amount: '999999.99' },
    { contentId: kilometre, amount: '999999.9' },
  ];
  const common = { overlapReason: 'kaksi yhtä aikaa' };
  const acceptance = { acceptedAt: `${year - 1}-01-01T00:00:00Z`, channel: 'PHONE' };
  const ways = [
    { workers: 99, extraService: acceptance },
    { workers: 99 },
    { workers: 1, accessories, extraService: acceptance },
    { workers: 1, accessories: [{ contentId: piece, amount: '1' }] },
    { workers: 1 },
  ];
  if (unit === 'HOUR') {
    const spans = [
      [0, 527_040],
      [1, 44_640],
      [2, 5_000],
      [3, 1],
    ];
    const kinds = [{ kind: 'NORMAL' }, { kind: 'CANCELLATION', noticeAt: `${year - 1}-12-31T00:00:00Z` }];
    const start = Temporal.Instant.from(`${year - 1}-06-30T00:00:00Z`);
    return spans.flatMap(([place, minutes]) =>
      ways.flatMap((way, index) =>
        kinds.map((kind, which) => {
          const from = start.add({ minutes: place! * 10 + index * 2 + which });
          return { ...common, ...way, ...kind, start: from.toString(), end: from.add({ minutes: minutes! }).toString() };
        }),
      ),
    );
  }
  const days = (index: number) => Temporal.PlainDate.from({ year, month: 1, day: 14 }).add({ days: index });
  if (BY_DAYS.has(unit)) {
    return [
      { ...common, contentId: main, day: `${year - 1}-01-01`, lastDay: `${year - 1}-12-31`, workers: 99 },
      ...ways.map((way, index) => ({ ...common, ...way, contentId: main, day: days(index).toString() })),
    ];
  }
  return AMOUNTS[unit].flatMap((amount, place) =>
    ways.map((way, index) => ({ ...common, ...way, contentId: main, day: days(place * ways.length + index).toString(), amount })),
  );
}
