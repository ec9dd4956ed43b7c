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
  /**
   * A voucher by the number that the client gives. A provider gets it only if the voucher exists, the provider is approved
   * for one of its contents and the user's service team covers its service; otherwise null, whatever the reason.
   */
  voucherByNumber?: Maybe<Voucher>;
  /** A voucher by its id, for those who may see it. */
  voucher?: Maybe<Voucher>;
  /** The vouchers of the acting organiser, or of the acting person, newest first. */
  vouchers: VoucherConnection;
  /** What the organiser pays at most for a unit of each content of a service on a day. */
  unitValues: Array<UnitValue>;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};


export type QueryVoucherByNumberArgs = {
  voucherNumber: Scalars['String']['input'];
};


export type QueryVoucherArgs = {
  id: Scalars['ID']['input'];
};


export type QueryVouchersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryUnitValuesArgs = {
  serviceId: Scalars['ID']['input'];
  day: Scalars['Date']['input'];
};


export type Query_EntitiesArgs = {
  representations: Array<Scalars['_Any']['input']>;
};

export type Mutation = {
  /** Publishes the values of a service's contents from a day on. For the organiser's administrators. */
  publishValues: PublishValuesPayload;
  /** Grants a voucher. For the organiser's granters. */
  grantVoucher: GrantVoucherPayload;
  /** Ends a voucher: visits up to and including the last day stay payable. For the organiser's granters. */
  revokeVoucher: RevokeVoucherPayload;
};


export type MutationPublishValuesArgs = {
  input: PublishValuesInput;
};


export type MutationGrantVoucherArgs = {
  input: GrantVoucherInput;
};


export type MutationRevokeVoucherArgs = {
  input: RevokeVoucherInput;
};

/** A commitment to pay for a service up to a value (palveluseteli). */
export type Voucher = {
  id: Scalars['ID']['output'];
  /** The number that the client hands to the provider: H0800000015002. */
  voucherNumber: Scalars['String']['output'];
  organiser?: Maybe<Organiser>;
  service?: Maybe<Service>;
  state: VoucherState;
  firstDay: Scalars['Date']['output'];
  lastDay: Scalars['Date']['output'];
  /** Who the client is, as far as a provider needs to know. For whoever may see the voucher. */
  clientCard: ClientCard;
  /** The person. For the organiser and the person himself; null for a provider. */
  client?: Maybe<Person>;
  entitlements: Array<QuantityEntitlement>;
  /** The contents that the acting provider may serve today; for all others every granted content. */
  contents?: Maybe<Array<ServiceContent>>;
};

export type VoucherState =
  /** Usable within its validity. */
  | 'ACTIVE'
  /** Its last day was brought forward by the organiser. */
  | 'REVOKED';

export type VoucherConnection = {
  edges: Array<VoucherEdge>;
  pageInfo: PageInfo;
};

export type VoucherEdge = {
  cursor: Scalars['String']['output'];
  node: Voucher;
};

/** The client as a provider sees him. */
export type ClientCard = {
  name: Scalars['String']['output'];
  /** Null when the address is protected or not known (osoitetietoja ei saatavilla). */
  streetAddress?: Maybe<Scalars['String']['output']>;
  postalCode?: Maybe<Scalars['String']['output']>;
  municipality: Scalars['String']['output'];
  phone?: Maybe<Scalars['String']['output']>;
  email?: Maybe<Scalars['String']['output']>;
};

/** How often a quantity is given anew. */
export type Recurrence =
  /** Once for the whole validity. */
  | 'ONCE'
  | 'DAY'
  /** ISO week, Monday to Sunday. */
  | 'WEEK'
  /** Calendar month. */
  | 'MONTH'
  /** Calendar year. */
  | 'YEAR';

/** Units of some contents that the client may use (ostovoima). One hour of any of the contents takes one hour. */
export type QuantityEntitlement = {
  id: Scalars['ID']['output'];
  contents?: Maybe<Array<ServiceContent>>;
  quantity: Quantity;
  recurrence: Recurrence;
  /** What is left in the period that holds the day; null outside the validity. */
  remaining?: Maybe<Quantity>;
};


/** Units of some contents that the client may use (ostovoima). One hour of any of the contents takes one hour. */
export type QuantityEntitlementRemainingArgs = {
  day: Scalars['Date']['input'];
};

/** What the organiser pays at most for a unit of a content. */
export type UnitValue = {
  content?: Maybe<ServiceContent>;
  value: Scalars['Euro']['output'];
  firstDay: Scalars['Date']['output'];
};

export type Organiser = {
  id: Scalars['ID']['output'];
};

export type Service = {
  id: Scalars['ID']['output'];
};

export type ServiceContent = {
  id: Scalars['ID']['output'];
};

export type Person = {
  id: Scalars['ID']['output'];
};

export type PublishValuesInput = {
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  values: Array<UnitValueInput>;
};

export type UnitValueInput = {
  contentId: Scalars['ID']['input'];
  value: Scalars['Euro']['input'];
};

/** Exactly one of the two is null. */
export type PublishValuesPayload = {
  unitValues?: Maybe<Array<UnitValue>>;
  refusal?: Maybe<Refusal>;
};

export type GrantVoucherInput = {
  idempotencyKey: Scalars['String']['input'];
  personId: Scalars['ID']['input'];
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  lastDay: Scalars['Date']['input'];
  /** Absent: the next number of the organiser. */
  voucherNumber?: InputMaybe<Scalars['String']['input']>;
  clientCard: ClientCardInput;
  entitlements: Array<QuantityEntitlementInput>;
};

export type ClientCardInput = {
  name: Scalars['String']['input'];
  /** Left out when it is protected or not known. */
  streetAddress?: InputMaybe<Scalars['String']['input']>;
  postalCode?: InputMaybe<Scalars['String']['input']>;
  municipality: Scalars['String']['input'];
  phone?: InputMaybe<Scalars['String']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
};

export type QuantityEntitlementInput = {
  contentIds: Array<Scalars['ID']['input']>;
  /** Whole minutes per period, for contents in hours. */
  minutes: Scalars['Int']['input'];
  recurrence: Recurrence;
};

/** Exactly one of the two is null. */
export type GrantVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type RevokeVoucherInput = {
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** The last day that is paid; today or later. */
  lastDay: Scalars['Date']['input'];
};

/** Exactly one of the two is null. */
export type RevokeVoucherPayload = {
  voucher?: Maybe<Voucher>;
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

export type _Entity = Organiser | Person | Service | ServiceContent | Voucher;
