/** Settings of vouchers. */
import { serviceSettings } from '@seteli/kit/service-settings';
import type { z } from 'zod';

export const settings = serviceSettings('vouchers', 4003);

export type Settings = z.infer<typeof settings>;
