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
  /**
   * An exact amount of euros with two decimals, as text: "38.50". Never a floating-point number. What is given lies between -1000000.00 and 1000000.00;
   * what is answered may be a sum, and more.
   */
  Euro: { input: bigint; output: bigint; }
  /** A Finnish calendar day of the years 1900 to 2199, YYYY-MM-DD. Validities include both of their days. */
  Date: { input: Temporal.PlainDate; output: Temporal.PlainDate; }
  /** An instant of the years 1900 to 2199 with its offset (RFC 3339). Answers are in UTC with milliseconds. */
  DateTime: { input: Temporal.Instant; output: Temporal.Instant; }
  /** A calendar month of the years 1900 to 2199, YYYY-MM. */
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

/** What a service is measured in (yksikkö). A quantity that is given is less than a million units. */
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
  /** The same in whole minutes; null unless the unit is HOUR, and where a sum is more than an Int holds (35 million hours). */
  minutes?: Maybe<Scalars['Int']['output']>;
};

/** How a content is taxed (ALV). The rate is the law's on the day of service. */
export type VatTreatment =
  /** Free of tax: social welfare and health care (AVL 34 §, 37 §). */
  | 'EXEMPT'
  /** General rate. */
  | 'STANDARD'
  /** First reduced rate: meals, for example. */
  | 'REDUCED'
  /** Second reduced rate. */
  | 'LOW';

/** A name in the languages of the service. */
export type Names = {
  fi: Scalars['String']['output'];
  sv: Scalars['String']['output'];
  en: Scalars['String']['output'];
};

