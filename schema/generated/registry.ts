// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An exact amount of euros with two decimals, as text: "38.50". Never a floating-point number. */
  Euro: { input: bigint; output: bigint; }
  /** A Finnish calendar day, YYYY-MM-DD. Validities include both of their days. */
  Date: { input: Temporal.PlainDate; output: Temporal.PlainDate; }
  /** An instant with its offset (RFC 3339). Answers are in UTC with milliseconds. */
  DateTime: { input: Temporal.Instant; output: Temporal.Instant; }
  /** A calendar month, YYYY-MM. */
  Month: { input: Temporal.PlainYearMonth; output: Temporal.PlainYearMonth; }
  link__Import: { input: unknown; output: unknown; }
  federation__FieldSet: { input: unknown; output: unknown; }
  federation__Scope: { input: unknown; output: unknown; }
  federation__Policy: { input: unknown; output: unknown; }
  federation__ContextFieldValue: { input: unknown; output: unknown; }
  _Any: { input: unknown; output: unknown; }
};

/** The languages that people read Seteli in. */
export type Language =
  | 'FI'
  | 'SV'
  | 'EN';

/** What a service is measured in (yksikkö). */
export type Unit =
  /** Hour; kept and priced as whole minutes. */
  | 'HOUR'
  /** Visit (käynti, kerta). */
  | 'VISIT'
  /** Day (vuorokausi). */
  | 'DAY'
  /** Week; calendar days over 7. */
  | 'WEEK'
  /** Month; calendar days over the days of that month. */
  | 'MONTH'
  /** Piece (kappale). */
  | 'PIECE'
  /** Procedure (toimenpide). */
  | 'PROCEDURE'
  /** Kilometre. */
  | 'KILOMETRE'
  /** Euro, for what is accounted at its own price. */
  | 'EURO';

/** How much of something. */
export type Quantity = {
  unit: Unit;
  /** The amount as people read it, in units: "2.5" hours. */
  amount: Scalars['String']['output'];
  /** The same in whole minutes; null unless the unit is HOUR. */
  minutes?: Maybe<Scalars['Int']['output']>;
};

/** A name in the languages of the service. */
export type Names = {
  fi: Scalars['String']['output'];
  sv: Scalars['String']['output'];
  en: Scalars['String']['output'];
};

/** A name in the languages of the service. */
export type NamesInput = {
  fi: Scalars['String']['input'];
  sv: Scalars['String']['input'];
  en: Scalars['String']['input'];
};

