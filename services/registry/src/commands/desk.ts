/** What every command of the registry works with. Each is one transaction: lock, load, decide, save, announce. */
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';
import type { Parts } from '@seteli/kit/service';
import type { CompanyRegister } from '../ports/company-register.ts';

export type Desk = { readonly database: Database; readonly clock: Clock };

/** For commands that first ask the company register. */
export type RegisterDesk = Desk & { readonly companyRegister: CompanyRegister };

/** For commands that first ask another service what they would change. */
export type AskingDesk = Desk & Pick<Parts, 'backbone' | 'log'>;
