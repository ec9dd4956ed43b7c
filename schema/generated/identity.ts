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
   * An exact amount of euros with two decimals, as text: "38.50". Never a floating-point number. Callers give amounts from -1000000.00 to 1000000.00; an
   * answer may be a larger sum.
   */
  Euro: { input: bigint; output: bigint; }
  /** A Finnish calendar day of the years 1900 to 2199, YYYY-MM-DD. A range of days includes its first and its last day. */
  Date: { input: Temporal.PlainDate; output: Temporal.PlainDate; }
  /**
   * An instant of the years 1900 to 2199 (RFC 3339, at most milliseconds). Callers write it with Z or with Helsinki's offset at that time. In the repeated
   * hour of autumn both offsets are right; the hour that spring leaves out does not exist. Answers are in UTC with milliseconds.
   */
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

/** A language in which Seteli writes to people. */
export type Language =
  /** Finnish. */
  | 'FI'
  /** Swedish. */
  | 'SV'
  /** English. */
  | 'EN';

/** What a service is measured in (yksikkö). Callers give quantities of less than a million units. */
export type Unit =
  /** Hour. Seteli counts and prices it in whole minutes. */
  | 'HOUR'
  /** Visit (käynti, kerta). */
  | 'VISIT'
  /** Day (vuorokausi). */
  | 'DAY'
  /** Week: calendar days divided by 7. */
  | 'WEEK'
  /** Month: calendar days divided by the days of that month. */
  | 'MONTH'
  /** Piece (kappale). */
  | 'PIECE'
  /** Procedure (toimenpide). */
  | 'PROCEDURE'
  /** Kilometre. */
  | 'KILOMETRE'
  /** Euro, for what is charged at its actual price. */
  | 'EURO';

/** How much of something. */
export type Quantity = {
  /** The unit that `amount` counts. */
  unit: Unit;
  /** The amount in units, as people read it: "2.5" hours. */
  amount: Scalars['String']['output'];
  /** The same in whole minutes. Null for other units than HOUR, and for a sum that an Int cannot hold (35 million hours). */
  minutes?: Maybe<Scalars['Int']['output']>;
};

/** How a content is taxed (ALV). The law of the day of service gives the rate. */
export type VatTreatment =
  /** No tax: social welfare and health care (AVL 34 §, 37 §). */
  | 'EXEMPT'
  /** General rate. */
  | 'STANDARD'
  /** First reduced rate: meals, for example. */
  | 'REDUCED'
  /** Second reduced rate. */
  | 'LOW';

/** A name in three languages. */
export type Names = {
  /** In Finnish. */
  fi: Scalars['String']['output'];
  /** In Swedish. */
  sv: Scalars['String']['output'];
  /** In English. */
  en: Scalars['String']['output'];
};

/** A name in three languages. */
export type NamesInput = {
  /** In Finnish. At most 200 characters. */
  fi: Scalars['String']['input'];
  /** In Swedish. At most 200 characters. */
  sv: Scalars['String']['input'];
  /** In English. At most 200 characters. */
  en: Scalars['String']['input'];
};

