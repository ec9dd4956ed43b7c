/**
 * Services of the kinds that the seed documents name, as an organiser would configure them. The code knows nothing
 * about them.
 */

type Band = { dayClasses: string[]; from: string; to: string };
const band = (from: string, to: string, ...dayClasses: string[]): Band => ({ from, to, dayClasses });
const EVERY_DAY = ['WEEKDAY', 'SATURDAY', 'SUNDAY'];

export type ContentSpec = {
  readonly code: string;
  readonly deductibleAllowed?: boolean;
  readonly bands?: readonly Band[];
  readonly [attribute: string]: unknown;
};
type Dated<Said> = { readonly firstDay?: string; readonly base?: string; readonly of: Readonly<Record<string, Said>> };

export type ServiceSpec = {
  readonly code: string;
  readonly parameters?: object;
  readonly contents: readonly ContentSpec[];
  readonly values?: readonly Dated<string | { coefficient: string }>[];
  readonly prices: readonly Dated<string>[];
  readonly cap?: object;
};

const weekday = [
  { code: 'a', vatTreatment: 'STANDARD', multiWorker: true, bands: [band('06:00', '18:00', 'WEEKDAY')] },
  { code: 'b', vatTreatment: 'STANDARD', multiWorker: true, bands: [band('18:00', '21:00', 'WEEKDAY')] },
];
const allDay: readonly ContentSpec[] = [{ code: 'h', bands: [band('00:00', '24:00', ...EVERY_DAY)] }];
const hourly = { values: [{ of: { h: '32.00' } }], prices: [{ of: { h: '38.50' } }] };

