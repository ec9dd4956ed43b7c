/** The steward's settings: its user at the broker, and how many servers keep each stream. */
import { brokerSettings } from '@seteli/kit/broker';
import { logLevel } from '@seteli/kit/log';
import { z } from 'zod';

export const settings = z.object({
  ...brokerSettings('steward'),
  STREAM_REPLICAS: z.coerce
    .number()
    .pipe(z.literal([1, 3, 5]))
    .default(1)
    .describe('How many servers of the broker keep each stream: 1, or 3 or 5 in a cluster.'),
  LOG_LEVEL: logLevel,
});

export type Settings = z.infer<typeof settings>;
