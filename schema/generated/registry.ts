// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { ChangeReason, InputMaybe, JobKind, JobState, Maybe, Names, NamesInput, OrganisationKind, PageInfo, ProposalState, Quantity, Refusal, Role, Scalars, Unit, VatTreatment, _Service } from './shared.ts';

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
  /** An organiser by its id. */
  organiser?: Maybe<Organiser>;
  /** The first so many services of an organiser, in the order of their codes; an organiser has 500 at most. */
  services: Array<Service>;
  /** A service by its id, as it stands on a day; today unless given. */
  service?: Maybe<Service>;
  /** A provider by its id. */
  provider?: Maybe<Provider>;
  /**
   * What bands leave open over the week and where they overlap, before they are published. A gap is deliberate when the organiser
   * says so; any other should be mended or named. For the organiser's administrators.
   */
  bandReport: BandReport;
  /** The approved providers of a service with their prices: the public list that the law asks for (laki 569/2009 4 §). */
  approvedProviders: ProviderApprovalConnection;
  /**
   * Price lists of the actor's organisation: an organiser's people see those that were submitted to it, a provider's people all of its own, drafts too. For the
   * organiser's administrators and case handlers, and the provider's administrators, signatories and service managers.
   */
  priceLists: PriceListConnection;
  /**
   * Accepted price lists of one's own service that ask more than the value for what is free for the client by law, today or later,
   * because the value has fallen since: no more than the value is paid (rules 3). For the organiser's administrators and case handlers.
   */
  priceListsAboveValue: PriceListConnection;
  /**
   * What a price list would change if it were submitted as the input says, and what it would be refused with: nothing is submitted, and the key is not
   * used up. For those who may submit it.
   */
  previewPriceList: PriceListPreviewPayload;
  /** A correction of the actor's organisation. For the organiser's administrators. */
  correction?: Maybe<Correction>;
  /** The corrections of the actor's organisation, newest first. For the organiser's administrators. */
  corrections: CorrectionConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

export type QueryOrganiserArgs = {
  id: Scalars['ID']['input'];
};

export type QueryServicesArgs = {
  organiserId: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
};

export type QueryServiceArgs = {
  id: Scalars['ID']['input'];
  day?: InputMaybe<Scalars['Date']['input']>;
};

export type QueryProviderArgs = {
  id: Scalars['ID']['input'];
};

export type QueryBandReportArgs = {
  contents: Array<ServiceContentBandsInput>;
  deliberateGaps?: InputMaybe<Array<BandGapInput>>;
};

