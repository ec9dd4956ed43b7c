/** Who sees what of bookings, visits and their explanations. */
import { alsoLimited, BELOW, both, clients, either, EVERYBODY, named, OUR_STAFF, OWN, type Rows, some, staff } from './who.ts';

const BOOKINGS = clients('bookings.seeBookings');
const VISITS = clients('bookings.seeVisits');
/** People wrote these. */
const WORDS = named('bookings.seeVisits');
/** Settlement refers to it. */
const VISIT_ID = either(VISITS, both(clients('settlement.followReferences')));
/**
 * Vouchers adds it for whoever sees the voucher. It needs what bookings tells only those who see the visit.
 */
const PRICED = alsoLimited('vouchers.seeVoucher', clients('vouchers.seeVoucher'));
/** Sums of a month are zero for whoever sees no client. */
const HELD_SUMS = alsoLimited('bookings.seeHeldVisits', staff('bookings.seeHeldVisits'));

export const BOOKINGS_ROWS: Rows = {
  ApproveVisitPayload: [[OWN, 'visit refusal']],
  Booking: [
    [BOOKINGS, 'id voucher provider unit contents consents firstDay lastDay continues notices recurringVisits version madeAt'],
    [named('bookings.seeBookings'), 'wish'],
    [VISITS, 'priceNotices visits'],
  ],
  BookingConnection: [[OWN, 'edges pageInfo totalCount']],
  BookingEdge: [[BELOW, 'cursor node']],
  BookingNotice: [
    [BOOKINGS, 'id kind booking service toldAt lastDay'],
    [VISITS, 'visit oldClientShare newClientShare'],
  ],
  CalendarDay: [[EVERYBODY, 'day dayClass holidayEve own']],
  CancellationShare: [[BELOW, 'payer consumesQuota']],
  Consent: [[BOOKINGS, 'kind terms text givenThrough givenAt channel']],
  ConsentTerms: [[EVERYBODY, 'version hash firstDay termsAccepted contractFormed law']],
  CorrectVisitPayload: [[OWN, 'visit refusal']],
  CorrectedShares: [[named('bookings.decideCorrectionRequest'), 'total organiserShare clientShare unbilled extraService lines']],
  CorrectionPreview: [[named('bookings.decideCorrectionRequest'), 'previewId before after refusal']],
  CorrectionPreviewAnswer: [
    [some(named('bookings.decideCorrectionRequest')), 'preview'],
    [OWN, 'refusal'],
  ],
  CorrectionRequest: [[named('bookings.listCorrectionRequests'), 'id visit state reason requestedAt decidedAt declineReason wish']],
  CorrectionRequestConnection: [[OWN, 'edges pageInfo']],
  CorrectionRequestEdge: [[BELOW, 'cursor node']],
  CorrectionRequestPayload: [[OWN, 'correctionRequest refusal']],
  CreditVisitPayload: [[OWN, 'visit refusal']],
  DecidedVisit: [[BELOW, 'index visit refusal']],
  DecidedVisitsPayload: [[OWN, 'results']],
  DeleteVisitPayload: [[OWN, 'visit refusal']],
  EditVisitPayload: [[OWN, 'visit refusal']],
  EndBookingPayload: [[OWN, 'booking refusal']],
  EndRecurringVisitsPayload: [[OWN, 'recurringVisits refusal']],
  ExtraServiceAcceptance: [[VISITS, 'acceptedAt channel notedBy notedAt']],
  HeldForReason: [[clients('bookings.seeHeldVisits'), 'state flag sum']],
  HeldOfService: [[clients('bookings.seeHeldVisits'), 'service sum']],
  HeldSum: [[BELOW, 'visits total organiserShare clientShare']],
  HeldVisits: [
    [HELD_SUMS, 'month sum'],
    [clients('bookings.seeHeldVisits'), 'reasons services'],
  ],
  HoldVisitPayload: [[OWN, 'visit refusal']],
  ImportVisitResult: [[staff('bookings.recordVisits'), 'line visit refusal fault']],
  ImportVisitsPayload: [[OWN, 'results job refusal']],
  KeepVisitPayload: [[OWN, 'visit refusal']],
  MakeBookingPayload: [[OWN, 'booking refusal']],
  PauseRecurringVisitsPayload: [[OWN, 'recurringVisits refusal']],
  PriceNotice: [
    [VISITS, 'id booking voucher content firstDay oldPrice newPrice usualUse'],
    [PRICED, 'oldClientShare newClientShare monthlyChange'],
  ],
  QuoteVisitsPayload: [[OWN, 'results']],
  RecordVisitResult: [[OWN, 'index externalId visit refusal']],
  RecordVisitsPayload: [[OWN, 'results']],
  RecurringFailure: [[BELOW, 'day refusal']],
  RecurringPause: [[BOOKINGS, 'firstDay lastDay content']],
  RecurringVisits: [
    [BOOKINGS, 'id booking rule firstDay lastDay endedBecause startTime endTime content amount pauses recordedThrough version failures'],
    [named('bookings.seeBookings'), 'groupReference'],
  ],
  Repricing: [[staff('bookings.followRepricing'), 'changed left leftVisits']],
  ReturnVisitPayload: [[OWN, 'visit refusal']],
  SetRecurringVisitsPayload: [[OWN, 'recurringVisits refusal']],
  Visit: [
    [
      VISITS,
      'booking kind start end day lastDay content amount workers noticeAt accessories extraServiceAcceptance state allocation refusal lines total organiserShare clientShare unbilled extraService flags heldAt returnedAt handleBy recordedAt recordedBy approvedBy approvedAt version',
    ],
    [VISIT_ID, 'id'],
    [WORDS, 'overlapReason returnReason correctionReason workerReference groupReference externalId'],
    [both(OUR_STAFF, WORDS), 'holdReason'],
  ],
  VisitAccessory: [[BELOW, 'content amount']],
  VisitConnection: [[OWN, 'edges pageInfo totalCount']],
  VisitEdge: [[BELOW, 'cursor node']],
  VisitExplanation: [
    [
      VISITS,
      'id visit replacing standing refusal voucher kind start end timed workers elapsedMinutes incrementMinutes extraServiceAccepted overlapReasonGiven cancellation pieces asked',
    ],
    [PRICED, 'shares'],
  ],
  VisitLine: [
    [
      BELOW,
      'content serviceMonth quantity unitPrice unitValue total organiserShare clientShare unbilled extraService vatPercent totalVat organiserVat clientVat',
    ],
  ],
  VisitPiece: [
    [BELOW, 'day dayClass bandFrom bandTo content unit steps stepsPerUnit quantity unitPrice priceFirstDay serviceVersion rules'],
  ],
  VisitQuote: [
    [BELOW, 'index'],
    [some(clients('bookings.quoteVisits')), 'explanation'],
    [OWN, 'refusal'],
  ],
  WishedVisit: [
    [
      named('bookings.listCorrectionRequests'),
      'start end day content amount workers workerReference groupReference noticeAt accessories extraServiceAccepted overlapReason',
    ],
  ],
};