/** Where a page of a connection ends (Relay cursor connections). */
export type PageInfo = {
  /** Whether the list goes on after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether the caller asked for a page `after` an item. Lists can only be read forward. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item. Null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
  /** The cursor of the last item; pass it as `after` for the next page. Null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** What kind of organisation a user acts for. */
export type OrganisationKind =
  /** Organises services: a wellbeing services county or a municipality (palvelunjärjestäjä). */
  | 'ORGANISER'
  /** Provides services (palveluntuottaja). */
  | 'PROVIDER'
  /** A person, for themselves or for somebody whom they represent. */
  | 'PERSON';

/** What a user may do for their organisation. */
export type Role =
  /** Administers users, teams and settings (pääkäyttäjä). */
  | 'ADMIN'
  /** May sign for the provider (nimenkirjoitusoikeudellinen). */
  | 'SIGNATORY'
  /** Keeps prices and data up to date (palvelusta vastaava). */
  | 'SERVICE_MANAGER'
  /** Reads what the services of their teams need and prepares them; sees no billing (palvelun valmistelija). */
  | 'PREPARER'
  /** Records visits of the clients of their teams (kirjaaja). */
  | 'RECORDER'
  /** Grants vouchers (myöntäjä). */
  | 'GRANTER'
  /** Decides provider applications (käsittelijä). */
  | 'CASE_HANDLER'
  /** Checks visits (asiatarkastaja). */
  | 'EVENT_CHECKER'
  /** Locks and approves settlement runs (hyväksyjä). */
  | 'SETTLEMENT_APPROVER'
  /** An organisation's own system. */
  | 'SYSTEM'
  /** A client (asiakas). */
  | 'CLIENT';

/** What a job does, and who may see it. */
export type JobKind =
  /** Settlement locks a run: it names the entries, makes the statements and tells the visits. For settlement approvers. `resultId` is the run. */
  | 'LOCK_RUN'
  /**
   * Bookings records a table of more than 500 visits. For whoever records visits at the provider. `resultId` is the job itself; `importedVisits` lists
   * its rows.
   */
  | 'IMPORT_VISITS'
  /**
   * Bookings recalculates visits, because an organiser published, corrected or accepted something for days that had begun. For the organiser's
   * administrators. `resultId` is the service, the price list, or the organiser whose calendar days changed. `repricing` tells what became of the
   * visits.
   */
  | 'REPRICE_VISITS';

/** How far a job has come. */
export type JobState =
  /** Somebody asked for it; it has not begun. */
  | 'WAITING'
  /** It runs, piece by piece. After a restart or a fault it goes on where it was. */
  | 'RUNNING'
  /** It is complete. */
  | 'DONE'
  /** It ended without doing what was asked; `refusal` says why. */
  | 'REFUSED';

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
};

/** Why Seteli refused what a person wanted. A refusal has changed nothing. */
export type Refusal = {
  /** The name of the refusal, for programs. */
  code: RefusalCode;
  /** A sentence for the person. */
  message: Scalars['String']['output'];
  /**
   * The input field that the person has to change, so that a form can show the sentence there: ["visits", "3", "end"]. It begins at the fields of a
   * mutation's `input`, or at a query's arguments. In `Visit.refusal` it begins at the fields of the row or change that was sent. Rows are numbered from
   * 0, lines of a table by their line. A row without a field means that the whole row is wrong (DUPLICATE). Null: no field is.
   */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** How much would still have fitted. Null where nothing fell short. */
  remaining?: Maybe<Quantity>;
  /** What else is known of the obstacle. Null when there is nothing more. */
  details?: Maybe<RefusalDetails>;
};


/** Why Seteli refused what a person wanted. A refusal has changed nothing. */
export type RefusalMessageArgs = {
  language?: InputMaybe<Language>;
};

/**
 * What is known of an obstacle. Each refusal fills the fields that it knows; the others are null. It tells nothing of others that the caller did not say
 * themselves.
 */
export type RefusalDetails = {
  /** The day in question. OUTSIDE_VALIDITY, NO_PRICE: the first bad day. VERSION_EXISTS: the day that is taken. */
  day?: Maybe<Scalars['Date']['output']>;
  /** OUTSIDE_VALIDITY: what does not hold on `day`. TOO_LATE: what has ended. */
  validity?: Maybe<ValidityKind>;
  /**
   * The first day that would do. It follows from the validity, the notice (NOTICE_TOO_SHORT), what visits have used (BELOW_USED), or the settlement day
   * (TOO_EARLY).
   */
  firstDay?: Maybe<Scalars['Date']['output']>;
  /** The last day that would do: of the validity, or for recording (TOO_LATE). */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** EARLIER_MONTH_OPEN: the month to lock first. */
  month?: Maybe<Scalars['Month']['output']>;
  /** The content (ServiceContent) in question, where there are several. */
  contentId?: Maybe<Scalars['ID']['output']>;
  /** NO_BAND: the first 20 times that no content of the service covers, in time order. */
  uncovered?: Maybe<Array<UncoveredTime>>;
  /** The caller's own visit that stands in the way: DUPLICATE, OVERLAP, DAY_ALREADY_RECORDED, EXTERNAL_ID_CONFLICT, EXTERNAL_ID_DELETED. */
  visitId?: Maybe<Scalars['ID']['output']>;
  /** The most that is allowed. VISIT_TOO_LONG: of time. EXTRA_NOT_ALLOWED: of an accessory. PRICE_EXCEEDS_CAP, AMOUNT_TOO_LARGE: for a unit. */
  most?: Maybe<Quantity>;
  /** The least that is allowed. BELOW_USED: what visits have used. VALUE_BELOW_CAP: the value of the service. */
  least?: Maybe<Quantity>;
  /** LIMIT_REACHED: how many there may be. EVENTS_PARKED: how many wait. */
  count?: Maybe<Scalars['Int']['output']>;
  /** WRONG_STATE: the present state, by its name in this API. */
  state?: Maybe<Scalars['String']['output']>;
};

