/** What the HTTP doors of sign-in and of tokens work with. */
import type { Log } from '@seteli/kit/log';
import type { Desk } from '../commands/desk.ts';
import type { TokenIssuer } from './access-token.ts';
import type { Cookies } from './cookies.ts';
import type { DoorLimits } from './door-limits.ts';
import type { IdentityProvider } from '../ports/suomi-fi.ts';

export type SignInParts = {
  readonly desk: Desk;
  readonly provider: IdentityProvider;
  readonly tokens: TokenIssuer;
  readonly publicUrl: string;
  readonly log: Log;
};

export type Doors = SignInParts & { readonly limits: DoorLimits; readonly cookies: Cookies };