/** Where a page of a connection ends (Relay cursor connections). */
export type PageInfo = {
  hasNextPage: Scalars['Boolean']['output'];
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** Why something that a person wanted could not be done. Nothing has changed when a refusal is answered. */
export type Refusal = {
  code: RefusalCode;
  /** A sentence for the person, in the wanted language. */
  message: Scalars['String']['output'];
  /** Where in the input the obstacle lies: ["visits", "3", "end"]. */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** What would still have fitted, when something did not suffice. */
  remaining?: Maybe<Quantity>;
};


/** Why something that a person wanted could not be done. Nothing has changed when a refusal is answered. */
export type RefusalMessageArgs = {
  language: Language;
};

/** The names of refusals. When several hold, the first in this order is answered. */
export type RefusalCode =
  /** The same idempotency key was used before with another input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The thing does not exist, or is not yours to see. */
  | 'NOT_FOUND'
  /** This part of the system has not yet heard of something that another part announced. Try again in a moment. */
  | 'NOT_YET_KNOWN'
  /** The same external id was used before for another visit. */
  | 'EXTERNAL_ID_CONFLICT'
  /** The end is not after the start. */
  | 'EMPTY_VISIT'
  /** The visit is longer than the service allows. */
  | 'VISIT_TOO_LONG'
  /** The visit has not ended yet. */
  | 'IN_FUTURE'
  /** The same voucher, start and end have been recorded already. */
  | 'DUPLICATE'
  /** A part of it lies outside the validity of the voucher, the booking, the approval or the service. */
  | 'OUTSIDE_VALIDITY'
  /** A part of the visit lies in a time that no content of the service covers. */
  | 'NO_BAND'
  /** The voucher does not grant the content. */
  | 'CONTENT_NOT_GRANTED'
  /** The provider is not approved for the content, or the booking does not cover it. */
  | 'NOT_APPROVED'
  /** The unit has no price for the content on that day. */
  | 'NO_PRICE'
  /** The time for recording has passed. */
  | 'TOO_LATE'
  /** The client has another visit at that time; give a reason. */
  | 'OVERLAP'
  /** The voucher's quantity does not suffice. */
  | 'QUOTA_EXCEEDED'
  /** The visit or its month has been settled; only a correction can change it. */
  | 'SETTLED'
  /** The state of the thing does not allow this. */
  | 'WRONG_STATE'
  /** Both consents of the client are needed. */
  | 'CONSENT_MISSING'
  /** The price is above the value of a service that is free for the client. */
  | 'PRICE_EXCEEDS_CAP'
  /** Bands of the service overlap. */
  | 'BANDS_OVERLAP'
  /** A range ends before it starts, or a time of day does not exist. */
  | 'INVALID_RANGE'
  /** The input names a content that the service does not have. */
  | 'UNKNOWN_CONTENT'
  /** There is a version for that day already. */
  | 'VERSION_EXISTS'
  /** The number is in use. */
  | 'NUMBER_TAKEN'
  /** A content is granted twice. */
  | 'CONTENT_GRANTED_TWICE'
  /** The amount must be more than zero. */
  | 'AMOUNT_NOT_POSITIVE'
  /** A reason is needed. */
  | 'REASON_MISSING'
  /** The settlement day of the month has not come. */
  | 'TOO_EARLY'
  /** An earlier month has not been locked. */
  | 'EARLIER_MONTH_OPEN'
  /** Settlement has not yet heard everything that bookings announced. Try again in a moment. */
  | 'BEHIND'
  /** Events of this organiser wait for an operator's decision. */
  | 'EVENTS_PARKED'
  /** A second person has to do this. */
  | 'SECOND_PERSON_NEEDED'
  /** The business id is not valid. */
  | 'INVALID_BUSINESS_ID'
  /** The bank account number is not valid. */
  | 'INVALID_IBAN';

export type Query = {
  /** An organiser by its id. */
  organiser?: Maybe<Organiser>;
  /** The services of an organiser, in the order of their codes. */
  services: Array<Service>;
  /** A service by its id, as it stands on a day; today unless given. */
  service?: Maybe<Service>;
  /** A provider by its id. */
  provider?: Maybe<Provider>;
  /** The approved providers of a service with their prices: the public list that the law asks for (laki 569/2009 4 §). */
  approvedProviders: ProviderApprovalConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};


export type QueryOrganiserArgs = {
  id: Scalars['ID']['input'];
};


export type QueryServicesArgs = {
  organiserId: Scalars['ID']['input'];
};


export type QueryServiceArgs = {
  id: Scalars['ID']['input'];
  day?: InputMaybe<Scalars['Date']['input']>;
};


export type QueryProviderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryApprovedProvidersArgs = {
  serviceId: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type Query_EntitiesArgs = {
  representations: Array<Scalars['_Any']['input']>;
};

export type Mutation = {
  /** Publishes a service or a new version of it. For the organiser's administrators. */
  publishService: PublishServicePayload;
  /** Approves a provider for a service. For the organiser's case handlers. */
  approveProvider: ApproveProviderPayload;
  /** Withdraws an approval; visits up to and including the last day stay payable. */
  withdrawApproval: WithdrawApprovalPayload;
  /** Submits a price list of a unit for the organiser to accept. For the provider's service managers. */
  submitPriceList: SubmitPriceListPayload;
  /** Accepts a submitted price list, which thereby comes into force on its first day. For the organiser's administrators. */
  acceptPriceList: DecidePriceListPayload;
  /** Rejects a submitted price list. For the organiser's administrators. */
  rejectPriceList: DecidePriceListPayload;
};


export type MutationPublishServiceArgs = {
  input: PublishServiceInput;
};


export type MutationApproveProviderArgs = {
  input: ApproveProviderInput;
};


export type MutationWithdrawApprovalArgs = {
  input: WithdrawApprovalInput;
};


export type MutationSubmitPriceListArgs = {
  input: SubmitPriceListInput;
};


export type MutationAcceptPriceListArgs = {
  input: DecidePriceListInput;
};


export type MutationRejectPriceListArgs = {
  input: DecidePriceListInput;
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

/** A service of an organiser (palvelu), as the version says that holds today. Before the first version holds, as that one says. */
export type Service = {
  id: Scalars['ID']['output'];
  organiser: Organiser;
  /** Unique within the organiser. */
  code: Scalars['String']['output'];
  names: Names;
  arrangementKind: ArrangementKind;
  approvalPolicy: ApprovalPolicy;
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
  /** Times of the week that no band covers. Visits that touch them are refused. */
  gaps: Array<BandGap>;
  version: Scalars['Int']['output'];
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
  unit: Unit;
  /** False for services that are free for the client by law: the client's share is always zero (omavastuuton). */
  deductibleAllowed: Scalars['Boolean']['output'];
  bands: Array<Band>;
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
};

/** A company that provides services (palveluntuottaja). */
export type Provider = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** Y-tunnus. */
  businessId: Scalars['String']['output'];
  units: Array<ProviderUnit>;
};

/** A unit of a provider (palveluntuottajaosa) with price lists of its own. The company itself is one, too. */
export type ProviderUnit = {
  id: Scalars['ID']['output'];
  provider: Provider;
  name: Scalars['String']['output'];
  /** The unit's price lists that are or will be in force; its own people see the others, too. */
  priceLists: Array<PriceList>;
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

export type ProviderApprovalConnection = {
  edges: Array<ProviderApprovalEdge>;
  pageInfo: PageInfo;
};

export type ProviderApprovalEdge = {
  cursor: Scalars['String']['output'];
  node: ProviderApproval;
};

export type PriceListState =
  | 'SUBMITTED'
  /** In force from its first day until a later list of the same unit and service. */
  | 'ACCEPTED'
  | 'REJECTED';

/** The prices of a unit for the contents of a service (hinnasto), VAT included. */
export type PriceList = {
  id: Scalars['ID']['output'];
  unit: ProviderUnit;
  service: Service;
  state: PriceListState;
  firstDay: Scalars['Date']['output'];
  prices: Array<Price>;
};

/** The price of one unit of a content. */
export type Price = {
  content: ServiceContent;
  price: Scalars['Euro']['output'];
};

export type PublishServiceInput = {
  code: Scalars['String']['input'];
  names: NamesInput;
  /** Absent: VOUCHER. */
  arrangementKind?: InputMaybe<ArrangementKind>;
  /** Absent: AUTOMATIC_UNLESS_FLAGGED. */
  approvalPolicy?: InputMaybe<ApprovalPolicy>;
  /** Absent: 24. */
  maxVisitHours?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: 1, to the minute. */
  incrementMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: 30. */
  tailDays?: InputMaybe<Scalars['Int']['input']>;
  firstDay: Scalars['Date']['input'];
  contents: Array<ServiceContentInput>;
};

export type ServiceContentInput = {
  code: Scalars['String']['input'];
  names: NamesInput;
  /** Absent: HOUR. */
  unit?: InputMaybe<Unit>;
  deductibleAllowed: Scalars['Boolean']['input'];
  bands: Array<BandInput>;
};

export type BandInput = {
  dayClasses: Array<DayClass>;
  /** "06:00". */
  from: Scalars['String']['input'];
  /** "24:00" is the end of the day. */
  to: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type PublishServicePayload = {
  service?: Maybe<Service>;
  refusal?: Maybe<Refusal>;
};

export type ApproveProviderInput = {
  providerId: Scalars['ID']['input'];
  serviceId: Scalars['ID']['input'];
  /** Absent: all contents of the service. */
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
  approvalId: Scalars['ID']['input'];
  /** The last day that is paid; today or later. */
  lastDay: Scalars['Date']['input'];
};

/** Exactly one of the two is null. */
export type WithdrawApprovalPayload = {
  approval?: Maybe<ProviderApproval>;
  refusal?: Maybe<Refusal>;
};

export type SubmitPriceListInput = {
  unitId: Scalars['ID']['input'];
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  prices: Array<PriceInput>;
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

export type DecidePriceListInput = {
  priceListId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type DecidePriceListPayload = {
  priceList?: Maybe<PriceList>;
  refusal?: Maybe<Refusal>;
};

export type Link__Purpose =
  /** `SECURITY` features provide metadata necessary to securely resolve fields. */
  | 'SECURITY'
  /** `EXECUTION` features provide metadata necessary for operation execution. */
  | 'EXECUTION';

export type _Service = {
  sdl?: Maybe<Scalars['String']['output']>;
};

export type _Entity = Organiser | PriceList | Provider | ProviderApproval | ProviderUnit | Service | ServiceContent;
