/**
 * Settings of identity: its database, broker and callers, the provider that identifies people, registers,
 * deliverers of messages, and its own keys.
 */
import { privateJwk } from '@seteli/kit/actor';
import { ANYTHING, setting } from '@seteli/kit/config';
import { exchangeJwk } from '@seteli/kit/exchange-key';
import { fileStoreSettings } from '@seteli/kit/files';
import { EXCHANGE_KEY, HTTPS, KEY_PAIR, only, RANDOM_KEYS, type Ask } from '@seteli/kit/production';
import { publicUrl } from '@seteli/kit/public-url';
import { keyRing } from '@seteli/kit/secrets';
import { serviceSettings } from '@seteli/kit/service-settings';
import { DEVELOPMENT_PORTS } from '@seteli/schema/events/listeners';
import { z } from 'zod';
import { CODE_RANGES } from './domain/identity-code.ts';
import { emailSettings } from './ports/email.ts';
import { mandateSettings } from './ports/mandates.ts';
import { populationRegisterSettings } from './ports/population-register.ts';
import { smsSettings } from './ports/sms.ts';
import { suomiFiMessagesSettings } from './ports/suomi-fi-messages.ts';

const ID_TOKEN_ALGORITHMS = ['ES256', 'PS256', 'RS256', 'EdDSA'] as const;

const levels = z
  .string()
  .max(1_000)
  .transform((text) => text.split(' ').filter(Boolean))
  .refine((each) => each.length > 0, 'names no level');

/** The trust network marks the levels of made-up people so (`loatest2`). */
const NO_TEST_LEVEL: Ask = { name: 'no test level', refuses: 'a level of tests', isMet: (given) => !given.includes('loatest') };

export const settings = serviceSettings('identity', DEVELOPMENT_PORTS.identity).extend({
  PUBLIC_URL: publicUrl,
  SIGN_IN_URL: setting(z.url(), {
    meaning: 'The OpenID provider that identifies people: Suomi.fi.',
    development: 'http://127.0.0.1:4006',
    production: [HTTPS],
  }),
  SIGN_IN_CLIENT_ID: setting(z.string().max(200), { meaning: 'Our name at that provider.', default: 'seteli', production: ANYTHING }),
  SIGN_IN_SIGNING_KEY: setting(exchangeJwk('sig'), {
    meaning: 'The private key with which we sign for that provider (P-256 or RSA, a JSON Web Key); it is registered there.',
    production: [EXCHANGE_KEY],
  }),
  SIGN_IN_DECRYPTION_KEY: setting(exchangeJwk('enc'), {
    meaning: 'The private key for which that provider encrypts identifications (P-256 or RSA, a JSON Web Key); it is registered there.',
    production: [EXCHANGE_KEY],
  }),
  SIGN_IN_FORMER_DECRYPTION_KEY: setting(exchangeJwk('enc').optional(), {
    meaning: 'While that provider changes to a new key: the former one, for which it may still encrypt.',
    production: [EXCHANGE_KEY],
  }),
  SIGN_IN_ALGORITHM: setting(z.enum(ID_TOKEN_ALGORITHMS), {
    meaning: 'The one algorithm with which that provider signs identifications, as registered there.',
    development: 'EdDSA',
    production: ANYTHING,
  }),
  SIGN_IN_LEVELS: setting(levels, {
    meaning: 'The levels of assurance (acr) that we ask of that provider and accept, with blanks between.',
    default: 'http://ftn.ficora.fi/2017/loa2 http://ftn.ficora.fi/2017/loa3',
    production: [NO_TEST_LEVEL],
  }),
  TOKEN_KEY: setting(privateJwk, {
    meaning: 'The private key that signs access tokens (Ed25519, a JSON Web Key).',
    production: [KEY_PAIR],
  }),
  PERSON_KEY: setting(keyRing, {
    meaning:
      'The key that wraps the data key of each person: `2:<key>,1:<key>`, each of 32 bytes in base64. The first is in use, the others open what they wrapped.',
    production: [RANDOM_KEYS],
  }),
  PERSON_INDEX_KEY: setting(keyRing, {
    meaning: 'Another key, of the index over identity codes, in the same form.',
    production: [RANDOM_KEYS],
  }),
  IDENTITY_CODES: setting(z.enum(CODE_RANGES), {
    meaning: 'REAL where real people sign in; elsewhere made-up identity codes only.',
    development: 'ARTIFICIAL',
    production: [only('REAL')],
  }),
  ...fileStoreSettings,
  ...populationRegisterSettings,
  ...mandateSettings,
  ...emailSettings,
  ...smsSettings,
  ...suomiFiMessagesSettings,
});

export type Settings = z.infer<typeof settings>;
