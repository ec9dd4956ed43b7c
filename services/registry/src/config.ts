/** Settings of the registry. */
import { serviceSettings } from '@seteli/kit/service-settings';
import type { z } from 'zod';

export const settings = serviceSettings('registry', 4002);

export type Settings = z.infer<typeof settings>;
