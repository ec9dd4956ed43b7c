/** What an organiser decides about its services: parameters of rules, areas, and single days. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/kit/testing/peer';
import type { ServiceUnderTest } from '@seteli/kit/testing/service';
import { calendarDaysSet, servicePublished } from '@seteli/schema/events/registry';
import { PERSONAL_ASSISTANCE } from '../src/domain/example-service.ts';
import {
  admin,
  answerOf,
  caseHandler,
  client,
  faultOf,
  names,
  openRegistry,
  ORGANISER,
  otherAdmin,
  PUBLISH,
  publishExample,
  serviceInput,
  serviceManager,
} from './scene.ts';

let registry: ServiceUnderTest;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(() => registry.stop());

const refusalOf = async (changes: object) => (await answerOf(registry, admin, PUBLISH, { input: serviceInput(changes) })).refusal;

const shared = { ...PERSONAL_ASSISTANCE[0]!, deductibleAllowed: true };
const kilometres = {
  code: 'km',
  names: names('Kilometrit'),
  kind: 'ACCESSORY',
  unit: 'KILOMETRE',
  vatTreatment: 'STANDARD',
  maxPerVisit: '24.5',
  deductibleAllowed: true,
  bands: [],
};
const R14 = { noticeHours: 24, billableSharePercent: 50, maxMinutes: 120, payer: 'SPLIT', consumesQuota: true };
const PARAMETERS = {
  approvalPolicy: 'ALWAYS_CHECKED',
  samplePercent: 5,
  approvedEditable: false,
  overlapPolicy: 'REFUSED',
  prorationPolicy: 'OPERATING_DAYS',
  priceNoticeDays: 60,
  valueNoticeDays: 45,
  hardLimitMonths: 2,
  incrementMinutes: 15,
  tailDays: 20,
};
const READ = `query ($id: ID!, $day: Date) { service(id: $id, day: $day) { approvalPolicy samplePercent approvedEditable overlapPolicy
  prorationPolicy priceNoticeDays valueNoticeDays hardLimitMonths incrementMinutes tailDays
  cancellationTerms { noticeHours billableSharePercent maxMinutes payer consumesQuota }
  contents { code kind vatTreatment includedInPrice maxPerVisit { unit amount } extraServiceAllowed parallelAllowed multiWorker } } }`;

test('R14 R22 R24 R28 the registry keeps every parameter with its version, reads it back, and announces it', async () => {
  const contents = [{ ...shared, parallelAllowed: true, multiWorker: true, extraServiceAllowed: false }, kilometres];
  const { id } = await publishExample(registry, { code: 'ALL', ...PARAMETERS, cancellationTerms: R14, contents });
  await publishExample(registry, { code: 'ALL', firstDay: '2026-07-01', contents: [shared] });
  expect(await answerOf(registry, client, READ, { id, day: '2026-06-30' })).toEqual({
    ...PARAMETERS,
    cancellationTerms: R14,
    contents: [
      {
        code: 'a',
        kind: 'SERVICE',
        vatTreatment: 'EXEMPT',
        includedInPrice: false,
        maxPerVisit: null,
        extraServiceAllowed: false,
        parallelAllowed: true,
        multiWorker: true,
      },
      {
        code: 'km',
        kind: 'ACCESSORY',
        vatTreatment: 'STANDARD',
        includedInPrice: false,
        maxPerVisit: { unit: 'KILOMETRE', amount: '24.5' },
        extraServiceAllowed: true,
        parallelAllowed: false,
        multiWorker: false,
      },
    ],
  });
  expect(await answerOf(registry, client, READ, { id, day: '2026-07-01' })).toMatchObject({
    samplePercent: 0,
    approvedEditable: true,
    overlapPolicy: 'REASON_NEEDED',
    prorationPolicy: 'CALENDAR_DAYS',
    priceNoticeDays: 30,
    valueNoticeDays: 30,
    hardLimitMonths: 3,
    cancellationTerms: null,
    contents: [{ kind: 'SERVICE', extraServiceAllowed: true, multiWorker: false }],
  });
  const [first] = (await announced(registry.database, servicePublished.type)).filter(({ subject }) => subject === id);
  // The event as the registry wrote it, before the contract fills in missing fields.
  expect(first!.data).toMatchObject({
    samplePercent: 5,
    approvedEditable: false,
    overlapPolicy: 'REFUSED',
    prorationPolicy: 'OPERATING_DAYS',
    valueNoticeDays: 45,
    hardLimitMonths: 2,
    cancellationTerms: { noticeMinutes: 1440, billableSharePercent: 50, maxMinutes: 120, payer: 'SPLIT', consumesQuota: true },
    contents: [
      { code: 'a', parallelAllowed: true, multiWorker: true, extraServiceAllowed: false, maxStepsPerVisit: null },
      { code: 'km', kind: 'ACCESSORY', vatTreatment: 'STANDARD', maxStepsPerVisit: 24_500, extraServiceAllowed: true, bands: [] },
    ],
  });
  expect(z.decode(servicePublished.data, first!.data as never)).toMatchObject({ code: 'ALL', version: 1 });
});

test('a client who is free by law pays for no cancelled visit, and wrong parameters get named refusals', async () => {
  expect(await refusalOf({ code: 'X', cancellationTerms: R14 })).toEqual({ code: 'FREE_BY_LAW', path: ['cancellationTerms', 'payer'] });
  const ofOrganiser = { ...R14, payer: 'ORGANISER' };
  expect(await refusalOf({ code: 'ORG', cancellationTerms: ofOrganiser })).toBeNull();
  expect(await refusalOf({ code: 'X', samplePercent: 101 })).toEqual({ code: 'INVALID_RANGE', path: ['samplePercent'] });
  expect(await refusalOf({ code: 'X', contents: [{ ...kilometres, maxPerVisit: '1e3' }] })).toEqual({
    code: 'WRONG_QUANTITY',
    path: ['contents', '0', 'maxPerVisit'],
  });
  expect(await refusalOf({ code: 'X', contents: [{ ...shared, unit: 'DAY' }] })).toEqual({
    code: 'WRONG_STATE',
    path: ['contents', '0', 'bands'],
  });
  for (const absurd of [{ priceNoticeDays: 3_661 }, { hardLimitMonths: 121 }, { cancellationTerms: { ...R14, noticeHours: 9_000 } }])
    expect(await faultOf(registry, admin, PUBLISH, { input: serviceInput({ code: 'X', ...absurd }) })).toBe('BAD_USER_INPUT');
});

const GAPS = [
  { dayClass: 'SATURDAY', from: '20:00', to: '24:00' },
  { dayClass: 'SUNDAY', from: '00:00', to: '06:00' },
];
const REPORT = `query ($contents: [ServiceContentBandsInput!]!, $gaps: [BandGapInput!]) { bandReport(contents: $contents, deliberateGaps: $gaps) {
  gaps { dayClass from to deliberate } overlaps { dayClass from to contents } moreOverlaps } }`;

test('an administrator sees the gaps of personal assistance before publishing, and readers see the same gaps after (rules 7)', async () => {
  const contents = PERSONAL_ASSISTANCE.map(({ code, bands }) => ({ code, bands }));
  const gaps = [
    { ...GAPS[0], deliberate: true },
    { ...GAPS[1], deliberate: true },
    { dayClass: 'SUNDAY', from: '21:00', to: '24:00', deliberate: false },
    { dayClass: 'HOLIDAY', from: '00:00', to: '06:00', deliberate: false },
    { dayClass: 'HOLIDAY', from: '21:00', to: '24:00', deliberate: false },
  ];
  expect(await answerOf(registry, admin, REPORT, { contents, gaps: GAPS })).toEqual({ gaps, overlaps: [], moreOverlaps: 0 });
  const { id } = await publishExample(registry, { code: 'GAPS', deliberateGaps: GAPS });
  expect(await answerOf(registry, client, `{ service(id: "${id}") { gaps { dayClass from to deliberate } } }`)).toEqual({ gaps });
  expect(await refusalOf({ code: 'X', deliberateGaps: [{ ...GAPS[0], from: '19:59' }] })).toEqual({
    code: 'INVALID_RANGE',
    path: ['deliberateGaps', '0'],
  });

  const twice = [...contents, { code: 'i', bands: [{ dayClasses: ['SATURDAY'], from: '19:30', to: '24:00' }] }];
  expect(await answerOf(registry, admin, REPORT, { contents: twice })).toMatchObject({
    overlaps: [{ dayClass: 'SATURDAY', from: '19:30', to: '20:00', contents: ['d', 'i'] }],
  });
  const over = [{ code: 'a', bands: [{ dayClasses: ['SATURDAY'], from: '22:00', to: '06:00' }] }];
  expect(await faultOf(registry, admin, REPORT, { contents: over })).toBe('BAD_USER_INPUT');
  expect(await faultOf(registry, admin, REPORT, { contents: twice, gaps: GAPS })).toBe('BAD_USER_INPUT');
  for (const actor of [caseHandler, serviceManager, client]) expect(await faultOf(registry, actor, REPORT, { contents })).toBe('FORBIDDEN');
});

test('the report stays short for the most bands that an administrator may ask about, all lying over each other', async () => {
  const bands = Array.from({ length: 50 }, () => ({ dayClasses: ['WEEKDAY', 'SATURDAY'], from: '06:00', to: '18:00' }));
  const contents = Array.from({ length: 50 }, (_, index) => ({ code: `${index}`.padStart(50, 'x'), bands }));
  const report = (await answerOf(registry, admin, REPORT, { contents })) as { overlaps: object[]; moreOverlaps: number };
  expect([report.overlaps.length, report.moreOverlaps]).toEqual([200, 2_500 * 2_499 - 200]);
  expect(await faultOf(registry, admin, REPORT, { contents: [...contents, contents[0]] })).toBe('BAD_USER_INPUT');
  expect(await faultOf(registry, admin, REPORT, { contents: [{ code: 'a', bands: [...bands, bands[0]] }] })).toBe('BAD_USER_INPUT');
});

test('an organiser may publish the largest service that the bounds allow, and readers get it whole', async () => {
  const time = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const dayClasses = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'];
  const bandOf = (place: number) => {
    const from = 2 * Math.floor(place / 4);
    return { dayClasses: [dayClasses[place % 4]], from: time(from), to: time(from + 2) };
  };
  const longest = names('\u{1D54F}'.repeat(200));
  const contents = Array.from({ length: 50 }, (_, content) => ({
    ...shared,
    code: `${content}`.padStart(50, 'x'),
    names: longest,
    bands: Array.from({ length: 50 }, (__, band) => bandOf(50 * content + band)),
  }));
  const deliberateGaps = Array.from({ length: 100 }, (_, gap) => ({ dayClass: 'WEEKDAY', from: time(1300 + gap), to: time(1301 + gap) }));
  const { id } = await publishExample(registry, { code: 'x'.repeat(50), names: longest, contents, deliberateGaps });
  const events = await announced(registry.database, servicePublished.type);
  expect(events.filter(({ subject }) => subject === id).length).toBe(1);
  const query = `{ service(id: "${id}") { gaps { from } contents { bands { from to dayClasses } } } }`;
  const service = (await answerOf(registry, client, query)) as { contents: { bands: { dayClasses: string[] }[] }[] };
  const classes = service.contents.flatMap(({ bands }) => bands.flatMap((band) => band.dayClasses));
  expect(classes.length).toBe(2_500);
});

const AREA = `mutation ($input: PublishServiceAreaInput!) { publishServiceArea(input: $input) { refusal { code } area { id code names { fi } } } }`;

test('an organiser puts its services into areas of its own, never into another’s', async () => {
  const publishArea = (actor: typeof admin, code: string, fi: string) =>
    answerOf(registry, actor, AREA, { input: { code, names: names(fi) } });
  const { area } = (await publishArea(admin, 'KOTI', 'Kotipalvelut')) as { area: { id: string } };
  await publishArea(admin, 'APU', 'Apuvälineet');
  expect(await publishArea(admin, 'KOTI', 'Kotiin tuotavat palvelut')).toEqual({
    refusal: null,
    area: { id: area.id, code: 'KOTI', names: { fi: 'Kotiin tuotavat palvelut' } },
  });
  const theirs = (await publishArea(otherAdmin, 'KOTI', 'Toinen')) as { area: { id: string } };
  expect(theirs.area.id).not.toBe(area.id);

  await publishExample(registry, { code: 'IN', areaId: area.id });
  for (const areaId of [theirs.area.id, newId()])
    expect(await refusalOf({ code: 'OUT', areaId })).toEqual({ code: 'NOT_FOUND', path: ['areaId'] });
  const query = `{ organiser(id: "${ORGANISER}") { areas { code names { fi } services { code area { id } } } } }`;
  expect(await answerOf(registry, client, query)).toEqual({
    areas: [
      { code: 'APU', names: { fi: 'Apuvälineet' }, services: [] },
      { code: 'KOTI', names: { fi: 'Kotiin tuotavat palvelut' }, services: [{ code: 'IN', area: { id: area.id } }] },
    ],
  });
  const entity = `{ _entities(representations: [{ __typename: "ServiceArea", id: "${area.id}" }]) { ... on ServiceArea { code } } }`;
  expect(await answerOf(registry, client, entity)).toEqual([{ code: 'KOTI' }]);
  for (const actor of [caseHandler, serviceManager, client])
    expect(await faultOf(registry, actor, AREA, { input: { code: 'X', names: names('X') } })).toBe('FORBIDDEN');
});

const SET = `mutation ($input: SetCalendarDaysInput!) { setCalendarDays(input: $input) { refusal { code path } organiser { id } } }`;

test('R5 R6 an organiser’s newest word about a future day holds, and the registry announces each word in order', async () => {
  const set = (...days: object[]) => answerOf(registry, admin, SET, { input: { days } });
  const accepted = { refusal: null, organiser: { id: ORGANISER } };
  expect(await set({ day: '2026-10-05', dayClass: 'HOLIDAY' }, { day: '2026-12-31', holidayEve: true })).toEqual(accepted);
  expect(await set({ day: '2026-10-05', dayClass: 'HOLIDAY' }, { day: '2026-12-31', holidayEve: true })).toEqual(accepted);
  expect(await set({ day: '2026-10-05' }, { day: '2026-12-31', holidayEve: true })).toEqual(accepted);
  const events = await announced(registry.database, calendarDaysSet.type);
  expect(events.map(({ data }) => data)).toEqual([
    {
      organiserId: ORGANISER,
      days: [
        { day: '2026-10-05', dayClass: 'HOLIDAY', holidayEve: null },
        { day: '2026-12-31', dayClass: null, holidayEve: true },
      ],
      version: 1,
    },
    { organiserId: ORGANISER, days: [{ day: '2026-10-05', dayClass: null, holidayEve: null }], version: 2 },
  ]);
  expect(events[0]).toMatchObject({ partition: ORGANISER, subject: ORGANISER });

  expect(await set({ day: '2026-06-14', dayClass: 'HOLIDAY' })).toEqual({
    refusal: { code: 'INVALID_RANGE', path: ['days', '0', 'day'] },
    organiser: null,
  });
  expect(await set({ day: '2026-06-15', dayClass: 'HOLIDAY' })).toEqual(accepted);
  const days = Array.from({ length: 401 }, (_, index) => ({ day: `${2030 + Math.floor(index / 365)}-01-01` }));
  expect(await faultOf(registry, admin, SET, { input: { days } })).toBe('BAD_USER_INPUT');
  for (const actor of [caseHandler, serviceManager, client])
    expect(await faultOf(registry, actor, SET, { input: { days: [{ day: '2026-10-05' }] } })).toBe('FORBIDDEN');
});
