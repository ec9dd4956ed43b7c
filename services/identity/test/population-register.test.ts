/** The population register's port: what it reads of people, whose facts changed, and what a silent register means. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@seteli/kit/clock';
import { dayOf } from '@seteli/kit/day';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { PERSONAS } from '@seteli/local/personas';
import { EERO, LILLI, PIRKKO, SANNA, VEIKKO } from '@seteli/local/registers/people';
import { openRegistersForTest, PATIENCE_MS, UNWELL, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CODES_AT_ONCE, openPopulationRegister, type PopulationRegister } from '../src/ports/population-register.ts';

const AKU = PERSONAS.aku.person;
const NOBODY = '010190-9012';
const log = openLog('test', 'silent');
const inquiry = () => ({ endUser: newId(), requestId: newId() });

let registers: RegistersForTest;
let register: PopulationRegister;
beforeAll(async () => {
  registers = await openRegistersForTest();
  register = openPopulationRegister(registers.settings, log, PATIENCE_MS);
});
afterEach(() => registers.client.mood({ register: 'population', mood: 'WELL' }));
afterAll(() => registers.stop());

const found = async (identityCode: string) => {
  const reply = await register.find(identityCode, inquiry());
  if (reply.outcome !== 'ANSWERED') throw new Error(`The register said ${reply.outcome}.`);
  return reply.value;
};

test('a person has their names, home and language', async () => {
  expect(await found(AKU.identityCode)).toEqual({
    identityCode: AKU.identityCode,
    givenNames: 'Aku',
    familyName: 'Asiakas',
    municipalityCode: '837',
    address: { street: 'Esimerkkikatu 2', postalCode: '00001', city: 'TAMPERE' },
    language: 'fi',
    diedOn: null,
    protectedAddress: false,
    guardians: [],
    custodians: [],
    children: [],
  });
});

test('a person with a protected address has a municipality and no address', async () => {
  expect(await found(PIRKKO.identityCode)).toMatchObject({
    protectedAddress: true,
    address: null,
    municipalityCode: '837',
    language: 'sv',
  });
});

test('a person under guardianship has their guardian, with the days', async () => {
  const { guardians } = await found(VEIKKO.identityCode);
  expect(guardians).toEqual([{ ...EERO, from: Temporal.PlainDate.from('2024-02-01'), until: null }]);
});

test('a child has its custodians, and they have the child; one and several read alike', async () => {
  expect((await found(LILLI.identityCode)).custodians).toEqual([SANNA]);
  expect((await found(SANNA.identityCode)).children).toEqual([LILLI]);
  await registers.client.person({ identityCode: LILLI.identityCode, custodians: [SANNA.identityCode, AKU.identityCode] });
  expect((await found(LILLI.identityCode)).custodians.map(({ givenNames }) => givenNames)).toEqual(['Sanna', 'Aku']);
  await registers.client.person({ identityCode: LILLI.identityCode, custodians: [SANNA.identityCode] });
});

test('a death and a move abroad are read', async () => {
  const identityCode = EERO.identityCode;
  await registers.client.person({ identityCode, diedOn: '2026-02-28', municipalityCode: null });
  expect(await found(identityCode)).toMatchObject({ diedOn: Temporal.PlainDate.from('2026-02-28'), municipalityCode: null });
  await registers.client.person({ identityCode, diedOn: null, municipalityCode: '837' });
});

test('a code that nobody has is not found', async () => {
  expect(await register.find(NOBODY, inquiry())).toEqual({ outcome: 'NOT_FOUND' });
});

test.each(UNWELL)('a register that is $mood is neither found nor not found', async ({ mood, why, timeoutMs }) => {
  await registers.client.mood({ register: 'population', mood });
  const register = openPopulationRegister(registers.settings, log, timeoutMs);
  expect(await register.find(AKU.identityCode, inquiry())).toMatchObject({ outcome: 'UNAVAILABLE', why });
  expect(await register.changesSince('0', [AKU.identityCode])).toMatchObject({ outcome: 'UNAVAILABLE', why });
});

test('a register that fails once answers the second time', async () => {
  await registers.client.mood({ register: 'population', mood: 'FAILING', times: 1 });
  expect(await register.find(AKU.identityCode, inquiry())).toMatchObject({ outcome: 'ANSWERED' });
});

test('an address without a register says of nobody that they are unknown', async () => {
  const POPULATION_REGISTER_URL = `${registers.settings.POPULATION_REGISTER_URL}/elsewhere`;
  const lost = openPopulationRegister({ ...registers.settings, POPULATION_REGISTER_URL }, log, PATIENCE_MS);
  expect(await lost.find(AKU.identityCode, inquiry())).toEqual({ outcome: 'UNAVAILABLE', why: 'REFUSED' });
});

test('an answer about somebody else is no answer', async () => {
  const confused = createServer((_, response) => {
    const name = { NykyinenSukunimi: { Sukunimi: 'Toinen' }, NykyisetEtunimet: { Etunimet: 'Toni' } };
    const Henkilo = { Henkilotunnus: SANNA.identityCode, ...name, Turvakielto: { TurvakieltoTieto: '0' } };
    response.end(JSON.stringify({ Paluukoodi: { '@koodi': '0000' }, Henkilo }));
  });
  await new Promise<void>((resolve) => confused.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    confused.closeAllConnections();
    confused.close();
  });
  const POPULATION_REGISTER_URL = `http://127.0.0.1:${(confused.address() as AddressInfo).port}`;
  const port = openPopulationRegister({ ...registers.settings, POPULATION_REGISTER_URL }, log, PATIENCE_MS);
  expect(await port.find(SANNA.identityCode, inquiry())).toMatchObject({ outcome: 'ANSWERED' });
  expect(await port.find(AKU.identityCode, inquiry())).toEqual({ outcome: 'UNAVAILABLE', why: 'UNREADABLE' });
});

test('the register refuses another password, another message, and a question without a request id or an end user', async () => {
  const wrong = { POPULATION_REGISTER_PASSWORD: 'another-password-of-ours' };
  for (const settings of [wrong, { POPULATION_REGISTER_USER: 'other' }, { POPULATION_REGISTER_PRODUCT: 'PERUSSANOMA 2' }]) {
    const port = openPopulationRegister({ ...registers.settings, ...settings }, log, PATIENCE_MS);
    expect(await port.find(AKU.identityCode, inquiry())).toMatchObject({ why: 'REFUSED' });
  }
  expect(await register.find(AKU.identityCode, { ...inquiry(), requestId: '' })).toMatchObject({ why: 'REFUSED' });
  expect(await register.find(AKU.identityCode, { ...inquiry(), endUser: '' })).toMatchObject({ why: 'REFUSED' });
});

test('the list of changes names each changed person of those asked about once, and goes on where it ended', async () => {
  const today = dayOf(systemClock.now());
  const begun = await register.cursorOf(today.add({ days: 1 }));
  if (begun.outcome !== 'ANSWERED') throw new Error(begun.outcome);
  for (const street of ['Uusikatu 1', 'Uusikatu 2'])
    await registers.client.person({ identityCode: AKU.identityCode, address: { street, postalCode: '00001', city: 'NOKIA' } });
  await registers.client.person({ identityCode: SANNA.identityCode, language: 'en' });

  const asked = [AKU.identityCode, VEIKKO.identityCode];
  const news = await register.changesSince(begun.value, asked);
  expect(news).toMatchObject({ outcome: 'ANSWERED', value: { identityCodes: [AKU.identityCode], isComplete: true } });
  if (news.outcome !== 'ANSWERED') throw new Error(news.outcome);
  expect(await register.changesSince(news.value.cursor, asked)).toMatchObject({ value: { identityCodes: [], isComplete: true } });
  expect(await register.cursorOf(today)).toMatchObject({ outcome: 'ANSWERED', value: '0' });
});

test('many changes come in parts, and none is lost between them', async () => {
  const begun = await register.cursorOf(dayOf(systemClock.now()).add({ days: 1 }));
  if (begun.outcome !== 'ANSWERED') throw new Error(begun.outcome);
  for (let number = 0; number < 60; number++) await registers.client.person({ identityCode: VEIKKO.identityCode });
  await registers.client.person({ identityCode: AKU.identityCode });
  const asked = [AKU.identityCode, VEIKKO.identityCode];
  const first = await register.changesSince(begun.value, asked);
  expect(first).toMatchObject({ value: { identityCodes: [VEIKKO.identityCode], isComplete: false } });
  if (first.outcome !== 'ANSWERED') throw new Error(first.outcome);
  const rest = await register.changesSince(first.value.cursor, asked);
  expect(rest).toMatchObject({ value: { identityCodes: [VEIKKO.identityCode, AKU.identityCode], isComplete: true } });
});

test('nobody may ask about more people at once than the register takes', async () => {
  const many = Array.from({ length: CODES_AT_ONCE + 1 }, () => NOBODY);
  await expect(register.changesSince('0', many)).rejects.toThrow(RangeError);
});
