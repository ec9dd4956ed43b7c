/** Settings of a development machine's sign-in provider, which runs nowhere else. */
import { privateJwk } from '@seteli/kit/actor';
import { ANYTHING, environment, setting } from '@seteli/kit/config';
import { doorSettings } from '@seteli/kit/door';
import { logLevel } from '@seteli/kit/log';
import { publicUrl } from '@seteli/kit/public-url';
import { z } from 'zod';

const clientKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  use: z.enum(['sig', 'enc']),
  alg: z.enum(['ES256', 'ECDH-ES']),
});
const clientKeys = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.strictObject({ keys: z.array(clientKey.strict()).length(2) }));

export const settings = z.object({
  NODE_ENV: environment,
  PORT: setting(z.coerce.number().int(), { meaning: 'The port, on the loopback address.', default: '4006', production: ANYTHING }),
  PUBLIC_URL: publicUrl,
  SIGN_IN_URL: setting(z.url().optional(), { meaning: 'The address of this provider, its issuer name.', production: ANYTHING }),
  SIGN_IN_CLIENT_KEYS: setting(clientKeys, {
    meaning: "Identity's public keys: one for its signatures, and one for which this provider encrypts.",
    production: ANYTHING,
  }),
  SIGN_IN_KEY: setting(privateJwk.optional(), {
    meaning: 'The key that signs; a new one at each start when absent.',
    production: ANYTHING,
  }),
  LOG_LEVEL: logLevel,
  ...doorSettings,
});
export type Settings = z.infer<typeof settings>;
