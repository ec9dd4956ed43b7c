/** The domain and the schema give a list the same limit, and the largest visit fits one event. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { getDirectiveValues, isObjectType, buildASTSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENT_BYTES } from '@seteli/kit/outbox';
import { visitApproved, visitRecorded } from '../schema/events/bookings.ts';
import { allocationMade } from '../schema/events/vouchers.ts';
import * as bookings from '../services/bookings/src/domain/limits.ts';
import * as identity from '../services/identity/src/domain/limits.ts';
import * as registry from '../services/registry/src/domain/limits.ts';
import * as settlement from '../services/settlement/src/domain/limits.ts';
import * as vouchers from '../services/vouchers/src/domain/limits.ts';

const schema = path.join(import.meta.dirname, '../schema');
const supergraph = buildASTSchema(parse(readFileSync(path.join(schema, 'supergraph.graphql'), 'utf8')), { assumeValidSDL: true });
const sampleOf = (type: string) => JSON.parse(readFileSync(path.join(schema, 'events/samples', `${type}.json`), 'utf8'));

/** The declared length of a whole list, or of the longest first page. */
function sizeSaid(coordinate: string): unknown {
  const [typeName, fieldName] = coordinate.split('.') as [string, string];
  const type = supergraph.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const said = field?.astNode && getDirectiveValues(supergraph.getDirective('listSize')!, field.astNode);
  return said?.assumedSize ?? field?.args.find(({ name }) => name === 'first')?.defaultValue;
}

it.each([
  ['Query.serviceTeams', identity.TEAMS_MAX],
  ['User.teams', identity.TEAMS_MAX],
  ['ServiceTeam.members', identity.TEAM_MEMBERS_MAX],
  ['Query.passkeys', identity.PASSKEYS_MAX],
  ['RemovePasskeyPayload.passkeys', identity.PASSKEYS_MAX],
  ['Query.systemAccounts', identity.SYSTEMS_MAX],
  ['SystemAccount.units', identity.UNITS_MAX],
  ['SystemAccount.teams', identity.TEAMS_MAX],
  ['SystemAccount.keys', identity.KEYS_SHOWN],
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
  ['Organiser.calendar', bookings.CALENDAR_DAYS_MAX],
  ['VisitExplanation.pieces', bookings.PIECES_MAX],
  // A piece that the quota covers in part becomes two, and a piece has at least one line. Settlement posts each line to
  // three accounts.
  ['VisitShares.pieces', 2 * bookings.PIECES_MAX],
  ['VisitShares.lines', 2 * bookings.PIECES_MAX],
  ['LedgerEntry.lines', 3 * 2 * bookings.PIECES_MAX],
  ['SettlementStatement.invoices', settlement.INVOICES_MAX],
])('%s', (coordinate, most) => expect(sizeSaid(coordinate)).toBe(most));

it.each([
  ['requestCorrection', bookings.CORRECTION_REQUESTS_MAX, 'at most of a visit'],
  ['holdVisit', bookings.HOLDS_MAX, 'times at most'],
])('%s says how often', (mutation, most, words) =>
  expect(supergraph.getMutationType()!.getFields()[mutation]!.description).toContain(`${most} ${words}`),
);

describe('the largest visit that may be recorded', () => {
  const MOST = 100_000_000;
  const sizeOf = (event: object) => Buffer.byteLength(JSON.stringify(event));

  it('fits one event with all its pieces', () => {
    const sample = sampleOf(visitRecorded.type);
    const [piece] = sample.pieces;
    const largest = { ...piece, unit: 'PROCEDURE', steps: 1_000_000_000, stepsPerUnit: 1_000, unitPriceCents: MOST };
    expect(sizeOf({ ...sample, pieces: Array.from({ length: bookings.PIECES_MAX }, () => largest) })).toBeLessThan(EVENT_BYTES);
  });

  it.each([[allocationMade], [visitApproved]])('fits the answers to it, with two lines for each piece: $type', (contract) => {
    const sample = sampleOf(contract.type);
    const [line] = sample.lines;
    const cents = Object.fromEntries(
      ['unitPriceCents', 'totalCents', 'organiserCents', 'clientCents', 'unbilledCents', 'totalVatCents', 'organiserVatCents'].map(
        (field) => [field, MOST],
      ),
    );
    const rest = { unit: 'PROCEDURE', steps: 1_000_000_000, stepsPerUnit: 1_000, isExtraService: false, vatPermille: 255 };
    // A voucher's own base times the largest coefficient.
    const largest = { ...line, ...cents, ...rest, unitValueCents: MOST * 1_000 };
    expect(() => z.decode(contract.data, { ...sample, lines: [largest] } as never)).not.toThrow();
    expect(sizeOf({ ...sample, lines: Array.from({ length: 2 * bookings.PIECES_MAX }, () => largest) })).toBeLessThan(EVENT_BYTES);
  });
});
