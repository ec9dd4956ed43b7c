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
  /**
   * An instant of the years 1900 to 2199 (RFC 3339, to milliseconds at most): with Z, or with the offset of Helsinki at that time, in the repeated hour of autumn
   * either one. A time that the night of spring leaves out is none. Answers are in UTC with milliseconds.
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
  /** Whether the page was asked for `after` something. Lists are read forward only. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
  /** What the next page is asked for `after`. Null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** For whom somebody acts. */
export type OrganisationKind =
  /** Organises services: a wellbeing services county or a municipality (palvelunjärjestäjä). */
  | 'ORGANISER'
  /** Provides services (palveluntuottaja). */
  | 'PROVIDER'
  /** A person, for themselves or for whom they represent. */
  | 'PERSON';

/** What a user may do for their organisation. */
export type Role =
  /** Administers users, teams and settings (pääkäyttäjä). */
  | 'ADMIN'
  /** May sign for the provider (nimenkirjoitusoikeudellinen). */
  | 'SIGNATORY'
  /** Keeps prices and supplements data (palvelusta vastaava). */
  | 'SERVICE_MANAGER'
  /** Reads and prepares what the services of their teams need, and sees no billing (palvelun valmistelija). */
  | 'PREPARER'
  /** Records visits of their teams' clients (kirjaaja). */
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

/** What long work is about, and whose. */
export type JobKind =
  /** A run is locked: its entries are named, its statements made, its visits told. For settlement approvers; `resultId` is the run. */
  | 'LOCK_RUN'
  /** A table of more than 500 visits is recorded. For whoever records visits at the provider; `resultId` is the job itself, and `importedVisits` its rows. */
  | 'IMPORT_VISITS'
  /**
   * Visits of days for which something was published, corrected or accepted when they had begun are taken again one after another. For the organiser's
   * administrators; `resultId` is the service, the price list, or the organiser whose days were said, and `repricing` tells what became of the visits.
   */
  | 'REPRICE_VISITS';

/** How far long work has come. */
export type JobState =
  /** It was asked for, and no piece of it is done yet. */
  | 'WAITING'
  /** It goes on, piece by piece. After a restart or a fault it goes on where it was. */
  | 'RUNNING'
  /** It is done. */
  | 'DONE'
  /** It came to its end without doing what was asked: `refusal` says why. */
  | 'REFUSED';

/** Why something that a person wanted could not be done. Nothing has changed when a refusal is answered. */
export type Refusal = {
  code: RefusalCode;
  /** A sentence for the person, in the wanted language. Absent: that of the request's `Accept-Language`, else Finnish. */
  message: Scalars['String']['output'];
  /**
   * The field of the input whose change would mend it, at which a form shows the sentence: ["visits", "3", "end"]. It begins at the fields of a mutation's
   * `input`, or at a query's arguments; of what is told later (`Visit.refusal`), at those of the row or change that was sent. Rows of a table are numbered by
   * line. A row alone, without a field: the row as a whole is at fault (DUPLICATE). Null: no field is.
   */
  path?: Maybe<Array<Scalars['String']['output']>>;
  /** What would still have fitted, when something did not suffice. */
  remaining?: Maybe<Quantity>;
  /** What else is known of the obstacle; null when it is nothing more. */
  details?: Maybe<RefusalDetails>;
};

/** Why something that a person wanted could not be done. Nothing has changed when a refusal is answered. */
export type RefusalMessageArgs = {
  language?: InputMaybe<Language>;
};

/**
 * What is known of an obstacle. Each refusal fills what it knows, and leaves the rest null. Of what belongs to others, nothing is there but
 * what the caller has said themselves.
 */
export type RefusalDetails = {
  /** The day that it is about. OUTSIDE_VALIDITY, NO_PRICE: the first bad one. VERSION_EXISTS: the one that is taken. */
  day?: Maybe<Scalars['Date']['output']>;
  /** OUTSIDE_VALIDITY: what does not hold on that day. TOO_LATE: what has ended. */
  validity?: Maybe<ValidityKind>;
  /** The first day that would do: of the validity, after the time of notice (NOTICE_TOO_SHORT), after what was used (BELOW_USED), of settlement (TOO_EARLY). */
  firstDay?: Maybe<Scalars['Date']['output']>;
  /** The last day that would do: of the validity, of recording (TOO_LATE). */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** EARLIER_MONTH_OPEN: the month that is to be locked first. */
  month?: Maybe<Scalars['Month']['output']>;
  /** The content (ServiceContent) that it is about, where it is one of several. */
  contentId?: Maybe<Scalars['ID']['output']>;
  /** NO_BAND: the times that no content of the service covers, in their order, the first 20 of them. */
  uncovered?: Maybe<Array<UncoveredTime>>;
  /** The caller's own visit that stands in the way: DUPLICATE, OVERLAP, DAY_ALREADY_RECORDED, EXTERNAL_ID_CONFLICT, EXTERNAL_ID_DELETED. */
  visitId?: Maybe<Scalars['ID']['output']>;
  /** The most that there may be: of time (VISIT_TOO_LONG), of an accessory (EXTRA_NOT_ALLOWED), the cap of a price or value of a unit (PRICE_EXCEEDS_CAP, AMOUNT_TOO_LARGE). */
  most?: Maybe<Quantity>;
  /** The least that there may be: what has been used (BELOW_USED), the value of the service (VALUE_BELOW_CAP). */
  least?: Maybe<Quantity>;
  /** LIMIT_REACHED: how many there may be. EVENTS_PARKED: how many wait. */
  count?: Maybe<Scalars['Int']['output']>;
  /** WRONG_STATE: the state in which the thing is, by its name in the API. */
  state?: Maybe<Scalars['String']['output']>;
};

