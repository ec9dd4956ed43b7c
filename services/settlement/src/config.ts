/** Settings of settlement. */
import { serviceSettings } from '@seteli/kit/service-settings';
import { DEVELOPMENT_PORTS } from '@seteli/schema/events/listeners';
import type { z } from 'zod';

export const settings = serviceSettings('settlement', DEVELOPMENT_PORTS.settlement);

export type Settings = z.infer<typeof settings>;