export type QueryApprovedProvidersArgs = {
  serviceId: Scalars['ID']['input'];
  filter?: InputMaybe<ApprovedProviderFilter>;
  order: ApprovedProviderOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryPriceListsArgs = {
  filter?: InputMaybe<PriceListFilter>;
  order: PriceListOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryPriceListsAboveValueArgs = {
  serviceId: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryPreviewPriceListArgs = {
  input: SubmitPriceListInput;
};

export type QueryCorrectionArgs = {
  id: Scalars['ID']['input'];
};

export type QueryCorrectionsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  /** Publishes an area of services, the top of the organiser's hierarchy (palveluhierarkia), or renames it. For the organiser's administrators. */
  publishServiceArea: PublishServiceAreaPayload;
  /**
   * Says of days which class they have for this organiser, or whether they are eves. The newest word about a day holds. Of days gone
   * by only as a correction: with a reason it is proposed, and a second administrator confirms it. For the organiser's administrators.
   */
  setCalendarDays: SetCalendarDaysPayload;
  /**
   * Publishes a service or a new version of it. One that begins before today, or on the first day of another, is a correction: with a
   * reason it is proposed, and a second administrator confirms it. For the organiser's administrators.
   */
  publishService: PublishServicePayload;
  /**
   * Carries out a correction that another administrator has proposed, as its preview showed it (rules 14). Visits of its days are then
   * taken again one after another, settled ones by reversal and replacement; those that could not be recorded so are left as they are.
   */
  confirmCorrection: CorrectionPayload;
  /** Takes a proposed correction back, whoever proposed it. For the organiser's administrators. */
  withdrawCorrection: CorrectionPayload;
  /** Approves a provider for a service. For the organiser's case handlers. */
  approveProvider: ApproveProviderPayload;
  /** Withdraws an approval; visits up to and including the last day stay payable. */
  withdrawApproval: WithdrawApprovalPayload;
  /** Saves a draft of a price list, which nobody but the provider sees; drafts are checked when they are submitted. For the provider's service managers. */
  savePriceListDraft: SavePriceListDraftPayload;
  /** Submits a price list of a unit, or a draft of one, for the organiser to accept. For the provider's service managers. */
  submitPriceList: SubmitPriceListPayload;
  /**
   * Accepts a submitted price list, which thereby comes into force on its first day. One that begins before today is accepted as its
   * `effect` showed it. For the organiser's administrators.
   */
  acceptPriceList: DecidePriceListPayload;
  /** Rejects a submitted price list, and says why. For the organiser's administrators. */
  rejectPriceList: DecidePriceListPayload;
};

export type MutationPublishServiceAreaArgs = {
  input: PublishServiceAreaInput;
};

export type MutationSetCalendarDaysArgs = {
  input: SetCalendarDaysInput;
};

export type MutationPublishServiceArgs = {
  input: PublishServiceInput;
};

export type MutationConfirmCorrectionArgs = {
  input: ConfirmCorrectionInput;
};

export type MutationWithdrawCorrectionArgs = {
  input: WithdrawCorrectionInput;
};

export type MutationApproveProviderArgs = {
  input: ApproveProviderInput;
};

export type MutationWithdrawApprovalArgs = {
  input: WithdrawApprovalInput;
};

export type MutationSavePriceListDraftArgs = {
  input: SavePriceListDraftInput;
};

export type MutationSubmitPriceListArgs = {
  input: SubmitPriceListInput;
};

export type MutationAcceptPriceListArgs = {
  input: AcceptPriceListInput;
};

export type MutationRejectPriceListArgs = {
  input: RejectPriceListInput;
};

/** A wellbeing services county or municipality that organises services (palvelunjärjestäjä). */
export type Organiser = {
  id: Scalars['ID']['output'];
  names: Names;
  /** Y-tunnus. */
  businessId: Scalars['String']['output'];
  /** The day of the following month on which a month is settled (tilityspäivä), 4–8. */
  settlementDay: Scalars['Int']['output'];
  /** Visits recorded by the end of this day of the following month belong to their service month's run. */
  recordingCutOffDay: Scalars['Int']['output'];
  /** The codes of the municipalities whose people it serves, three digits each (kuntanumero), in their order; none where that is not known. */
  municipalityCodes: Array<Scalars['String']['output']>;
  areas: Array<ServiceArea>;
  services: Array<Service>;
};

/** An area of services, the top of an organiser's hierarchy (palvelualue). */
export type ServiceArea = {
  id: Scalars['ID']['output'];
  /** Unique within the organiser. */
  code: Scalars['String']['output'];
  names: Names;
  /** In the order of their codes. */
  services: Array<Service>;
};

/** How a service is arranged. */
export type ArrangementKind =
  /** Service voucher (palveluseteli). */
  | 'VOUCHER'
  /** Purchased service (ostopalvelu). */
  | 'PURCHASED'
  /** Permission procedure (lupamenettely). */
  | 'PERMISSION';

/** When the organiser's people look at a visit before it is paid. */
export type ApprovalPolicy =
  /** Approved at once unless a flag asks for a look. */
  | 'AUTOMATIC_UNLESS_FLAGGED'
  /** Each visit waits for a checker. */
  | 'ALWAYS_CHECKED';

/** What the provider may do when a client's visits of one time overlap (rules 17). */
export type OverlapPolicy =
  /** With a reason they are recorded and looked at. */
  | 'REASON_NEEDED'
  /** They are refused, whatever the reason. */
  | 'REFUSED';

/** What part of a month or week costs (rules 40). */
export type ProrationPolicy =
  /** Calendar days over the days of the month, or over 7. */
  | 'CALENDAR_DAYS'
  /** The whole period, on its first day of service. */
  | 'FULL_WHEN_STARTED'
  /** Weekdays that are no holidays, over the period's number of them. */
  | 'OPERATING_DAYS';

/** Who pays a visit that was cancelled too late or that nobody was at home for. */
export type CancellationPayer =
  /** The client, all of it. */
  | 'CLIENT'
  /** Shared as a visit would be. */
  | 'SPLIT'
  /** The organiser its ordinary share; the rest is nobody's. */
  | 'ORGANISER';

/** When a cancelled visit is billed and how (rules 29). A no-show is a cancellation without notice, and billed whatever the hours. */
export type CancellationTerms = {
  /** Notice of less elapsed hours than this is billed. With 0, a cancellation is free until the planned start. */
  noticeHours: Scalars['Int']['output'];
  /** How much of the planned time is billed. */
  billableSharePercent: Scalars['Int']['output'];
  /** At most so many minutes; null without limit. */
  maxMinutes?: Maybe<Scalars['Int']['output']>;
  payer: CancellationPayer;
  /** Whether what is billed is taken from the client's quota. */
  consumesQuota: Scalars['Boolean']['output'];
};

/** A service of an organiser (palvelu), as the version says that holds today. Before the first version holds, as that one says. */
export type Service = {
  id: Scalars['ID']['output'];
  organiser: Organiser;
  area?: Maybe<ServiceArea>;
  /** Unique within the organiser. */
  code: Scalars['String']['output'];
  names: Names;
  arrangementKind: ArrangementKind;
  approvalPolicy: ApprovalPolicy;
  /** So many of a hundred visits that no flag holds are looked at all the same (pistokoe). */
  samplePercent: Scalars['Int']['output'];
  /** Whether a provider may change a visit that was approved by itself, while its month is not locked (rules 50). */
  approvedEditable: Scalars['Boolean']['output'];
  overlapPolicy: OverlapPolicy;
  prorationPolicy: ProrationPolicy;
  /** Null: cancellations are not billed. */
  cancellationTerms?: Maybe<CancellationTerms>;
  /** A rise of a price starts at the earliest so many days after it was accepted. */
  priceNoticeDays: Scalars['Int']['output'];
  /** A fall of a value starts at the earliest so many days after it was published. */
  valueNoticeDays: Scalars['Int']['output'];
  /** After the last day of so many months from the service month, a visit needs the organiser's approval. */
  hardLimitMonths: Scalars['Int']['output'];
  /** Elapsed time over this refuses a visit. */
  maxVisitHours: Scalars['Int']['output'];
  /**
   * Time is charged by started increments of so many minutes, over the whole visit; 1 means to the minute. Minutes that are added
   * go to the visit's last content, and count against the quota like any other.
   */
  incrementMinutes: Scalars['Int']['output'];
  /** Days after the voucher's end in which its visits may still be recorded. */
  tailDays: Scalars['Int']['output'];
  contents: Array<ServiceContent>;
  /** Times of the week that no band covers, the first 200. Visits that touch them are refused. */
  gaps: Array<BandGap>;
  version: Scalars['Int']['output'];
  /** The number of the version that was published last, whether it holds already or not. */
  newestVersion: Scalars['Int']['output'];
  /** From this day on the version holds. */
  firstDay: Scalars['Date']['output'];
};

/** A billable content of a service (palvelusisältö). */
export type ServiceContent = {
  id: Scalars['ID']['output'];
  service: Service;
  /** Unique within the service: "a". */
  code: Scalars['String']['output'];
  names: Names;
  kind: ContentKind;
  unit: Unit;
  vatTreatment: VatTreatment;
  /** An accessory that may not be charged on its own. */
  includedInPrice: Scalars['Boolean']['output'];
  /** How much of an accessory a visit may have; null without limit. */
  maxPerVisit?: Maybe<Quantity>;
  /** Whether time beyond the quota may be served at the client's own cost, if they have accepted it before (lisäpalvelu). */
  extraServiceAllowed: Scalars['Boolean']['output'];
  /** Whether visits of the same client may overlap with it. */
  parallelAllowed: Scalars['Boolean']['output'];
  /** Whether several workers may serve at a time. */
  multiWorker: Scalars['Boolean']['output'];
  /** False for services that are free for the client by law: the client's share is always zero (omavastuuton). */
  deductibleAllowed: Scalars['Boolean']['output'];
  bands: Array<Band>;
};

/** What a content stands for. */
export type ContentKind =
  /** The service itself. */
  | 'SERVICE'
  /** The client's place is kept while they are away (poissaolo). */
  | 'ABSENCE'
  /** The way to the client (matka-aika). */
  | 'TRAVEL'
  /** What comes with a visit: kilometres, materials. */
  | 'ACCESSORY';

/** The class of a day. A date has one class; the eve of a holiday lies over the weekday or Saturday where a service has eve bands. */
export type DayClass =
  | 'WEEKDAY'
  | 'SATURDAY'
  | 'SUNDAY'
  /** Public holiday (arkipyhä). */
  | 'HOLIDAY'
  /** The day before a public holiday (aatto). */
  | 'HOLIDAY_EVE';

/** When a content is the one that counts: day classes and a time of day. */
export type Band = {
  dayClasses: Array<DayClass>;
  /** "06:00". */
  from: Scalars['String']['output'];
  /** "24:00" is the end of the day. */
  to: Scalars['String']['output'];
};

/** A time that no band covers. */
export type BandGap = {
  dayClass: DayClass;
  from: Scalars['String']['output'];
  to: Scalars['String']['output'];
  /** The organiser knows of it and means it. */
  deliberate: Scalars['Boolean']['output'];
};

/** Bands looked at over the whole week: the first 200 gaps and overlaps. */
export type BandReport = {
  gaps: Array<BandGap>;
  /** In the order of day classes and time. */
  overlaps: Array<BandOverlap>;
  /** How many overlaps there are beside those. */
  moreOverlaps: Scalars['Int']['output'];
};

/** A time that two bands cover. */
export type BandOverlap = {
  dayClass: DayClass;
  from: Scalars['String']['output'];
  to: Scalars['String']['output'];
  /** Codes of the contents. */
  contents: Array<Scalars['String']['output']>;
};

/** What an administrator wants to change backwards: a version of a service, or what was said of days (virheen korjaus). */
export type Correction = {
  id: Scalars['ID']['output'];
  reason: ChangeReason;
  state: ProposalState;
  /** Of which a version is corrected; null when days are. */
  service?: Maybe<Service>;
  /** Visits of this day and later ones are taken again. */
  firstDay: Scalars['Date']['output'];
  /** The last of these days; null when they go on until today. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** Null of one that was proposed before this was kept. */
  proposedBy?: Maybe<ActorName>;
  proposedAt: Scalars['DateTime']['output'];
  /** Who confirmed it or took it back; null while it waits, and when it was replaced. */
  decidedBy?: Maybe<ActorName>;
  /** When it was confirmed or taken back; null while it waits, and when it was replaced. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What would be announced, for the services that take visits again. Null once it is decided, and to everybody but the organiser's administrators. */
  change?: Maybe<Scalars['String']['output']>;
};

export type CorrectionConnection = {
  edges: Array<CorrectionEdge>;
  pageInfo: PageInfo;
};

export type CorrectionEdge = {
  cursor: Scalars['String']['output'];
  node: Correction;
};

/** A company that provides services (palveluntuottaja). */
export type Provider = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Y-tunnus. */
  businessId: Scalars['String']['output'];
  /** `first` units after the first `skip`, in the order of their names. Fewer than `first`: there are no more. */
  units: Array<ProviderUnit>;
  /**
   * What it is approved for, the newest approval first: what holds or will hold. What has ended is shown to its own people and to those of the organiser that
   * approved it.
   */
  approvals: ProviderApprovalConnection;
};

/** A company that provides services (palveluntuottaja). */
export type ProviderUnitsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** A company that provides services (palveluntuottaja). */
export type ProviderApprovalsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A unit of a provider (palveluntuottajaosa) with price lists of its own. The company itself is one, too. */
export type ProviderUnit = {
  id: Scalars['ID']['output'];
  provider: Provider;
  name: Scalars['String']['output'];
  /**
   * The unit's price lists that are or will be in force; its own people see the others, too. The newest `first` after the newest
   * `skip`, in the order of their first days. Fewer than `first`: there are no more.
   */
  priceLists: Array<PriceList>;
};

/** A unit of a provider (palveluntuottajaosa) with price lists of its own. The company itself is one, too. */
export type ProviderUnitPriceListsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** The right of a provider to serve the clients of a service (hyväksyminen). */
export type ProviderApproval = {
  id: Scalars['ID']['output'];
  provider: Provider;
  service: Service;
  contents: Array<ServiceContent>;
  firstDay: Scalars['Date']['output'];
  /** The last day that is paid; null until further notice. */
  lastDay?: Maybe<Scalars['Date']['output']>;
};

/** Which approved providers: an absent field chooses all. */
export type ApprovedProviderFilter = {
  /** Stands in the name of the provider or of one of its units, whatever the case of the letters. At most 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** The provider is approved for this content. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
};

/** Those that are alike in it come in the order in which they were approved. */
export type ApprovedProviderOrder =
  /** The newest approval first. */
  | 'APPROVED_DESC'
  /** By the provider's name, in Finnish order. */
  | 'NAME_ASC'
  /** By the lowest price that one of the provider's units asks today for `filter.contentId`, which has to be said; without a price last. */
  | 'PRICE_ASC';

export type ProviderApprovalConnection = {
  edges: Array<ProviderApprovalEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type ProviderApprovalEdge = {
  cursor: Scalars['String']['output'];
  node: ProviderApproval;
};

export type PriceListState =
  /** Only its provider sees it. */
  | 'DRAFT'
  | 'SUBMITTED'
  /** Comes into force on its first day. */
  | 'ACCEPTED'
  | 'REJECTED'
  /** Accepted, and begun. */
  | 'IN_FORCE'
  /** A later list of the same unit and service has begun, or a correction has replaced it. */
  | 'SUPERSEDED';

/** The prices of a unit for the contents of a service (hinnasto), VAT included. */
export type PriceList = {
  id: Scalars['ID']['output'];
  unit: ProviderUnit;
  service: Service;
  state: PriceListState;
  /** Raised by each change of a draft, and when the list is submitted and decided about. */
  version: Scalars['Int']['output'];
  firstDay: Scalars['Date']['output'];
  /** The day before the next accepted list of the same unit and service begins; null until there is one. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  prices: Array<Price>;
  /** Null until the organiser has decided, and for whoever acts neither for it nor for the provider. */
  decision?: Maybe<PriceListDecision>;
};

/** What an organiser has decided about a price list that was submitted to it. */
export type PriceListDecision = {
  kind: PriceListDecisionKind;
  decidedAt: Scalars['DateTime']['output'];
  /** Null of lists that were decided about before this was kept. */
  decidedBy?: Maybe<ActorName>;
  /** Why it was rejected. Null of one that was accepted, or rejected before reasons were kept. */
  reason?: Maybe<Scalars['String']['output']>;
};

export type PriceListDecisionKind =
  | 'ACCEPTED'
  | 'REJECTED';

/** Which price lists: an absent field chooses all. What a reader may not see is in no list, whatever they ask for. */
export type PriceListFilter = {
  /** As they stand today. */
  states?: InputMaybe<Array<PriceListState>>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  providerId?: InputMaybe<Scalars['ID']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** Begin on this day or later. */
  firstDayFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Begin on this day or earlier. */
  firstDayTo?: InputMaybe<Scalars['Date']['input']>;
};

/** Those that are alike in it come in the order in which they were made. */
export type PriceListOrder =
  /** The newest first. */
  | 'MADE_DESC'
  /** Those that begin first come first. */
  | 'FIRST_DAY_ASC';

export type PriceListConnection = {
  edges: Array<PriceListEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type PriceListEdge = {
  cursor: Scalars['String']['output'];
  node: PriceList;
};

/** The price of one unit of a content. */
export type Price = {
  content: ServiceContent;
  price: Scalars['Euro']['output'];
  /**
   * The first day of the list on which the value of what is free for the client by law is below the price, so that the value is paid
   * instead (rules 3). Null: on none.
   */
  aboveValueFrom?: Maybe<Scalars['Date']['output']>;
};

export type PublishServiceAreaInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** At most 50 characters. */
  code: Scalars['String']['input'];
  names: NamesInput;
};

/** Exactly one of the two is null. */
export type PublishServiceAreaPayload = {
  area?: Maybe<ServiceArea>;
  refusal?: Maybe<Refusal>;
};

export type SetCalendarDaysInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** Today or later, unless a reason is given. At most 400 of them. */
  days: Array<CalendarDayInput>;
  /** With it nothing is set: a correction is proposed. */
  reason?: InputMaybe<ChangeReason>;
};

export type CalendarDayInput = {
  day: Scalars['Date']['input'];
  /** WEEKDAY, SATURDAY, SUNDAY or HOLIDAY; absent: as the calendar has it. */
  dayClass?: InputMaybe<DayClass>;
  /** Absent: as the calendar has it. */
  holidayEve?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Exactly one of the three is there. */
export type SetCalendarDaysPayload = {
  organiser?: Maybe<Organiser>;
  correction?: Maybe<Correction>;
  /**
   * The work that takes the visits of days which had begun again, as it was asked for: always WAITING here, and followed by `bookingsJob(id)`. Null where no
   * delivered visit is touched.
   */
  job?: Maybe<Job>;
  refusal?: Maybe<Refusal>;
};

export type ConfirmCorrectionInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  correctionId: Scalars['ID']['input'];
  /** Of the preview that is to be carried out; if anything has changed since, it is refused as STALE_PREVIEW. At most 64 characters. */
  previewId: Scalars['ID']['input'];
};

export type WithdrawCorrectionInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  correctionId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type CorrectionPayload = {
  correction?: Maybe<Correction>;
  /**
   * The work that takes the visits of days which had begun again, as it was asked for: always WAITING here, and followed by `bookingsJob(id)`. Null where no
   * delivered visit is touched.
   */
  job?: Maybe<Job>;
  refusal?: Maybe<Refusal>;
};

export type ServiceContentBandsInput = {
  /** At most 50 characters. */
  code: Scalars['String']['input'];
  /** At most 50 of them. */
  bands: Array<BandInput>;
};

export type BandGapInput = {
  dayClass: DayClass;
  /** At most 5 characters. */
  from: Scalars['String']['input'];
  /** At most 5 characters. */
  to: Scalars['String']['input'];
};

export type CancellationTermsInput = {
  /** 0 to 8784. */
  noticeHours: Scalars['Int']['input'];
  /** 1 to 100. */
  billableSharePercent: Scalars['Int']['input'];
  /** Absent: no limit. 1 to 527040. */
  maxMinutes?: InputMaybe<Scalars['Int']['input']>;
  payer: CancellationPayer;
  consumesQuota: Scalars['Boolean']['input'];
};

export type PublishServiceInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** At most 50 characters. */
  code: Scalars['String']['input'];
  names: NamesInput;
  /** Absent: VOUCHER. */
  arrangementKind?: InputMaybe<ArrangementKind>;
  /** Absent: none. */
  areaId?: InputMaybe<Scalars['ID']['input']>;
  /** Absent: AUTOMATIC_UNLESS_FLAGGED. */
  approvalPolicy?: InputMaybe<ApprovalPolicy>;
  /** Absent: 0. 0 to 100, or INVALID_RANGE. */
  samplePercent?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: true. */
  approvedEditable?: InputMaybe<Scalars['Boolean']['input']>;
  /** Absent: REASON_NEEDED. */
  overlapPolicy?: InputMaybe<OverlapPolicy>;
  /** Absent: CALENDAR_DAYS. */
  prorationPolicy?: InputMaybe<ProrationPolicy>;
  /** Absent: cancellations are not billed. */
  cancellationTerms?: InputMaybe<CancellationTermsInput>;
  /** Absent: 30. 0 to 3660. */
  priceNoticeDays?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: 30. 0 to 3660. */
  valueNoticeDays?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: 3. 0 to 120. */
  hardLimitMonths?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: 24. 1 to 8784. */
  maxVisitHours?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: 1, to the minute. 1 to 1440. */
  incrementMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: 30. 0 to 3660. */
  tailDays?: InputMaybe<Scalars['Int']['input']>;
  firstDay: Scalars['Date']['input'];
  /** At most 50 of them. */
  contents: Array<ServiceContentInput>;
  /** Times that no band covers on purpose. At most 100 of them. */
  deliberateGaps?: InputMaybe<Array<BandGapInput>>;
  /** With it nothing is published: a correction is proposed. */
  reason?: InputMaybe<ChangeReason>;
  /** The newest version of the service that was seen (`Service.newestVersion`); it is refused as STALE when there is a newer one. Absent: whichever there is. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type ServiceContentInput = {
  /** At most 50 characters. */
  code: Scalars['String']['input'];
  names: NamesInput;
  /** Absent: SERVICE. */
  kind?: InputMaybe<ContentKind>;
  /** Absent: HOUR. */
  unit?: InputMaybe<Unit>;
  /** Absent: EXEMPT. */
  vatTreatment?: InputMaybe<VatTreatment>;
  /** Absent: false. Only for accessories and travel. */
  includedInPrice?: InputMaybe<Scalars['Boolean']['input']>;
  /** In units: "40" kilometres. Absent: no limit. Only for accessories and travel. At most 20 characters. */
  maxPerVisit?: InputMaybe<Scalars['String']['input']>;
  /** Absent: the same as deductibleAllowed. */
  extraServiceAllowed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Absent: false. */
  parallelAllowed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Absent: false. */
  multiWorker?: InputMaybe<Scalars['Boolean']['input']>;
  deductibleAllowed: Scalars['Boolean']['input'];
  /** At most 50 of them. */
  bands: Array<BandInput>;
};

export type BandInput = {
  dayClasses: Array<DayClass>;
  /** "06:00". At most 5 characters. */
  from: Scalars['String']['input'];
  /** "24:00" is the end of the day. At most 5 characters. */
  to: Scalars['String']['input'];
};

/** Exactly one of the three is there. */
export type PublishServicePayload = {
  service?: Maybe<Service>;
  correction?: Maybe<Correction>;
  /**
   * The work that takes the visits of days which had begun again, as it was asked for: always WAITING here, and followed by `bookingsJob(id)`. Null where no
   * delivered visit is touched.
   */
  job?: Maybe<Job>;
  refusal?: Maybe<Refusal>;
};

export type ApproveProviderInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  providerId: Scalars['ID']['input'];
  serviceId: Scalars['ID']['input'];
  /** Absent: all contents of the service. At most 50 of them. */
  contentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  firstDay: Scalars['Date']['input'];
  lastDay?: InputMaybe<Scalars['Date']['input']>;
};