/** A time that no content of the service covers. */
export type UncoveredTime = {
  start: Scalars['DateTime']['output'];
  end: Scalars['DateTime']['output'];
};

/** What holds on some days and not on others. */
export type ValidityKind =
  /** The voucher, or what it grants of the content. */
  | 'VOUCHER'
  /** The voucher is suspended. */
  | 'SUSPENSION'
  /** The booking. */
  | 'BOOKING'
  /** The provider's approval. */
  | 'APPROVAL'
  /** The content, in the versions of its service. */
  | 'CONTENT'
  /** The price list of the unit. */
  | 'PRICE'
  /** The service: it has no version then. */
  | 'SERVICE';

/** A rule that made a line what it is. */
export type AppliedRule = {
  code: RuleCode;
  /** A sentence for the client, the provider and the auditor, in the wanted language; if absent, as in `Refusal.message`. */
  text: Scalars['String']['output'];
};

/** A rule that made a line what it is. */
export type AppliedRuleTextArgs = {
  language?: InputMaybe<Language>;
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
  /** Beyond the quota: the client's own cost, as they have accepted. */
  | 'EXTRA_SERVICE'
  /** The cents of a visit are dealt out cumulatively, so that cutting it changes no sum. */
  | 'CUMULATIVE_ROUNDING';

/** The names of refusals. When several hold, the first in this order is answered. */
export type RefusalCode =
  /** The row says what cannot be meant: a malformed id or time, a number or text out of its bounds, a field too many or too few. The message says which. */
  | 'BAD_USER_INPUT'
  /** The same idempotency key was used before with another input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The thing does not exist, or is not yours to see. */
  | 'NOT_FOUND'
  /** It has changed since it was seen: it has another version, or the run another hash, than was given. Look at it again. */
  | 'STALE'
  /** This part of the system has not yet heard of something that another part announced. Try again in a moment. */
  | 'NOT_YET_KNOWN'
  /** The same external id was used before for another visit. */
  | 'EXTERNAL_ID_CONFLICT'
  /** The external id is that of a visit that was deleted; with `retry: true` it is decided anew as a new visit. */
  | 'EXTERNAL_ID_DELETED'
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
  /** Both consents of the client are needed, and how they were given. */
  | 'CONSENT_MISSING'
  /** The unit has a booking of the voucher on that day already, for everything that the provider may serve. */
  | 'ALREADY_BOOKED'
  /** The price is above the value of a service that is free for the client. */
  | 'PRICE_EXCEEDS_CAP'
  /** A service that is free for the client by law may not be granted at less than its value. */
  | 'VALUE_BELOW_CAP'
  /** The client may not be charged for a service that is free for them by law. */
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
  /** The client has died: nothing more is granted. */
  | 'CLIENT_DIED'
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
  | 'LIMIT_REACHED'
  /** A correction of the visit has been asked for already, and nobody has decided about it. */
  | 'ALREADY_REQUESTED';

/** What has become of something that one person proposed and another confirms (rules 14). */
export type ProposalState =
  /** It waits for a second person. */
  | 'PROPOSED'
  /** A second person has confirmed it, and it was carried out. */
  | 'CONFIRMED'
  /** It was taken back, by whoever proposed it or another who might have. */
  | 'WITHDRAWN'
  /** Another one for the same was proposed after it. */
  | 'REPLACED';

/** Why a change to a client's loss may begin before today (rules 14). A second person is then needed. */
export type ChangeReason =
  /** What was published or decided was not what was meant. */
  | 'CORRECTION_OF_ERROR';

export type Query_EntitiesArgs = {
  representations: Array<Scalars['_Any']['input']>;
};

export type Link__Purpose =
  /** `SECURITY` features provide metadata necessary to securely resolve fields. */
  | 'SECURITY'
  /** `EXECUTION` features provide metadata necessary for operation execution. */
  | 'EXECUTION';

export type _Service = {
  sdl?: Maybe<Scalars['String']['output']>;
};
