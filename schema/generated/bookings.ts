// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { AccessAction, AccessFilter, AccessOutcome, AccessRight, AppliedRule, InputMaybe, JobKind, JobState, Language, Maybe, Names, OrganisationKind, PageInfo, Quantity, Refusal, Role, Scalars, Unit, _Service } from './shared.ts';

/**
 * Work that takes longer than a caller would wait (työ). The service decides and answers at once, and does the rest by itself. Those people of the
 * organisation see it who may start such work.
 */
export type Job = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What it does. */
  kind: JobKind;
  /** How far it has come. */
  state: JobState;
  /** How much of `total` is done, for example entries, rows or visits. It never falls. */
  done: Scalars['Int']['output'];
  /** How much there is to do. Zero while the job is WAITING and has not counted yet. */
  total: Scalars['Int']['output'];
  /** Who asked for it. Null where nobody is known. */
  startedBy?: Maybe<ActorName>;
  /** When somebody asked for it. */
  askedAt: Scalars['DateTime']['output'];
  /** When its first piece was done. Null before. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was done or refused. Null before. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Since when its pieces fail again and again. An operator has to mend something; the log says what. The service tries once a minute and then goes on
   * by itself. Null while all is well.
   */
  restingSince?: Maybe<Scalars['DateTime']['output']>;
  /** Why it ended without doing what was asked. Null unless the job is REFUSED. */
  refusal?: Maybe<Refusal>;
  /** What it makes or changes: a run, rows of a table, or what was published. `kind` says which. */
  resultId: Scalars['ID']['output'];
};

/**
 * The person who did something, as others may know them (tekijä). Whoever sees the deed sees for which organisation they acted, and their roles. Only
 * their own organisation sees which user it was. Its administrators find the name through `user`.
 */
export type ActorName = {
  /** The user. Null for readers of another organisation. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The kind of organisation for which they acted. */
  organisationKind: OrganisationKind;
  /** The organisation. Null for a person who acted for themselves. */
  organisationId?: Maybe<Scalars['ID']['output']>;
  /** The roles that they had when they last changed something here. That may be later than this deed. */
  roles: Array<Role>;
  /** The user. Null for readers of another organisation. */
  user?: Maybe<User>;
};

/**
 * What somebody did or saw of a person's data, or tried to (tietojen käyttö). The same look by the same user is one access an hour. The service writes it
 * before it answers.
 */
export type Access = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** When, by the clock of the database. */
  at: Scalars['DateTime']['output'];
  /** What they did or saw. */
  action: AccessAction;
  /** The same in plain words. */
  sentence: Names;
  /** What became of it. */
  outcome: AccessOutcome;
  /** Who: for which organisation, and with which roles. Null where nobody had signed in. Only readers of the same organisation learn the user. */
  by?: Maybe<ActorName>;
  /** By which right. Null where nobody had signed in. */
  right?: Maybe<AccessRight>;
  /** Whose data it was. Null where nobody's was. */
  personId?: Maybe<Scalars['ID']['output']>;
  /** What it was about; `action` says what that is. Null where there is nothing. */
  subjectId?: Maybe<Scalars['ID']['output']>;
  /** Why, in the reader's words. Null where nobody asked for a reason, and for readers of another organisation. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The network from which the request came: a /24 of IPv4 or a /48 of IPv6. Null where it is not known, and for readers of another organisation. */
  network?: Maybe<Scalars['String']['output']>;
};

