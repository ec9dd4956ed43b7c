/** The operator opens and closes organisers; their administrators keep their settings. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { PLATFORM } from '@seteli/schema/actors';
import { announced } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import { isBusinessId } from '../src/domain/company.ts';
import * as s from './scene.ts';

let registry: ServiceUnderTest;
beforeAll(async () => {
  registry = await s.openRegistry();
});
afterAll(() => registry.stop());

const operator: Actor = {
  userId: newId(),
  organisation: PLATFORM,
  roles: ['OPERATOR'],
  teamIds: [],
  personId: newId(),
  assurance: 'STRONG',
};
const adminOf = (id: string): Actor => ({ ...s.admin, userId: newId(), organisation: { kind: 'ORGANISER', id } });

const ORGANISER = `organiser { id kind businessId names { fi sv en } languages settlementDay recordingCutOffDay municipalityCodes closedAt version
  contact { email website city } } refusal { code path message(language: EN) }`;
const OPEN = `mutation ($input: OpenOrganiserInput!) { openOrganiser(input: $input) { ${ORGANISER} } }`;
const CLOSE = `mutation ($input: CloseOrganiserInput!) { closeOrganiser(input: $input) { ${ORGANISER} } }`;
const REOPEN = `mutation ($input: ReopenOrganiserInput!) { reopenOrganiser(input: $input) { ${ORGANISER} } }`;
const SAVE = `mutation ($input: SaveOrganiserSettingsInput!) { saveOrganiserSettings(input: $input) { ${ORGANISER} } }`;

type Payload = { readonly organiser: Record<string, unknown> & { id: string; version: number }; readonly refusal: { code: string } | null };
const send = (actor: Actor, mutation: string, input: object) => s.answerOf<Payload>(registry, actor, mutation, { input });

/** Business ids that no organisation of the scene has. */
const FREE = Array.from({ length: 100 }, (_, number) => 9_000_100 + number)
  .flatMap((number) => Array.from({ length: 10 }, (_, check) => `${number}-${check}`))
  .filter(isBusinessId);
const county = (changes: object = {}) => ({
  businessId: FREE.shift(),
  kind: 'WELLBEING_COUNTY',
  names: { fi: 'Uusi alue', sv: 'Nytt område', en: 'New county' },
  languages: ['SV', 'FI'],
  ...changes,
});

const newsOf = async (id: string) =>
  (await announced(registry.database, 'fi.seteli.registry.organiser-changed.v1')).filter(({ partition }) => partition === id);

test('the operator opens a county with the usual days and no account; everybody who signs in sees it', async () => {
  const { organiser, refusal } = await send(
    operator,
    OPEN,
    county({ municipalityCodes: ['980', '837'], contact: { email: 'seteli@alue.example', website: 'https://alue.example' } }),
  );
  expect(refusal).toBeNull();
  expect(organiser).toMatchObject({
    kind: 'WELLBEING_COUNTY',
    languages: ['FI', 'SV'],
    settlementDay: 5,
    recordingCutOffDay: 3,
    municipalityCodes: ['837', '980'],
    contact: { email: 'seteli@alue.example', website: 'https://alue.example', city: null },
    closedAt: null,
    version: 1,
  });
  expect(await newsOf(organiser.id)).toMatchObject([
    { subject: organiser.id, data: { companyName: 'Uusi alue', iban: null, closed: false, municipalityCodes: ['837', '980'], version: 1 } },
  ]);
  expect(await s.answerOf(registry, s.client, `{ organiser(id: "${organiser.id}") { names { sv } } }`)).toEqual({
    names: { sv: 'Nytt område' },
  });
});

test('the operator opens one organiser for one key, however often they send it', async () => {
  const input = { idempotencyKey: newId(), ...county() };
  const [first, twin] = await Promise.all([send(operator, OPEN, input), send(operator, OPEN, input)]);
  expect(twin).toEqual(first);
  expect(await newsOf(first.organiser.id)).toHaveLength(1);
});

test.each([
  ['a wrong business id', { businessId: '9000009-8' }, 'INVALID_BUSINESS_ID', ['businessId']],
  ['another organiser’s business id', { businessId: '9000001-1' }, 'NUMBER_TAKEN', ['businessId']],
  ['a municipality that is no number', { municipalityCodes: ['TRE'] }, 'INVALID_RANGE', ['municipalityCodes']],
  ['a link that would run a script', { contact: { website: 'javascript:alert(1)' } }, 'INVALID_CONTACT', ['contact', 'website']],
])('the operator cannot open an organiser with %s', async (_, change, code, path) => {
  const input = county(change);
  expect(await send(operator, OPEN, input)).toMatchObject({ organiser: null, refusal: { code, path } });
});

test('nobody but the operator opens or closes an organiser, and the operator does it only after strong identification', async () => {
  const input = county();
  for (const actor of [s.admin, s.caseHandler, s.serviceManager, s.client])
    expect(await s.faultOf(registry, actor, OPEN, { input }), actor.roles.join()).toBe('FORBIDDEN');
  expect(await s.faultOf(registry, s.admin, CLOSE, { input: { organiserId: s.ORGANISER } })).toBe('FORBIDDEN');
  expect(await s.faultOf(registry, { ...operator, assurance: 'OWN' }, OPEN, { input })).toBe('INSUFFICIENT_USER_AUTHENTICATION');
  expect(await s.faultOf(registry, operator, SAVE, { input: { settlementDay: 6 } })).toBe('FORBIDDEN');
});

