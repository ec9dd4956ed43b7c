/** The steward's settings: its user at the broker, and how many servers keep each stream. */
import { brokerSettings } from '@seteli/kit/broker';
import { ANYTHING, environment, setting } from '@seteli/kit/config';
import { logLevel } from '@seteli/kit/log';
import { z } from 'zod';

export const settings = z.object({
  NODE_ENV: environment,
  ...brokerSettings('steward'),
  STREAM_REPLICAS: setting(z.coerce.number().pipe(z.literal([1, 3, 5])), {
    meaning: 'How many servers of the broker keep each stream: 1, or 3 or 5 in a cluster.',
    default: '1',
    production: ANYTHING,
  }),
  LOG_LEVEL: logLevel,
});

export type Settings = z.infer<typeof settings>;