/** A name in the languages of the service. */
export type NamesInput = {
  /** At most 200 characters. */
  fi: Scalars['String']['input'];
  /** At most 200 characters. */
  sv: Scalars['String']['input'];
  /** At most 200 characters. */
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

/** A rule that made a line what it is. */
export type AppliedRule = {
  code: RuleCode;
  /** A sentence for the client, the provider and the auditor, in the wanted language. */
  text: Scalars['String']['output'];
};


/** A rule that made a line what it is. */
export type AppliedRuleTextArgs = {
  language: Language;
};

/** The rules that a line of a visit may rest on. */
export type RuleCode =
  /** The band of the time of day and the class of the day names the content. */
  | 'BAND'
  /** The day is a public holiday, so its bands hold. */
  | 'HOLIDAY'
  /** The organiser has given the day a class of its own. */
  | 'OWN_DAY'
  /** The eve of a holiday lies over the ordinary day where the service has an eve band. */
  | 'HOLIDAY_EVE'
  /** What is not paid by the hour belongs wholly to the day and band of its start. */
  | 'NOT_CUT'
  /** Time is charged by started increments; the added minutes belong to the last content. */
  | 'STARTED_INCREMENTS'
  /** The time is multiplied by the workers. */
  | 'WORKERS'
  /** A part of a month or week costs its days over the days of the period. */
  | 'PRORATION'
  /** A month or week costs the whole when it has begun. */
  | 'FULL_WHEN_STARTED'
  /** The time of a late cancellation or no-show that the terms bill. */
  | 'CANCELLATION'
  /** An accessory of the visit. */
  | 'ACCESSORY'
  /** The price of the unit's list that holds on the day. */
  | 'LIST_PRICE'
  /** The price that the order for the purchased service has of its own. */
  | 'ORDER_PRICE'
  /** The client is charged nothing, so the price is at most the value. */
  | 'FREE_BY_LAW'
  /** The organiser pays the contract price; the client pays nothing. */
  | 'CONTRACT_PRICE'
  /** The value of the organiser's table that holds on the day. */
  | 'TABLE_VALUE'
  /** The value of the client's own decision. */
  | 'OWN_VALUE'
  /** The organiser pays at most the value; the client pays the rest. */
  | 'VALUE_CAPS'
  /** The price is not above the value, so the organiser pays the price. */
  | 'PRICE_WITHIN_VALUE'
  /** The balance paid what was left of it; the client pays the rest. */
  | 'BALANCE'
  /** Beyond the quota: the client's own cost, as he has accepted. */
  | 'EXTRA_SERVICE'
  /** The cents of a visit are dealt out cumulatively, so that cutting it changes no sum. */
  | 'CUMULATIVE_ROUNDING';

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
  /** The content is recorded with its start and end, or not with them; or its quantity cannot be that. */
  | 'WRONG_QUANTITY'
  /** The content is included in the price of the service, or more of it than one visit may have. */
  | 'EXTRA_NOT_ALLOWED'
  /** The content is not served by several workers at a time. */
  | 'NOT_MULTI_WORKER'
  /** Cancelled in time, or the service bills no cancellations: there is nothing to record. */
  | 'NOTHING_BILLABLE'
  /** The time for recording has passed. */
  | 'TOO_LATE'
  /** The client has another visit at that time; give a reason. */
  | 'OVERLAP'
  /** The day has been recorded for this client already, by this provider or another. */
  | 'DAY_ALREADY_RECORDED'
  /** The voucher's quantity does not suffice. */
  | 'QUOTA_EXCEEDED'
  /** The voucher's balance does not suffice for a service that is free for the client by law. */
  | 'BALANCE_EXCEEDED'
  /** The visit or its month has been settled; only a correction can change it. */
  | 'SETTLED'
  /** The state of the thing does not allow this. */
  | 'WRONG_STATE'
  /** Both consents of the client are needed. */
  | 'CONSENT_MISSING'
  /** The price is above the value of a service that is free for the client. */
  | 'PRICE_EXCEEDS_CAP'
  /** A service that is free for the client by law may not be granted at less than its value. */
  | 'VALUE_BELOW_CAP'
  /** The client may not be charged for a service that is free for him by law. */
  | 'FREE_BY_LAW'
  /** The organiser has published no value for the content. */
  | 'NO_VALUE'
  /** The change starts before the notice that the service promises has passed. */
  | 'NOTICE_TOO_SHORT'
  /** Less than what delivered visits have already taken. */
  | 'BELOW_USED'
  /** The change concerns more delivered visits than can be changed at once, which is said as `remaining`: begin on a later day, and change the days before it afterwards. */
  | 'TOO_MANY_VISITS'
  /** What the preview showed has changed since; look at it again. */
  | 'STALE_PREVIEW'
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
  /** A visit comes to more than 1000000.00 euros or a million units of a content, or a value of a unit to more than 1000000.00 euros. */
  | 'AMOUNT_TOO_LARGE'
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
  | 'INVALID_IBAN'
  /** Of the name of an account's holder nothing is left in the letters that banks take in payments (SEPA: A–Z, digits and few signs). */
  | 'NAME_UNFIT_FOR_PAYMENT'
  /** There are as many of these already as there can be: change or end one of them. */
  | 'LIMIT_REACHED';

/** Why a change to a client's loss may begin before today (rules 14). A second person is then needed. */
export type ChangeReason =
  /** What was published or decided was not what was meant. */
  | 'CORRECTION_OF_ERROR';

export type Query = {
  /** Who is asking, and for whom he acts. */
  me: Me;
  /** The users of the acting organisation. For its administrators. */
  users: UserConnection;
  /** The first so many service teams of the acting organisation, in the order of their names; an organisation has 200 at most. For its administrators. */
  serviceTeams: Array<ServiceTeam>;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};


export type QueryUsersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryServiceTeamsArgs = {
  first: Scalars['Int']['input'];
};


export type Query_EntitiesArgs = {
  representations: Array<Scalars['_Any']['input']>;
};

export type Mutation = {
  /** Makes or changes a service team of the acting organisation. For its administrators. */
  saveServiceTeam: SaveServiceTeamPayload;
};


export type MutationSaveServiceTeamArgs = {
  input: SaveServiceTeamInput;
};

/** The one who asks. */
export type Me = {
  user: User;
  organisation: ActingOrganisation;
  /** The person behind the user; a system account has none. */
  person?: Maybe<Person>;
};

/** For whom somebody acts. */
export type ActingOrganisation = {
  kind: OrganisationKind;
  id: Scalars['ID']['output'];
};

export type OrganisationKind =
  /** Organises services: a wellbeing services county or a municipality (palvelunjärjestäjä). */
  | 'ORGANISER'
  /** Provides services (palveluntuottaja). */
  | 'PROVIDER'
  /** A person, for himself or for whom he represents. */
  | 'PERSON';

/** What a user may do for his organisation. */
export type Role =
  /** Administers users, teams and settings (pääkäyttäjä). */
  | 'ADMIN'
  /** May sign for the provider (nimenkirjoitusoikeudellinen). */
  | 'SIGNATORY'
  /** Keeps prices and supplements data (palvelusta vastaava). */
  | 'SERVICE_MANAGER'
  /** Supplements data, sees no billing (palvelun valmistelija). */
  | 'PREPARER'
  /** Records visits of his team's clients (kirjaaja). */
  | 'RECORDER'
  /** Grants vouchers (myöntäjä). */
  | 'GRANTER'
  /** Decides provider applications (käsittelijä). */
  | 'CASE_HANDLER'
  /** Checks visits (asiatarkastaja). */
  | 'EVENT_CHECKER'
  /** Locks and approves settlement runs (hyväksyjä). */
  | 'SETTLEMENT_APPROVER'
  /** A municipality's own system. */
  | 'SYSTEM'
  /** A client (asiakas). */
  | 'CLIENT';

/** Somebody who signs in for an organisation. Users are passivated, never deleted. */
export type User = {
  id: Scalars['ID']['output'];
  roles: Array<Role>;
  teams: Array<ServiceTeam>;
  active: Scalars['Boolean']['output'];
  /** For administrators of the same organisation and the user himself. */
  person?: Maybe<Person>;
};

export type UserConnection = {
  edges: Array<UserEdge>;
  pageInfo: PageInfo;
};

export type UserEdge = {
  cursor: Scalars['String']['output'];
  node: User;
};

/** A person of the population. Visible to the person and to organisers who serve him; providers see a voucher's client card instead. */
export type Person = {
  id: Scalars['ID']['output'];
  givenNames: Scalars['String']['output'];
  familyName: Scalars['String']['output'];
  /** Whether the person's address may not be shown to anybody (turvakielto). */
  protectedAddress: Scalars['Boolean']['output'];
};

/** Users and the services whose clients they work with (palvelutiimi). */
export type ServiceTeam = {
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** The first so many of them, 200 at most. */
  services?: Maybe<Array<Service>>;
  /** The first so many of them, 200 at most. */
  members: Array<User>;
};


/** Users and the services whose clients they work with (palvelutiimi). */
export type ServiceTeamServicesArgs = {
  first: Scalars['Int']['input'];
};


/** Users and the services whose clients they work with (palvelutiimi). */
export type ServiceTeamMembersArgs = {
  first: Scalars['Int']['input'];
};

export type Service = {
  id: Scalars['ID']['output'];
};

export type SaveServiceTeamInput = {
  /** Absent for a new team. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** At most 200 characters. */
  name: Scalars['String']['input'];
  /** At most 200 of them. */
  serviceIds: Array<Scalars['ID']['input']>;
  /** At most 200 of them. */
  memberIds: Array<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type SaveServiceTeamPayload = {
  serviceTeam?: Maybe<ServiceTeam>;
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

export type _Entity = Person | Service | ServiceTeam | User;
