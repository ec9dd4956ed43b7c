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
  | 'PERSON'
  /** Seteli itself: its operator opens organisers and helps them. */
  | 'PLATFORM';

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
  /** Looks in the access log at what the organiser's own people did and saw, and at nothing else (lokien valvoja). */
  | 'AUDITOR'
  /** A system that reads vouchers, bookings and visits of its teams' services. */
  | 'SYSTEM_READ'
  /** An organiser's system that grants, changes and ends vouchers of its teams' services. */
  | 'SYSTEM_GRANT'
  /** An organiser's system that reads its money: feed, ledger, runs and statements. */
  | 'SYSTEM_FEED'
  /** A provider's system that makes bookings and records visits of its teams' services. */
  | 'SYSTEM_RECORD'
  /** A provider's system that reads statements and ledger, and hands in invoices. */
  | 'SYSTEM_BILLING'
  /** A client (asiakas). */
  | 'CLIENT'
  /** Represents a client and sees their services (palvelujen katselu). */
  | 'MANDATE_SEE'
  /** Represents a client and chooses, changes and ends their services (palveluista sopiminen). */
  | 'MANDATE_ARRANGE'
  /** Represents a client and sees and handles what they pay (maksuasiat). */
  | 'MANDATE_PAY'
  /** Operates the platform: opens organisers and invites their first administrators. */
  | 'OPERATOR';

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
  | 'REPRICE_VISITS'
  /**
   * Identity gathers a copy of a person's data from all services. For the person, or for the organiser's administrators. `resultId` is the copy: fetch it
   * from `/person-exports/{resultId}` as JSON or as a page, for 30 days.
   */
  | 'EXPORT_PERSON';

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
  /** Somebody else has taken the task. */
  | 'TASK_TAKEN'
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
  /** The e-mail address, the phone number or the web address is not valid. */
  | 'INVALID_CONTACT'
  /** The bank account number is not valid. */
  | 'INVALID_IBAN'
  /** The second person gave another account number than the first. */
  | 'IBAN_DIFFERS'
  /** Nothing is left of the account holder's name in the letters that banks accept (SEPA: A–Z, digits and few signs). */
  | 'NAME_UNFIT_FOR_PAYMENT'
  /** The company register says that the company has ended. */
  | 'COMPANY_ENDED'
  /** The register of people or of companies does not answer. Nothing was done; try again later. */
  | 'REGISTER_UNAVAILABLE'
  /** The operator has closed the organisation. Nobody acts for it any more. */
  | 'ORGANISATION_CLOSED'
  /** The organiser has published services, so nobody may close it. */
  | 'ORGANISER_IN_USE'
  /** There are as many already as there may be. Change or end one of them. */
  | 'LIMIT_REACHED'
  /** The provider has asked for a correction of this visit already, and nobody has decided about it. */
  | 'ALREADY_REQUESTED'
  /** The role or scope is none that the organisation's users or systems may have, or the caller may not invite to it. */
  | 'ROLE_NOT_OF_ORGANISATION'
  /** Nobody gives or takes this role: the trade register says who signs for a company. */
  | 'ROLE_FROM_REGISTER'
  /** Only a signatory of the provider may do this. */
  | 'SIGNATORY_NEEDED'
  /** People with one of these roles work in a service team, and the user would be in none. */
  | 'TEAM_MISSING'
  /** The e-mail address cannot be one. */
  | 'INVALID_EMAIL'
  /** An account of the organisation's own needs a name: no identification tells it. */
  | 'NAME_MISSING'
  /** The organisation does not allow accounts of its own. */
  | 'OWN_ACCOUNTS_NOT_ALLOWED'
  /** The organiser has an administrator, who invites everybody else. */
  | 'ADMINISTRATOR_EXISTS'
  /** Nobody would be left who administers the organisation. */
  | 'LAST_ADMINISTRATOR'
  /** The person whom the identity code finds has another name. */
  | 'NAMES_DIFFER'
  /** Nobody represents themselves. */
  | 'SAME_PERSON'
  /** The term is longer than it may be. */
  | 'TERM_TOO_LONG'
  /** The represented person ended the mandate, and has signed no later one. */
  | 'MANDATE_ENDED'
  /** The file is empty or no PDF, PNG or JPEG, or it is something else as well. */
  | 'UNFIT_FILE'
  /** Seteli shows a key's secret only once. Revoke this key and make another. */
  | 'KEY_ALREADY_SHOWN'
  /** The text is no Finnish identity code: its form or its check character is wrong. */
  | 'INVALID_IDENTITY_CODE'
  /** The text is no phone number. */
  | 'INVALID_PHONE'
  /** An app may not get its answers at this address, or only in another spelling. */
  | 'INVALID_REDIRECT'
  /** An app's pages may not ask from this origin, or the kind of app has no origins, or needs one. */
  | 'INVALID_ORIGIN';

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