export const SERVICES: readonly ServiceSpec[] = [
  // Home cleaning: taxed, by day and evening.
  { code: 'cleaning', contents: weekday, values: [{ of: { a: '32.00', b: '36.80' } }], prices: [{ of: { a: '38.50', b: '44.00' } }] },
  { code: 'raised', contents: allDay, values: [{ of: { h: '30.00' } }], prices: [{ of: { h: '38.50' } }] },
  { code: 'lowered', contents: allDay, ...hourly },
  { code: 'rising', contents: allDay, ...hourly },
  { code: 'mispriced', contents: allDay, ...hourly },
  // An evening that begins too late, and a holiday that the organiser forgot.
  { code: 'mistaken', contents: weekday, values: [{ of: { a: '32.00', b: '36.80' } }], prices: [{ of: { a: '38.50', b: '44.00' } }] },
  {
    code: 'festive',
    contents: [
      { code: 'day', bands: [band('06:00', '18:00', 'WEEKDAY')] },
      { code: 'feast', bands: [band('06:00', '18:00', 'HOLIDAY')] },
    ],
    values: [{ of: { day: '32.00', feast: '64.00' } }],
    prices: [{ of: { day: '38.50', feast: '80.00' } }],
  },
  { code: 'cheap', contents: allDay, values: hourly.values, prices: [{ of: { h: '29.00' } }] },
  { code: 'started', parameters: { incrementMinutes: 15 }, contents: allDay, ...hourly },
  { code: 'sampled', parameters: { samplePercent: 100 }, contents: allDay, ...hourly },
  // A provider may record visits of these vouchers years after their end.
  { code: 'patient', parameters: { tailDays: 3_650 }, contents: allDay, ...hourly },
  { code: 'promised', parameters: { tailDays: 3_650 }, contents: allDay, ...hourly },
  { code: 'withdrawn', contents: allDay, ...hourly },
  { code: 'checked', parameters: { approvalPolicy: 'ALWAYS_CHECKED', hardLimitMonths: 1 }, contents: allDay, ...hourly },
  { code: 'released', contents: allDay, ...hourly },
  // Home care: the value follows income, evenings and holidays have coefficients (Lapland's rulebook).
  {
    code: 'care',
    contents: [
      { code: 'day', bands: [band('06:00', '18:00', 'WEEKDAY', 'SATURDAY')] },
      { code: 'evening', bands: [band('18:00', '22:00', 'WEEKDAY', 'SATURDAY')] },
      { code: 'holiday', bands: [band('06:00', '22:00', 'SUNDAY', 'HOLIDAY')] },
      { code: 'eve', bands: [band('18:00', '22:00', 'HOLIDAY_EVE')] },
    ],
    values: [
      {
        base: '36.00',
        of: { day: { coefficient: '1' }, evening: { coefficient: '1.15' }, holiday: { coefficient: '2' }, eve: { coefficient: '2' } },
      },
    ],
    prices: [{ of: { day: '40.00', evening: '50.00', holiday: '80.00', eve: '80.00' } }],
    cap: {
      max: '27.00',
      floor: '7.00',
      households: [
        ['563.00', 35],
        ['1039.00', 22],
        ['1628.00', 18],
        ['2014.00', 15],
        ['2438.00', 13],
        ['2799.00', 11],
      ].map(([limit, percent]) => ({ limit, percent })),
      furtherLimit: '342.00',
      furtherPercent: 1,
      roundUpToCents: 5,
    },
  },
  // Family-carer leave, at night: the same price around the clock.
  { code: 'night', contents: allDay, values: [{ of: { h: '40.00' } }], prices: [{ of: { h: '46.00' } }] },
  {
    code: 'family-work',
    contents: [{ code: 'visit', unit: 'VISIT', bands: [band('08:00', '18:00', 'WEEKDAY'), band('18:00', '20:00', 'WEEKDAY')] }],
    values: [{ of: { visit: '60.00' } }],
    prices: [{ of: { visit: '70.00' } }],
  },
  // Values change by dated decisions.
  {
    code: 'dated',
    contents: allDay,
    values: [{ of: { h: '30.50' } }, { firstDay: '2024-03-01', of: { h: '32.00' } }],
    prices: [{ of: { h: '38.50' } }],
  },
  // Assisted housing by the day. The client keeps their place while they are away.
  {
    code: 'housing',
    contents: [
      { code: 'day', unit: 'DAY' },
      { code: 'away', unit: 'DAY', kind: 'ABSENCE' },
    ],
    values: [{ of: { day: '160.00', away: '128.00' } }, { firstDay: '2026-04-01', of: { day: '180.00', away: '144.00' } }],
    prices: [{ of: { day: '175.00', away: '140.00' } }],
  },
  {
    code: 'monthly',
    contents: [{ code: 'month', unit: 'MONTH' }],
    values: [{ of: { month: '63.90' } }],
    prices: [{ of: { month: '63.90' } }],
  },
  {
    code: 'monthly-once',
    parameters: { prorationPolicy: 'FULL_WHEN_STARTED', tailDays: 3_650 },
    contents: [{ code: 'month', unit: 'MONTH' }],
    values: [{ of: { month: '63.90' } }],
    prices: [{ of: { month: '63.90' } }],
  },
  { code: 'weekly', contents: [{ code: 'week', unit: 'WEEK' }], values: [{ of: { week: '4.40' } }], prices: [{ of: { week: '4.40' } }] },
  // Day activity bought by contract; meals by the piece; dental care by the procedure.
  {
    code: 'day-activity',
    parameters: { arrangementKind: 'PURCHASED' },
    contents: [{ code: 'day', unit: 'DAY' }],
    prices: [{ of: { day: '175.00' } }],
  },
  {
    code: 'meals',
    contents: [{ code: 'meal', unit: 'PIECE', vatTreatment: 'REDUCED' }],
    values: [{ of: { meal: '8.00' } }],
    prices: [{ of: { meal: '9.50' } }],
  },
  {
    code: 'dental',
    contents: [{ code: 'filling', unit: 'PROCEDURE' }],
    values: [{ of: { filling: '50.00' } }],
    prices: [{ of: { filling: '95.00' } }],
  },
  // Children's home help with the way there: kilometres within limits, materials included.
  {
    code: 'children',
    contents: [
      { code: 'h', bands: [band('06:00', '20:00', 'WEEKDAY')] },
      { code: 'km', unit: 'KILOMETRE', kind: 'ACCESSORY', maxPerVisit: '40' },
      { code: 'materials', unit: 'PIECE', kind: 'ACCESSORY', includedInPrice: true },
    ],
    values: [{ of: { h: '32.00', km: '0.50', materials: '1.00' } }],
    prices: [{ of: { h: '38.50', km: '0.50', materials: '1.00' } }],
  },
  {
    code: 'cancelled-by-client',
    parameters: {
      cancellationTerms: { noticeHours: 24, billableSharePercent: 100, maxMinutes: 60, payer: 'CLIENT', consumesQuota: false },
    },
    contents: allDay,
    ...hourly,
  },
  {
    code: 'cancelled-by-both',
    parameters: { cancellationTerms: { noticeHours: 24, billableSharePercent: 50, maxMinutes: 120, payer: 'SPLIT', consumesQuota: true } },
    contents: allDay,
    ...hourly,
  },
  {
    code: 'cancelled-by-organiser',
    parameters: { cancellationTerms: { noticeHours: 24, billableSharePercent: 100, payer: 'ORGANISER', consumesQuota: true } },
    contents: allDay,
    ...hourly,
  },
  {
    code: 'dear-by-day',
    contents: [{ code: 'day', unit: 'DAY' }],
    values: [{ of: { day: '200.00' } }],
    prices: [{ of: { day: '200.00' } }],
  },
  {
    code: 'free',
    contents: [
      { code: 'a', deductibleAllowed: false, bands: [band('06:00', '23:00', 'WEEKDAY', 'SATURDAY')] },
      { code: 'e', deductibleAllowed: false, bands: [band('00:00', '24:00', 'SUNDAY', 'HOLIDAY')] },
    ],
    values: [{ of: { a: '21.00', e: '42.00' } }],
    prices: [{ of: { a: '21.00', e: '42.00' } }],
  },
];