/** Exactly one of the two is null. */
export type ApproveProviderPayload = {
  approval?: Maybe<ProviderApproval>;
  refusal?: Maybe<Refusal>;
};

export type WithdrawApprovalInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  approvalId: Scalars['ID']['input'];
  /** The last day that is paid; today or later. */
  lastDay: Scalars['Date']['input'];
};

/** Exactly one of the two is null. */
export type WithdrawApprovalPayload = {
  approval?: Maybe<ProviderApproval>;
  refusal?: Maybe<Refusal>;
};

export type SavePriceListDraftInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** Absent: a new draft. */
  priceListId?: InputMaybe<Scalars['ID']['input']>;
  unitId: Scalars['ID']['input'];
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  /** At most 200 of them. */
  prices: Array<PriceInput>;
  /** The version of the draft that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type SavePriceListDraftPayload = {
  priceList?: Maybe<PriceList>;
  refusal?: Maybe<Refusal>;
};

export type SubmitPriceListInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The draft that this was; it is submitted with what is given here. */
  priceListId?: InputMaybe<Scalars['ID']['input']>;
  unitId: Scalars['ID']['input'];
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  /** At most 200 of them. */
  prices: Array<PriceInput>;
  /** Needed for a list that begins before today and raises a price, or leaves one out (rules 14). */
  reason?: InputMaybe<ChangeReason>;
  /** The version of the draft that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type PriceInput = {
  contentId: Scalars['ID']['input'];
  price: Scalars['Euro']['input'];
};

/** Exactly one of the two is null. */
export type SubmitPriceListPayload = {
  priceList?: Maybe<PriceList>;
  refusal?: Maybe<Refusal>;
};

