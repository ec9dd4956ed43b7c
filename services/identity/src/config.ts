/**
 * Settings of identity: its database, broker and callers, the provider that identifies people, registers,
 * deliverers of messages, and its own keys.
 */
import { privateJwk } from '@seteli/kit/actor';
import { setting } from '@seteli/kit/config';
import { HTTPS, KEY_PAIR, only, RANDOM_KEY, SECRET } from '@seteli/kit/production';
import { publicUrl } from '@seteli/kit/public-url';
import { key32 } from '@seteli/kit/secrets';
import { serviceSettings } from '@seteli/kit/service-settings';
import { DEVELOPMENT_PORTS } from '@seteli/schema/events/listeners';
import { z } from 'zod';
import { CODE_RANGES } from './domain/identity-code.ts';
import { emailSettings } from './ports/email.ts';
import { mandateSettings } from './ports/mandates.ts';
import { populationRegisterSettings } from './ports/population-register.ts';
import { smsSettings } from './ports/sms.ts';
import { suomiFiMessagesSettings } from './ports/suomi-fi-messages.ts';

export const settings = serviceSettings('identity', DEVELOPMENT_PORTS.identity).extend({
  PUBLIC_URL: publicUrl,
  SIGN_IN_URL: setting(z.url(), {
    meaning: 'The OpenID provider that identifies people: Suomi.fi.',
    development: 'http://127.0.0.1:4006',
    production: [HTTPS],
  }),
  SIGN_IN_CLIENT_SECRET: setting(z.string().min(16), { meaning: 'Our secret at that provider.', production: [SECRET] }),
  TOKEN_KEY: setting(privateJwk, {
    meaning: 'The private key that signs access tokens (Ed25519, a JSON Web Key).',
    production: [KEY_PAIR],
  }),
  PERSON_KEY: setting(key32, { meaning: 'The key that seals identity codes (32 bytes in base64).', production: [RANDOM_KEY] }),
  PERSON_INDEX_KEY: setting(key32, {
    meaning: 'Another key, of the index over identity codes (32 bytes in base64).',
    production: [RANDOM_KEY],
  }),
  IDENTITY_CODES: setting(z.enum(CODE_RANGES), {
    meaning: 'REAL where real people sign in; elsewhere made-up identity codes only.',
    development: 'ARTIFICIAL',
    production: [only('REAL')],
  }),
  ...populationRegisterSettings,
  ...mandateSettings,
  ...emailSettings,
  ...smsSettings,
  ...suomiFiMessagesSettings,
});

export type Settings = z.infer<typeof settings>;
