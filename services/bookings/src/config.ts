/** Settings of bookings. */
import { serviceSettings } from '@seteli/kit/service';
import type { z } from 'zod';

export const settings = serviceSettings('bookings', 4004);

export type Settings = z.infer<typeof settings>;
