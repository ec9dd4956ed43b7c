import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import { registerOrganiser, registerProvider } from '../src/commands/company.ts';
import { NO_CONTACT } from '../src/domain/contact.ts';
import { admin, answerOf, client, names, openRegistry, ORGANISER, OTHER_PROVIDER, PROVIDER, UNIT } from './scene.ts';

let registry: ServiceUnderTest;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(() => registry.stop());

const pirkanmaa = {
  id: ORGANISER,
  businessId: '9000001-1',
  kind: 'WELLBEING_COUNTY',
  names: names('Pirkanmaa'),
  settlementDay: 5,
  recordingCutOffDay: 3,
  municipalityCodes: [],
  languages: ['FI'],
  contact: NO_CONTACT,
} as const;

test('the registry announces an organiser in its own partition, and without an account', async () => {
  const events = await announced(registry.database, 'fi.seteli.registry.organiser-changed.v1');
  expect(events.find(({ partition }) => partition === ORGANISER)).toMatchObject({
    subject: ORGANISER,
    data: {
      organiserId: ORGANISER,
      companyName: 'Pirkanmaa',
      iban: null,
      settlementDay: 5,
      version: 1,
      municipalityCodes: [],
      closed: false,
    },
  });
});

test('registering an organiser again announces nothing unless something has changed', async () => {
  const before = (await announced(registry.database)).length;
  expect(await registerOrganiser(registry, pirkanmaa)).toEqual({ accepted: true, value: ORGANISER });
  expect(await announced(registry.database)).toHaveLength(before);
  expect(await registerOrganiser(registry, { ...pirkanmaa, recordingCutOffDay: 4, municipalityCodes: ['837', '536'] })).toMatchObject({
    accepted: true,
  });
  expect(await announced(registry.database)).toHaveLength(before + 1);
  const query = '{ organiser(id: "ID") { names { fi } businessId settlementDay recordingCutOffDay municipalityCodes } }'.replace(
    'ID',
    ORGANISER,
  );
  expect(await answerOf(registry, client, query)).toEqual({
    names: { fi: 'Pirkanmaa' },
    businessId: '9000001-1',
    settlementDay: 5,
    recordingCutOffDay: 4,
    municipalityCodes: ['536', '837'],
  });
});

test('two organisers never have one business id', async () => {
  expect(await registerOrganiser(registry, { ...pirkanmaa, id: newId() })).toMatchObject({ refusal: { code: 'NUMBER_TAKEN' } });
});

test('the registry announces a provider nationally and keeps its units’ ids, and a provider cannot take another’s unit', async () => {
  const wish = { id: PROVIDER, businessId: '9000004-6', name: 'Yritys' };
  const added = newId();
  expect(await registerProvider(registry, { ...wish, units: [{ id: added, name: 'Ähtäri' }] })).toMatchObject({ accepted: true });
  const [last] = (await announced(registry.database, 'fi.seteli.registry.provider-changed.v1')).slice(-1);
  expect(last).toMatchObject({ partition: 'national', data: { providerId: PROVIDER, version: 2, unitIds: [added, UNIT] } });
  expect(await answerOf(registry, admin, `{ provider(id: "${PROVIDER}") { name businessId units { name provider { id } } } }`)).toEqual({
    name: 'Yritys',
    businessId: '9000004-6',
    units: [
      { name: 'Toimipaikka', provider: { id: PROVIDER } },
      { name: 'Ähtäri', provider: { id: PROVIDER } },
    ],
  });
  const page = (skip: number) => answerOf(registry, admin, `{ provider(id: "${PROVIDER}") { units(first: 1, skip: ${skip}) { name } } }`);
  expect([await page(0), await page(1), await page(2)]).toEqual(
    [['Toimipaikka'], ['Ähtäri'], []].map((found) => ({ units: found.map((name) => ({ name })) })),
  );
  const stolen = { ...wish, id: OTHER_PROVIDER, businessId: '9000005-4', units: [{ id: UNIT, name: 'Toimipaikka' }] };
  expect(await registerProvider(registry, stolen)).toMatchObject({ refusal: { code: 'NUMBER_TAKEN', path: ['units', '0', 'id'] } });
});
