/** Settings of bookings: those of every service, and its own. The lots decide at which visits a checker looks. */
import { ANYTHING, setting, tunable } from '@seteli/kit/config';
import { RANDOM_KEY } from '@seteli/kit/production';
import { key32 } from '@seteli/kit/secrets';
import { serviceSettings } from '@seteli/kit/service-settings';
import { DEVELOPMENT_PORTS } from '@seteli/schema/events/listeners';
import { z } from 'zod';

const DEVELOPMENT_KEY = 'c2V0ZWxpLWRldmVsb3BtZW50LXNhbXBsaW5nLWtleS0=';

export const settings = serviceSettings('bookings', DEVELOPMENT_PORTS.bookings).extend({
  SAMPLING_KEY: setting(key32, {
    meaning: 'The key of the lots (32 bytes in base64), so that nobody foresees which visits are drawn for a look.',
    development: DEVELOPMENT_KEY,
    production: [RANDOM_KEY],
  }),
  ANSWER_WAIT_MS: tunable('How long a reply waits for what vouchers says of a visit, so that normally it can carry the shares.', 1_500),
  RETURN_REMINDER_DAYS: setting(z.coerce.number().int().min(1).max(60), {
    meaning: 'So many days before the last one the provider of a returned visit is told once more.',
    default: '7',
    production: ANYTHING,
  }),
});

export type Settings = z.infer<typeof settings>;