/** The preview is null where no list could be written at all. Both are there where the list would be refused by its days or prices. */
export type PriceListPreviewPayload = {
  preview?: Maybe<PriceListPreview>;
  /** As submitPriceList would give it. */
  refusal?: Maybe<Refusal>;
};

export type PriceListPreview = {
  /** The first day from which a price may rise that is submitted today; null where the service has no version on the first day of the list. */
  earliestRise?: Maybe<Scalars['Date']['output']>;
  /** In the order of the list, then what it leaves out of the list before. */
  changes: Array<PriceChange>;
};

/** What a list changes of one content. Prices and shares are of one unit; shares are by the service's value of the first day of the list. */
export type PriceChange = {
  content?: Maybe<ServiceContent>;
  /** What the unit asks until then; null of a first price. */
  oldPrice?: Maybe<Scalars['Euro']['output']>;
  /** Null of what the list leaves out: no visit of it can be recorded any more. */
  newPrice?: Maybe<Scalars['Euro']['output']>;
  /** Null where there is no price, or nobody has said yet what the unit is worth. */
  oldClientShare?: Maybe<Scalars['Euro']['output']>;
  newClientShare?: Maybe<Scalars['Euro']['output']>;
};

export type AcceptPriceListInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  priceListId: Scalars['ID']['input'];
  /** Of the list's `effect`; needed for a list that begins before today. If anything has changed since, it is refused as STALE_PREVIEW. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

export type RejectPriceListInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  priceListId: Scalars['ID']['input'];
  /** For the provider, who reads it with the list's `decision`. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type DecidePriceListPayload = {
  priceList?: Maybe<PriceList>;
  /**
   * The work that takes the visits of days which had begun again, as it was asked for: always WAITING here, and followed by `bookingsJob(id)`. Null where no
   * delivered visit is touched.
   */
  job?: Maybe<Job>;
  refusal?: Maybe<Refusal>;
};

export type User = {
  id: Scalars['ID']['output'];
};

export type _Entity = Correction | Organiser | PriceList | Provider | ProviderApproval | ProviderUnit | Service | ServiceArea | ServiceContent | User;
