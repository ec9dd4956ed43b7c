/** The business information system's port: a company by its business id, and no word when the register has none. */
import { openLog } from '@seteli/kit/log';
import { NEWCOMER_COMPANY } from '@seteli/local/registers/people';
import { openRegistersForTest, PATIENCE_MS, UNWELL, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openCompanyRegister, type CompanyRegister } from '../src/ports/company-register.ts';

const { businessId, name } = NEWCOMER_COMPANY;
const log = openLog('test', 'silent');

let registers: RegistersForTest;
let register: CompanyRegister;
beforeAll(async () => {
  registers = await openRegistersForTest();
  register = openCompanyRegister(registers.companySettings.COMPANY_REGISTER_URL, log, PATIENCE_MS);
});
afterEach(() => registers.client.mood({ register: 'companies', mood: 'WELL' }));
afterAll(() => registers.stop());

test('a company has its name of today, its form, industry and address', async () => {
  expect(await register.find(businessId)).toEqual({
    outcome: 'ANSWERED',
    value: {
      businessId,
      name,
      form: { code: '16', names: { fi: 'Osakeyhtiö', sv: 'Aktiebolag', en: 'Limited company' } },
      industry: { code: '88101', names: { fi: 'Kotipalvelut', sv: 'Hemtjänster', en: 'Home help services' } },
      addresses: [{ kind: 'VISITING', street: 'Yrityskatu 1', postalCode: '00001', city: 'TAMPERE', municipalityCode: '837' }],
      endedOn: null,
    },
  });
});

test('a company that has ended says when', async () => {
  await registers.client.company({ businessId, endedOn: '2026-05-31' });
  expect(await register.find(businessId)).toMatchObject({ value: { endedOn: Temporal.PlainDate.from('2026-05-31') } });
  await registers.client.company({ businessId, endedOn: null });
});

test('a business id that nobody has is not found', async () => {
  expect(await register.find('9000011-8')).toEqual({ outcome: 'NOT_FOUND' });
});

test('the register refuses what is no business id', async () => {
  expect(await register.find('9000011')).toMatchObject({ outcome: 'UNAVAILABLE', why: 'REFUSED' });
});

test.each(UNWELL)('a register that is $mood is neither found nor not found', async ({ mood, why, timeoutMs }) => {
  await registers.client.mood({ register: 'companies', mood });
  const port = openCompanyRegister(registers.companySettings.COMPANY_REGISTER_URL, log, timeoutMs);
  expect(await port.find(businessId)).toMatchObject({ outcome: 'UNAVAILABLE', why });
});

test('a register that fails once answers the second time', async () => {
  await registers.client.mood({ register: 'companies', mood: 'FAILING', times: 1 });
  expect(await register.find(businessId)).toMatchObject({ outcome: 'ANSWERED' });
});