/** What callers can ask. */
export type Query = {
  /** A booking by its id, for those who may see it. */
  booking?: Maybe<Booking>;
  /**
   * The bookings of the acting provider or organiser for services that the user's teams cover, or of the acting person. An organiser's administrators,
   * approvers and systems see all.
   */
  bookings: BookingConnection;
  /** A visit by its id, for those who may see it. */
  visit?: Maybe<Visit>;
  /**
   * The visits of the acting provider or organiser for services that the user's teams cover, or of the acting person. An organiser's administrators,
   * approvers and systems see all, but find workers only in services that their teams cover. A provider's preparers see none. Whoever filters by worker
   * or by days, and not by client, chooses another order than RECORDED. To filter by worker, an organiser also names the provider. Otherwise the answer
   * is BAD_USER_INPUT.
   */
  visits: VisitConnection;
  /**
   * A job of bookings by its id. The import of a long table is for those of the provider's people who record visits. The recalculation of visits is for
   * the organiser's administrators. Null for others. A job that another service has just announced may still be on its way; bookings waits for it up to
   * three seconds.
   */
  bookingsJob?: Maybe<Job>;
  /**
   * What has become of the visits that a job of the kind REPRICE_VISITS recalculates. For the organiser's administrators. Null for others, and for other
   * jobs.
   */
  repricing?: Maybe<Repricing>;
  /**
   * The lines of a table that a job records, in order: `first` of them after the first `skip`. Undecided lines have no visit, refusal or fault. For
   * whoever sent the table; null for others.
   */
  importedVisits?: Maybe<Array<ImportVisitResult>>;
  /**
   * Visits that wait for a checker's decision, oldest first, for services that the checker's teams cover. For the organiser's checkers and
   * administrators.
   */
  visitsUnderReview: VisitConnection;
  /**
   * The visits of a month that wait for a checker or for their provider, and so are not in the ledger. For the organiser's checkers, administrators,
   * approvers and systems, and those who bill for the provider. Checkers and providers see services that their teams cover; the others see all.
   */
  heldVisits: HeldVisits;
  /**
   * Settled visits of which a part is after the client's death, oldest first. correctVisit or creditVisit takes them back; keepVisit leaves them. For
   * the organiser's administrators, checkers and settlement approvers.
   */
  settledVisitsAfterDeath: VisitConnection;
  /** A correction request by its id, for those who see the visit's booking and may list requests. */
  correctionRequest?: Maybe<CorrectionRequest>;
  /**
   * Correction requests, newest first: those of the acting provider for services that the user's teams cover, or those about the acting organiser's
   * visits.
   */
  correctionRequests: CorrectionRequestConnection;
  /** What a requested correction would do if somebody accepted it now. It changes nothing. For the organiser's checkers and settlement approvers. */
  previewCorrectionRequest: CorrectionPreviewAnswer;
  /** What clients agree to now when a booking makes a consumer contract. Show it before the booking. For everybody who signs in. */
  consentTerms: ConsentTerms;
  /**
   * What visits would cost and take if they were recorded now, in this order. Each row sees what the rows before it take; overlaps and repeats among the
   * rows count, too. Bookings first sets aside all visits that rows replace. A row with a voucher and a unit plans a visit before there is a booking. It
   * stands alone: as if recorded after its end, beside no recorded visit. The query records and takes nothing. For those who may record the visits, the
   * client, and the organiser's granters. All of them may name vouchers that they see.
   */
  quoteVisits: QuoteVisitsPayload;
  /**
   * The first days that a rule for recurring visits gives, within 800 days of the first day, for a form to show. A rule that bookings does not support,
   * or that gives no day, is BAD_USER_INPUT. For those who may set recurring visits.
   */
  recurrenceDays: Array<Scalars['Date']['output']>;
  /** Why a visit costs what it costs, or why nobody pays it. For those who may see the visit. Null while the visit waits for its voucher's answer. */
  explainVisit?: Maybe<VisitExplanation>;
  /**
   * Who saw or used what bookings keeps of the acting person, newest first: for that person, and for who acts as their guardian or has custody of them. An
   * organiser's auditor gets what the organiser's own people did and saw, of whomever. The log notes each search of an auditor or guardian.
   */
  bookingAccesses: AccessConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

/** What callers can ask. */
export type QueryBookingArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryBookingsArgs = {
  filter?: InputMaybe<BookingFilter>;
  order: BookingOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryVisitArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryVisitsArgs = {
  filter?: InputMaybe<VisitFilter>;
  order: VisitOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryBookingsJobArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryRepricingArgs = {
  jobId: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryImportedVisitsArgs = {
  jobId: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** What callers can ask. */
export type QueryVisitsUnderReviewArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryHeldVisitsArgs = {
  month: Scalars['Month']['input'];
};

/** What callers can ask. */
export type QuerySettledVisitsAfterDeathArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryCorrectionRequestArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryCorrectionRequestsArgs = {
  state?: InputMaybe<CorrectionRequestState>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryPreviewCorrectionRequestArgs = {
  requestId: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryQuoteVisitsArgs = {
  input: QuoteVisitsInput;
};

/** What callers can ask. */
export type QueryRecurrenceDaysArgs = {
  rule: Scalars['String']['input'];
  firstDay: Scalars['Date']['input'];
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  startTime?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** What callers can ask. */
export type QueryExplainVisitArgs = {
  visitId: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryBookingAccessesArgs = {
  filter?: InputMaybe<AccessFilter>;
  reason?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A wellbeing services county or a municipality that organises services and pays for them (palvelunjärjestäjä). Everybody who signs in sees it. */
export type Organiser = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The organiser's days with their classes; at most 400. */
  calendar: Array<CalendarDay>;
};

/** A wellbeing services county or a municipality that organises services and pays for them (palvelunjärjestäjä). Everybody who signs in sees it. */
export type OrganiserCalendarArgs = {
  firstDay: Scalars['Date']['input'];
  lastDay: Scalars['Date']['input'];
};

/** A day as bands see it. */
export type CalendarDay = {
  /** The day. */
  day: Scalars['Date']['output'];
  /** Its class: WEEKDAY, SATURDAY, SUNDAY or HOLIDAY. */
  dayClass: DayClass;
  /** Whether it is the eve of a holiday. */
  holidayEve: Scalars['Boolean']['output'];
  /** True: the organiser has stated something else than the calendar. */
  own: Scalars['Boolean']['output'];
};

/** The class of a day. Each day has one class. Where a service has bands for eves, they replace those of the weekday or Saturday before a holiday. */
export type DayClass =
  /** Monday to Friday. */
  | 'WEEKDAY'
  /** Saturday. */
  | 'SATURDAY'
  /** Sunday. */
  | 'SUNDAY'
  /** Public holiday (arkipyhä). */
  | 'HOLIDAY'
  /** The day before a public holiday (aatto). */
  | 'HOLIDAY_EVE';

/** What each visit would cost. */
export type QuoteVisitsPayload = {
  /** One result for each visit, in the given order. */
  results: Array<VisitQuote>;
};

/** What a visit would cost, or why bookings could not record it: exactly one of the two. `explanation.shares` says if the voucher would refuse it. */
export type VisitQuote = {
  /** The place of the row in the input, from 0. */
  index: Scalars['Int']['output'];
  /** What the visit would cost, piece by piece. Null when bookings would refuse it. */
  explanation?: Maybe<VisitExplanation>;
  /** Why bookings would refuse it. Null when it would record it. */
  refusal?: Maybe<Refusal>;
};

/** Why a visit costs what it costs, piece by piece. It explains a recorded visit, or a visit that somebody only asks about. */
export type VisitExplanation = {
  /** It names this explanation. */
  id: Scalars['ID']['output'];
  /** The recorded visit. Null when somebody only asks about one. */
  visit?: Maybe<Visit>;
  /** The recorded visit that this one would replace. Null unless it is the quote of an edit. */
  replacing?: Maybe<Visit>;
  /** Whether the voucher pays it. */
  standing: VisitStanding;
  /** Why its voucher takes nothing for it. Null unless the voucher refused it. */
  refusal?: Maybe<Refusal>;
  /** The voucher that pays. */
  voucher: Voucher;
  /** What kind of visit it is. */
  kind: VisitKind;
  /** Where it begins. For a visit recorded by days: where the first day begins. */
  start: Scalars['DateTime']['output'];
  /** Where it ends. For a visit recorded by days: where the last day ends. */
  end: Scalars['DateTime']['output'];
  /** False: it is recorded by days. */
  timed: Scalars['Boolean']['output'];
  /** How many workers served at the same time. */
  workers: Scalars['Int']['output'];
  /** The minutes that really passed from start to end. Null for a visit recorded by days. */
  elapsedMinutes?: Maybe<Scalars['Int']['output']>;
  /** Time is charged by started increments of this many minutes. */
  incrementMinutes: Scalars['Int']['output'];
  /** Whether the client has accepted to pay what is beyond the voucher. */
  extraServiceAccepted: Scalars['Boolean']['output'];
  /** Whether the provider gave a reason for an overlap. */
  overlapReasonGiven: Scalars['Boolean']['output'];
  /** Who pays a late cancellation or no-show. Null for other visits. */
  cancellation?: Maybe<CancellationShare>;
  /** The pieces in time order. Empty when the visit was refused and its bands or prices are no longer known. */
  pieces: Array<VisitPiece>;
  /** What vouchers decides the shares from, as JSON, for that service only. */
  asked: Scalars['String']['output'];
};

/** Whether the voucher pays what is explained. */
export type VisitStanding =
  /** Somebody only asks; nothing is recorded. */
  | 'ASKED'
  /** Somebody asks before there is a booking. Nothing is recorded, and no recorded visit counts beside it. */
  | 'PLANNED'
  /** It is recorded, and the voucher pays it. */
  | 'STANDS'
  /** The voucher did not take it, and nobody pays it. The pieces say what it would have cost. */
  | 'REFUSED'
  /** Somebody deleted it or took it back, and nobody pays it. The pieces say what it did cost. */
  | 'DELETED';

/** Who pays a late cancellation or no-show. */
export type CancellationShare = {
  /** Who pays. */
  payer: CancellationPayer;
  /** Whether it is taken from the client's quota. */
  consumesQuota: Scalars['Boolean']['output'];
};

/** Who pays a visit that the client cancelled too late, or a no-show. */
export type CancellationPayer =
  /** The client pays all of it. */
  | 'CLIENT'
  /** The organiser and the client share it like a visit. */
  | 'SPLIT'
  /** The organiser pays its usual share; nobody pays the rest. */
  | 'ORGANISER';

/** A part of a visit with one content on one day. */
export type VisitPiece = {
  /** The day. */
  day: Scalars['Date']['output'];
  /** The class of the day. */
  dayClass: DayClass;
  /** Where the band begins on Helsinki's clock: "06:00". Null when no band decides the content. */
  bandFrom?: Maybe<Scalars['String']['output']>;
  /** Where the band ends; "24:00" is the end of the day. Null when no band decides the content. */
  bandTo?: Maybe<Scalars['String']['output']>;
  /** The content. */
  content: ServiceContent;
  /** What the quantity is counted in. */
  unit: Unit;
  /** The quantity in small steps: whole minutes for HOUR, times the workers. */
  steps: Scalars['Int']['output'];
  /** How many steps cost the price of one unit. */
  stepsPerUnit: Scalars['Int']['output'];
  /** The quantity in units. */
  quantity: Quantity;
  /** The price of one unit, VAT included. */
  unitPrice: Scalars['Euro']['output'];
  /** The first day of the price list that gives the price, or of the order with its own price. */
  priceFirstDay: Scalars['Date']['output'];
  /** The version of the service that gives the bands and rules. */
  serviceVersion: Scalars['Int']['output'];
  /** The rules that made the piece what it is. */
  rules: Array<AppliedRule>;
};

/** What callers can follow as it happens. */
export type Subscription = {
  /**
   * A job as in `Query.bookingsJob`: first as it is, then after each change, until it has ended. For others it sends null and ends. For a job of the
   * last minute it waits ten seconds first.
   */
  bookingsJob?: Maybe<Job>;
};

/** What callers can follow as it happens. */
export type SubscriptionBookingsJobArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can do. */
export type Mutation = {
  /**
   * Books a unit of the acting provider for a voucher. One booking covers all contents of the voucher that the provider may serve. For the provider's
   * administrators, signatories, service managers, recorders and systems.
   */
  makeBooking: MakeBookingPayload;
  /**
   * Records visits in the given order, each wholly or not at all. A row that bookings cannot read is refused with BAD_USER_INPUT, and the others stand.
   * Usually the answer has the shares. A visit that is still PENDING after 1.5 seconds gets them later. For those who make bookings.
   */
  recordVisits: RecordVisitsPayload;
  /**
   * Changes a visit that a checker returned, that nobody has decided about, or that bookings approved by itself before its settlement. If the change
   * does not fit, the visit stays as it was. For those who record visits.
   */
  editVisit: EditVisitPayload;
  /**
   * Corrects a settled visit. Settlement reverses and replaces its ledger entries, its quantity goes back to where it came from, and the client's share
   * follows. For the organiser's checkers and settlement approvers.
   */
  correctVisit: CorrectVisitPayload;
  /** Takes back a settled visit wholly. For the organiser's checkers and settlement approvers. */
  creditVisit: CreditVisitPayload;
  /**
   * Asks the organiser to correct a settled visit, and says what should have been recorded. The times must be those of a visit (EMPTY_VISIT,
   * VISIT_TOO_LONG). A provider has one open request at a time, and 20 at most of a visit. For those who may edit visits.
   */
  requestCorrection: CorrectionRequestPayload;
  /** Takes back a correction request that nobody has decided about. For those who may make one. */
  withdrawCorrectionRequest: CorrectionRequestPayload;
  /**
   * Corrects the visit as requested and previewed. If anything has changed since the preview, the answer is STALE_PREVIEW. If the voucher refuses the
   * correction after all, the request is open again. For the organiser's checkers and settlement approvers.
   */
  acceptCorrectionRequest: CorrectionRequestPayload;
  /** Declines a correction request with a reason. For the organiser's checkers and settlement approvers. */
  declineCorrectionRequest: CorrectionRequestPayload;
  /**
   * Records visits from a table with a heading, one visit a line. Lines that bookings cannot read or record are answered with their number, and the
   * others stand. Bookings records up to 500 lines at once. More, up to 20,000, it records by a `job`, and `importedVisits` answers them. For those who
   * record visits.
   */
  importVisits: ImportVisitsPayload;
  /** Gives a booking its last day of service (rules 18). For those who make bookings, the organiser's granters and the client. */
  endBooking: EndBookingPayload;
  /**
   * Sets up recurring visits: each day bookings itself records what the rule says was served the day before (automaattinen tapahtumakirjaus). For those
   * who record visits.
   */
  setRecurringVisits: SetRecurringVisitsPayload;
  /** Pauses recurring visits for some days. Bookings records nothing for them, or an absence. For those who record visits. */
  pauseRecurringVisits: PauseRecurringVisitsPayload;
  /** Gives recurring visits their last day. For those who record visits. */
  endRecurringVisits: EndRecurringVisitsPayload;
  /** Deletes a visit that is not settled and gives its quantity back. For those who record visits. */
  deleteVisit: DeleteVisitPayload;
  /** Approves a visit under review. For the organiser's checkers. */
  approveVisit: ApproveVisitPayload;
  /** Approves visits under review, each for itself: one that cannot be approved holds back no other. For the organiser's checkers. */
  approveVisits: DecidedVisitsPayload;
  /**
   * Stops an approved visit, with a reason, until its run is locked (pysäytys). It is under review again: settlement reverses its ledger entries, and
   * its quantity stays taken. Then a checker approves or returns it, or its provider deletes it. A visit can be held 20 times at most. For the
   * organiser's checkers.
   */
  holdVisit: HoldVisitPayload;
  /** Leaves a settled visit after the client's death as it is, and closes its task. For the organiser's checkers and settlement approvers. */
  keepVisit: KeepVisitPayload;
  /** Returns a visit under review to its provider, with a reason. For the organiser's checkers. */
  returnVisit: ReturnVisitPayload;
  /** Returns visits under review to their providers, each for itself, with one reason. For the organiser's checkers. */
  returnVisits: DecidedVisitsPayload;
};

/** What callers can do. */
export type MutationMakeBookingArgs = {
  input: MakeBookingInput;
};

/** What callers can do. */
export type MutationRecordVisitsArgs = {
  input: RecordVisitsInput;
};

/** What callers can do. */
export type MutationEditVisitArgs = {
  input: EditVisitInput;
};

/** What callers can do. */
export type MutationCorrectVisitArgs = {
  input: CorrectVisitInput;
};

/** What callers can do. */
export type MutationCreditVisitArgs = {
  input: CreditVisitInput;
};

/** What callers can do. */
export type MutationRequestCorrectionArgs = {
  input: RequestCorrectionInput;
};

/** What callers can do. */
export type MutationWithdrawCorrectionRequestArgs = {
  input: WithdrawCorrectionRequestInput;
};

/** What callers can do. */
export type MutationAcceptCorrectionRequestArgs = {
  input: AcceptCorrectionRequestInput;
};

/** What callers can do. */
export type MutationDeclineCorrectionRequestArgs = {
  input: DeclineCorrectionRequestInput;
};

/** What callers can do. */
export type MutationImportVisitsArgs = {
  input: ImportVisitsInput;
};

/** What callers can do. */
export type MutationEndBookingArgs = {
  input: EndBookingInput;
};

/** What callers can do. */
export type MutationSetRecurringVisitsArgs = {
  input: SetRecurringVisitsInput;
};

/** What callers can do. */
export type MutationPauseRecurringVisitsArgs = {
  input: PauseRecurringVisitsInput;
};

/** What callers can do. */
export type MutationEndRecurringVisitsArgs = {
  input: EndRecurringVisitsInput;
};

/** What callers can do. */
export type MutationDeleteVisitArgs = {
  input: DeleteVisitInput;
};

/** What callers can do. */
export type MutationApproveVisitArgs = {
  input: ApproveVisitInput;
};

/** What callers can do. */
export type MutationApproveVisitsArgs = {
  input: ApproveVisitsInput;
};

/** What callers can do. */
export type MutationHoldVisitArgs = {
  input: HoldVisitInput;
};

/** What callers can do. */
export type MutationKeepVisitArgs = {
  input: KeepVisitInput;
};

/** What callers can do. */
export type MutationReturnVisitArgs = {
  input: ReturnVisitInput;
};

/** What callers can do. */
export type MutationReturnVisitsArgs = {
  input: ReturnVisitsInput;
};

/**
 * The link between a voucher and the provider's unit that the client chose (palveluvaraus). The client sees it, and so do people of the organiser and
 * the provider whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type Booking = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The voucher that pays. Null for whoever may not see it. */
  voucher?: Maybe<Voucher>;
  /** The provider. */
  provider?: Maybe<Provider>;
  /** The provider's unit. */
  unit?: Maybe<ProviderUnit>;
  /** The contents that the provider may serve with it. */
  contents?: Maybe<Array<ServiceContent>>;
  /**
   * What, how much and when the client wishes, in their own words. Null when they said nothing, and for an organiser's people whose teams do not cover
   * the service.
   */
  wish?: Maybe<Scalars['String']['output']>;
  /** The client's two consents to a consumer contract. Empty for a purchased service, which rests on the agreement of organiser and provider. */
  consents: Array<Consent>;
  /** The first day of service. */
  firstDay: Scalars['Date']['output'];
  /** The last day of service. Null: until further notice. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** The booking of the voucher before this one, which goes on in this one. Null: there is none. */
  continues?: Maybe<Booking>;
  /**
   * Changes of price that the client hears of before they begin, by first day. The page holds the newest `first` after the newest `skip`. If fewer come
   * back, there are no more. Empty for a provider's preparer.
   */
  priceNotices: Array<PriceNotice>;
  /** News of the booking that none of its parties caused, newest first: `first` after the first `skip`. If fewer come back, there are no more. */
  notices: Array<BookingNotice>;
  /**
   * Recurring visits, newest first: those with more to record, then those that have ended. At most 30 have more to record, besides those that came over
   * from the booking before. The page holds `first` after the first `skip`. If fewer come back, there are no more.
   */
  recurringVisits: Array<RecurringVisits>;
  /** It rises with each change. */
  version: Scalars['Int']['output'];
  /** When the provider made it. */
  madeAt: Scalars['DateTime']['output'];
  /** The visits of the booking. Empty for a provider's preparer. */
  visits: VisitConnection;
};

/**
 * The link between a voucher and the provider's unit that the client chose (palveluvaraus). The client sees it, and so do people of the organiser and
 * the provider whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type BookingPriceNoticesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/**
 * The link between a voucher and the provider's unit that the client chose (palveluvaraus). The client sees it, and so do people of the organiser and
 * the provider whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type BookingNoticesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/**
 * The link between a voucher and the provider's unit that the client chose (palveluvaraus). The client sees it, and so do people of the organiser and
 * the provider whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type BookingRecurringVisitsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/**
 * The link between a voucher and the provider's unit that the client chose (palveluvaraus). The client sees it, and so do people of the organiser and
 * the provider whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type BookingVisitsArgs = {
  filter?: InputMaybe<VisitFilter>;
  order: VisitOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of bookings. */
export type BookingConnection = {
  /** The items of the page, each with its place. */
  edges: Array<BookingEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** Which bookings to list. An absent field chooses all. No list shows what its reader may not see. */
export type BookingFilter = {
  /** Bookings in this state today. */
  state?: InputMaybe<BookingState>;
  /** Bookings of this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Bookings with this provider. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Bookings with this unit. */
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** Bookings of this client, in services that the reader's teams cover. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  /** Bookings that hold on this day or later. With `lastDay`: on one of these days. */
  firstDay?: InputMaybe<Scalars['Date']['input']>;
  /** Bookings that hold on this day or earlier. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
};

/** Whether a booking still holds. */
export type BookingState =
  /** It has no last day, or its last day has not passed. */
  | 'OPEN'
  /** Its last day has passed. */
  | 'ENDED';

/** The order of bookings. Among equals, the order in which they were made, or the reverse for descending orders. */
export type BookingOrder =
  /** Newest first. */
  | 'MADE_DESC'
  /** Oldest first. */
  | 'MADE_ASC'
  /** By first day, the latest first. */
  | 'FIRST_DAY_DESC'
  /** By first day, the earliest first. */
  | 'FIRST_DAY_ASC';

/** A booking on a page. */
export type BookingEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Booking;
};

/** The words of the client's two consents, in one version (sopimusehdot). */
export type ConsentTerms = {
  /** The number of the version. */
  version: Scalars['Int']['output'];
  /** SHA-256 of the words in all three languages. The same hash means the same words. */
  hash: Scalars['String']['output'];
  /** The first day on which Seteli shows this version. */
  firstDay: Scalars['Date']['output'];
  /** The words of the consent to the terms. */
  termsAccepted: Scalars['String']['output'];
  /** The words of the consent to a contract with the provider. */
  contractFormed: Scalars['String']['output'];
  /** Which law governs the contract. */
  law: Scalars['String']['output'];
};

/** The words of the client's two consents, in one version (sopimusehdot). */
export type ConsentTermsTermsAcceptedArgs = {
  language?: InputMaybe<Language>;
};

/** The words of the client's two consents, in one version (sopimusehdot). */
export type ConsentTermsContractFormedArgs = {
  language?: InputMaybe<Language>;
};

/** The words of the client's two consents, in one version (sopimusehdot). */
export type ConsentTermsLawArgs = {
  language?: InputMaybe<Language>;
};

/** What the client agreed to, and how Seteli knows it. */
export type Consent = {
  /** Which of the two consents it is. */
  kind: ConsentKind;
  /** The version that the client agreed to. Null for consents from before Seteli kept versions. */
  terms?: Maybe<ConsentTerms>;
  /** The words that the client agreed to. Null where `terms` is. */
  text?: Maybe<Scalars['String']['output']>;
  /** Who noted it in Seteli. */
  givenThrough?: Maybe<ActorName>;
  /** When it was noted. */
  givenAt: Scalars['DateTime']['output'];
  /** How the client gave it. */
  channel: ConsentChannel;
};

/** What the client agreed to, and how Seteli knows it. */
export type ConsentTextArgs = {
  language?: InputMaybe<Language>;
};

/** Which consent a client gives. */
export type ConsentKind =
  /** Asiakas hyväksyy sopimusehdot: the client accepts the terms. */
  | 'TERMS_ACCEPTED'
  /** Asiakas hyväksyy muodostavansa sopimussuhteen palveluntuottajan kanssa: the client accepts to make a contract with the provider. */
  | 'CONTRACT_FORMED';

/** How a client gave a consent. */
export type ConsentChannel =
  /** In person. */
  | 'IN_PERSON'
  /** By telephone. */
  | 'PHONE'
  /** In writing. */
  | 'IN_WRITING'
  /** By the client, in Seteli. */
  | 'ONLINE';

/**
 * What a client hears before a price of their provider rises, and what they will pay (rules 33). For those who see the booking, but not for a provider's
 * preparer.
 */
export type PriceNotice = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The booking whose price changes. */
  booking: Booking;
  /** The voucher that pays. Null for whoever may not see it. */
  voucher?: Maybe<Voucher>;
  /** The content whose price changes. */
  content?: Maybe<ServiceContent>;
  /** The first day of the new price. */
  firstDay: Scalars['Date']['output'];
  /** The price of one unit until then, VAT included. */
  oldPrice: Scalars['Euro']['output'];
  /** The price of one unit from then on, VAT included. */
  newPrice: Scalars['Euro']['output'];
  /**
   * How much of the content the client usually has in a month. It is the average of what was approved or settled in the last three full calendar months.
   * The average begins with the first of these months that had any use. Earlier bookings that this one continues count; extra service does not. Null
   * while there is no use.
   */
  usualUse?: Maybe<Quantity>;
};

/** News of a booking that none of its parties caused. For all who see the booking. */
export type BookingNotice = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What has happened. */
  kind: BookingNoticeKind;
  /** The booking. */
  booking: Booking;
  /** The service. approvedProviders lists its other providers. */
  service?: Maybe<Service>;
  /** When Seteli told it. */
  toldAt: Scalars['DateTime']['output'];
  /** The last day on which the provider may serve. Null unless it tells of a withdrawn approval or a death. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** The visit that it is about. Null where it is about none, and for a provider's preparer. */
  visit?: Maybe<Visit>;
  /** SHARE_RECALCULATED: what the client paid before. Null for other kinds, and for a provider's preparer. */
  oldClientShare?: Maybe<Scalars['Euro']['output']>;
  /** SHARE_RECALCULATED: what the client pays now. Null for other kinds, and for a provider's preparer. */
  newClientShare?: Maybe<Scalars['Euro']['output']>;
};

/** What has happened to a booking. */
export type BookingNoticeKind =
  /**
   * The organiser withdrew an approval. After the last day the provider may not serve a content of the booking, and the client chooses another provider
   * (R32).
   */
  | 'APPROVAL_WITHDRAWN'
  /** Vouchers recalculated a delivered visit, from its balance or at another value, and the client's share has changed (rules 9, 14). */
  | 'SHARE_RECALCULATED'
  /** An approved visit is under review again. A checker stopped it, and its holdReason says why; or the client died, and its flag is AFTER_DEATH. */
  | 'VISIT_HELD'
  /** A checker returned a visit. Its returnReason says why, its handleBy until when the provider can change it. */
  | 'VISIT_RETURNED'
  /** Nobody has handled a returned visit yet, and the last day for it is near. */
  | 'RETURNED_VISIT_ENDS_SOON'
  /** Nobody handled a returned visit in time. Bookings deleted it, and its quantity has gone back (rules 69b). */
  | 'VISIT_RELEASED'
  /** The client has died. Nobody pays service after the last day, and a checker looks at what was recorded for later days (AFTER_DEATH). */
  | 'CLIENT_DIED'
  /** The population register has withdrawn the client's death, and the booking goes on. */
  | 'DEATH_WITHDRAWN';

/** A rule by which bookings itself records visits when the day has ended (automaattinen tapahtumakirjaus). For those who see the booking. */
export type RecurringVisits = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The booking of the visits. */
  booking: Booking;
  /** The rule as in RFC 5545, in capitals, FREQ first: "FREQ=WEEKLY;BYDAY=MO,WE". */
  rule: Scalars['String']['output'];
  /** The first day on which a visit may be. */
  firstDay: Scalars['Date']['output'];
  /** The last day on which a visit may be, never later than the client's day of death. Null: no last day. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** Why they end by themselves on their last day. Null where somebody gave that day, or there is none. */
  endedBecause?: Maybe<RecurrenceEndCause>;
  /** The start of each visit on Helsinki's clock: "08:00". Null for visits without times. */
  startTime?: Maybe<Scalars['String']['output']>;
  /** The end of each visit on Helsinki's clock. Null for visits without times. */
  endTime?: Maybe<Scalars['String']['output']>;
  /** The content of each visit. Null where the bands decide it. */
  content?: Maybe<ServiceContent>;
  /** Units of each visit, where it is not paid by the hour: "24.5". Null where the provider gave none. */
  amount?: Maybe<Scalars['String']['output']>;
  /**
   * The provider's own name for the group that a worker serves together. Null where there is none, and for an organiser's people whose teams do not
   * cover the service.
   */
  groupReference?: Maybe<Scalars['String']['output']>;
  /** Pauses, those that end last first: `first` after the first `skip`. If fewer come back, there are no more. At most 100 are not over. */
  pauses: Array<RecurringPause>;
  /** The day up to which bookings has recorded everything. Null: nothing yet. */
  recordedThrough?: Maybe<Scalars['Date']['output']>;
  /** It rises with each pause and each new end. */
  version: Scalars['Int']['output'];
  /** The days that bookings could not record, newest first: `first` after the first `skip`. If fewer come back, there are no more. */
  failures: Array<RecurringFailure>;
};

/** A rule by which bookings itself records visits when the day has ended (automaattinen tapahtumakirjaus). For those who see the booking. */
export type RecurringVisitsPausesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** A rule by which bookings itself records visits when the day has ended (automaattinen tapahtumakirjaus). For those who see the booking. */
export type RecurringVisitsFailuresArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** Why recurring visits end by themselves. */
export type RecurrenceEndCause =
  /** The client died on the last day. If the population register withdraws the death, they go on, and bookings records what fell due meanwhile. */
  | 'CLIENT_DIED';

/** Days on which recurring visits pause. */
export type RecurringPause = {
  /** The first day of the pause. */
  firstDay: Scalars['Date']['output'];
  /** The last day of the pause. */
  lastDay: Scalars['Date']['output'];
  /** What bookings records on these days instead, such as an absence. Null: nothing. */
  content?: Maybe<ServiceContent>;
};

/** A day that bookings could not record. */
export type RecurringFailure = {
  /** The day. */
  day: Scalars['Date']['output'];
  /** Why. */
  refusal: Refusal;
};

/** A service that a provider really gave: an hour, a day or a meal (tapahtuma). Those who see the booking see it, but not a provider's preparer. */
export type Visit = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The booking that it belongs to. */
  booking: Booking;
  /** What kind of visit it is. */
  kind: VisitKind;
  /** Where it begins. For a visit recorded by days: where the first day begins. */
  start: Scalars['DateTime']['output'];
  /** Where it ends. For a visit recorded by days: where the last day ends. */
  end: Scalars['DateTime']['output'];
  /** The first day of a visit recorded by days. Null for one with times. */
  day?: Maybe<Scalars['Date']['output']>;
  /** The last day of a visit recorded by days. Null for one with times. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** The content, where the provider named it. Null where the bands decide it. */
  content?: Maybe<ServiceContent>;
  /** Units of what is not paid by the hour, as the provider gave them: "24.5". Null where the provider gave none. */
  amount?: Maybe<Scalars['String']['output']>;
  /** How many workers served at the same time. */
  workers: Scalars['Int']['output'];
  /** The provider's own name for the worker. Null where there is none, and for an organiser's people whose teams do not cover the service. */
  workerReference?: Maybe<Scalars['String']['output']>;
  /**
   * The provider's own name for the group that a worker served together. Null where there is none, and for an organiser's people whose teams do not
   * cover the service.
   */
  groupReference?: Maybe<Scalars['String']['output']>;
  /** When the client gave notice of a cancellation. Null for other visits. */
  noticeAt?: Maybe<Scalars['DateTime']['output']>;
  /** What came with the visit, as the provider gave it. The lines say what it costs. */
  accessories: Array<VisitAccessory>;
  /** That the client has accepted to pay what is beyond the voucher. Null: they have not. */
  extraServiceAcceptance?: Maybe<ExtraServiceAcceptance>;
  /**
   * Why the client had two visits at the same time. Null where the provider gave no reason, and for an organiser's people whose teams do not cover the
   * service.
   */
  overlapReason?: Maybe<Scalars['String']['output']>;
  /** What has become of it. */
  state: VisitState;
  /** Whether the voucher has taken it. */
  allocation: AllocationState;
  /**
   * Why vouchers refused it; null when it did not. If the allocation is REFUSED, the visit takes nothing and is never settled: record it anew. Otherwise
   * vouchers refused the last change, and the visit stays as it was.
   */
  refusal?: Maybe<Refusal>;
  /**
   * Its lines in time order, at most 800: `first` after the first `skip`. If fewer come back, there are no more. Empty until the voucher has taken the
   * visit.
   */
  lines: Array<VisitLine>;
  /** What it costs: the sum of the lines. Null until the voucher has taken the visit. */
  total?: Maybe<Scalars['Euro']['output']>;
  /** What the organiser pays of it. Null until the voucher has taken the visit. */
  organiserShare?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays of it (omavastuu). Null until the voucher has taken the visit. */
  clientShare?: Maybe<Scalars['Euro']['output']>;
  /** What nobody pays: the rest of a cancellation of which the organiser pays its share. Null until the voucher has taken the visit. */
  unbilled?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays beyond the voucher, as they accepted (lisäpalvelu). The sums above leave it out. Null until the voucher has taken the visit. */
  extraService?: Maybe<Scalars['Euro']['output']>;
  /** What makes somebody look at it, or tells something about it. */
  flags: Array<VisitFlag>;
  /** Why it was corrected after its settlement. Null where it was not, and for an organiser's people whose teams do not cover the service. */
  correctionReason?: Maybe<Scalars['String']['output']>;
  /** Since when a checker, or the client's death, has held the visit. Null when nothing holds it. */
  heldAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Why the checker holds it. Null when the client's death holds it, for which there is the flag AFTER_DEATH. For the provider and the organiser's
   * people whose teams cover the service; null for others.
   */
  holdReason?: Maybe<Scalars['String']['output']>;
  /** Why the checker returned it. Null when nobody returned it, and for an organiser's people whose teams do not cover the service. */
  returnReason?: Maybe<Scalars['String']['output']>;
  /** When the checker returned it. Null when nobody returned it. */
  returnedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The last day on which the provider can change or delete a returned visit: the hard limit of its service month. Bookings then deletes it, flags it
   * RELEASED and gives its quantity back. Null when nobody returned it.
   */
  handleBy?: Maybe<Scalars['Date']['output']>;
  /**
   * The provider's own name for the visit, unique for ever. Null where there is none, and for an organiser's people whose teams do not cover the
   * service.
   */
  externalId?: Maybe<Scalars['String']['output']>;
  /** When it was first recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** Who recorded it. For a recurring visit: who set the rule. */
  recordedBy?: Maybe<ActorName>;
  /**
   * The checker who approved it, or whoever corrected it after its settlement. Null when bookings approved it, when it is not approved, and for
   * approvals from before Seteli kept this.
   */
  approvedBy?: Maybe<ActorName>;
  /** When it was approved. Null when it is not, and for approvals from before Seteli kept this. */
  approvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** It rises with each change. */
  version: Scalars['Int']['output'];
};

/** A service that a provider really gave: an hour, a day or a meal (tapahtuma). Those who see the booking see it, but not a provider's preparer. */
export type VisitLinesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** A provider's request to correct a settled visit (korjauspyyntö). For those who see the visit's booking and may list requests. */
export type CorrectionRequest = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The visit. */
  visit?: Maybe<Visit>;
  /** What has become of it. */
  state: CorrectionRequestState;
  /** Why the provider asks. */
  reason: Scalars['String']['output'];
  /** When the provider asked. */
  requestedAt: Scalars['DateTime']['output'];
  /** When somebody accepted, declined or withdrew it, or when it was closed. Null while it is open. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the organiser declined it. Null when it did not. */
  declineReason?: Maybe<Scalars['String']['output']>;
  /** What should have been recorded. A correction does not change the kind of the visit. */
  wish: WishedVisit;
};

/** How a visit should have been recorded. A null field stays as it was, or has no value. */
export type WishedVisit = {
  /** Where it begins. For a visit recorded by days: where the first day begins. */
  start: Scalars['DateTime']['output'];
  /** Where it ends. For a visit recorded by days: where the last day ends. */
  end: Scalars['DateTime']['output'];
  /** The first day of a visit recorded by days. Null for one with times. */
  day?: Maybe<Scalars['Date']['output']>;
  /** The content. Null where the bands decide it. */
  content?: Maybe<ServiceContent>;
  /** Units of what is not paid by the hour: "24.5". Null where there are none. */
  amount?: Maybe<Scalars['String']['output']>;
  /** How many workers served at the same time. */
  workers: Scalars['Int']['output'];
  /** The provider's own name for the worker. */
  workerReference?: Maybe<Scalars['String']['output']>;
  /** The provider's own name for the group that a worker served together. */
  groupReference?: Maybe<Scalars['String']['output']>;
  /** When the client gave notice of a cancellation. Null for other visits. */
  noticeAt?: Maybe<Scalars['DateTime']['output']>;
  /** What came with the visit. */
  accessories: Array<VisitAccessory>;
  /** Whether the client has accepted to pay what is beyond the voucher. */
  extraServiceAccepted: Scalars['Boolean']['output'];
  /** Why the client had two visits at the same time. */
  overlapReason?: Maybe<Scalars['String']['output']>;
};

/** What has become of a provider's request for a correction. */
export type CorrectionRequestState =
  /** Avoin: nobody has decided about it. */
  | 'OPEN'
  /** Hyväksytty: the organiser corrected the visit as requested. */
  | 'ACCEPTED'
  /** Hylätty: `declineReason` says why. */
  | 'DECLINED'
  /** Peruttu: its provider took it back. */
  | 'WITHDRAWN'
  /** Suljettu: the organiser corrected the visit otherwise meanwhile. */
  | 'CLOSED';

/** A page of correction requests. */
export type CorrectionRequestConnection = {
  /** The items of the page, each with its place. */
  edges: Array<CorrectionRequestEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A correction request on a page. */
export type CorrectionRequestEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CorrectionRequest;
};

/** What a correction would do, or why nothing can be shown: exactly one of the two. */
export type CorrectionPreviewAnswer = {
  /** What the correction would do. Null when nothing can be shown. */
  preview?: Maybe<CorrectionPreview>;
  /** Why nothing can be shown. Null when there is a preview. */
  refusal?: Maybe<Refusal>;
};

/** What a correction would do to a visit. */
export type CorrectionPreview = {
  /** It names all that is shown here. Send it with the acceptance. */
  previewId: Scalars['ID']['output'];
  /** The visit as it stands. */
  before: CorrectedShares;
  /** The visit as it would be. Null when the correction would be refused. */
  after?: Maybe<CorrectedShares>;
  /** Why the correction would be refused now. Null when it would not. */
  refusal?: Maybe<Refusal>;
};

/** What a visit costs and takes. The voucher gives the quantities of its lines, except those of extra service. */
export type CorrectedShares = {
  /** What it costs, without extra service. */
  total: Scalars['Euro']['output'];
  /** What the organiser pays of it. */
  organiserShare: Scalars['Euro']['output'];
  /** What the client pays of it (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** What nobody pays of it. */
  unbilled: Scalars['Euro']['output'];
  /** What the client pays beyond the voucher. The sums above leave it out. */
  extraService: Scalars['Euro']['output'];
  /** Its lines in time order, at most 800: `first` after the first `skip`. If fewer come back, there are no more. */
  lines: Array<VisitLine>;
};

/** What a visit costs and takes. The voucher gives the quantities of its lines, except those of extra service. */
export type CorrectedSharesLinesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** Something that came with a visit, for example kilometres or materials. */
export type VisitAccessory = {
  /** What it is. */
  content: ServiceContent;
  /** How many units, as the provider gave them: "24.5". */
  amount: Scalars['String']['output'];
};

/** That the client accepted to pay what is beyond the voucher (lisäpalvelu), and how Seteli knows it. */
export type ExtraServiceAcceptance = {
  /** When the client accepted. */
  acceptedAt: Scalars['DateTime']['output'];
  /** How the client accepted. */
  channel: ConsentChannel;
  /** Who noted it in Seteli. */
  notedBy?: Maybe<ActorName>;
  /** When they noted it. */
  notedAt: Scalars['DateTime']['output'];
};

/** What kind of visit it is. */
export type VisitKind =
  /** The provider served the client. */
  | 'NORMAL'
  /** The client cancelled too late (peruutus). */
  | 'CANCELLATION'
  /** Nobody was at home (turha käynti). */
  | 'NO_SHOW'
  /** The provider kept the client's place while they were away (poissaolo). */
  | 'ABSENCE'
  /** The way to the client (matka-aika). */
  | 'TRAVEL';

/** What has become of a visit. */
export type VisitState =
  /** Kirjattu: nobody has decided about it. */
  | 'RECORDED'
  /** Tarkastettavana: it waits for a checker. */
  | 'UNDER_REVIEW'
  /** Palautettu: the provider changes or deletes it. */
  | 'RETURNED'
  /** Hyväksytty: the ledger has it, and it may be paid. */
  | 'APPROVED'
  /** Tilitetty: a locked run holds it. */
  | 'SETTLED'
  /** Poistettu: somebody deleted it or took it back. */
  | 'DELETED';

/** Whether the voucher has taken a visit. */
export type AllocationState =
  /** Vouchers has not answered yet. */
  | 'PENDING'
  /** The voucher has taken it. The shares are final for this version. */
  | 'MADE'
  /** Vouchers refused it; the visit takes nothing. */
  | 'REFUSED';

/** The visits of a month that wait for a checker or their provider, by the day on which each begins. */
export type HeldVisits = {
  /** The month. */
  month: Scalars['Month']['output'];
  /** All of them together. */
  sum: HeldSum;
  /** By reason. A visit with several flags counts for each. */
  reasons: Array<HeldForReason>;
  /** By service. */
  services: Array<HeldOfService>;
};

/** Visits and what they cost. */
export type HeldSum = {
  /** How many visits. */
  visits: Scalars['Int']['output'];
  /** Their whole price. */
  total: Scalars['Euro']['output'];
  /** What the organiser would pay of it. */
  organiserShare: Scalars['Euro']['output'];
  /** What the client would pay of it. */
  clientShare: Scalars['Euro']['output'];
};

/** The visits that one reason holds back. */
export type HeldForReason = {
  /** UNDER_REVIEW or RETURNED. */
  state: VisitState;
  /** The flag that asks for a look. Null for visits without one: a checker holds them, or the service has all visits checked. */
  flag?: Maybe<VisitFlag>;
  /** These visits together. */
  sum: HeldSum;
};

/** The visits of one service that are held back. */
export type HeldOfService = {
  /** The service. */
  service?: Maybe<Service>;
  /** These visits together. */
  sum: HeldSum;
};

/** What makes somebody look at a visit, or tells something about it. */
export type VisitFlag =
  /** It shares time with another visit of the client, and the provider gave a reason. A checker looks at it. */
  | 'OVERLAP'
  /** The provider recorded it after the hard limit. A checker looks at it. */
  | 'OVER_HARD_LIMIT'
  /** The provider recorded it after the cut-off, so it is settled with a later month. */
  | 'LATE'
  /** It touches another visit of the same worker to the client, and time is charged by started increments. A checker looks at it. */
  | 'ADJACENT'
  /** Its worker has another visit to another client at that time. A checker looks at it. */
  | 'WORKER_ELSEWHERE'
  /** Bookings drew it by lot (pistokoe). A checker looks at it. */
  | 'SAMPLED'
  /** The client pays a part of it, beyond the voucher. */
  | 'EXTRA_SERVICE'
  /** The organiser corrected it after its settlement. */
  | 'CORRECTED'
  /** Nobody handled it after its return, so bookings deleted it. */
  | 'RELEASED'
  /** A part of it is on a day after the client's death. A checker looks at it; after its settlement a correction decides. */
  | 'AFTER_DEATH';

/** A part of a visit with one content, price, value and month. */
export type VisitLine = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** The month of service. */
  serviceMonth: Scalars['Month']['output'];
  /** How much of the content. */
  quantity: Quantity;
  /** The price of one unit, VAT included. */
  unitPrice: Scalars['Euro']['output'];
  /** The most that the organiser pays for one unit. */
  unitValue: Scalars['Euro']['output'];
  /** What the line costs, VAT included. */
  total: Scalars['Euro']['output'];
  /** What the organiser pays of it. */
  organiserShare: Scalars['Euro']['output'];
  /** What the client pays of it (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** What nobody pays of it. */
  unbilled: Scalars['Euro']['output'];
  /** True: beyond the voucher. The client pays it at list price, outside the ledger. */
  extraService: Scalars['Boolean']['output'];
  /** The rate of the tax in the amounts, in percent: "25.5". */
  vatPercent: Scalars['String']['output'];
  /** The tax in `total`. */
  totalVat: Scalars['Euro']['output'];
  /** The tax in `organiserShare`. */
  organiserVat: Scalars['Euro']['output'];
  /** The tax in `clientShare`. */
  clientVat: Scalars['Euro']['output'];
};

/** A page of visits. */
export type VisitConnection = {
  /** The items of the page, each with its place. */
  edges: Array<VisitEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** Which visits to list. An absent field chooses all. No list shows what its reader may not see. */
export type VisitFilter = {
  /** Visits in one of these states. A visit that vouchers refused stays RECORDED; `allocations` tells it from one that waits. */
  states?: InputMaybe<Array<VisitState>>;
  /** Visits with one of these allocations. */
  allocations?: InputMaybe<Array<AllocationState>>;
  /** Visits with at least one of these flags. */
  flags?: InputMaybe<Array<VisitFlag>>;
  /** Visits of this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Visits of this provider. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Visits of this unit. */
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** Visits to this client, in services that the reader's teams cover. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  /** Visits by the worker with this name, exactly as the provider gave it. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** Visits that begin on this day of Helsinki's calendar or later. */
  firstDay?: InputMaybe<Scalars['Date']['input']>;
  /** Visits that begin on this day of Helsinki's calendar or earlier. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
};

/** The order of visits. Among equals, the order in which they were recorded, or the reverse for descending orders. */
export type VisitOrder =
  /** Last recorded first. */
  | 'RECORDED_DESC'
  /** First recorded first. */
  | 'RECORDED_ASC'
  /** By start, the latest first. */
  | 'DAY_DESC'
  /** By start, the earliest first. */
  | 'DAY_ASC'
  /** Returned visits only: those that the provider must handle first come first. */
  | 'HANDLE_BY_ASC';

/** A visit on a page. */
export type VisitEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Visit;
};

/**
 * A commitment to pay for a service up to a value (palveluseteli). The client sees it. So do people of the organiser, and of providers approved at some
 * time of its validity, whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type Voucher = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** Its bookings, as far as the reader may see them. */
  bookings: BookingConnection;
  /** The visits of its bookings, as far as the reader may see them. Empty for a provider's preparer. */
  visits: VisitConnection;
};

/**
 * A commitment to pay for a service up to a value (palveluseteli). The client sees it. So do people of the organiser, and of providers approved at some
 * time of its validity, whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type VoucherBookingsArgs = {
  filter?: InputMaybe<BookingFilter>;
  order: BookingOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * A commitment to pay for a service up to a value (palveluseteli). The client sees it. So do people of the organiser, and of providers approved at some
 * time of its validity, whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type VoucherVisitsArgs = {
  filter?: InputMaybe<VisitFilter>;
  order: VisitOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A company that provides services (palveluntuottaja). Everybody who signs in sees it. */
export type Provider = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** A branch of a provider with price lists of its own (palveluntuottajaosa). The company itself is one, too. */
export type ProviderUnit = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/**
 * A service of an organiser (palvelu), in the version that holds today. Before the first version holds, its fields show that version. Everybody who
 * signs in sees it.
 */
export type Service = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** A billable content of a service (palvelusisältö). Everybody who signs in sees it. */
export type ServiceContent = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** A booking of a voucher with a unit. */
export type MakeBookingInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** A unit of the acting provider that has a price list for the service. */
  unitId: Scalars['ID']['input'];
  /** The first day of service. Absent: today. */
  firstDay?: InputMaybe<Scalars['Date']['input']>;
  /** What, how much and when the client wishes, in their own words. Absent: nothing. At most 2000 characters, also on several lines. */
  wish?: InputMaybe<Scalars['String']['input']>;
  /**
   * That the client accepts the terms. A booking by voucher or permission makes a consumer contract: it needs both consents and `channel`, else
   * CONSENT_MISSING. A booking of a purchased service ignores all three.
   */
  termsAccepted?: InputMaybe<Scalars['Boolean']['input']>;
  /** That the client accepts to make a contract with the provider. */
  contractFormed?: InputMaybe<Scalars['Boolean']['input']>;
  /** How the client gave both consents. */
  channel?: InputMaybe<ConsentChannel>;
  /**
   * The version of `consentTerms` that the client saw; the booking keeps it. If another version holds now, the answer is STALE. Absent: the version that
   * holds now. 1 to 1000000.
   */
  termsVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type MakeBookingPayload = {
  /** The booking. Null when it was refused. */
  booking?: Maybe<Booking>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Visits to record. */
export type RecordVisitsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visits, in the order in which bookings records them. At most 500 of them. */
  visits: Array<VisitInput>;
};

/** Visits to ask about. */
export type QuoteVisitsInput = {
  /** The visits, in the order in which bookings would record them. At most 500 of them. */
  visits: Array<VisitToQuoteInput>;
};

/**
 * A visit to ask about: with its booking, or with a voucher that the caller sees and any unit. The other fields are those of `VisitInput`: either start
 * and end, or day. Refused as recordVisits would refuse it; NOT_FOUND for what the caller may not see.
 */
export type VisitToQuoteInput = {
  /** The booking. Absent when voucher and unit are given. */
  bookingId?: InputMaybe<Scalars['ID']['input']>;
  /** The voucher of a visit that has no booking yet. */
  voucherId?: InputMaybe<Scalars['ID']['input']>;
  /** The unit that would serve. */
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * A visit of the booking that this one would replace, as an edit does. It is then no repeat of that visit, whose units are free again. SETTLED and
   * WRONG_STATE as in editVisit.
   */
  replacing?: InputMaybe<Scalars['ID']['input']>;
  /** Where it begins, to the minute. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where it ends, to the minute. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The first day of a visit without times. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** The last day, for contents in days, weeks and months. Absent: the same day. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The content, if it has no bands. Absent: the bands decide it. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Units of what is not paid by the hour: "1" visit, "24.5" kilometres, "12.50" euros. Absent: one; for contents in days, weeks and months the days
   * decide. At most 20 characters.
   */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** How many workers served at the same time. Absent: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** The provider's own name for the worker; never a person's name or identity code. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /**
   * The provider's own name for a group that one worker served together, a couple for example. Each client has a visit of their own with the same name,
   * start and end. More than 3 clients, or other times, get the flag WORKER_ELSEWHERE. At most 255 characters.
   */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** What kind of visit it is. ABSENCE and TRAVEL follow from the content. Absent: NORMAL. */
  kind?: InputMaybe<VisitKind>;
  /** When the client gave notice of a cancellation. Start and end are then the planned ones. */
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What came with the visit, for example kilometres or materials. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  /** That the client has accepted to pay what is beyond the voucher. Absent: they have not. */
  extraService?: InputMaybe<ExtraServiceInput>;
  /** The provider's own name for the visit, unique for ever. At most 255 characters. */
  externalId?: InputMaybe<Scalars['String']['input']>;
  /** True: decide anew about an external id whose visit was refused or deleted. Absent: answer the same refusal or EXTERNAL_ID_DELETED. */
  retry?: InputMaybe<Scalars['Boolean']['input']>;
  /** Why the client had two visits at the same time. Absent: they had not. At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
};

/** A visit as a provider records it: either with start and end, or with a day. */
export type VisitInput = {
  /** The booking that it belongs to. */
  bookingId: Scalars['ID']['input'];
  /** Where it begins, to the minute. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where it ends, to the minute. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The first day of a visit without times. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** The last day, for contents in days, weeks and months. Absent: the same day. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The content, if it has no bands. Absent: the bands decide it. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Units of what is not paid by the hour: "1" visit, "24.5" kilometres, "12.50" euros. Absent: one; for contents in days, weeks and months the days
   * decide. At most 20 characters.
   */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** How many workers served at the same time. Absent: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** The provider's own name for the worker; never a person's name or identity code. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /**
   * The provider's own name for a group that one worker served together, a couple for example. Each client has a visit of their own with the same name,
   * start and end. More than 3 clients, or other times, get the flag WORKER_ELSEWHERE. At most 255 characters.
   */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** What kind of visit it is. ABSENCE and TRAVEL follow from the content. Absent: NORMAL. */
  kind?: InputMaybe<VisitKind>;
  /** When the client gave notice of a cancellation. Start and end are then the planned ones. */
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What came with the visit, for example kilometres or materials. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  /** That the client has accepted to pay what is beyond the voucher. Absent: they have not. */
  extraService?: InputMaybe<ExtraServiceInput>;
  /** The provider's own name for the visit, unique for ever. At most 255 characters. */
  externalId?: InputMaybe<Scalars['String']['input']>;
  /** True: decide anew about an external id whose visit was refused or deleted. Absent: answer the same refusal or EXTERNAL_ID_DELETED. */
  retry?: InputMaybe<Scalars['Boolean']['input']>;
  /** Why the client had two visits at the same time. Absent: they had not. At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
};

/** Something that came with a visit. */
export type VisitAccessoryInput = {
  /** What it is. */
  contentId: Scalars['ID']['input'];
  /** How many units: "24.5". At most 20 characters. */
  amount: Scalars['String']['input'];
};

/** That the client accepts to pay what is beyond the voucher (lisäpalvelu). */
export type ExtraServiceInput = {
  /** When the client accepted, before the visit began. */
  acceptedAt: Scalars['DateTime']['input'];
  /** How the client accepted. */
  channel: ConsentChannel;
};

/** What became of each visit. */
export type RecordVisitsPayload = {
  /** One result for each visit, in the given order. */
  results: Array<RecordVisitResult>;
};

/** What became of one visit: a visit or a refusal. A visit that vouchers refused is answered as a refusal. */
export type RecordVisitResult = {
  /** The place of the row in the input, from 0. */
  index: Scalars['Int']['output'];
  /** The external id that the row gave. Null: none. */
  externalId?: Maybe<Scalars['String']['output']>;
  /** The recorded visit. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was recorded. */
  refusal?: Maybe<Refusal>;
};

/** A change of a visit. An absent field keeps its value; null empties it. `day` makes a visit with times one by days; start and end do the reverse. */
export type EditVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to change. */
  visitId: Scalars['ID']['input'];
  /** Where it begins, to the minute. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where it ends, to the minute. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The first day of a visit without times. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** The last day, for contents in days, weeks and months. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The content, if it has no bands. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** Units of what is not paid by the hour: "24.5". At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** How many workers served at the same time. Null: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** The provider's own name for the worker; never a person's name or identity code. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** The provider's own name for the group that a worker served together. At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** When the client gave notice of a cancellation. */
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All that came with the visit. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  /** That the client has accepted to pay what is beyond the voucher. */
  extraService?: InputMaybe<ExtraServiceInput>;
  /** Why the client had two visits at the same time. At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** What really happened at a settled visit. An absent field keeps its value; null empties it, as in EditVisitInput. */
export type CorrectVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to correct. */
  visitId: Scalars['ID']['input'];
  /** Why the visit is corrected. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** Where it begins, to the minute. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where it ends, to the minute. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The first day of a visit without times. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** The last day, for contents in days, weeks and months. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The content, if it has no bands. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** Units of what is not paid by the hour: "24.5". At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** How many workers served at the same time. Null: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** The provider's own name for the worker; never a person's name or identity code. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** The provider's own name for the group that a worker served together. At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** When the client gave notice of a cancellation. */
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All that came with the visit. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  /** That the client has accepted to pay what is beyond the voucher. */
  extraService?: InputMaybe<ExtraServiceInput>;
  /** Why the client had two visits at the same time. At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type CorrectVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What should have been recorded, and why. An absent field keeps its value; null empties it, as in EditVisitInput. */
export type RequestCorrectionInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to correct. */
  visitId: Scalars['ID']['input'];
  /** Why the provider asks. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** Where it begins, to the minute. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where it ends, to the minute. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The first day of a visit without times. */
  day?: InputMaybe<Scalars['Date']['input']>;
  /** The last day, for contents in days, weeks and months. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The content, if it has no bands. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** Units of what is not paid by the hour: "24.5". At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** How many workers served at the same time. Null: 1. 1 to 99. */
  workers?: InputMaybe<Scalars['Int']['input']>;
  /** The provider's own name for the worker; never a person's name or identity code. At most 255 characters. */
  workerReference?: InputMaybe<Scalars['String']['input']>;
  /** The provider's own name for the group that a worker served together. At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** When the client gave notice of a cancellation. */
  noticeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** All that came with the visit. At most 20 of them. */
  accessories?: InputMaybe<Array<VisitAccessoryInput>>;
  /** That the client has accepted to pay what is beyond the voucher. */
  extraService?: InputMaybe<ExtraServiceInput>;
  /** Why the client had two visits at the same time. At most 2000 characters, also on several lines. */
  overlapReason?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** A correction request to take back. */
export type WithdrawCorrectionRequestInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The correction request. */
  requestId: Scalars['ID']['input'];
};

/** The acceptance of a correction request. */
export type AcceptCorrectionRequestInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The correction request. */
  requestId: Scalars['ID']['input'];
  /** The preview that the officer saw. At most 64 characters. */
  previewId: Scalars['ID']['input'];
};

/** The refusal of a correction request. */
export type DeclineCorrectionRequestInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The correction request. */
  requestId: Scalars['ID']['input'];
  /** Why, for the provider. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type CorrectionRequestPayload = {
  /** The correction request as it is now. Null when it was refused. */
  correctionRequest?: Maybe<CorrectionRequest>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A settled visit to take back. */
export type CreditVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to take back. */
  visitId: Scalars['ID']['input'];
  /** Why it is taken back. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type CreditVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A table of visits: either `csv` or `file`. */
export type ImportVisitsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /**
   * The table as text, as in RFC 4180 or as Excel writes it. Semicolons, commas or tabs separate the cells, or what a first line "sep=;" says. It has at
   * most 20,000 lines after the heading; bookings passes over empty lines. The columns have the names of VisitInput's fields. They are bookingId, start,
   * end, day, lastDay, contentId, amount, workers, workerReference, groupReference, kind, noticeAt, externalId, retry ("true" or "false") and
   * overlapReason. Further columns are kilometres (an accessory of the content in kilometresContentId), extraServiceAcceptedAt and extraServiceChannel.
   * Their Finnish and Swedish names work, too (varaus, alku, loppu, päivä, kilometrit; bokning, början, slut, dag). Times have their offset or follow
   * Helsinki's clock: "1.6.2026 8:00", or "8:00" beside a day. A time that the clock shows twice needs its offset. Days like "1.6.2026" and amounts like
   * "24,5" work, too. At most 2500000 characters, also on several lines.
   */
  csv?: InputMaybe<Scalars['String']['input']>;
  /** The bytes of the file in base64, instead of `csv`. UTF-8, UTF-16 with its mark, or Windows-1252, as Excel saves it. At most 2800000 characters, also on several lines. */
  file?: InputMaybe<Scalars['String']['input']>;
};

/** What became of each line of a table, or the job that records it. */
export type ImportVisitsPayload = {
  /** One result for each line, in the given order. Empty when the table has more than 500 lines. */
  results: Array<ImportVisitResult>;
  /** The job that records a table of more than 500 lines. Null for a shorter one, and when it was refused. */
  job?: Maybe<Job>;
  /** Why no job was begun. Null when one was, and for a short table. */
  refusal?: Maybe<Refusal>;
};

/** What became of a line: a visit, a refusal or a fault, exactly one once bookings has decided. */
export type ImportVisitResult = {
  /** The number of the line on which the row begins, from 1. All lines count, also empty ones and those in quoted cells. */
  line: Scalars['Int']['output'];
  /** The recorded visit. Null when there is none. */
  visit?: Maybe<Visit>;
  /** Why bookings refused the line. Null when it did not. */
  refusal?: Maybe<Refusal>;
  /** What bookings cannot read, in the language of the request's `Accept-Language`, else in English. Null when it could read the line. */
  fault?: Maybe<Scalars['String']['output']>;
};

/**
 * How far bookings has recalculated visits after something was published, corrected or accepted for days that had begun (uudelleenhinnoittelu). For the
 * organiser's administrators.
 */
export type Repricing = {
  /** How many visits now cost something else, or are paid by others. Visits that vouchers has not answered about yet are in neither number. */
  changed: Scalars['Int']['output'];
  /** How many visits stay as they were, because what holds now would refuse them. */
  left: Scalars['Int']['output'];
  /** The visits that stay as they were, by id: `first` after the first `skip`. The `refusal` of each says why, until it is changed. */
  leftVisits: Array<Visit>;
};

/**
 * How far bookings has recalculated visits after something was published, corrected or accepted for days that had begun (uudelleenhinnoittelu). For the
 * organiser's administrators.
 */
export type RepricingLeftVisitsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** The end of a booking. */
export type EndBookingInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The booking. */
  bookingId: Scalars['ID']['input'];
  /** The last day of service. */
  lastDay: Scalars['Date']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type EndBookingPayload = {
  /** The booking as it is now. Null when it was refused. */
  booking?: Maybe<Booking>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A rule for recurring visits: with either times or an amount. */
export type SetRecurringVisitsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The booking of the visits. */
  bookingId: Scalars['ID']['input'];
  /**
   * A recurrence rule as in RFC 5545, for the start of each visit. It has FREQ=DAILY, WEEKLY or MONTHLY. It may have INTERVAL to 99, BYDAY, BYMONTHDAY,
   * BYMONTH, BYSETPOS, WKST, and either COUNT to 999 or UNTIL. The parts may come in any order, each once. UNTIL is a day, a time in UTC
   * ("20261222T060000Z") or a time on Helsinki's clock ("20261222T080000"). A visit that starts then is included. The rule must give a day within its
   * first 800 days, 200 weeks or 50 months, counted in steps of INTERVAL. Bookings keeps it in capitals, FREQ first. At most 255 characters.
   */
  rule: Scalars['String']['input'];
  /** The first day on which a visit may be: today or later. People record yesterday's visits. */
  firstDay: Scalars['Date']['input'];
  /** The last day on which a visit may be. Absent: no limit of its own. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The start of each visit on Helsinki's clock: "08:00". At most 5 characters. */
  startTime?: InputMaybe<Scalars['String']['input']>;
  /** The end of each visit on Helsinki's clock. If it is not after the start, it is on the next day. At most 5 characters. */
  endTime?: InputMaybe<Scalars['String']['input']>;
  /** The content, if it has no bands. Absent: the bands decide it. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** Units of each visit, where it is not paid by the hour: "24.5". At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** The provider's own name for the group of each visit, as in VisitInput. At most 255 characters. */
  groupReference?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * A change that an administrator proposes for days that have begun (virheen korjaus): of a version of a service, or of the class of days. For the
 * organiser's administrators.
 */
export type Correction = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /**
   * What registry would announce, for the services that recalculate visits. Null after the decision, and for everybody but the organiser's
   * administrators.
   */
  change?: Maybe<Scalars['String']['output']>;
  /** What bookings would announce of these visits, for the service that decides their shares. Null unless somebody who may see it asks for it. */
  takenAgain?: Maybe<Scalars['String']['output']>;
};

/** Exactly one of the two is null. */
export type SetRecurringVisitsPayload = {
  /** The recurring visits. Null when they were refused. */
  recurringVisits?: Maybe<RecurringVisits>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A pause of recurring visits. */
export type PauseRecurringVisitsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The recurring visits. */
  recurringVisitsId: Scalars['ID']['input'];
  /** The first day of the pause: today or later. */
  firstDay: Scalars['Date']['input'];
  /** The last day of the pause. */
  lastDay: Scalars['Date']['input'];
  /** An absence content of the booking, which bookings records on these days instead. Absent: nothing. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type PauseRecurringVisitsPayload = {
  /** The recurring visits as they are now. Null when it was refused. */
  recurringVisits?: Maybe<RecurringVisits>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The end of recurring visits. */
export type EndRecurringVisitsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The recurring visits. */
  recurringVisitsId: Scalars['ID']['input'];
  /** The last day that bookings records. */
  lastDay: Scalars['Date']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type EndRecurringVisitsPayload = {
  /** The recurring visits as they are now. Null when it was refused. */
  recurringVisits?: Maybe<RecurringVisits>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Exactly one of the two is null. */
export type EditVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A visit to delete. */
export type DeleteVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to delete. */
  visitId: Scalars['ID']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type DeleteVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A visit to approve. */
export type ApproveVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to approve. */
  visitId: Scalars['ID']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ApproveVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A settled visit to leave as it is. */
export type KeepVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to leave as it is. */
  visitId: Scalars['ID']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type KeepVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** An approved visit to hold. */
export type HoldVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to hold. */
  visitId: Scalars['ID']['input'];
  /** Why, for the provider. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type HoldVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A visit to return to its provider. */
export type ReturnVisitInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visit to return. */
  visitId: Scalars['ID']['input'];
  /** Why, for the provider. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ReturnVisitPayload = {
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A visit in the version that the caller saw. */
export type SeenVisitInput = {
  /** The visit. */
  visitId: Scalars['ID']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Visits to approve. */
export type ApproveVisitsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visits to approve. At most 200 of them. */
  visits: Array<SeenVisitInput>;
};

/** Visits to return to their providers. */
export type ReturnVisitsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The visits to return. At most 200 of them. */
  visits: Array<SeenVisitInput>;
  /** Why, for the providers. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
};

/** What became of each visit. */
export type DecidedVisitsPayload = {
  /** One result for each visit, in the given order. */
  results: Array<DecidedVisit>;
};

/** What became of one visit: exactly one of `visit` and `refusal` is null. */
export type DecidedVisit = {
  /** The place of the visit in the input, from 0. */
  index: Scalars['Int']['output'];
  /** The visit as it is now. Null when it was refused. */
  visit?: Maybe<Visit>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Somebody who signs in for an organisation. Other organisations cannot see them. Seteli deactivates users and never deletes them. */
export type User = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** A page of accesses. */
export type AccessConnection = {
  /** The items of the page, each with its place. */
  edges: Array<AccessEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** An access on a page. */
export type AccessEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Access;
};

export type _Entity = Booking | Correction | Organiser | PriceNotice | Provider | ProviderUnit | RecurringVisits | Service | ServiceContent | User | Visit | VisitExplanation | Voucher;
