/** Settings of settlement. */
import { serviceSettings } from '@seteli/kit/service-settings';
import type { z } from 'zod';

export const settings = serviceSettings('settlement', 4005);

export type Settings = z.infer<typeof settings>;