test('an administrator changes one thing of their organiser and keeps the rest', async () => {
  const { organiser } = await send(operator, OPEN, county({ municipalityCodes: ['837'] }));
  const admin = adminOf(organiser.id);
  const changed = await send(admin, SAVE, { settlementDay: 8, contact: { city: 'Tampere' }, expectedVersion: 1 });
  expect(changed.organiser).toMatchObject({ ...organiser, settlementDay: 8, contact: { city: 'Tampere', email: null }, version: 2 });
  expect(await newsOf(organiser.id)).toMatchObject([{}, { data: { settlementDay: 8, municipalityCodes: ['837'], version: 2 } }]);

  expect((await send(admin, SAVE, { settlementDay: 8 })).organiser.version).toBe(2);
  expect(await newsOf(organiser.id)).toHaveLength(2);
  const cleared = await send(admin, SAVE, { contact: { city: null } });
  expect(cleared.organiser).toMatchObject({ contact: { city: null }, version: 3 });
  expect((await send(admin, SAVE, { settlementDay: 4, expectedVersion: 2 })).refusal).toMatchObject({ code: 'STALE' });
  const toAnother = await send(s.otherAdmin, SAVE, { recordingCutOffDay: 9 });
  expect(toAnother.organiser.id).toBe(s.OTHER_ORGANISER);
  expect((await send(admin, SAVE, {})).organiser.recordingCutOffDay).toBe(3);
});

test('an organiser settles on a day from the 4th to the 8th, and cuts off within every month', async () => {
  for (const input of [{ settlementDay: 3 }, { settlementDay: 9 }, { recordingCutOffDay: 0 }, { recordingCutOffDay: 29 }])
    expect(await s.faultOf(registry, s.admin, SAVE, { input })).toBe('BAD_USER_INPUT');
});

test('a closed organiser’s people learn that it is closed, whatever they do, until the operator reopens it', async () => {
  const { organiser } = await send(operator, OPEN, county());
  const admin = adminOf(organiser.id);
  const closed = await send(operator, CLOSE, { organiserId: organiser.id });
  expect(closed.organiser).toMatchObject({ closedAt: '2026-06-15T09:00:00.000Z', version: 2 });
  expect((await send(operator, CLOSE, { organiserId: organiser.id })).organiser.version).toBe(2);
  const attempts = [
    [SAVE, { settlementDay: 6 }],
    [s.PUBLISH, s.serviceInput()],
    [
      `mutation ($input: SetCalendarDaysInput!) { setCalendarDays(input: $input) { refusal { code path } } }`,
      { days: [{ day: '2026-12-24' }] },
    ],
    [
      `mutation ($input: PublishServiceAreaInput!) { publishServiceArea(input: $input) { refusal { code path } } }`,
      { code: 'A', names: s.names('A') },
    ],
    [`mutation ($input: ProposeIbanInput!) { proposeIban(input: $input) { refusal { code path } } }`, { iban: 'FI2112345600000785' }],
  ] as const;
  for (const [mutation, input] of attempts)
    expect((await send(admin, mutation, input)).refusal, mutation).toMatchObject({ code: 'ORGANISATION_CLOSED', path: null });

  expect((await send(operator, REOPEN, { organiserId: organiser.id })).organiser).toMatchObject({ closedAt: null, version: 3 });
  expect((await newsOf(organiser.id)).map(({ data }) => (data as { closed: boolean }).closed)).toEqual([false, true, false]);
  expect((await send(admin, SAVE, { settlementDay: 6 })).refusal).toBeNull();
});

test('the operator closes no organiser that has published a service', async () => {
  await s.publishExample(registry);
  expect((await send(operator, CLOSE, { organiserId: s.ORGANISER })).refusal).toMatchObject({
    code: 'ORGANISER_IN_USE',
    path: ['organiserId'],
  });
  expect((await send(operator, CLOSE, { organiserId: newId() })).refusal).toMatchObject({ code: 'NOT_FOUND' });
});

test('of the first service and a closing at the same moment, one holds', async () => {
  for (const code of ['A', 'B', 'C']) {
    const { organiser } = await send(operator, OPEN, county());
    const [published, closed] = await Promise.all([
      send(adminOf(organiser.id), s.PUBLISH, s.serviceInput({ code })),
      send(operator, CLOSE, { organiserId: organiser.id }),
    ]);
    const codes = [published.refusal?.code, closed.refusal?.code];
    expect([
      ['ORGANISATION_CLOSED', undefined],
      [undefined, 'ORGANISER_IN_USE'],
    ]).toContainEqual(codes);
  }
});

test('the list of organisers has pages in the order of their names, and finds by a part of a name in any language', async () => {
  const list = async (variables: object = {}) =>
    s.answerOf<{ totalCount: number; edges: { cursor: string; node: { names: { fi: string } } }[] }>(
      registry,
      s.client,
      `query ($filter: OrganiserFilter, $first: Int!, $after: String) { organisers(filter: $filter, first: $first, after: $after) {
        totalCount edges { cursor node { names { fi } } } } }`,
      { first: 50, ...variables },
    );
  const all = await list();
  const found = all.edges.map(({ node }) => node.names.fi);
  expect(found).toEqual(found.toSorted(new Intl.Collator('fi').compare));
  expect(all.totalCount).toBe(found.length);
  const [first] = (await list({ first: 1 })).edges;
  expect((await list({ first: 1, after: first!.cursor })).edges[0]!.node.names.fi).toBe(found[1]);
  expect((await list({ filter: { text: 'NYTT' } })).edges.every(({ node }) => node.names.fi === 'Uusi alue')).toBe(true);
  expect((await list({ filter: { text: 'pirkan', closed: false } })).totalCount).toBe(1);
  expect((await list({ filter: { text: 'pirkan', closed: true } })).totalCount).toBe(0);
});
