/** What the HTTP doors of sign-in and of tokens work with. */
import type { NoteLooks } from '@seteli/kit/access-looks';
import type { Log } from '@seteli/kit/log';
import type { AccessAction } from '@seteli/schema/generated/shared';
import type { Desk } from '../commands/desk.ts';
import type { TokenIssuer } from './access-token.ts';
import type { Cookies } from './cookies.ts';
import type { DoorLimits } from './door-limits.ts';
import type { CompanyMandates } from '../ports/company-mandates.ts';
import type { PersonMandates } from '../ports/person-mandates.ts';
import type { PopulationRegister } from '../ports/population-register.ts';
import type { IdentityProvider } from '../ports/suomi-fi.ts';

/** The registers of a person's choices. */
export type Registers = {
  readonly personMandates: PersonMandates;
  readonly companyMandates: CompanyMandates;
  readonly population: PopulationRegister;
};

export type SignInParts = {
  readonly desk: Desk;
  /** The same with the clock of all but sessions, which the demonstration may move: for invitations. */
  readonly office: Desk;
  readonly provider: IdentityProvider;
  readonly tokens: TokenIssuer;
  readonly publicUrl: string;
  readonly log: Log;
  readonly registers: Registers;
  readonly noteLooks: NoteLooks<AccessAction>;
};

export type Doors = SignInParts & { readonly limits: DoorLimits; readonly cookies: Cookies };
