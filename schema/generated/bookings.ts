// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { AppliedRule, InputMaybe, JobKind, JobState, Language, Maybe, OrganisationKind, PageInfo, Quantity, Refusal, Role, Scalars, Unit, _Service } from './shared.ts';

/**
 * Work that takes longer than anybody waits for an answer. What was asked for is decided and answered at once; the rest is done by itself.
 * For those of the organisation who may start such work.
 */
export type Job = {
  id: Scalars['ID']['output'];
  kind: JobKind;
  state: JobState;
  /** How much of `total` is done: entries, rows or visits of it, for example. It never goes back. */
  done: Scalars['Int']['output'];
  /** Zero while it is WAITING where it is counted first. */
  total: Scalars['Int']['output'];
  /** Who asked for it; null where nobody is known to have. */
  startedBy?: Maybe<ActorName>;
  askedAt: Scalars['DateTime']['output'];
  /** When its first piece was done; null before. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was done or refused; null before. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Since when it has come no further, because its pieces fail again and again: somebody who runs the system has to mend something, of which their log tells. It
   * is tried each minute and goes on by itself. Null otherwise.
   */
  restingSince?: Maybe<Scalars['DateTime']['output']>;
  refusal?: Maybe<Refusal>;
  /** What it makes, or follows: by its kind a run, rows, or what was published. */
  resultId: Scalars['ID']['output'];
};

/**
 * Who did something, as the part of the system knows them that keeps what was done. Whoever sees what was done may know for whom they
 * acted, and the roles that they had when they last acted there. Who it was only their own organisation may know, and what they are called its administrators, by `user`.
 */
export type ActorName = {
  /** The user; null for another organisation. */
  id?: Maybe<Scalars['ID']['output']>;
  organisationKind: OrganisationKind;
  /** Null for a person who acted for themselves. */
  organisationId?: Maybe<Scalars['ID']['output']>;
  /** The roles that they had when they last changed something here, which may be later than what was done. */
  roles: Array<Role>;
  /** The user; null for another organisation. */
  user?: Maybe<User>;
};

