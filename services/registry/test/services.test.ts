import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { announced } from '@seteli/kit/testing/peer';
import type { ServiceUnderTest } from '@seteli/kit/testing/service';
import { servicePublished } from '@seteli/schema/events/registry';
import { PERSONAL_ASSISTANCE } from '../src/domain/example-service.ts';
import {
  admin,
  answerOf,
  caseHandler,
  client,
  contentId,
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

const refusalOf = async (actor: typeof admin, changes: object) =>
  (await answerOf(registry, actor, PUBLISH, { input: serviceInput(changes) })).refusal;

test('the registry announces a published service by its contract, and everybody sees its contents, bands and gaps', async () => {
  const service = await publishExample(registry);
  const [event] = await announced(registry.database, servicePublished.type);
  const data = z.decode(servicePublished.data, event!.data as never);
  expect(event).toMatchObject({ partition: ORGANISER, subject: service.id });
  expect(data).toMatchObject({ code: 'HA', maxVisitMinutes: 1440, incrementMinutes: 1, tailDays: 30, version: 1 });
  expect(data.contents.find(({ code }) => code === 'g')).toEqual({
    contentId: contentId(service, 'g'),
    code: 'g',
    kind: 'SERVICE',
    unit: 'HOUR',
    vatTreatment: 'EXEMPT',
    includedInPrice: false,
    maxStepsPerVisit: null,
    extraServiceAllowed: false,
    parallelAllowed: false,
    multiWorker: false,
    deductibleAllowed: false,
    bands: [
      { dayClasses: ['WEEKDAY'], fromMinute: 0, toMinute: 360 },
      { dayClasses: ['WEEKDAY'], fromMinute: 1260, toMinute: 1440 },
    ],
  });
  const read = await answerOf(
    registry,
    client,
    `{ organiser(id: "${ORGANISER}") { services { code maxVisitHours incrementMinutes approvalPolicy organiser { id }
    gaps { dayClass from to } contents { code unit deductibleAllowed bands { dayClasses from to } service { id } } } } }`,
  );
  expect(read.services).toMatchObject([
    {
      code: 'HA',
      maxVisitHours: 24,
      incrementMinutes: 1,
      approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
      organiser: { id: ORGANISER },
      gaps: [
        { dayClass: 'SATURDAY', from: '20:00', to: '24:00' },
        { dayClass: 'SUNDAY', from: '00:00', to: '06:00' },
        { dayClass: 'SUNDAY', from: '21:00', to: '24:00' },
        { dayClass: 'HOLIDAY', from: '00:00', to: '06:00' },
        { dayClass: 'HOLIDAY', from: '21:00', to: '24:00' },
      ],
    },
  ]);
  const [{ contents }] = read.services as unknown as [{ contents: { code: string }[] }];
  expect(contents.map(({ code }) => code).join('')).toBe('abcdefgh');
  expect(contents[4]).toEqual({
    code: 'e',
    unit: 'HOUR',
    deductibleAllowed: false,
    bands: [{ dayClasses: ['SUNDAY', 'HOLIDAY'], from: '06:00', to: '18:00' }],
    service: { id: service.id },
  });
});

test('a later version holds from its first day, keeps the ids of contents, and leaves the earlier one as it was', async () => {
  const first = await publishExample(registry, { code: 'V' });
  const contents = [
    { ...PERSONAL_ASSISTANCE[0]!, names: names('Uusi nimi') },
    { ...PERSONAL_ASSISTANCE[3]!, code: 'new', bands: [{ dayClasses: ['SATURDAY'], from: '18:00', to: '24:00' }] },
  ];
  const second = await publishExample(registry, { code: 'V', firstDay: '2026-07-01', contents, names: names('Apu') });
  expect(second).toMatchObject({ id: first.id, version: 2, firstDay: '2026-07-01' });
  expect(contentId(second, 'a')).toBe(contentId(first, 'a'));

  const on = async (day: string | null) => {
    const service = await answerOf(
      registry,
      client,
      'query ($id: ID!, $day: Date) { service(id: $id, day: $day) { version names { fi } contents { code names { fi } } } }',
      { id: first.id, day },
    );
    const shown = service.contents as { code: string; names: { fi: string } }[];
    return [service.version, (service.names as { fi: string }).fi, shown.length, shown[0]?.names.fi];
  };
  const old = [1, 'Henkilökohtainen apu', 8, 'Arkipäivä ma–pe'];
  expect(await on('2026-06-30')).toEqual(old);
  expect(await on('2026-07-01')).toEqual([2, 'Apu', 2, 'Uusi nimi']);
  expect(await on(null)).toEqual(old);
  // On a day before the first version readers see the first version.
  expect(await on('2025-12-31')).toEqual(old);
  registry.clock.set('2026-06-30T21:00:00Z');
  expect(await on(null)).toEqual([2, 'Apu', 2, 'Uusi nimi']);
  const gone = `query ($id: ID!) { _entities(representations: [{ __typename: "ServiceContent", id: $id }]) { ... on ServiceContent { code names { fi } } } }`;
  expect(await answerOf(registry, client, gone, { id: contentId(first, 'h') })).toEqual([{ code: 'h', names: { fi: 'Lauantaiyö' } }]);
  registry.clock.set('2026-06-15T09:00:00Z');
  const versions = (await announced(registry.database, servicePublished.type)).filter(({ subject }) => subject === first.id);
  expect(versions.map(({ data }) => data)).toMatchObject([
    { version: 1, firstDay: '2026-01-01' },
    { version: 2, firstDay: '2026-07-01' },
  ]);
});

test('publishing gets a named refusal, and the registry announces nothing', async () => {
  await publishExample(registry, { code: 'R' });
  const before = (await announced(registry.database)).length;
  const overlapping = [
    ...PERSONAL_ASSISTANCE,
    { ...PERSONAL_ASSISTANCE[0]!, code: 'i', bands: [{ dayClasses: ['WEEKDAY'], from: '05:59', to: '06:00' }] },
  ];
  expect(await refusalOf(admin, { code: 'X', contents: overlapping })).toEqual({
    code: 'BANDS_OVERLAP',
    path: ['contents', '8', 'bands', '0'],
  });
  expect(await refusalOf(admin, { code: 'R' })).toEqual({ code: 'VERSION_EXISTS', path: ['firstDay'] });
  expect(await refusalOf(admin, { code: 'R', firstDay: '2026-06-14' })).toEqual({ code: 'INVALID_RANGE', path: ['firstDay'] });
  const unit = PERSONAL_ASSISTANCE.map((content) => ({ ...content, unit: 'VISIT' }));
  expect(await refusalOf(admin, { code: 'R', firstDay: '2026-08-01', contents: unit })).toMatchObject({ code: 'WRONG_STATE' });
  expect(await announced(registry.database)).toHaveLength(before);
});

test('an administrator who saw an older version than the newest publishes none over it', async () => {
  await publishExample(registry, { code: 'SEEN' });
  const NEWEST = PUBLISH.replace('service {', 'service { newestVersion');
  const publish = (firstDay: string, expectedVersion: number) =>
    answerOf<{ service: { newestVersion: number } | null; refusal: { code: string } | null }>(registry, admin, NEWEST, {
      input: serviceInput({ code: 'SEEN', firstDay, expectedVersion }),
    });
  expect((await publish('2026-08-01', 1)).service).toMatchObject({ newestVersion: 2 });
  expect((await publish('2026-09-01', 1)).refusal).toEqual({ code: 'STALE', path: ['expectedVersion'] });
  expect((await publish('2026-09-01', 2)).service).toMatchObject({ newestVersion: 3 });
});

test('administrators who publish the same at once make one version', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => answerOf(registry, admin, PUBLISH, { input: serviceInput({ code: 'ONCE' }) })));
  expect(answers.map(({ refusal }) => (refusal as { code: string } | null)?.code ?? 'published').toSorted()).toEqual([
    'VERSION_EXISTS',
    'VERSION_EXISTS',
    'published',
  ]);
});