/** A time that no content of the service covers. */
export type UncoveredTime = {
  /** Where the time begins. */
  start: Scalars['DateTime']['output'];
  /** Where it ends. */
  end: Scalars['DateTime']['output'];
};

/** What may hold on some days and not on others. */
export type ValidityKind =
  /** The voucher, or its entitlement to the content. */
  | 'VOUCHER'
  /** A suspension of the voucher. */
  | 'SUSPENSION'
  /** The booking. */
  | 'BOOKING'
  /** The provider's approval. */
  | 'APPROVAL'
  /** The content, in the version of the service that holds on the day. */
  | 'CONTENT'
  /** The unit's price list. */
  | 'PRICE'
  /** The service: it has no version on that day. */
  | 'SERVICE';

/** A rule that made a line what it is. */
export type AppliedRule = {
  /** The name of the rule, for programs. */
  code: RuleCode;
  /** A sentence for the client, the provider and the auditor. */
  text: Scalars['String']['output'];
};


/** A rule that made a line what it is. */
export type AppliedRuleTextArgs = {
  language?: InputMaybe<Language>;
};

/** The rules on which a line of a visit may rest. */
export type RuleCode =
  /** The time of day and the class of the day decide the content. */
  | 'BAND'
  /** The day is a public holiday, so the bands of holidays hold. */
  | 'HOLIDAY'
  /** The organiser has given the day a class of its own. */
  | 'OWN_DAY'
  /** The day is the eve of a holiday, and the service has a band for eves. */
  | 'HOLIDAY_EVE'
  /** What is not paid by the hour belongs wholly to the day and band of its start. */
  | 'NOT_CUT'
  /** Time is charged by started increments. The added minutes belong to the last content. */
  | 'STARTED_INCREMENTS'
  /** The time counts once for each worker. */
  | 'WORKERS'
  /** A part of a month or week costs its days divided by the days of the period. */
  | 'PRORATION'
  /** A month or week that has begun costs the whole. */
  | 'FULL_WHEN_STARTED'
  /** The terms bill this time of a late cancellation or no-show. */
  | 'CANCELLATION'
  /** It came with the visit. */
  | 'ACCESSORY'
  /** The unit's price list of the day gives the price. */
  | 'LIST_PRICE'
  /** The order for the purchased service has a price of its own. */
  | 'ORDER_PRICE'
  /** The client pays nothing, so the price is at most the value. */
  | 'FREE_BY_LAW'
  /** The organiser pays the contract price; the client pays nothing. */
  | 'CONTRACT_PRICE'
  /** The organiser's value table of the day gives the value. */
  | 'TABLE_VALUE'
  /** The client's own decision gives the value. */
  | 'OWN_VALUE'
  /** The organiser pays at most the value; the client pays the rest. */
  | 'VALUE_CAPS'
  /** The price is not above the value, so the organiser pays the price. */
  | 'PRICE_WITHIN_VALUE'
  /** The balance paid what was left on it; the client pays the rest. */
  | 'BALANCE'
  /** It is beyond the quota. The client pays it, as they accepted. */
  | 'EXTRA_SERVICE'
  /** The visit's cents are shared out cumulatively, so that cutting the visit changes no sum. */
  | 'CUMULATIVE_ROUNDING';

