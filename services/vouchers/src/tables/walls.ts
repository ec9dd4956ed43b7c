/**
 * Whose the rows of each table are: the second wall, behind the condition that every look-up has. Teams stay with that
 * condition, `schema/sight.ts`.
 */
import { PROPOSAL_WALLS } from '@seteli/kit/proposal-table';
import { WALLS as OF_EVERY_SERVICE } from '@seteli/kit/tables';
import { TASK_WALLS } from '@seteli/kit/task-table';
import { along, noWall, own, ownWork, type Walls } from '@seteli/kit/walls';
import type { RIGHTS } from '../tables.ts';

const PUBLISHED = noWall('organisers and providers have published it');

export const WALLS = {
  ...OF_EVERY_SERVICE,
  ...PROPOSAL_WALLS,
  ...TASK_WALLS,
  // Providers that are approved for the service. Which of its vouchers they may open, and when, the service decides.
  voucher: {
    of: ['organiser_id', 'person_id'],
    through: [{ table: 'approval', by: 'service_id', its: 'service_id', of: 'provider_id' }],
  },
  decline: along('voucher', 'voucher_id'),
  other_arrangement: along('voucher', 'voucher_id'),
  own_value_change: along('voucher', 'voucher_id'),
  entitlement: along('voucher', 'voucher_id'),
  entitlement_content: along('voucher', 'voucher_id'),
  balance_batch: along('entitlement', 'entitlement_id'),
  bucket: along('entitlement', 'entitlement_id'),
  allocation: { of: ['person_id'], through: [{ table: 'voucher', by: 'voucher_id' }] },
  unit_value: PUBLISHED,
  income_formula: PUBLISHED,
  value_table: PUBLISHED,
  service: PUBLISHED,
  service_version: PUBLISHED,
  service_content: PUBLISHED,
  approval: PUBLISHED,
  price_list: PUBLISHED,
  team: own('organisation_id'),
  person: noWall('flags under an id, which only a row behind a wall tells'),
  told_end: ownWork,
  // Whoever reads a card has to learn that it is restricted.
  restriction: noWall('flags under an id, which only a row behind a wall tells'),
  residence: own('organiser_id', 'person_id'),
} as const satisfies Walls<typeof RIGHTS>;
