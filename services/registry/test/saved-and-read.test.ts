/** The stores of the registry give back what they were given: every field, whichever statement wrote it. */
import { beforeAll, expect, test } from 'vitest';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@seteli/kit/db';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { CalendarDay } from '../src/domain/calendar.ts';
import type { Organiser, Provider } from '../src/domain/company.ts';
import { NO_CONTACT } from '../src/domain/contact.ts';
import * as companies from '../src/store/company.ts';
import { insertCalendarDays, listAreas, listCalendarDays, saveArea, type Area } from '../src/store/organiser.ts';
import * as services from '../src/store/service.ts';
import { calendarDay } from '../src/tables/organiser.ts';
import { serviceVersion } from '../src/tables/service.ts';

import { here, names, organiser, provider, savePlaces, saveVersion, there, unit, version, type Version } from './samples.ts';

const { inTransaction, givesBack } = storesOf('registry');
beforeAll(() => inTransaction(savePlaces));

givesBack<Organiser>('an organiser', {
  seenByAll: 'it is public',
  full: organiser,
  sparse: () => ({
    kind: 'MUNICIPALITY',
    iban: null,
    settlementDay: 4,
    recordingCutOffDay: 1,
    municipalityCodes: [],
    languages: ['FI'],
    contact: NO_CONTACT,
    closedAt: null,
  }),
  save: companies.saveOrganiser,
  read: async (tx, { id }) => (await companies.listOrganisers(tx, [id]))[0],
  changes: { 'a change': { save: companies.saveOrganiser, keeps: [] } },
});

/** Units stay with a provider, so a change shows those that it names. */
const readProvider = async (tx: Tx, { id, units }: Provider) => {
  const found = (await companies.findProvider(tx, id))!;
  const named = found.units.filter((each) => units.some((wanted) => wanted.id === each.id));
  return { ...found, units: named.map((each) => ({ id: each.id, name: each.name, closedAt: each.closedAt })) };
};

givesBack<Provider>('a provider', {
  seenByAll: 'it is public',
  full: provider,
  sparse: () => ({
    form: null,
    registeredAddress: null,
    iban: null,
    languages: ['FI'],
    contact: NO_CONTACT,
    units: [{ ...unit(), closedAt: null }],
  }),
  save: companies.saveProvider,
  read: readProvider,
  changes: { 'a change': { save: companies.saveProvider, keeps: [] } },
});

test('a unit is read by its new name, and open again', async () => {
  const was = provider();
  const renamed = { ...was, units: was.units.map(({ id }) => ({ id, name: some.text(), closedAt: null })) };
  for (const one of [was, renamed]) await inTransaction((tx) => companies.saveProvider(tx, one));
  expect(shown(await inTransaction((tx) => readProvider(tx, renamed)))).toEqual(shown(renamed));
});

givesBack<Area>('an area', {
  seenByAll: 'it is public',
  full: () => ({ id: some.id(), organiserId: here.organiserId, code: some.text(), names: names() }),
  sparse: () => ({ organiserId: there.organiserId }),
  save: saveArea,
  read: async (tx, { id }) => (await listAreas(tx, { ids: [id] }))[0],
  key: ['id', 'organiserId', 'code'],
  changes: { 'a new name': { save: saveArea, keeps: [] } },
});

type SaidDay = CalendarDay & Parameters<typeof insertCalendarDays>[3];
givesBack<SaidDay>('a day of the calendar', {
  seenByAll: 'it is public',
  full: () => ({ day: some.day(), dayClass: 'HOLIDAY', holidayEve: true, version: some.number(), setBy: some.id(), setAt: some.instant() }),
  sparse: () => ({ dayClass: null, holidayEve: null }),
  save: (tx, { version, setBy, setAt, ...said }) => insertCalendarDays(tx, here.organiserId, [said], { version, setBy, setAt }),
  read: async (tx, { day }) => {
    const [by] = await tx
      .select()
      .from(calendarDay)
      .where(and(eq(calendarDay.organiserId, here.organiserId), eq(calendarDay.day, day)));
    const said = (await listCalendarDays(tx, here.organiserId)).find((each) => each.day.equals(day));
    return { ...said, version: by!.version, setBy: by!.setBy, setAt: by!.setAt };
  },
});

async function readVersion(tx: Tx, { id, firstDay }: Version) {
  const { newestVersion, ...found } = (await services.listServices(tx, { ids: [id] }, firstDay))[0] as services.Service & {
    newestVersion: number;
  };
  const key = { serviceId: id, version: found.version };
  const bands = Map.groupBy(await services.listBands(tx, [key]), ({ contentId }) => contentId);
  const contents = await services.listContentsOfVersions(tx, [key]);
  const { publishedBy, publishedAt } = serviceVersion;
  const [by] = await tx.select({ publishedBy, publishedAt }).from(serviceVersion).where(eq(serviceVersion.serviceId, id));
  expect(newestVersion).toBe(found.version);
  expect(contents.map(({ serviceId, version: of }) => ({ serviceId, version: of }))).toEqual(contents.map(() => key));
  return {
    ...found,
    ...by,
    contents: contents.map(({ serviceId: _, version: __, ...said }) => ({
      ...said,
      bands: (bands.get(said.id) ?? [])
        .map(({ dayClass, fromMinute, toMinute }) => ({ dayClass, fromMinute, toMinute }))
        .toSorted((a, b) => a.fromMinute - b.fromMinute),
    })),
  };
}

givesBack<Version>('a version of a service', {
  seenByAll: 'it is public',
  full: version,
  sparse: () => ({
    organiserId: there.organiserId,
    areaId: null,
    deliberateGaps: [],
    arrangementKind: 'VOUCHER',
    approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
    samplePercent: 0,
    approvedEditable: true,
    overlapPolicy: 'REASON_NEEDED',
    prorationPolicy: 'CALENDAR_DAYS',
    cancellationTerms: null,
    contents: [],
  }),
  save: saveVersion,
  read: readVersion,
});

test('a later version of a service is read as it was saved, and the service names it', async () => {
  const was = version();
  const later = { ...version(), id: was.id, organiserId: was.organiserId, code: was.code, firstDay: some.day() };
  const after = { ...later, version: was.version + 1, contents: was.contents };
  for (const one of [was, after]) await inTransaction((tx) => saveVersion(tx, one));
  const [found] = await inTransaction((tx) => services.listServices(tx, { ids: [was.id] }, after.firstDay));
  const { contents: _, publishedBy: __, publishedAt: ___, ...said } = after;
  expect(shown(found)).toEqual(shown({ ...said, newestVersion: after.version }));
});