/** The names of refusals. When several apply, the answer is the first of them in this order. */
export type RefusalCode =
  /** The row makes no sense: a malformed id or time, a value out of bounds, a field too many or too few. The message says which. */
  | 'BAD_USER_INPUT'
  /** The caller used the same idempotency key before with another input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The thing does not exist, or the caller may not see it. */
  | 'NOT_FOUND'
  /** It has changed since the caller saw it: the version, or the run's hash, is another now. Look at it again. */
  | 'STALE'
  /** This service has not yet heard what another announced. Try again in a moment. */
  | 'NOT_YET_KNOWN'
  /** The provider used the external id before for another visit. */
  | 'EXTERNAL_ID_CONFLICT'
  /** The external id belongs to a visit that was deleted. With `retry: true` bookings decides about it anew as a new visit. */
  | 'EXTERNAL_ID_DELETED'
  /** The end is not after the start. */
  | 'EMPTY_VISIT'
  /** The visit is longer than the service allows. */
  | 'VISIT_TOO_LONG'
  /** The visit has not ended yet. */
  | 'IN_FUTURE'
  /** A visit of the same voucher, start and end is recorded already. */
  | 'DUPLICATE'
  /** The voucher, the booking, the approval or the service does not hold for a part of it. */
  | 'OUTSIDE_VALIDITY'
  /** No content of the service covers a part of the visit's time. */
  | 'NO_BAND'
  /** The voucher does not grant the content. */
  | 'CONTENT_NOT_GRANTED'
  /** The provider is not approved for the content, or the booking does not cover it. */
  | 'NOT_APPROVED'
  /** The unit has no price for the content on that day. */
  | 'NO_PRICE'
  /** The content needs a start and end, or may not have them; or its quantity cannot be that. */
  | 'WRONG_QUANTITY'
  /** The price of the service includes the content, or one visit may not have so much of it. */
  | 'EXTRA_NOT_ALLOWED'
  /** Only one worker may serve the content at a time. */
  | 'NOT_MULTI_WORKER'
  /** There is nothing to record: the client cancelled in time, or the service bills no cancellations. */
  | 'NOTHING_BILLABLE'
  /** The time for recording has passed. */
  | 'TOO_LATE'
  /** The client has another visit at that time; give a reason. */
  | 'OVERLAP'
  /** This or another provider has recorded the day for this client already. */
  | 'DAY_ALREADY_RECORDED'
  /** The voucher has too little quantity left. */
  | 'QUOTA_EXCEEDED'
  /** The voucher's balance is too small for a service that is free for the client by law. */
  | 'BALANCE_EXCEEDED'
  /** The visit or its month is settled. Only a correction can change it. */
  | 'SETTLED'
  /** The present state does not allow this. */
  | 'WRONG_STATE'
  /** The booking needs both consents of the client, and how they were given. */
  | 'CONSENT_MISSING'
  /** The unit already has a booking of the voucher on that day, for all that the provider may serve. */
  | 'ALREADY_BOOKED'
  /** The price is above the value, and the service is free for the client by law. */
  | 'PRICE_EXCEEDS_CAP'
  /** The service is free for the client by law, so nobody may grant it below its value. */
  | 'VALUE_BELOW_CAP'
  /** The service is free for the client by law, so they may not be charged. */
  | 'FREE_BY_LAW'
  /** The organiser has published no value for the content. */
  | 'NO_VALUE'
  /** The change begins before the notice that the service promises has passed. */
  | 'NOTICE_TOO_SHORT'
  /** It is less than what delivered visits have already taken. */
  | 'BELOW_USED'
  /**
   * The change touches more delivered visits than one change may; `remaining` says how many it may. Begin on a later day, and change the earlier days
   * afterwards.
   */
  | 'TOO_MANY_VISITS'
  /** What the preview showed has changed since. Look at it again. */
  | 'STALE_PREVIEW'
  /** Bands of the service overlap. */
  | 'BANDS_OVERLAP'
  /** A range ends before it starts, or a time of day does not exist. */
  | 'INVALID_RANGE'
  /** The input names a content that the service does not have. */
  | 'UNKNOWN_CONTENT'
  /** That day has a version already. */
  | 'VERSION_EXISTS'
  /** The number is already in use. */
  | 'NUMBER_TAKEN'
  /** The client has died; nobody can grant them more. */
  | 'CLIENT_DIED'
  /** The voucher would grant a content twice. */
  | 'CONTENT_GRANTED_TWICE'
  /** The amount must be more than zero. */
  | 'AMOUNT_NOT_POSITIVE'
  /** A visit costs more than 1000000.00 euros or holds more than a million units of a content. Or a unit is worth more than 1000000.00 euros. */
  | 'AMOUNT_TOO_LARGE'
  /** The caller has to give a reason. */
  | 'REASON_MISSING'
  /** The settlement day of the month has not come yet. */
  | 'TOO_EARLY'
  /** An earlier month is not locked yet. */
  | 'EARLIER_MONTH_OPEN'
  /** Settlement has not yet heard everything that bookings announced. Try again in a moment. */
  | 'BEHIND'
  /** Some events of this organiser failed and wait for an operator. */
  | 'EVENTS_PARKED'
  /** A second person has to do this. */
  | 'SECOND_PERSON_NEEDED'
  /** The business id is not valid. */
  | 'INVALID_BUSINESS_ID'
  /** The bank account number is not valid. */
  | 'INVALID_IBAN'
  /** Nothing is left of the account holder's name in the letters that banks accept (SEPA: A–Z, digits and few signs). */
  | 'NAME_UNFIT_FOR_PAYMENT'
  /** There are as many already as there may be. Change or end one of them. */
  | 'LIMIT_REACHED'
  /** The provider has asked for a correction of this visit already, and nobody has decided about it. */
  | 'ALREADY_REQUESTED';

