/**
 * The business information system (YTJ, open data of the Patent and Registration Office): what it publishes of a
 * company. It has no key and knows nobody's rights in the company.
 */
import { setting } from '@seteli/kit/config';
import type { Log } from '@seteli/kit/log';
import { answered, mapAnswer, NOT_FOUND, openOutside, type Outcome } from '@seteli/kit/outside';
import { HTTPS } from '@seteli/kit/production';
import { z } from 'zod';
import { readCompanies, type RegisteredCompany } from './company-answers.ts';

export type { CompanyAddress, Described, RegisteredCompany } from './company-answers.ts';

export type CompanyRegister = { find(businessId: string): Promise<Outcome<RegisteredCompany>> };

export const companyRegisterSettings = {
  COMPANY_REGISTER_URL: setting(z.url(), {
    meaning: 'The business information system (YTJ), whose open data name a company’s form and addresses.',
    development: 'http://127.0.0.1:4009/opendata-ytj-api/v3',
    production: [HTTPS],
  }),
};

export function openCompanyRegister(url: string, log: Log, timeoutMs?: number): CompanyRegister {
  const outside = openOutside({ system: 'company register', url, log, ...(timeoutMs !== undefined && { timeoutMs }) });
  return {
    async find(businessId) {
      const query = new URLSearchParams({ businessId });
      const reply = await outside.ask({ path: `/companies?${query}`, answer: readCompanies, repeatable: true });
      const found = mapAnswer(reply, (companies) => companies.find((company) => company.businessId === businessId));
      if (found.outcome !== 'ANSWERED') return found;
      return found.value ? answered(found.value) : NOT_FOUND;
    },
  };
}
