/** Who sees what of the types that several subgraphs share. */
import { BELOW, either, EVERYBODY, OUR_STAFF, OWN, type Rows, staff } from './who.ts';

export const SHARED: Rows = {
  Access: [
    [BELOW, 'id at action sentence outcome by right personId subjectId'],
    [OWN, 'reason network'],
  ],
  AccessConnection: [[OWN, 'edges pageInfo totalCount']],
  AccessEdge: [[BELOW, 'cursor node']],
  ActorName: [
    [BELOW, 'organisationKind organisationId roles'],
    [OUR_STAFF, 'id user'],
  ],
  AppliedRule: [[BELOW, 'code text']],
  Job: [
    [
      either(staff('bookings.recordVisits'), staff('settlement.settleRuns'), staff('bookings.followRepricing')),
      'id kind state done total startedBy askedAt startedAt endedAt restingSince refusal resultId',
    ],
  ],
  Names: [[BELOW, 'fi sv en']],
  PageInfo: [[OWN, 'hasNextPage hasPreviousPage startCursor endCursor']],
  Price: [[EVERYBODY, 'content price aboveValueFrom']],
  Quantity: [[BELOW, 'unit amount minutes']],
  Refusal: [[OWN, 'code message path remaining details']],
  RefusalDetails: [[OWN, 'day validity firstDay lastDay month contentId uncovered visitId most least count state']],
  UncoveredTime: [[OWN, 'start end']],
};