export type Query = {
  /** A booking by its id, for those who may see it. */
  booking?: Maybe<Booking>;
  /** The bookings of the acting provider or organiser, of the services that the user's teams cover, or of the acting person. An organiser's administrators, approvers and systems see all. */
  bookings: BookingConnection;
  /** A visit by its id, for those who may see it. */
  visit?: Maybe<Visit>;
  /**
   * The visits of the acting provider or organiser, of the services that the user's teams cover, or of the acting person. An organiser's administrators, approvers and
   * systems see all. A worker is looked for only in services that the user's teams cover. Who asks for a worker or for days, and for no client, has another order than
   * RECORDED, and an organiser names the worker's provider; otherwise the answer is BAD_USER_INPUT. Not for a provider's preparers.
   */
  visits: VisitConnection;
  /**
   * A job of bookings by its id: the import of a long table, for those of the provider's people who record visits; visits that are taken again, for the
   * organiser's administrators. Null for others. One that another service has just answered with may not have arrived: of an id of the last minute the answer
   * waits for it, up to three seconds.
   */
  bookingsJob?: Maybe<Job>;
  /** What has become of the visits that a job of the kind REPRICE_VISITS takes again. For the organiser's administrators; null for others, and of other jobs. */
  repricing?: Maybe<Repricing>;
  /**
   * `first` lines of a table that a job records, after the first `skip`, in their order. What nobody has decided about yet has neither visit nor refusal nor
   * fault. For whoever sent the table; null for others.
   */
  importedVisits?: Maybe<Array<ImportVisitResult>>;
  /** Visits that wait for a checker's decision, oldest first: of the services that the checker's teams cover. For the organiser's checkers, and its administrators. */
  visitsUnderReview: VisitConnection;
  /**
   * What is held back of a month: its visits that wait for a checker or for their provider, and so are not on the ledger. For the acting
   * organiser's checkers, administrators, approvers and systems, and for those who bill for the acting provider: of the services that the user's
   * teams cover, administrators, approvers and systems of the organiser of all.
   */
  heldVisits: HeldVisits;
  /**
   * Settled visits with a part after the client's death, oldest first: correctVisit or creditVisit takes them back, keepVisit leaves them. For those of the organiser
   * who correct visits.
   */
  settledVisitsAfterDeath: VisitConnection;
  /** A request for a correction by its id, for those who see the visit's booking and may list requests. */
  correctionRequest?: Maybe<CorrectionRequest>;
  /**
   * The corrections that were asked for, newest first: by the acting provider (of the services that the user's teams cover), or of the acting organiser's visits.
   * `state`: only those in it.
   */
  correctionRequests: CorrectionRequestConnection;
  /** What a correction that was asked for would do if it were accepted now. Nothing is changed. For the organiser's checkers and settlement approvers. */
  previewCorrectionRequest: CorrectionPreviewAnswer;
  /** What clients agree to now when a booking makes a consumer contract, to be shown before it is made. Everybody who signs in may read it. */
  consentTerms: ConsentTerms;
  /**
   * What visits would cost and take if they were recorded now in this order: each sees what those before it take of quantities and balances, and overlaps and
   * repeats are found among them too. Visits that rows replace are set aside before, as if all were done. Rows that name a voucher and a unit are planned before
   * there is a booking: each alone, as if it were recorded when it has ended, and beside nothing that is recorded. Nothing is recorded and nothing taken. For those who may
   * record the visits; for the client and the organiser's granters too, who may name vouchers that they see.
   */
  quoteVisits: QuoteVisitsPayload;
  /**
   * The first days of a rule as setRecurringVisits would lay it, those within 800 days of the first day: what a form shows before it is sent. A
   * rule that is not served, or names no day, is BAD_USER_INPUT. For who may set recurring visits.
   */
  recurrenceDays: Array<Scalars['Date']['output']>;
  /** Why a visit costs what it costs, or that nobody pays it any more. For those who may see it; null while it waits for its voucher's answer. */
  explainVisit?: Maybe<VisitExplanation>;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

export type QueryBookingArgs = {
  id: Scalars['ID']['input'];
};

export type QueryBookingsArgs = {
  filter?: InputMaybe<BookingFilter>;
  order: BookingOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryVisitArgs = {
  id: Scalars['ID']['input'];
};

export type QueryVisitsArgs = {
  filter?: InputMaybe<VisitFilter>;
  order: VisitOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryBookingsJobArgs = {
  id: Scalars['ID']['input'];
};

export type QueryRepricingArgs = {
  jobId: Scalars['ID']['input'];
};

export type QueryImportedVisitsArgs = {
  jobId: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

export type QueryVisitsUnderReviewArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryHeldVisitsArgs = {
  month: Scalars['Month']['input'];
};

export type QuerySettledVisitsAfterDeathArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryCorrectionRequestArgs = {
  id: Scalars['ID']['input'];
};

export type QueryCorrectionRequestsArgs = {
  state?: InputMaybe<CorrectionRequestState>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryPreviewCorrectionRequestArgs = {
  requestId: Scalars['ID']['input'];
};

export type QueryQuoteVisitsArgs = {
  input: QuoteVisitsInput;
};

export type QueryRecurrenceDaysArgs = {
  rule: Scalars['String']['input'];
  firstDay: Scalars['Date']['input'];
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  startTime?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

export type QueryExplainVisitArgs = {
  visitId: Scalars['ID']['input'];
};

/** An organiser's days as bands see them. */
export type Organiser = {
  id: Scalars['ID']['output'];
  /** At most 400 days. */
  calendar: Array<CalendarDay>;
};

/** An organiser's days as bands see them. */
export type OrganiserCalendarArgs = {
  firstDay: Scalars['Date']['input'];
  lastDay: Scalars['Date']['input'];
};

export type CalendarDay = {
  day: Scalars['Date']['output'];
  /** WEEKDAY, SATURDAY, SUNDAY or HOLIDAY. */
  dayClass: DayClass;
  holidayEve: Scalars['Boolean']['output'];
  /** The organiser has said otherwise than the calendar. */
  own: Scalars['Boolean']['output'];
};

/** The class of a day. A date has one class; the eve of a holiday lies over the weekday or Saturday where a service has eve bands. */
export type DayClass =
  | 'WEEKDAY'
  | 'SATURDAY'
  | 'SUNDAY'
  /** Public holiday (arkipyhä). */
  | 'HOLIDAY'
  /** The day before a public holiday (aatto). */
  | 'HOLIDAY_EVE';

export type QuoteVisitsPayload = {
  /** One result per visit, in the given order. */
  results: Array<VisitQuote>;
};

/** What a visit would be, or why it could not be recorded. Exactly one of the two is null; that vouchers would refuse it, its shares say. */
export type VisitQuote = {
  /** The place of the row in the input, from 0. */
  index: Scalars['Int']['output'];
  explanation?: Maybe<VisitExplanation>;
  refusal?: Maybe<Refusal>;
};

/** Why a visit costs what it costs, piece by piece: of one that was recorded, or of one that is only asked about. */
export type VisitExplanation = {
  id: Scalars['ID']['output'];
  /** Null when it is only asked about. */
  visit?: Maybe<Visit>;
  /** The recorded visit that it would replace; null of anything but the quote of an edit. */
  replacing?: Maybe<Visit>;
  standing: VisitStanding;
  /** Why its voucher takes nothing for it; null unless it was refused. */
  refusal?: Maybe<Refusal>;
  voucher: Voucher;
  kind: VisitKind;
  start: Scalars['DateTime']['output'];
  end: Scalars['DateTime']['output'];
  /** False: recorded by days. */
  timed: Scalars['Boolean']['output'];
  workers: Scalars['Int']['output'];
  /** From start to end, as it elapsed; null when it was not recorded by times. */
  elapsedMinutes?: Maybe<Scalars['Int']['output']>;
  /** Time is charged by started increments of so many minutes. */
  incrementMinutes: Scalars['Int']['output'];
  extraServiceAccepted: Scalars['Boolean']['output'];
  overlapReasonGiven: Scalars['Boolean']['output'];
  /** Who pays what was cancelled too late; null for everything else. */
  cancellation?: Maybe<CancellationShare>;
  /** In time order. Empty when the visit was refused and no band or price of it is known any more. */
  pieces: Array<VisitPiece>;
  /** What the voucher's shares are decided from, as JSON. */
  asked: Scalars['String']['output'];
};

/** Whether what is explained is taken from the voucher. */
export type VisitStanding =
  /** Only asked about: nothing is recorded. */
  | 'ASKED'
  /** Asked about before there is a booking: nothing is recorded, and nothing that is stands beside it. */
  | 'PLANNED'
  /** It is recorded and taken. */
  | 'STANDS'
  /** Its voucher did not take it: nobody pays it. The pieces say what it would have cost. */
  | 'REFUSED'
  /** It was deleted or taken back: nobody pays it. The pieces say what it did cost. */
  | 'DELETED';

/** Who pays a late cancellation, and whether it is taken from the quota. */
export type CancellationShare = {
  payer: CancellationPayer;
  consumesQuota: Scalars['Boolean']['output'];
};

/** Who pays a visit that was cancelled too late or that nobody was at home for. */
export type CancellationPayer =
  | 'CLIENT'
  | 'SPLIT'
  | 'ORGANISER';

/** A part of a visit with one content on one day. */
export type VisitPiece = {
  day: Scalars['Date']['output'];
  dayClass: DayClass;
  /** Wall clock of the band, "06:00"; null when no band names the content. */
  bandFrom?: Maybe<Scalars['String']['output']>;
  bandTo?: Maybe<Scalars['String']['output']>;
  content: ServiceContent;
  unit: Unit;
  /** Whole minutes for hours, times the workers; see Quantity. */
  steps: Scalars['Int']['output'];
  /** How many steps cost the price of a unit. */
  stepsPerUnit: Scalars['Int']['output'];
  quantity: Quantity;
  unitPrice: Scalars['Euro']['output'];
  /** The first day of the price list that says so, or of the order that has a price of its own. */
  priceFirstDay: Scalars['Date']['output'];
  /** The service's version whose bands and rules hold. */
  serviceVersion: Scalars['Int']['output'];
  rules: Array<AppliedRule>;
};

export type Subscription = {
  /** `Query.bookingsJob`, continued: as it is, then whenever it has changed, until it has ended. Null, and the end, for others; of an id of the last minute not before ten seconds. */
  bookingsJob?: Maybe<Job>;
};

export type SubscriptionBookingsJobArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  /** Books a unit of the acting provider for a voucher. One booking covers all contents of the voucher that the provider may serve. */
  makeBooking: MakeBookingPayload;
  /**
   * Records visits, each as a whole or not at all, in the given order. A row that cannot be read is refused with BAD_USER_INPUT, and the others stand. Normally the
   * answer holds the shares already; a visit whose allocation is still PENDING after 1.5 seconds gets them later.
   */
  recordVisits: RecordVisitsPayload;
  /** Changes a visit that a checker returned, that nobody has decided about, or that was approved by itself and is not settled. If the change does not fit, the visit stays as it was. */
  editVisit: EditVisitPayload;
  /**
   * Corrects a visit that has been settled: its ledger entries are reversed and replaced, its quantity goes back to where it came
   * from, the client's share follows. For the organiser's checkers and settlement approvers.
   */
  correctVisit: CorrectVisitPayload;
  /** Takes back a visit that has been settled, as a correction to nothing. For the organiser's checkers and settlement approvers. */
  creditVisit: CreditVisitPayload;
  /** Asks the organiser for the correction of a visit that has been settled, with the content that it should have, whose times must be those of a visit (EMPTY_VISIT, VISIT_TOO_LONG). One at a time, 20 at most of a visit. For those who may edit it. */
  requestCorrection: CorrectionRequestPayload;
  /** Takes back what was asked for and nobody has decided about. */
  withdrawCorrectionRequest: CorrectionRequestPayload;
  /**
   * Corrects the visit as it was asked for and previewed; refused with STALE_PREVIEW when anything has changed since. Should its voucher refuse the correction after
   * all, the request is open again. For the organiser's checkers and settlement approvers.
   */
  acceptCorrectionRequest: CorrectionRequestPayload;
  /** Declines what was asked for, with a reason. For the organiser's checkers and settlement approvers. */
  declineCorrectionRequest: CorrectionRequestPayload;
  /**
   * Records visits from a table: one line each, with a heading. Lines that cannot be read or recorded are answered with
   * their number, the others stand. Up to 500 lines are recorded and answered at once; more, up to 20,000, by `job`, and `importedVisits` answers them. For a
   * provider's own systems and people.
   */
  importVisits: ImportVisitsPayload;
  /** Ends a booking: its last day of service (rules 18). For the provider, the organiser's granters and the client. */
  endBooking: EndBookingPayload;
  /** Records by itself, each day, what the rule says was served the day before (automaattinen tapahtumakirjaus). */
  setRecurringVisits: SetRecurringVisitsPayload;
  /** Pauses recurring visits for some days; nothing is recorded for these. */
  pauseRecurringVisits: PauseRecurringVisitsPayload;
  /** Ends recurring visits: the last day that is recorded. */
  endRecurringVisits: EndRecurringVisitsPayload;
  /** Deletes a visit that is not settled yet and gives its quantity back. */
  deleteVisit: DeleteVisitPayload;
  /** Approves a visit under review. For the organiser's checkers. */
  approveVisit: ApproveVisitPayload;
  /** Approves visits under review, each for itself: one that cannot be approved keeps back no other. For the organiser's checkers. */
  approveVisits: DecidedVisitsPayload;
  /**
   * Holds an approved visit until its run is locked, with a reason: it is under review again, its ledger entries are reversed, its quantity stays taken.
   * Approve it, return it, or let its provider delete it. One visit is held 20 times at most. For the organiser's checkers.
   */
  holdVisit: HoldVisitPayload;
  /** Leaves a settled visit after the client's death as it is, and asks nobody about it any more. For those of the organiser who correct visits. */
  keepVisit: KeepVisitPayload;
  /** Returns a visit under review to the provider, with a reason. For the organiser's checkers. */
  returnVisit: ReturnVisitPayload;
  /** Returns visits under review to their providers, all with one reason, each for itself. For the organiser's checkers. */
  returnVisits: DecidedVisitsPayload;
};

export type MutationMakeBookingArgs = {
  input: MakeBookingInput;
};

export type MutationRecordVisitsArgs = {
  input: RecordVisitsInput;
};

export type MutationEditVisitArgs = {
  input: EditVisitInput;
};

export type MutationCorrectVisitArgs = {
  input: CorrectVisitInput;
};

export type MutationCreditVisitArgs = {
  input: CreditVisitInput;
};

export type MutationRequestCorrectionArgs = {
  input: RequestCorrectionInput;
};

export type MutationWithdrawCorrectionRequestArgs = {
  input: WithdrawCorrectionRequestInput;
};

export type MutationAcceptCorrectionRequestArgs = {
  input: AcceptCorrectionRequestInput;
};

export type MutationDeclineCorrectionRequestArgs = {
  input: DeclineCorrectionRequestInput;
};

export type MutationImportVisitsArgs = {
  input: ImportVisitsInput;
};

export type MutationEndBookingArgs = {
  input: EndBookingInput;
};

export type MutationSetRecurringVisitsArgs = {
  input: SetRecurringVisitsInput;
};

export type MutationPauseRecurringVisitsArgs = {
  input: PauseRecurringVisitsInput;
};

export type MutationEndRecurringVisitsArgs = {
  input: EndRecurringVisitsInput;
};

export type MutationDeleteVisitArgs = {
  input: DeleteVisitInput;
};

export type MutationApproveVisitArgs = {
  input: ApproveVisitInput;
};

export type MutationApproveVisitsArgs = {
  input: ApproveVisitsInput;
};

export type MutationHoldVisitArgs = {
  input: HoldVisitInput;
};

export type MutationKeepVisitArgs = {
  input: KeepVisitInput;
};

export type MutationReturnVisitArgs = {
  input: ReturnVisitInput;
};

export type MutationReturnVisitsArgs = {
  input: ReturnVisitsInput;
};

/** The link between a voucher and the provider's unit that the client chose (palveluvaraus). */
export type Booking = {
  id: Scalars['ID']['output'];
  voucher?: Maybe<Voucher>;
  provider?: Maybe<Provider>;
  unit?: Maybe<ProviderUnit>;
  contents?: Maybe<Array<ServiceContent>>;
  /** What, how much and when the client wishes, in their own words. Null for an organiser's people whose teams do not cover the service. */
  wish?: Maybe<Scalars['String']['output']>;
  /** Two where a consumer contract was made; none of a purchased service, which stands on the agreement of organiser and provider. */
  consents: Array<Consent>;
  firstDay: Scalars['Date']['output'];
  /** Null until further notice. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** The booking of the voucher before this one, which goes on in this one. */
  continues?: Maybe<Booking>;
  /**
   * Changes of price that the client is told before they begin: the newest `first` after the newest `skip`, in the order of their first
   * days. Fewer than `first`: there are no more. None for a provider's preparer.
   */
  priceNotices: Array<PriceNotice>;
  /**
   * What has happened to the booking without anybody's doing in it: `first` after the first `skip`, newest first. Fewer than `first`:
   * there are no more.
   */
  notices: Array<BookingNotice>;
  /**
   * Those that have more to record, 30 at most unless some came over from the booking before, then those that have ended; newest first.
   * `first` after the first `skip`. Fewer than `first`: there are no more.
   */
  recurringVisits: Array<RecurringVisits>;
  /** Raised by each change. */
  version: Scalars['Int']['output'];
  madeAt: Scalars['DateTime']['output'];
  /** None for a provider's preparer, who sees no billing. */
  visits: VisitConnection;
};

/** The link between a voucher and the provider's unit that the client chose (palveluvaraus). */
export type BookingPriceNoticesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** The link between a voucher and the provider's unit that the client chose (palveluvaraus). */
export type BookingNoticesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** The link between a voucher and the provider's unit that the client chose (palveluvaraus). */
export type BookingRecurringVisitsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** The link between a voucher and the provider's unit that the client chose (palveluvaraus). */
export type BookingVisitsArgs = {
  filter?: InputMaybe<VisitFilter>;
  order: VisitOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type BookingConnection = {
  edges: Array<BookingEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** Which bookings: an absent field chooses all. What a reader may not see is in no list, whatever they ask for. */
export type BookingFilter = {
  state?: InputMaybe<BookingState>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  providerId?: InputMaybe<Scalars['ID']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** The client: found only in services that the reader's teams cover. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  /** With `lastDay`: those that hold on one of these days. */
  firstDay?: InputMaybe<Scalars['Date']['input']>;
  lastDay?: InputMaybe<Scalars['Date']['input']>;
};

export type BookingState =
  /** Without a last day, or with one that has not passed. */
  | 'OPEN'
  | 'ENDED';

/** Bookings that are alike in it come in the order in which they were made, or against it, as the order goes. */
export type BookingOrder =
  /** The newest first. */
  | 'MADE_DESC'
  | 'MADE_ASC'
  /** By the first day, the latest first. */
  | 'FIRST_DAY_DESC'
  | 'FIRST_DAY_ASC';

export type BookingEdge = {
  cursor: Scalars['String']['output'];
  node: Booking;
};

/** The words of the client's two consents, in one version. */
export type ConsentTerms = {
  version: Scalars['Int']['output'];
  /** SHA-256 of all the words in the three languages: the same hash, the same words. */
  hash: Scalars['String']['output'];
  /** From this day on they are shown. */
  firstDay: Scalars['Date']['output'];
  termsAccepted: Scalars['String']['output'];
  contractFormed: Scalars['String']['output'];
  /** Which law holds for the contract. In the wanted language; absent: that of the request's `Accept-Language`, else Finnish. */
  law: Scalars['String']['output'];
};

/** The words of the client's two consents, in one version. */
export type ConsentTermsTermsAcceptedArgs = {
  language?: InputMaybe<Language>;
};

/** The words of the client's two consents, in one version. */
export type ConsentTermsContractFormedArgs = {
  language?: InputMaybe<Language>;
};

/** The words of the client's two consents, in one version. */
export type ConsentTermsLawArgs = {
  language?: InputMaybe<Language>;
};

/** What the client agreed to, and how it is known. */
export type Consent = {
  kind: ConsentKind;
  /** What the client agreed to; null of consents from before versions were kept. */
  terms?: Maybe<ConsentTerms>;
  /** The words that the client agreed to, in the wanted language; null where the version is. Absent: the language of the request's `Accept-Language`, else Finnish. */
  text?: Maybe<Scalars['String']['output']>;
  /** Who noted it. */
  givenThrough?: Maybe<ActorName>;
  givenAt: Scalars['DateTime']['output'];
  channel: ConsentChannel;
};

/** What the client agreed to, and how it is known. */
export type ConsentTextArgs = {
  language?: InputMaybe<Language>;
};

export type ConsentKind =
  /** Asiakas hyväksyy sopimusehdot. */
  | 'TERMS_ACCEPTED'
  /** Asiakas hyväksyy muodostavansa sopimussuhteen palveluntuottajan kanssa. */
  | 'CONTRACT_FORMED';

export type ConsentChannel =
  | 'IN_PERSON'
  | 'PHONE'
  | 'IN_WRITING'
  /** By the client, in Seteli. */
  | 'ONLINE';

/** What the client is told before a price of their provider rises (rules 33). */
export type PriceNotice = {
  id: Scalars['ID']['output'];
  booking: Booking;
  voucher?: Maybe<Voucher>;
  content?: Maybe<ServiceContent>;
  firstDay: Scalars['Date']['output'];
  oldPrice: Scalars['Euro']['output'];
  newPrice: Scalars['Euro']['output'];
  /**
   * How much of the content the client usually has in a month: the average of what was approved or settled of the booking, and of those that it continues, in the last three
   * full calendar months, or since the first of them in which there was any. What was bought beside the voucher does not count. Null while there is no use.
   */
  usualUse?: Maybe<Quantity>;
};

/** What has happened to a booking without anybody's doing in it, for all who see the booking. */
export type BookingNotice = {
  id: Scalars['ID']['output'];
  kind: BookingNoticeKind;
  booking: Booking;
  /** Its other approved providers are those of approvedProviders. */
  service?: Maybe<Service>;
  toldAt: Scalars['DateTime']['output'];
  /** Of a withdrawn approval and of a death: up to and including this day the provider may still serve. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** Of a recalculated or released visit: the visit that it is about. A provider's preparer sees neither it nor its shares. */
  visit?: Maybe<Visit>;
  /** Of a recalculation: what the client paid before it. */
  oldClientShare?: Maybe<Scalars['Euro']['output']>;
  /** Of a recalculation: what the client pays since. */
  newClientShare?: Maybe<Scalars['Euro']['output']>;
};

export type BookingNoticeKind =
  /** The provider may serve a content of the booking no more after the last day: the client chooses another one (R32). */
  | 'APPROVAL_WITHDRAWN'
  /** A delivered visit was taken from its balance again, or at another value, and the client's share has changed (rules 9, 14). */
  | 'SHARE_RECALCULATED'
  /** A checker, or the client's death, holds a visit that was approved: it is under review again. The checker's holdReason says why, or the flag AFTER_DEATH. */
  | 'VISIT_HELD'
  /** A checker returned a visit: its returnReason says why, its handleBy until when the provider can handle it. */
  | 'VISIT_RETURNED'
  /** A returned visit is not handled yet, and the last day for it comes. */
  | 'RETURNED_VISIT_ENDS_SOON'
  /** A visit was returned and not handled in time: it is deleted, and its quantity has gone back (rules 69b). */
  | 'VISIT_RELEASED'
  /** The client has died: what is served after the last day is not paid, and what was recorded for later days is looked at (AFTER_DEATH). */
  | 'CLIENT_DIED'
  /** The population register has taken the client's death back: the booking goes on. */
  | 'DEATH_WITHDRAWN';

/** Visits that are recorded by themselves. */
export type RecurringVisits = {
  id: Scalars['ID']['output'];
  booking: Booking;
  /** RFC 5545, in capitals, FREQ first: "FREQ=WEEKLY;BYDAY=MO,WE". */
  rule: Scalars['String']['output'];
  firstDay: Scalars['Date']['output'];
  /** The last day on which they recur, where there is one: no later than the client's day of death. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** Why they end by themselves on their last day; null where that day was given, or there is none. */
  endedBecause?: Maybe<RecurrenceEndCause>;
  /** Wall clock, "08:00"; null for what is not recorded by times. */
  startTime?: Maybe<Scalars['String']['output']>;
  endTime?: Maybe<Scalars['String']['output']>;
  content?: Maybe<ServiceContent>;
  /** Units of what is not paid by the hour, given to each visit: "24.5"; null where none were. */
  amount?: Maybe<Scalars['String']['output']>;
  /** The provider's own name for the group that is served together, given to each visit. Null for an organiser's people whose teams do not cover the service. */
  groupReference?: Maybe<Scalars['String']['output']>;
  /** `first` pauses after the first `skip`, those that end last first; at most 100 are not over. Fewer than `first`: there are no more. */
  pauses: Array<RecurringPause>;
  /** The day up to which everything has been recorded. */
  recordedThrough?: Maybe<Scalars['Date']['output']>;
  /** Raised by each pause and each new end. */
  version: Scalars['Int']['output'];
  /** `first` of the days that could not be recorded after the first `skip`, newest first. Fewer than `first`: there are no more. */
  failures: Array<RecurringFailure>;
};

/** Visits that are recorded by themselves. */
export type RecurringVisitsPausesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** Visits that are recorded by themselves. */
export type RecurringVisitsFailuresArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** Why recurring visits end though nobody gave them that last day. */
export type RecurrenceEndCause =
  /** The client died on the last day. If the population register takes the death back, they go on, and what was due meanwhile is recorded. */
  | 'CLIENT_DIED';

export type RecurringPause = {
  firstDay: Scalars['Date']['output'];
  lastDay: Scalars['Date']['output'];
  /** What is recorded on these days instead, such as an absence; null for nothing. */
  content?: Maybe<ServiceContent>;
};

export type RecurringFailure = {
  day: Scalars['Date']['output'];
  refusal: Refusal;
};

/** Realised service: an hour, a day or a meal (tapahtuma). */
export type Visit = {
  id: Scalars['ID']['output'];
  booking: Booking;
  kind: VisitKind;
  /** Of what was recorded by days: where the first of them begins. */
  start: Scalars['DateTime']['output'];
  /** Of what was recorded by days: where the last of them ends. */
  end: Scalars['DateTime']['output'];
  /** The first day, of what was recorded by days; otherwise null. */
  day?: Maybe<Scalars['Date']['output']>;
  /** The last day, of what was recorded by days; otherwise null. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** The content, where it was named; null where the bands say which. */
  content?: Maybe<ServiceContent>;
  /** Units of what is not paid by the hour, as they were given: "24.5"; null where none were. */
  amount?: Maybe<Scalars['String']['output']>;
  /** How many workers served at the same time. */
  workers: Scalars['Int']['output'];
  /** The provider's own name for the worker. */
  workerReference?: Maybe<Scalars['String']['output']>;
  /** The provider's own name for the group that was served together. */
  groupReference?: Maybe<Scalars['String']['output']>;
  /** Of a cancellation: when the client gave notice. */
  noticeAt?: Maybe<Scalars['DateTime']['output']>;
  /** What came with the visit, as it was given; what it costs stands in the lines. */
  accessories: Array<VisitAccessory>;
  /** That the client has agreed to pay what is beyond the voucher; null when they have not. */
  extraServiceAcceptance?: Maybe<ExtraServiceAcceptance>;
  /** Why the client had two visits at the same time. */
  overlapReason?: Maybe<Scalars['String']['output']>;
  state: VisitState;
  allocation: AllocationState;
  /**
   * Why vouchers refused it. When the allocation is REFUSED, the visit takes nothing and is never settled: record it anew.
   * Otherwise the last change was refused, and the visit is as it was before.
   */
  refusal?: Maybe<Refusal>;
  /**
   * `first` lines after the first `skip`, in time order; there may be 800. Fewer than `first`: there are no more. Empty until the
   * allocation is made.
   */
  lines: Array<VisitLine>;
  /** The sums of the lines; null until the allocation is made. */
  total?: Maybe<Scalars['Euro']['output']>;
  organiserShare?: Maybe<Scalars['Euro']['output']>;
  clientShare?: Maybe<Scalars['Euro']['output']>;
  /** What nobody pays: of a cancellation that the organiser bears, what is above its own share. */
  unbilled?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays beyond the voucher, because they accepted it (lisäpalvelu). Not in the sums above. */
  extraService?: Maybe<Scalars['Euro']['output']>;
  flags: Array<VisitFlag>;
  /** Why it was corrected after its settlement. Null for an organiser's people whose teams do not cover the service. */
  correctionReason?: Maybe<Scalars['String']['output']>;
  /** Since when a checker, or the client's death, has held the visit; null when nothing holds it. */
  heldAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Why the checker holds it; null where the client's death does, which the flag AFTER_DEATH says. For the organiser and the provider: null for the client, and for
   * an organiser's people whose teams do not cover the service.
   */
  holdReason?: Maybe<Scalars['String']['output']>;
  /** Why the checker returned it. Null for an organiser's people whose teams do not cover the service. */
  returnReason?: Maybe<Scalars['String']['output']>;
  /** When the checker returned it; null of what was not returned. */
  returnedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The last day on which the provider can still change or delete what was returned: the hard limit of its service month. After it
   * the visit is deleted by itself, flagged RELEASED, and its quantity goes back. Null of what was not returned.
   */
  handleBy?: Maybe<Scalars['Date']['output']>;
  /** The provider's own name for the visit, unique for ever. Null for an organiser's people whose teams do not cover the service. */
  externalId?: Maybe<Scalars['String']['output']>;
  recordedAt: Scalars['DateTime']['output'];
  /** Who recorded it; of what recurs, who set that. */
  recordedBy?: Maybe<ActorName>;
  /** Who approved it: a checker, or who corrected it after its settlement. Null when it was approved by itself, is not approved, or was before this was kept. */
  approvedBy?: Maybe<ActorName>;
  /** Null when it is not approved, or was before this was kept. */
  approvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Raised by each change. */
  version: Scalars['Int']['output'];
};

/** Realised service: an hour, a day or a meal (tapahtuma). */
export type VisitLinesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** A provider's wish that a settled visit be corrected. */
export type CorrectionRequest = {
  id: Scalars['ID']['output'];
  visit?: Maybe<Visit>;
  state: CorrectionRequestState;
  /** Why its provider asks. */
  reason: Scalars['String']['output'];
  requestedAt: Scalars['DateTime']['output'];
  /** When it was accepted, declined, withdrawn or closed. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it was declined. */
  declineReason?: Maybe<Scalars['String']['output']>;
  /** What should have been recorded. A kind is not changed by a correction. */
  wish: WishedVisit;
};

/** The content that a visit should have. What is null is as it was, or has none. */
export type WishedVisit = {
  /** Of what was recorded by days: where the first of them begins. */
  start: Scalars['DateTime']['output'];
  /** Of what was recorded by days: where the last of them ends. */
  end: Scalars['DateTime']['output'];
  /** The first day, of what is recorded by days; otherwise null. */
  day?: Maybe<Scalars['Date']['output']>;
  content?: Maybe<ServiceContent>;
  /** Units of what is not paid by the hour: "24.5"; null where none were. */
  amount?: Maybe<Scalars['String']['output']>;
  workers: Scalars['Int']['output'];
  workerReference?: Maybe<Scalars['String']['output']>;
  /** The provider's own name for the group that was served together. */
  groupReference?: Maybe<Scalars['String']['output']>;
  noticeAt?: Maybe<Scalars['DateTime']['output']>;
  accessories: Array<VisitAccessory>;
  extraServiceAccepted: Scalars['Boolean']['output'];
  overlapReason?: Maybe<Scalars['String']['output']>;
};

/** What has become of a provider's request for a correction. */
export type CorrectionRequestState =
  /** Avoin: nobody has decided about it. */
  | 'OPEN'
  /** Hyväksytty: the visit was corrected as it was asked for. */
  | 'ACCEPTED'
  /** Hylätty: its declineReason says why. */
  | 'DECLINED'
  /** Peruttu by its provider. */
  | 'WITHDRAWN'
  /** Suljettu: the visit was corrected otherwise meanwhile. */
  | 'CLOSED';

export type CorrectionRequestConnection = {
  edges: Array<CorrectionRequestEdge>;
  pageInfo: PageInfo;
};

export type CorrectionRequestEdge = {
  cursor: Scalars['String']['output'];
  node: CorrectionRequest;
};

/** Exactly one of the two is null; the refusal says why nothing can be shown. */
export type CorrectionPreviewAnswer = {
  preview?: Maybe<CorrectionPreview>;
  refusal?: Maybe<Refusal>;
};

/** What a correction would do to a visit. */
export type CorrectionPreview = {
  /** Names all that is shown here: send it with the acceptance. */
  previewId: Scalars['ID']['output'];
  /** As the visit stands. */
  before: CorrectedShares;
  /** As it would be; null when the correction would be refused. */
  after?: Maybe<CorrectedShares>;
  /** Why the correction would be refused now. */
  refusal?: Maybe<Refusal>;
};

/** What a visit comes to and takes. The quantities of its lines are what it takes from the voucher, but those of extra service. */
export type CorrectedShares = {
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
  unbilled: Scalars['Euro']['output'];
  /** What the client pays beyond the voucher. Not in the sums above. */
  extraService: Scalars['Euro']['output'];
  /** `first` lines after the first `skip`, in time order; there may be 800. Fewer than `first`: there are no more. */
  lines: Array<VisitLine>;
};

/** What a visit comes to and takes. The quantities of its lines are what it takes from the voucher, but those of extra service. */
export type CorrectedSharesLinesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** What came with a visit: kilometres, materials. */
export type VisitAccessory = {
  content: ServiceContent;
  /** As it was given: "24.5". */
  amount: Scalars['String']['output'];
};

/** That the client pays what is beyond the voucher (lisäpalvelu), and how it is known. */
export type ExtraServiceAcceptance = {
  acceptedAt: Scalars['DateTime']['output'];
  channel: ConsentChannel;
  /** Who noted it here, and when. */
  notedBy?: Maybe<ActorName>;
  notedAt: Scalars['DateTime']['output'];
};

export type VisitKind =
  | 'NORMAL'
  /** The client cancelled too late (peruutus). */
  | 'CANCELLATION'
  /** Nobody was at home. */
  | 'NO_SHOW'
  /** The client's place was kept while they were away. */
  | 'ABSENCE'
  | 'TRAVEL';

export type VisitState =
  /** Kirjattu. */
  | 'RECORDED'
  /** Tarkastettavana. */
  | 'UNDER_REVIEW'
  /** Palautettu: the provider edits or deletes it. */
  | 'RETURNED'
  /** Hyväksytty. */
  | 'APPROVED'
  /** Tilitetty. */
  | 'SETTLED'
  /** Poistettu. */
  | 'DELETED';

export type AllocationState =
  /** The voucher has not answered yet. */
  | 'PENDING'
  /** Taken from the voucher; the shares are final for this version. */
  | 'MADE'
  | 'REFUSED';

/** What is held back of a month, by the day on which each visit begins. */
export type HeldVisits = {
  month: Scalars['Month']['output'];
  sum: HeldSum;
  /** A visit with several flags counts for each of them. */
  reasons: Array<HeldForReason>;
  services: Array<HeldOfService>;
};

/** Visits with what they cost: the whole price, and what the organiser and the client would pay of it. */
export type HeldSum = {
  visits: Scalars['Int']['output'];
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
};

export type HeldForReason = {
  /** UNDER_REVIEW or RETURNED. */
  state: VisitState;
  /** One that needs a look. Null of a visit that has none: a person holds it back, or its service has all visits checked. */
  flag?: Maybe<VisitFlag>;
  sum: HeldSum;
};

export type HeldOfService = {
  service?: Maybe<Service>;
  sum: HeldSum;
};

/** What makes somebody look at a visit, or tells something about it. */
export type VisitFlag =
  /** Shares time with another visit of the client; the provider gave a reason. Needs a look. */
  | 'OVERLAP'
  /** Recorded after the hard limit. Needs a look. */
  | 'OVER_HARD_LIMIT'
  /** Recorded after the cut-off: settled with a later month. */
  | 'LATE'
  /** Touches another visit of the same worker at the client, where time is charged by started increments. Needs a look. */
  | 'ADJACENT'
  /** Its worker has another visit at that time, at another client. Needs a look. */
  | 'WORKER_ELSEWHERE'
  /** Drawn by lot. Needs a look. */
  | 'SAMPLED'
  /** The client pays a part, beyond the voucher. */
  | 'EXTRA_SERVICE'
  /** Corrected after its settlement. */
  | 'CORRECTED'
  /** Returned and not handled in time: deleted by itself. */
  | 'RELEASED'
  /** A part of it is on a day after the client's death. Needs a look; after its settlement a correction decides. */
  | 'AFTER_DEATH';

/** A part of a visit with one content, price, value and month. */
export type VisitLine = {
  content?: Maybe<ServiceContent>;
  serviceMonth: Scalars['Month']['output'];
  quantity: Quantity;
  /** Price of a unit, VAT included. */
  unitPrice: Scalars['Euro']['output'];
  /** What the organiser pays at most for a unit. */
  unitValue: Scalars['Euro']['output'];
  total: Scalars['Euro']['output'];
  /** Paid by the organiser. */
  organiserShare: Scalars['Euro']['output'];
  /** Paid by the client (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** Paid by nobody. */
  unbilled: Scalars['Euro']['output'];
  /** Beyond the voucher, at list price, paid by the client; outside the ledger. */
  extraService: Scalars['Boolean']['output'];
  /** Tax contained in the amounts, in percent: "25.5". */
  vatPercent: Scalars['String']['output'];
  totalVat: Scalars['Euro']['output'];
  organiserVat: Scalars['Euro']['output'];
  clientVat: Scalars['Euro']['output'];
};

export type VisitConnection = {
  edges: Array<VisitEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** Which visits: an absent field chooses all. What a reader may not see is in no list, whatever they ask for. */
export type VisitFilter = {
  /** In one of these states. What vouchers refused is RECORDED for ever: `allocations` tells it from what waits. */
  states?: InputMaybe<Array<VisitState>>;
  allocations?: InputMaybe<Array<AllocationState>>;
  /** With at least one of these. */
  flags?: InputMaybe<Array<VisitFlag>>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  providerId?: InputMaybe<Scalars['ID']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** The client: found only in services that the reader's teams cover. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  /** The provider's own name for the worker, as it was given. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** Service days, by Helsinki's calendar: visits that begin on this day or later. */
  firstDay?: InputMaybe<Scalars['Date']['input']>;
  /** Visits that begin on this day or earlier. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
};

/** Visits that are alike in it come in the order in which they were recorded, or against it, as the order goes. */
export type VisitOrder =
  /** The last recorded first. */
  | 'RECORDED_DESC'
  | 'RECORDED_ASC'
  /** By their beginning, the latest first. */
  | 'DAY_DESC'
  | 'DAY_ASC'
  /** Of what was returned, and nothing else: what must be handled first. */
  | 'HANDLE_BY_ASC';

export type VisitEdge = {
  cursor: Scalars['String']['output'];
  node: Visit;
};

export type Voucher = {
  id: Scalars['ID']['output'];
  /** Its bookings, as far as the user sees them. */
  bookings: BookingConnection;
  /** The visits of its bookings, as far as the user sees them. None for a provider's preparer, who sees no billing. */
  visits: VisitConnection;
};

export type VoucherBookingsArgs = {
  filter?: InputMaybe<BookingFilter>;
  order: BookingOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type VoucherVisitsArgs = {
  filter?: InputMaybe<VisitFilter>;
  order: VisitOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Provider = {
  id: Scalars['ID']['output'];
};

export type ProviderUnit = {
  id: Scalars['ID']['output'];
};

export type Service = {
  id: Scalars['ID']['output'];
};

export type ServiceContent = {
  id: Scalars['ID']['output'];
};

export type MakeBookingInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** A unit of the acting provider that has a price list for the service. */
  unitId: Scalars['ID']['input'];
  /** Absent: today. */
  firstDay?: InputMaybe<Scalars['Date']['input']>;
  /** At most 2000 characters, also on several lines. */
  wish?: InputMaybe<Scalars['String']['input']>;
  /**
   * The client's two consents, and how they were given: all three where a consumer contract is made, by voucher or by permission, else
   * CONSENT_MISSING. Of a purchased service none is asked, and none is kept if it is given.
   */
  termsAccepted?: InputMaybe<Scalars['Boolean']['input']>;
  contractFormed?: InputMaybe<Scalars['Boolean']['input']>;
  channel?: InputMaybe<ConsentChannel>;
  /** The version of `consentTerms` that the client was shown; it is refused as STALE when another is shown now. Absent: the one that is shown now. The booking keeps it. 1 to 1000000. */
  termsVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type MakeBookingPayload = {
  booking?: Maybe<Booking>;
  refusal?: Maybe<Refusal>;
};

export type RecordVisitsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** At most 500 of them. */
  visits: Array<VisitInput>;
};

/** Either start and end, or day. */
export type QuoteVisitsInput = {
  /** At most 500 of them. */
  visits: Array<VisitToQuoteInput>;
};

/**
 * A visit as `VisitInput` says it, with the booking that it would be of; or, before there is a booking, with a voucher that the caller sees and any unit. Refused
 * as recordVisits refuses, and NOT_FOUND of what the caller does not see.
 */
export type VisitToQuoteInput = {
  /** Absent where voucher and unit are given. */
  bookingId?: InputMaybe<Scalars['ID']['input']>;
  voucherId?: InputMaybe<Scalars['ID']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** A visit of the booking that this one would replace: as an edit, so that it is no repeat of that one, whose units are free again. SETTLED and WRONG_STATE as editVisit. */
  replacing?: InputMaybe<Scalars['ID']['input']>;
  /** Whole minutes. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The day of what is not recorded by times. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** For days, weeks and months: the last one, if there are several. Absent: the same. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The content, if it has no bands; otherwise the bands decide. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** Units of what is not paid by the hour: "1" visit, "24.5" kilometres, "12.50" euros. Absent: one; for days, weeks and months the days decide. At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** Absent: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** The provider's own name for the worker; never a person's name or identity code. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /**
   * The provider's own name for a group that one worker served together, a couple for example: one visit for each client, with the same
   * name, start and end. More than 3 clients, or other times, are flagged WORKER_ELSEWHERE like any visits of one worker at one time. At most 255 characters.
   */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** Absent: NORMAL. ABSENCE and TRAVEL follow from the content. */
  kind?: InputMaybe<VisitKind>;
  /** Of a cancellation: when the client gave notice. Start and end are the planned ones. */
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What came with the visit: kilometres, materials. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  /** That the client has agreed to pay what is beyond the voucher. Absent: they have not. */
  extraService?: InputMaybe<ExtraServiceInput>;
  /** At most 255 characters. */
  externalId?: InputMaybe<Scalars['String']['input']>;
  /** Decides anew about an external id whose visit was refused or deleted, instead of answering the same refusal or EXTERNAL_ID_DELETED. */
  retry?: InputMaybe<Scalars['Boolean']['input']>;
  /** Why the client had two visits at the same time, if so. At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
};

export type VisitInput = {
  bookingId: Scalars['ID']['input'];
  /** Whole minutes. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The day of what is not recorded by times. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** For days, weeks and months: the last one, if there are several. Absent: the same. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The content, if it has no bands; otherwise the bands decide. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** Units of what is not paid by the hour: "1" visit, "24.5" kilometres, "12.50" euros. Absent: one; for days, weeks and months the days decide. At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** Absent: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** The provider's own name for the worker; never a person's name or identity code. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /**
   * The provider's own name for a group that one worker served together, a couple for example: one visit for each client, with the same
   * name, start and end. More than 3 clients, or other times, are flagged WORKER_ELSEWHERE like any visits of one worker at one time. At most 255 characters.
   */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** Absent: NORMAL. ABSENCE and TRAVEL follow from the content. */
  kind?: InputMaybe<VisitKind>;
  /** Of a cancellation: when the client gave notice. Start and end are the planned ones. */
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What came with the visit: kilometres, materials. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  /** That the client has agreed to pay what is beyond the voucher. Absent: they have not. */
  extraService?: InputMaybe<ExtraServiceInput>;
  /** At most 255 characters. */
  externalId?: InputMaybe<Scalars['String']['input']>;
  /** Decides anew about an external id whose visit was refused or deleted, instead of answering the same refusal or EXTERNAL_ID_DELETED. */
  retry?: InputMaybe<Scalars['Boolean']['input']>;
  /** Why the client had two visits at the same time, if so. At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
};

export type VisitAccessoryInput = {
  contentId: Scalars['ID']['input'];
  /** At most 20 characters. */
  amount: Scalars['String']['input'];
};

export type ExtraServiceInput = {
  /** Before the visit began. */
  acceptedAt: Scalars['DateTime']['input'];
  channel: ConsentChannel;
};

export type RecordVisitsPayload = {
  /** One result per visit, in the given order. */
  results: Array<RecordVisitResult>;
};

/** Exactly one of the two is null. A visit whose allocation was refused is answered as a refusal. */
export type RecordVisitResult = {
  /** The place of the row in the input, from 0. */
  index: Scalars['Int']['output'];
  /** As the row gave it. */
  externalId?: Maybe<Scalars['String']['output']>;
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

/**
 * A field that is absent keeps its value, null empties it. A visit by times becomes one by
 * days with `day`, and the other way round with start and end.
 */
export type EditVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  start?: InputMaybe<Scalars['DateTime']['input']>;
  end?: InputMaybe<Scalars['DateTime']['input']>;
  day?: InputMaybe<Scalars['Date']['input']>;
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** Null: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All of them anew. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  extraService?: InputMaybe<ExtraServiceInput>;
  /** At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** The truth, as in EditVisitInput: a field that is absent keeps its value, null empties it. */
export type CorrectVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  start?: InputMaybe<Scalars['DateTime']['input']>;
  end?: InputMaybe<Scalars['DateTime']['input']>;
  day?: InputMaybe<Scalars['Date']['input']>;
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** Null: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All of them anew. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  extraService?: InputMaybe<ExtraServiceInput>;
  /** At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type CorrectVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

/** The content that the visit should have, as in EditVisitInput (a field that is absent keeps its value, null empties it), and why. */
export type RequestCorrectionInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  start?: InputMaybe<Scalars['DateTime']['input']>;
  end?: InputMaybe<Scalars['DateTime']['input']>;
  day?: InputMaybe<Scalars['Date']['input']>;
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** Units of what is not paid by the hour: "24.5". At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** Null: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All of them anew. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  extraService?: InputMaybe<ExtraServiceInput>;
  /** At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type WithdrawCorrectionRequestInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  requestId: Scalars['ID']['input'];
};

export type AcceptCorrectionRequestInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  requestId: Scalars['ID']['input'];
  /** Of the preview that was seen. At most 64 characters. */
  previewId: Scalars['ID']['input'];
};

export type DeclineCorrectionRequestInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  requestId: Scalars['ID']['input'];
  /** At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type CorrectionRequestPayload = {
  correctionRequest?: Maybe<CorrectionRequest>;
  refusal?: Maybe<Refusal>;
};

export type CreditVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type CreditVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

export type ImportVisitsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /**
   * The table as text, or else `file`. RFC 4180 or as Excel writes it: separated by semicolons, commas or tabs, or by what a first line "sep=;" says; at most 20,000
   * lines after the heading; lines without anything in their cells are passed over. Columns by the names of VisitInput's fields: bookingId, start, end, day, lastDay, contentId,
   * amount, workers, workerReference, groupReference, kind, noticeAt, externalId, retry ("true" or "false"), overlapReason; and kilometres (an accessory of the content in
   * kilometresContentId), extraServiceAcceptedAt and extraServiceChannel. Their Finnish and Swedish names hold too (varaus, alku, loppu, päivä, kilometrit; bokning,
   * början, slut, dag).
   * Times come with their offset, or as the clocks of Helsinki show them: "1.6.2026 8:00", or "8:00" beside a day; one that they show twice needs its offset.
   * Days "1.6.2026" and amounts "24,5" are read too. At most 2500000 characters, also on several lines.
   */
  csv?: InputMaybe<Scalars['String']['input']>;
  /** The bytes of the file, in base64, instead of `csv`: UTF-8, UTF-16 with its mark, or Windows-1252, as Excel saves. At most 2800000 characters, also on several lines. */
  file?: InputMaybe<Scalars['String']['input']>;
};

export type ImportVisitsPayload = {
  /** One result per line, in the given order. Empty when the table has more than 500 lines. */
  results: Array<ImportVisitResult>;
  /** The work that records a table of more than 500 lines. */
  job?: Maybe<Job>;
  /** Why no such work was begun. */
  refusal?: Maybe<Refusal>;
};

/** Exactly one of visit, refusal and fault is there, once it is decided. */
export type ImportVisitResult = {
  /** The line of the table on which it begins, counted from 1; all lines count, empty ones and those in quoted cells too. */
  line: Scalars['Int']['output'];
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
  /** What cannot be read, in the language of the request's `Accept-Language`, else in English. */
  fault?: Maybe<Scalars['String']['output']>;
};

/** Visits of days for which something was published, corrected or accepted when they had begun, as they stand now. */
export type Repricing = {
  /** How many were taken again, and cost or are paid otherwise now. Those that vouchers has not answered about yet are in neither number. */
  changed: Scalars['Int']['output'];
  /** How many had to be left as they were, since what holds now would refuse them. */
  left: Scalars['Int']['output'];
  /** Those that were left: `first` after the first `skip`, in the order of their ids. Each says why in its `refusal`, until it is changed. */
  leftVisits: Array<Visit>;
};

/** Visits of days for which something was published, corrected or accepted when they had begun, as they stand now. */
export type RepricingLeftVisitsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

export type EndBookingInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  bookingId: Scalars['ID']['input'];
  /** The last day of service. */
  lastDay: Scalars['Date']['input'];
  /** The version of the booking that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type EndBookingPayload = {
  booking?: Maybe<Booking>;
  refusal?: Maybe<Refusal>;
};

/** Either times or an amount. */
export type SetRecurringVisitsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  bookingId: Scalars['ID']['input'];
  /**
   * RFC 5545 recurrence rule, laid over the start of each visit: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL to 99, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST, and
   * COUNT to 999 or UNTIL. Parts come in any order and once. UNTIL is a day, which is included, a time in UTC ("20261222T060000Z") or one of Helsinki's wall clock
   * ("20261222T080000"); a visit that starts then is included. The rule names a day within its first 800 days, 200 weeks or 50 months, counted in steps of INTERVAL.
   * It is kept in capitals, FREQ first. At most 255 characters.
   */
  rule: Scalars['String']['input'];
  /** Today or later; yesterday's visits are for people to record. */
  firstDay: Scalars['Date']['input'];
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** Wall clock of Helsinki: "08:00". An end that is not after the start is on the next day. At most 5 characters. */
  startTime?: InputMaybe<Scalars['String']['input']>;
  /** At most 5 characters. */
  endTime?: InputMaybe<Scalars['String']['input']>;
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** The group of each visit, as in VisitInput. At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** The version of the booking that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** A correction that an organiser's administrator has proposed, by the visits that it would take again. */
export type Correction = {
  id: Scalars['ID']['output'];
  change?: Maybe<Scalars['String']['output']>;
  /** What would be announced of these visits, for the service that knows their shares; null unless it is asked for by who may see it. */
  takenAgain?: Maybe<Scalars['String']['output']>;
};

/** Exactly one of the two is null. */
export type SetRecurringVisitsPayload = {
  recurringVisits?: Maybe<RecurringVisits>;
  refusal?: Maybe<Refusal>;
};

export type PauseRecurringVisitsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  recurringVisitsId: Scalars['ID']['input'];
  /** Today or later. */
  firstDay: Scalars['Date']['input'];
  lastDay: Scalars['Date']['input'];
  /** What is recorded on these days instead: an absence content of the booking. Absent: nothing. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** The version of the recurring visits that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type PauseRecurringVisitsPayload = {
  recurringVisits?: Maybe<RecurringVisits>;
  refusal?: Maybe<Refusal>;
};

export type EndRecurringVisitsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  recurringVisitsId: Scalars['ID']['input'];
  lastDay: Scalars['Date']['input'];
  /** The version of the recurring visits that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type EndRecurringVisitsPayload = {
  recurringVisits?: Maybe<RecurringVisits>;
  refusal?: Maybe<Refusal>;
};

/** Exactly one of the two is null. */
export type EditVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

export type DeleteVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type DeleteVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

export type ApproveVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ApproveVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

export type KeepVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type KeepVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

export type HoldVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type HoldVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

export type ReturnVisitInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  visitId: Scalars['ID']['input'];
  /** At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ReturnVisitPayload = {
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

/** A visit, as it was seen. */
export type SeenVisitInput = {
  visitId: Scalars['ID']['input'];
  /** The version of the visit that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type ApproveVisitsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** At most 200 of them. */
  visits: Array<SeenVisitInput>;
};

export type ReturnVisitsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** At most 200 of them. */
  visits: Array<SeenVisitInput>;
  /** At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
};

export type DecidedVisitsPayload = {
  /** One result per visit, in the given order. */
  results: Array<DecidedVisit>;
};

/** Exactly one of `visit` and `refusal` is null. */
export type DecidedVisit = {
  /** The place of the visit in the input, from 0. */
  index: Scalars['Int']['output'];
  visit?: Maybe<Visit>;
  refusal?: Maybe<Refusal>;
};

export type User = {
  id: Scalars['ID']['output'];
};

export type _Entity = Booking | Correction | Organiser | PriceNotice | Provider | ProviderUnit | RecurringVisits | Service | ServiceContent | User | Visit | VisitExplanation | Voucher;
