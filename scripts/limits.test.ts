/** What the domain refuses to exceed, and what the schema says of the same lists, are the same numbers. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import * as bookings from '../services/bookings/src/domain/limits.ts';
import * as identity from '../services/identity/src/domain/limits.ts';
import * as registry from '../services/registry/src/domain/limits.ts';
import * as settlement from '../services/settlement/src/domain/limits.ts';
import * as vouchers from '../services/vouchers/src/domain/limits.ts';

const supergraph = readFileSync(path.join(import.meta.dirname, '../schema/supergraph.graphql'), 'utf8');

function assumedSize(coordinate: string): number {
  const [type, field] = coordinate.split('.');
  const definition = new RegExp(`^type ${type}\\b[\\s\\S]*?^\\}`, 'm').exec(supergraph)?.[0] ?? '';
  return Number(new RegExp(`^  ${field}\\b.*@listSize\\(assumedSize: (\\d+)\\)`, 'm').exec(definition)?.[1]);
}

it.each([
  ['Query.serviceTeams', identity.TEAMS_MAX],
  ['User.teams', identity.TEAMS_MAX],
  ['Organiser.areas', registry.AREAS_MAX],
  ['Organiser.services', registry.SERVICES_MAX],
  ['Query.services', registry.SERVICES_MAX],
  ['ServiceArea.services', registry.SERVICES_MAX],
  ['Query.commitments', registry.SERVICES_MAX],
  ['ProviderApproval.contents', registry.CONTENTS_MAX],
  ['PriceList.prices', registry.CONTENTS_MAX],
  ['Booking.contents', registry.CONTENTS_MAX],
  ['Voucher.contents', registry.CONTENTS_MAX],
  ['Query.unitValues', registry.CONTENTS_MAX],
  ['PublishValuesPayload.unitValues', registry.CONTENTS_MAX],
  ['ProposedValueChange.unitValues', registry.CONTENTS_MAX],
  ['DecisionToReplace.falls', registry.CONTENTS_MAX],
  ['Service.gaps', registry.GAPS_SHOWN],
  ['BandReport.gaps', registry.GAPS_SHOWN],
  ['BandReport.overlaps', registry.GAPS_SHOWN],
  ['Voucher.suspensions', vouchers.SUSPENSIONS_MAX],
  ['BalanceEntitlement.batches', vouchers.BATCHES_MAX],
  ['ChangePreview.effects', vouchers.EFFECTS_SHOWN],
  ['ChangePreview.rises', vouchers.EFFECTS_SHOWN],
  ['ChangePreview.left', vouchers.EFFECTS_SHOWN],
  ['BalanceRecalculation.effects', vouchers.EFFECTS_SHOWN],
  ['Booking.recurringVisits', bookings.RECURRING_MAX],
  ['RecurringVisits.pauses', bookings.PAUSES_MAX],
  ['Booking.notices', bookings.NOTICES_MAX],
  ['Booking.priceNotices', bookings.NOTICES_MAX],
  ['VisitExplanation.pieces', bookings.PIECES_MAX],
  // A piece that the quota covers in part is two, and a line has at least one; each line is posted to three accounts.
  ['VisitShares.pieces', 2 * bookings.PIECES_MAX],
  ['VisitShares.lines', 2 * bookings.PIECES_MAX],
  ['LedgerEntry.lines', 3 * 2 * bookings.PIECES_MAX],
  ['SettlementStatement.invoices', settlement.INVOICES_MAX],
])('%s', (coordinate, most) => expect(assumedSize(coordinate)).toBe(most));