/** What somebody did with, or saw of, a person's data. */
export type AccessAction =
  /** The person signed in. */
  | 'SIGNED_IN'
  /** Somebody identified themselves and was not let in. */
  | 'SIGN_IN_REFUSED'
  /** The person signed out. */
  | 'SIGNED_OUT'
  /** The person let an app of somebody else act for them. The subject is the app. */
  | 'APP_ALLOWED'
  /** Somebody used an app's code twice, which ended the app's session. It may have been a thief. */
  | 'CODE_REUSED'
  /** Somebody used an old token of a session, which ended the session. It may have been a thief. */
  | 'TOKEN_REUSED'
  /** An organisation's system signed in. The subject is the key that it used. */
  | 'SYSTEM_TOKEN'
  /** An administrator, or the operator, invited somebody. The subject is the invitation. */
  | 'INVITED'
  /** The person took up an invitation, and is a user from now on. The subject is the invitation. */
  | 'INVITATION_TAKEN_UP'
  /** An administrator changed what the person may do as a user, or whether they may come in. The subject is the user. */
  | 'USER_CHANGED'
  /** Who the person is. The subject is absent. */
  | 'PERSON_READ'
  /** Somebody may act for the person from now on, or again. The subject is the mandate. */
  | 'MANDATE_MADE'
  /** Somebody may act for the person no longer. The subject is the mandate. */
  | 'MANDATE_ENDED'
  /** The person came in for a company, as the register lets them. The company is that of `by`. */
  | 'COMPANY_ENTERED'
  /** An officer sent the scan of a mandate on paper. The subject is the file. */
  | 'SCAN_SENT'
  /** The scan of a mandate on paper. The subject is the file. */
  | 'SCAN_READ'
  /** How to reach the person. The subject is absent. */
  | 'CONTACTS_READ'
  /** Clients, by a name or an identity code. Each client whom the search found has an access of their own. */
  | 'PERSONS_SEARCHED'
  /** A granter made a client known from the population register, or brought what is known of them up to date. */
  | 'CLIENT_REGISTERED'
  /** A granter asked the population register about an identity code, and nobody became known. */
  | 'CLIENT_SOUGHT'
  /** A voucher, by its number. The subject is the voucher. */
  | 'VOUCHER_OPENED'
  /** Somebody who may not open a voucher tried its number. The subject is the voucher. */
  | 'VOUCHER_NOT_OPENED'
  /** An officer tried to grant a voucher, and something about the person prevented it. */
  | 'VOUCHER_NOT_GRANTED'
  /** Somebody may have been guessing numbers of vouchers. */
  | 'VOUCHER_NUMBERS_GUESSED'
  /** A voucher. The subject is the voucher. */
  | 'VOUCHER_READ'
  /** The name and contact data on a voucher, by a provider. The subject is the voucher. */
  | 'CLIENT_CARD_SEEN'
  /** A booking or its visits. The subject is the booking. */
  | 'BOOKING_READ'
  /** What the client pays for a month. The subject is the client share statement. */
  | 'CLIENT_SHARES_READ'
  /** What visits of the client cost. The subject is the voucher. */
  | 'LEDGER_READ'
  /** Somebody asked for a copy of the person's data. The subject is the copy. */
  | 'COPY_ASKED'
  /** A copy of the person's data. The subject is the copy. */
  | 'COPY_READ'
  /** An administrator restricted what the organiser's people see of the person. */
  | 'RESTRICTED'
  /** An administrator ended such a restriction. */
  | 'RESTRICTION_ENDED'
  /** An administrator looked at what an erasure of the client would do. */
  | 'ERASURE_PREVIEWED'
  /** An administrator erased the client, except for what a law keeps. */
  | 'ERASED'
  /** The access log itself. The subject is the user whose accesses somebody sought. */
  | 'ACCESSES_SEARCHED';

/** What became of an access. */
export type AccessOutcome =
  /** They saw it. */
  | 'SEEN'
  /** They did it. */
  | 'DONE'
  /** They did not get it. */
  | 'REFUSED';

/** By which right somebody acted. */
export type AccessRight =
  /** A role in their organisation. */
  | 'ROLE'
  /** It was about themselves. */
  | 'OWN'
  /** A mandate of the person (valtuutus). */
  | 'MANDATE'
  /** They are the person's guardian or trustee (edunvalvoja). */
  | 'GUARDIAN'
  /** They have custody of the person, a minor (huoltaja). */
  | 'CUSTODIAN'
  /** A mandate on paper. */
  | 'PAPER';

/** Which accesses to list. An absent field chooses all. */
export type AccessFilter = {
  /** Accesses to this person's data. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  /** Accesses by this user. */
  userId?: InputMaybe<Scalars['ID']['input']>;
  /** These actions. */
  actions?: InputMaybe<Array<AccessAction>>;
  /** Accesses at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Accesses before this moment. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What callers can ask. */
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
