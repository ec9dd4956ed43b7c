/**
 * Whose the rows of each table are: the second wall, behind the condition that every look-up has. Most of the registry
 * is public.
 */
import { TASK_WALLS } from '@seteli/kit/task-table';
import { WALLS as OF_EVERY_SERVICE } from '@seteli/kit/tables';
import { along, noWall, own, type Walls } from '@seteli/kit/walls';
import type { RIGHTS } from '../tables.ts';

const PUBLIC = noWall('the public register of services and providers');

export const WALLS = {
  ...OF_EVERY_SERVICE,
  ...TASK_WALLS,
  // An organiser decides on accounts of the providers that it approves.
  proposal: {
    of: ['organisation_id'],
    through: [{ table: 'provider_approval', by: 'organisation_id', its: 'provider_id', of: 'organiser_id' }],
  },
  organiser: PUBLIC,
  service_area: PUBLIC,
  calendar_day: PUBLIC,
  provider: PUBLIC,
  provider_unit: PUBLIC,
  provider_approval: PUBLIC,
  service: PUBLIC,
  service_version: PUBLIC,
  service_content: PUBLIC,
  service_content_version: PUBLIC,
  band: PUBLIC,
  price_list: { of: ['organiser_id', 'provider_id'], openWhen: `state in ('ACCEPTED', 'SUPERSEDED')` },
  price: along('price_list', 'price_list_id'),
  unit_value: PUBLIC,
  asked_repricing: own('organiser_id'),
} as const satisfies Walls<typeof RIGHTS>;
