/** A company becomes a provider through its signatory. Its people keep what it says of itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { providerIdOf } from '@seteli/schema/provider-id';
import { announced } from '@seteli/testing/peer';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import type { ServiceUnderTest } from '@seteli/testing/service';
import { registerProvider } from '../src/commands/company.ts';
import * as s from './scene.ts';

let registers: RegistersForTest;
let registry: ServiceUnderTest;
beforeAll(async () => {
  registers = await openRegistersForTest();
  registry = await s.openRegistry(await s.registrySettings(registers.companySettings));
});
afterAll(async () => {
  await registry.stop();
  await registers.stop();
});

const COMPANY = '9000009-7';
const ADDRESS = {
  kind: 'VISITING',
  street: 'Katu',
  buildingNumber: '1',
  postalCode: '33100',
  city: 'TAMPERE',
  municipalityCode: '837',
} as const;
const FORM = { code: '16', fi: 'Osakeyhtiö', sv: 'Aktiebolag', en: 'Limited company' };
const company = (businessId: string, change: object = {}) =>
  registers.client.company({ businessId, name: 'Hoiva Oy', form: FORM, addresses: [ADDRESS], endedOn: null, ...change });

const actingFor = (id: string, ...roles: string[]): Actor => ({
  ...s.serviceManager,
  userId: newId(),
  organisation: { kind: 'PROVIDER', id },
  roles,
});
const signatory = actingFor(providerIdOf(COMPANY), 'SIGNATORY');

const PROVIDER = `provider { id name businessId form { fi en } registeredAddress { streetAddress postalCode city } languages version
  contact { phone city } units { id name closedAt } } refusal { code path }`;
const REGISTER = `mutation ($input: RegisterProviderFromRegisterInput!) { registerProviderFromRegister(input: $input) { ${PROVIDER} } }`;
const SAVE = `mutation ($input: SaveProviderDetailsInput!) { saveProviderDetails(input: $input) { ${PROVIDER} } }`;

type Unit = { readonly id: string; readonly name: string; readonly closedAt: string | null };
type Payload = { readonly provider: { id: string; version: number; units: Unit[] }; readonly refusal: { code: string } | null };
const send = (actor: Actor, mutation: string, input: object) => s.answerOf<Payload>(registry, actor, mutation, { input });
const newsOf = async (id: string) =>
  (await announced(registry.database, 'fi.seteli.registry.provider-changed.v1')).filter(({ subject }) => subject === id);

test('a signatory makes a provider of their company, once, with the name, form and address of the register', async () => {
  await company(COMPANY);
  const answers = await Promise.all([1, 2, 3].map(() => send(signatory, REGISTER, { businessId: COMPANY })));
  expect(answers[0]!.provider).toMatchObject({
    id: providerIdOf(COMPANY),
    name: 'Hoiva Oy',
    businessId: COMPANY,
    form: { fi: 'Osakeyhtiö', en: 'Limited company' },
    registeredAddress: { streetAddress: 'Katu 1', postalCode: '33100', city: 'TAMPERE' },
    languages: ['FI'],
    units: [{ name: 'Hoiva Oy', closedAt: null }],
    version: 1,
  });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await newsOf(signatory.organisation.id)).toMatchObject([
    { partition: 'national', data: { companyName: 'Hoiva Oy', iban: null, unitIds: [answers[0]!.provider.units[0]!.id], version: 1 } },
  ]);
});

test('registering again takes the company’s new name, and leaves what it said itself', async () => {
  await send(signatory, SAVE, { contact: { city: 'Nokia' } });
  await company(COMPANY, { name: 'Uusi Hoiva Oy' });
  const { provider } = await send(signatory, REGISTER, { businessId: COMPANY });
  expect(provider).toMatchObject({ name: 'Uusi Hoiva Oy', contact: { city: 'Nokia' }, units: [{ name: 'Hoiva Oy' }], version: 3 });
});

test('a register that does not answer makes no provider and rules none out; the same key then succeeds', async () => {
  const businessId = '9000011-8';
  const actor = actingFor(providerIdOf(businessId), 'SIGNATORY');
  const input = { idempotencyKey: newId(), businessId };
  await company(businessId);
  await registers.client.mood({ register: 'companies', mood: 'FAILING' });
  expect(await send(actor, REGISTER, input)).toEqual({ provider: null, refusal: { code: 'REGISTER_UNAVAILABLE', path: ['businessId'] } });
  expect(await newsOf(actor.organisation.id)).toEqual([]);
  await registers.client.mood({ register: 'companies', mood: 'WELL' });
  expect((await send(actor, REGISTER, input)).provider).toMatchObject({ id: providerIdOf(businessId), version: 1 });
});

test('a company that the register does not know, or that has ended, becomes no provider', async () => {
  for (const [businessId, code] of [
    ['9000013-4', 'NOT_FOUND'],
    ['9000014-2', 'COMPANY_ENDED'],
  ] as const) {
    if (code === 'COMPANY_ENDED') await company(businessId, { endedOn: '2026-06-15' });
    const actor = actingFor(providerIdOf(businessId), 'SIGNATORY');
    expect((await send(actor, REGISTER, { businessId })).refusal).toEqual({ code, path: ['businessId'] });
  }
  const wrong = '9000013-5';
  const actor = actingFor(providerIdOf(wrong), 'SIGNATORY');
  expect((await send(actor, REGISTER, { businessId: wrong })).refusal).toMatchObject({ code: 'INVALID_BUSINESS_ID' });
});

test('nobody registers a company for which they do not act, and only its signatory does, strongly identified', async () => {
  await company('9000015-0');
  expect((await send(signatory, REGISTER, { businessId: '9000015-0' })).refusal).toMatchObject({ code: 'NOT_FOUND' });
  // Whoever acts for the id that follows from the business id of a provider with another id, acts for nobody.
  expect((await send(actingFor(providerIdOf('9000004-6'), 'SIGNATORY'), REGISTER, { businessId: '9000004-6' })).refusal).toMatchObject({
    code: 'NOT_FOUND',
  });
  const input = { businessId: COMPANY };
  for (const actor of [s.admin, s.client, actingFor(signatory.organisation.id, 'ADMIN')])
    expect(await s.faultOf(registry, actor, REGISTER, { input }), actor.roles.join()).toBe('FORBIDDEN');
  expect(await s.faultOf(registry, { ...signatory, assurance: 'OWN' }, REGISTER, { input })).toBe('INSUFFICIENT_USER_AUTHENTICATION');
});

test('a provider that came by an import keeps its id when its signatory registers it', async () => {
  await company('9000004-6', { name: 'Yritys Oy' });
  const { provider } = await send(actingFor(s.PROVIDER, 'SIGNATORY'), REGISTER, { businessId: '9000004-6' });
  expect(provider).toMatchObject({ id: s.PROVIDER, name: 'Yritys Oy', units: [{ id: s.UNIT, name: 'Toimipaikka' }] });
});

test('a provider’s people change its contact, languages and units; a closed unit gets no price list', async () => {
  const service = await s.publishExample(registry);
  const manager = actingFor(s.OTHER_PROVIDER, 'SERVICE_MANAGER');
  const added = await send(manager, SAVE, {
    contact: { phone: '03 1234' },
    languages: ['FI', 'SV'],
    units: [{ name: 'Uusi' }],
    expectedVersion: 1,
  });
  expect(added.provider).toMatchObject({ contact: { phone: '03 1234' }, languages: ['FI', 'SV'], version: 2 });
  const unit = added.provider.units.find(({ name }) => name === 'Uusi')!;
  expect(await newsOf(s.OTHER_PROVIDER)).toMatchObject([{}, { data: { version: 2, unitIds: [s.OTHER_UNIT, unit.id] } }]);

  const preparer = actingFor(s.OTHER_PROVIDER, 'PREPARER');
  const closed = await send(preparer, SAVE, { units: [{ id: s.OTHER_UNIT, name: 'Vanha', closed: true }] });
  expect(closed.provider.units.map(({ name, closedAt }) => [name, closedAt])).toEqual([
    ['Uusi', null],
    ['Vanha', '2026-06-15T09:00:00.000Z'],
  ]);
  const prices = { unitId: s.OTHER_UNIT, serviceId: service.id, firstDay: '2026-08-01', prices: [] };
  for (const mutation of [s.SUBMIT, s.SAVE_DRAFT])
    expect((await send(manager, mutation, prices)).refusal).toEqual({ code: 'WRONG_STATE', path: ['unitId'] });
  expect((await send(preparer, SAVE, { units: [{ id: unit.id, name: 'Uusi', closed: true }] })).refusal).toMatchObject({
    code: 'WRONG_STATE',
  });
  expect((await send(preparer, SAVE, { languages: ['FI'], expectedVersion: 2 })).refusal).toMatchObject({ code: 'STALE' });
  expect((await send(preparer, SAVE, { units: [{ id: s.UNIT, name: 'x' }] })).refusal).toMatchObject({ code: 'NOT_FOUND' });
  expect(await s.faultOf(registry, s.recorder, SAVE, { input: { languages: ['FI'] } })).toBe('FORBIDDEN');
  expect(await s.faultOf(registry, s.admin, SAVE, { input: { languages: ['FI'] } })).toBe('FORBIDDEN');
});

test('an import leaves a provider’s closed units, contact and form as they are', async () => {
  const wish = { id: s.OTHER_PROVIDER, businessId: '9000005-4', name: 'Toinen uusi', units: [{ id: s.OTHER_UNIT, name: 'Vanhin' }] };
  expect(await registerProvider(registry, wish)).toMatchObject({ accepted: true });
  const found = await s.answerOf<Payload['provider']>(
    registry,
    s.client,
    `{ provider(id: "${s.OTHER_PROVIDER}") { contact { phone } units { name closedAt } } }`,
  );
  expect(found).toMatchObject({ contact: { phone: '03 1234' } });
  expect(found.units.find(({ name }) => name === 'Vanhin')!.closedAt).not.toBeNull();
});
