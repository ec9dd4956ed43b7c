/** Settings of the registry. */
import { serviceSettings } from '@seteli/kit/service-settings';
import { DEVELOPMENT_PORTS } from '@seteli/schema/events/listeners';
import type { z } from 'zod';
import { companyRegisterSettings } from './ports/company-register.ts';

export const settings = serviceSettings('registry', DEVELOPMENT_PORTS.registry).extend(companyRegisterSettings);

export type Settings = z.infer<typeof settings>;
