/** Settings of vouchers. */
import { serviceSettings } from '@seteli/kit/service-settings';
import { DEVELOPMENT_PORTS } from '@seteli/schema/events/listeners';
import type { z } from 'zod';

export const settings = serviceSettings('vouchers', DEVELOPMENT_PORTS.vouchers);

export type Settings = z.infer<typeof settings>;