/** What has become of a change that one person proposed and another confirms (rules 14). */
export type ProposalState =
  /** It waits for a second person. */
  | 'PROPOSED'
  /** A second person confirmed it, and the service carried it out. */
  | 'CONFIRMED'
  /** Whoever proposed it took it back, or another who could have. */
  | 'WITHDRAWN'
  /** Somebody proposed another change of the same thing after it. */
  | 'REPLACED';

/** Why a change to a client's loss may begin before today (rules 14). It then needs a second person. */
export type ChangeReason =
  /** What was published or decided was not what was meant. */
  | 'CORRECTION_OF_ERROR';

/** What callers can ask. */
export type Query = {
  /** Who is asking, and for whom they act. */
  me: Me;
  /** The users of the acting organisation. For its administrators, and a provider's signatories. */
  users: UserConnection;
  /** The acting organisation's service teams, by name; it has 200 at most. For its administrators, and a provider's signatories. */
  serviceTeams: Array<ServiceTeam>;
  /**
   * Tasks for the actor: of their organisation, for one of their roles, about the services of their teams. For organisers' and providers' users and
   * systems. Administrators and signatories also see tasks that nobody in a team can do. Identity forgets tasks that ended more than 13 months ago.
   */
  tasks: TaskConnection;
  /**
   * Notices for the actor, newest first: of their organisation, for one of their roles, about the services of their teams. Identity keeps them for 13
   * months.
   */
  notices: NoticeConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};


/** What callers can ask. */
export type QueryUsersArgs = {
  filter?: InputMaybe<UserFilter>;
  order: UserOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What callers can ask. */
export type QueryServiceTeamsArgs = {
  first: Scalars['Int']['input'];
};


/** What callers can ask. */
export type QueryTasksArgs = {
  filter?: InputMaybe<TaskFilter>;
  order: TaskOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What callers can ask. */
export type QueryNoticesArgs = {
  filter?: InputMaybe<NoticeFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What callers can ask. */
export type Query_EntitiesArgs = {
  representations: Array<Scalars['_Any']['input']>;
};

/** What callers can do. */
export type Mutation = {
  /** Makes or changes a service team of the acting organisation. For its administrators, and a provider's signatories. */
  saveServiceTeam: SaveServiceTeamPayload;
};


/** What callers can do. */
export type MutationSaveServiceTeamArgs = {
  input: SaveServiceTeamInput;
};

/** Who is asking. */
export type Me = {
  /** The user who signed in. */
  user: User;
  /** The organisation, or the person, for whom they act. */
  organisation: ActingOrganisation;
  /** The person behind the user. Null for a system account. */
  person?: Maybe<Person>;
};

/** For whom somebody acts. */
export type ActingOrganisation = {
  /** Whether it organises services, provides them, or is a person. */
  kind: OrganisationKind;
  /** The organiser, the provider or the person. */
  id: Scalars['ID']['output'];
};

/** Somebody who signs in for an organisation. Other organisations cannot see them. Seteli deactivates users and never deletes them. */
export type User = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What the user may do for the organisation. */
  roles: Array<Role>;
  /** The service teams of which the user is a member. */
  teams: Array<ServiceTeam>;
  /** False when the user may no longer sign in. */
  active: Scalars['Boolean']['output'];
  /**
   * The person behind the user. Null for a system account, and for readers other than the user and the same organisation's administrators and
   * signatories.
   */
  person?: Maybe<Person>;
};

/** Which users to list. An absent field chooses all. */
export type UserFilter = {
  /** A part of the name, in upper or lower case; the given or the family name may come first. Systems have no name. At most 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Users who have at least one of these roles. */
  roles?: InputMaybe<Array<Role>>;
  /** False: users who may no longer sign in. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of users. Among equals, the order in which they were made. */
export type UserOrder =
  /** Newest first. */
  | 'MADE_DESC'
  /** By family name and given names, in Finnish order. Systems have no name and come first. */
  | 'NAME_ASC';

/** A page of users. */
export type UserConnection = {
  /** The items of the page, each with its place. */
  edges: Array<UserEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A user on a page. */
export type UserEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: User;
};

/**
 * Somebody in the population register. The person sees it, and those of an organiser's people whose teams cover a service that the organiser gives them.
 * Providers see a voucher's client card instead.
 */
export type Person = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** All given names. */
  givenNames: Scalars['String']['output'];
  /** The family name. */
  familyName: Scalars['String']['output'];
  /** True: nobody may see where the person lives (turvakielto). */
  protectedAddress: Scalars['Boolean']['output'];
};

/** Users, and the services whose clients they work with (palvelutiimi). For the people of its organisation. */
export type ServiceTeam = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** It rises with each change. */
  version: Scalars['Int']['output'];
  /** The name that the organisation gave it. */
  name: Scalars['String']['output'];
  /** The services whose clients the team works with; 200 at most. */
  services?: Maybe<Array<Service>>;
  /** The users in the team; 200 at most. */
  members: Array<User>;
};


/** Users, and the services whose clients they work with (palvelutiimi). For the people of its organisation. */
export type ServiceTeamServicesArgs = {
  first: Scalars['Int']['input'];
};


/** Users, and the services whose clients they work with (palvelutiimi). For the people of its organisation. */
export type ServiceTeamMembersArgs = {
  first: Scalars['Int']['input'];
};

/**
 * Work that waits for people of an organisation (tehtävä). It is open until somebody has done it or its time has passed. It names nobody and tells
 * nothing of its subject: whoever may see that follows `subjectId`.
 */
export type Task = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What has to be done. */
  kind: TaskKind;
  /** What the task is about; `kind` says what that is. */
  subjectId: Scalars['ID']['output'];
  /** The service concerned. Null: the task is for all people of the organisation who have the right. */
  service?: Maybe<Service>;
  /** When it began to wait. */
  openedAt: Scalars['DateTime']['output'];
  /** The last day on which somebody can do something. Null when there is none. */
  dueDay?: Maybe<Scalars['Date']['output']>;
};

