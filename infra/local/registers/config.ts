/** Settings of a development machine's counterparts of registers and deliverers, which run nowhere else. */
import { ANYTHING, environment, setting } from '@seteli/kit/config';
import { doorSettings } from '@seteli/kit/door';
import { logLevel } from '@seteli/kit/log';
import { publicUrl } from '@seteli/kit/public-url';
import { z } from 'zod';

const port = (usual: number) => z.coerce.number().int().min(0).max(65_535).default(usual);
const secret = (meaning: string) => setting(z.string().min(16), { meaning, production: ANYTHING });

export const settings = z.object({
  NODE_ENV: environment,
  PORT: setting(port(4009), { meaning: 'The port of the registers, on the loopback address.', production: ANYTHING }),
  MAIL_PORT: setting(port(4010), { meaning: 'The port of the mail server, on the loopback address.', production: ANYTHING }),
  PUBLIC_URL: publicUrl,
  POPULATION_REGISTER_PASSWORD: secret("Identity's password at the population register."),
  MANDATES_API_KEY: secret("Identity's signing key at Suomi.fi-valtuudet."),
  MANDATES_OAUTH_SECRET: secret("Identity's other secret there."),
  MAIL_PASSWORD: secret("Identity's password at the mail server."),
  SMS_KEY: secret("Identity's key at the SMS gateway."),
  SUOMI_FI_MESSAGES_PASSWORD: secret("Identity's password at Suomi.fi-viestit."),
  LOG_LEVEL: logLevel,
  ...doorSettings,
});
export type Settings = z.infer<typeof settings>;

/** The name under which all of them know Seteli. */
export const CLIENT = 'seteli';
