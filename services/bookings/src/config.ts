/** Settings of bookings: those of every service, and the key of the lots that decide which visits are looked at. */
import { forDevelopment } from '@seteli/kit/config';
import { key32 } from '@seteli/kit/secrets';
import { serviceSettings } from '@seteli/kit/service';
import type { z } from 'zod';

const DEVELOPMENT_KEY = 'c2V0ZWxpLWRldmVsb3BtZW50LXNhbXBsaW5nLWtleS0=';

export const settings = serviceSettings('bookings', 4004).extend({
  SAMPLING_KEY: forDevelopment(key32, DEVELOPMENT_KEY, 'The key of the lots, so that nobody foresees which visits are drawn for a look.'),
});

export type Settings = z.infer<typeof settings>;