/** Which tasks to list. An absent field chooses all. No list shows what is not for the reader. */
export type TaskFilter = {
  /** Tasks of these kinds. */
  kinds?: InputMaybe<Array<TaskKind>>;
  /** Tasks about this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Tasks that opened at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The order of tasks. */
export type TaskOrder =
  /** Newest first. */
  | 'OPENED_DESC'
  /** Those that have waited longest first. */
  | 'OPENED_ASC';

/** A page of tasks. */
export type TaskConnection = {
  /** The items of the page, each with its place. */
  edges: Array<TaskEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A task on a page. */
export type TaskEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Task;
};

/** What a task asks for, and whom. */
export type TaskKind =
  /**
   * fi: Palautettu tapahtuma odottaa korjausta. sv: En returnerad händelse väntar på rättelse. en: A returned visit waits to be changed or deleted. For
   * the provider. The subject is the visit; the due day is the last for the change.
   */
  | 'RETURNED_VISIT'
  /**
   * fi: Tuottaja pyytää tilitetyn tapahtuman korjausta. sv: En producent ber om rättelse av en redovisad händelse. en: A provider asks to correct a
   * settled visit. For the organiser's checkers and settlement approvers. The subject is the correction request.
   */
  | 'CORRECTION_REQUEST'
  /**
   * fi: Asiakas ei ottanut palveluseteliä vastaan. sv: Klienten tog inte emot servicesedeln. en: A client declined a voucher, and the organiser has to
   * arrange the service otherwise. For the organiser's granters. The subject is the voucher.
   */
  | 'DECLINED_VOUCHER'
  /**
   * fi: Asiakkaan kuoleman jälkeinen tapahtuma odottaa tarkastusta. sv: En händelse efter klientens död väntar på granskning. en: A visit after the
   * client's death waits for a checker. For the organiser's checkers. The subject is the visit.
   */
  | 'VISIT_HELD_AFTER_DEATH'
  /**
   * fi: Tilitetty tapahtuma on asiakkaan kuoleman jälkeen. sv: En redovisad händelse är efter klientens död. en: A settled visit is after the client's
   * death. For the organiser's checkers and settlement approvers. The subject is the visit.
   */
  | 'VISIT_AFTER_DEATH'
  /**
   * fi: Asiakas on muuttanut pois palvelunjärjestäjän alueelta. sv: Klienten har flyttat från serviceanordnarens område. en: The client has moved out of
   * the organiser's area. For its granters, who end the voucher or keep it. The subject is the voucher.
   */
  | 'CLIENT_MOVED';

/** News for people of an organisation (ilmoitus). */
export type Notice = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What has happened. */
  kind: NoticeKind;
  /** What the notice is about; `kind` says what that is. */
  subjectId: Scalars['ID']['output'];
  /** The service concerned. Null when there is none. */
  service?: Maybe<Service>;
  /** When Seteli gave the notice. */
  givenAt: Scalars['DateTime']['output'];
  /** The last day on which somebody can do something about it. Null when there is none. */
  dueDay?: Maybe<Scalars['Date']['output']>;
};

