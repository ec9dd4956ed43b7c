/** Settings of identity: its database, broker and callers, the provider that identifies people, and its own keys. */
import { jwk } from '@seteli/kit/actor';
import { forDevelopment } from '@seteli/kit/config';
import { key32 } from '@seteli/kit/secrets';
import { serviceSettings } from '@seteli/kit/service';
import { z } from 'zod';
import { CODE_RANGES } from './domain/identity-code.ts';

const range = z.enum(CODE_RANGES);

export const settings = serviceSettings('identity', 4001).extend({
  PUBLIC_URL: forDevelopment(z.url(), 'http://127.0.0.1:4000', 'The address that people and systems know, and the issuer of our tokens.'),
  SIGN_IN_URL: forDevelopment(z.url(), 'http://127.0.0.1:4006', 'The OpenID provider that identifies people: Suomi.fi.'),
  SIGN_IN_CLIENT_SECRET: z.string().min(16).describe('Our secret at that provider.'),
  TOKEN_KEY: jwk.describe('The private key that signs access tokens.'),
  PERSON_KEY: key32.describe('The key that seals identity codes.'),
  PERSON_INDEX_KEY: key32.describe('Another key, of the index over identity codes.'),
  IDENTITY_CODES: forDevelopment(range, 'ARTIFICIAL', 'REAL where real people sign in; elsewhere made-up identity codes only.'),
});

export type Settings = z.infer<typeof settings>;