test('only the organiser’s administrator publishes; another organiser’s service of the same code is another service', async () => {
  for (const actor of [caseHandler, serviceManager, client])
    expect(await faultOf(registry, actor, PUBLISH, { input: serviceInput() })).toBe('FORBIDDEN');
  expect(await faultOf(registry, admin, PUBLISH, { input: serviceInput({ code: ' ' }) })).toBe('BAD_USER_INPUT');
  const mine = await publishExample(registry, { code: 'SAME' });
  const theirs = await answerOf(registry, otherAdmin, PUBLISH, { input: serviceInput({ code: 'SAME' }) });
  expect(theirs).toMatchObject({ refusal: null, service: { version: 1 } });
  expect((theirs.service as { id: string }).id).not.toBe(mine.id);
});

test('the database itself keeps bands apart and versions unchanged', async () => {
  const { id } = await publishExample(registry, { code: 'DB' });
  const twice = `insert into band select service_id, version, content_id, 'SATURDAY', 1139, 1200 from band where service_id = '${id}' limit 1`;
  await expect(registry.database.pool.query(twice)).rejects.toMatchObject({ constraint: 'bands_never_overlap' });
  const { rows } = await registry.database.pool.query(
    `select t, has_table_privilege('registry', t, 'update') or has_table_privilege('registry', t, 'delete') as "mayChange"
       from unnest(array['service_version', 'service_content', 'service_content_version', 'band', 'price', 'calendar_day']) t`,
  );
  expect(rows.filter(({ mayChange }) => mayChange)).toEqual([]);
});