/** Which notices to list. An absent field chooses all. No list shows what is not for the reader. */
export type NoticeFilter = {
  /** Notices of these kinds. */
  kinds?: InputMaybe<Array<NoticeKind>>;
  /** Notices about this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Notices that were given at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of notices. */
export type NoticeConnection = {
  /** The items of the page, each with its place. */
  edges: Array<NoticeEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A notice on a page. */
export type NoticeEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Notice;
};

/** What a notice tells. Its subject is the visit; of CORRECTION kinds it is the correction request. */
export type NoticeKind =
  /** fi: Tarkastaja on pysäyttänyt hyväksytyn tapahtuman. sv: En granskare har stoppat en godkänd händelse. en: A checker has stopped an approved visit. */
  | 'VISIT_HELD'
  /** fi: Tapahtuma on palautettu korjattavaksi. sv: En händelse har returnerats för rättelse. en: A checker has returned a visit for a change. */
  | 'VISIT_RETURNED'
  /** fi: Palautetun tapahtuman määräaika päättyy pian. sv: Tiden för en returnerad händelse går snart ut. en: The last day for a returned visit is near. */
  | 'RETURNED_VISIT_ENDS_SOON'
  /** fi: Palautettu tapahtuma on poistettu käsittelemättä. sv: En returnerad händelse raderades obehandlad. en: Bookings deleted a returned visit that nobody handled. */
  | 'VISIT_RELEASED'
  /** fi: Pyydetty korjaus on hyväksytty. sv: Den begärda rättelsen har godkänts. en: The organiser accepted a requested correction. */
  | 'CORRECTION_ACCEPTED'
  /** fi: Pyydetty korjaus on hylätty. sv: Den begärda rättelsen har avslagits. en: The organiser declined a requested correction. */
  | 'CORRECTION_DECLINED'
  /**
   * fi: Korjauspyyntö on suljettu, koska tapahtumaa muutettiin muuten. sv: Begäran om rättelse stängdes, eftersom händelsen ändrades på annat sätt. en:
   * The request was closed, because the organiser changed the visit otherwise.
   */
  | 'CORRECTION_REQUEST_CLOSED'
  /**
   * fi: Pyydettyä korjausta ei voitu tehdä, ja pyyntö on taas avoinna. sv: Den begärda rättelsen kunde inte göras, och begäran är öppen igen. en:
   * Bookings could not make the requested correction, so its request is open again.
   */
  | 'CORRECTION_REQUEST_REOPENED';

/**
 * A service of an organiser (palvelu), in the version that holds today. Before the first version holds, its fields show that version. Everybody who
 * signs in sees it.
 */
export type Service = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** A service team as it should be. */
export type SaveServiceTeamInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The team to change. Absent: a new team. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Its name, for the organisation. At most 200 characters. */
  name: Scalars['String']['input'];
  /** All services whose clients it works with. At most 200 of them. */
  serviceIds: Array<Scalars['ID']['input']>;
  /** All users in it. At most 200 of them. */
  memberIds: Array<Scalars['ID']['input']>;
  /**
   * The version of the team that the caller saw. If it has another one now, the answer is STALE. Absent: whoever saves last decides. A new team ignores
   * it. 1 to 1000000000.
   */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type SaveServiceTeamPayload = {
  /** The team as it is now. Null when it was refused. */
  serviceTeam?: Maybe<ServiceTeam>;
  /** Why it was refused. Null when it was not. */
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
