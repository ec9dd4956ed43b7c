// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { AccessAction, AccessFilter, AccessOutcome, AccessRight, InputMaybe, JobKind, JobState, Maybe, Names, OrganisationKind, PageInfo, Quantity, Refusal, Role, Scalars, _Service } from './shared.ts';

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
  /**
   * The organiser's feed: every ledger entry and every change of a run, in order and without gaps. Settlement delivers each item at least once, and
   * keeps it for 400 days. Ask again with `after: endCursor`. A cursor of another epoch or feed is refused with CURSOR_EXPIRED. `previousOfKind` lets
   * readers of one kind check that nothing is missing. generated/feed.schema.json of the schema describes the payloads. For the organiser's
   * administrators, approvers and systems, because it tells of all clients' visits.
   */
  settlementFeed: SettlementFeed;
  /** A run by its id. For the organiser's administrators, checkers, approvers and systems. */
  settlementRun?: Maybe<SettlementRun>;
  /** A job of settlement by its id: the lock of a run. For the organiser's settlement approvers; null for others. */
  settlementJob?: Maybe<Job>;
  /** The runs of the acting organiser, newest month first. For its administrators, checkers, approvers and systems. */
  settlementRuns: SettlementRunConnection;
  /**
   * The statements of the acting organiser or provider. For the organiser's administrators, checkers, approvers and systems, and those who bill for the
   * provider.
   */
  settlementStatements: SettlementStatementConnection;
  /**
   * The client share statements of the acting provider, organiser or person, newest first. For the client, those who bill for the provider, and the
   * organiser's administrators, checkers, approvers and systems.
   */
  clientShareStatements: ClientShareStatementConnection;
  /**
   * The entries of the acting organiser's or provider's ledger: newest month first, and within it what was posted last. It is for people; programs
   * follow `settlementFeed`. For the organiser's administrators, approvers and systems, its checkers whose teams cover the service, and those who bill
   * for the provider.
   */
  ledgerEntries: LedgerEntryConnection;
  /** How the acting organiser settles an accounting month. For its administrators, checkers, approvers and systems. */
  settlementTerms: SettlementTerms;
  /** How the acting provider bills an accounting month. For those who bill for the provider. */
  providerBilling: ProviderBilling;
  /**
   * What the approved visits of an accounting month cost so far, beside the month before. `heldVisits` tells what is held back. For the organiser's
   * administrators, approvers and systems, its checkers whose teams cover the service, and those who bill for the provider.
   */
  monthSoFar: MonthSoFar;
  /** The sums of the acting organiser's ledger in an accounting month. For its administrators, checkers, approvers and systems. */
  ledgerTotals: LedgerTotals;
  /**
   * Who saw or used what settlement keeps of the acting person, newest first: for that person, and for who acts as their guardian or has custody of them. An
   * organiser's auditor gets what the organiser's own people did and saw, of whomever. The log notes each search of an auditor or guardian.
   */
  settlementAccesses: AccessConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

/** What callers can ask. */
export type QuerySettlementFeedArgs = {
  organiserId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  kinds?: InputMaybe<Array<SettlementFeedKind>>;
};

/** What callers can ask. */
export type QuerySettlementRunArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QuerySettlementJobArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QuerySettlementRunsArgs = {
  filter?: InputMaybe<SettlementRunFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QuerySettlementStatementsArgs = {
  filter?: InputMaybe<SettlementStatementFilter>;
  order: SettlementStatementOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryClientShareStatementsArgs = {
  filter?: InputMaybe<ClientShareStatementFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryLedgerEntriesArgs = {
  filter?: InputMaybe<LedgerEntryFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QuerySettlementTermsArgs = {
  month: Scalars['Month']['input'];
};

/** What callers can ask. */
export type QueryProviderBillingArgs = {
  month: Scalars['Month']['input'];
};

/** What callers can ask. */
export type QueryMonthSoFarArgs = {
  month: Scalars['Month']['input'];
};

/** What callers can ask. */
export type QueryLedgerTotalsArgs = {
  month: Scalars['Month']['input'];
};

/** What callers can ask. */
export type QuerySettlementAccessesArgs = {
  filter?: InputMaybe<AccessFilter>;
  reason?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can do. */
export type Mutation = {
  /**
   * Locks a month, on its settlement day or later: settlement names all that it holds, and nothing changes it again. The answer comes at once. From then
   * on the month takes no entries, the run is LOCKING, and `job` says how far settlement is. When the run is LOCKED, it has its hash and statements.
   * Whoever locks a month that is LOCKING gets the running job. For settlement approvers.
   */
  lockRun: LockRunPayload;
  /** Approves a locked run and makes the payment file. Another person must have locked it. For settlement approvers. */
  approveRun: ApproveRunPayload;
  /** Marks an approved run as sent to the bank. For settlement approvers. */
  exportRun: ExportRunPayload;
  /**
   * Sets how the organiser settles from an accounting month on, until terms with a later first month. For the same first month the newest terms hold.
   * WRONG_STATE: the month is locked. For the organiser's administrators.
   */
  publishSettlementTerms: PublishSettlementTermsPayload;
  /**
   * Sets whether the provider bills all organisers by unit from an accounting month on, until another choice with a later first month. For the same
   * first month the newest choice holds. WRONG_STATE: the month is over. For the provider's administrators and signatories.
   */
  publishProviderBilling: PublishProviderBillingPayload;
  /**
   * Sends the provider's invoice for a statement of mode PROVIDER_INVOICED. Settlement compares it with the ledger visit by visit, and changes nothing
   * of what is owed. Both sides see the differences, and corrected visits remove them. A statement may have several invoices, also a credit; together
   * they ask an amount for each visit. Once each visit is invoiced, the organiser pays what the ledger owes, never more. The same number with the same
   * content is the same invoice. NOT_FOUND: the provider has no such statement. WRONG_STATE: it needs no invoice. NUMBER_TAKEN: the provider used the
   * number for something else. For those who bill for the provider.
   */
  submitInvoice: SubmitInvoicePayload;
};

/** What callers can do. */
export type MutationLockRunArgs = {
  input: LockRunInput;
};

/** What callers can do. */
export type MutationApproveRunArgs = {
  input: ApproveRunInput;
};

/** What callers can do. */
export type MutationExportRunArgs = {
  input: ExportRunInput;
};

/** What callers can do. */
export type MutationPublishSettlementTermsArgs = {
  input: PublishSettlementTermsInput;
};

/** What callers can do. */
export type MutationPublishProviderBillingArgs = {
  input: PublishProviderBillingInput;
};

/** What callers can do. */
export type MutationSubmitInvoiceArgs = {
  input: SubmitInvoiceInput;
};

/** What callers can follow as it happens. */
export type Subscription = {
  /**
   * The feed of `Query.settlementFeed`: items after `after`, then each new one as it happens. Over SSE at /graphql/stream every item's cursor is the
   * event's id. So a client that was cut off resumes by Last-Event-ID without a gap.
   */
  settlementFeed: SettlementFeedItem;
  /** A job as in `Query.settlementJob`: first as it is, then after each change, until it has ended. For others it sends null and ends. */
  settlementJob?: Maybe<Job>;
};

/** What callers can follow as it happens. */
export type SubscriptionSettlementFeedArgs = {
  organiserId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  kinds?: InputMaybe<Array<SettlementFeedKind>>;
};

/** What callers can follow as it happens. */
export type SubscriptionSettlementJobArgs = {
  id: Scalars['ID']['input'];
};

/** A page of the feed. */
export type SettlementFeed = {
  /** The items of the page, oldest first. */
  items: Array<SettlementFeedItem>;
  /**
   * Where to go on: after the last item, or after the items of other kinds that a short page passed over. The given cursor when there is nothing new;
   * null when the feed is empty.
   */
  endCursor?: Maybe<Scalars['String']['output']>;
  /**
   * The newest item of the feed, of any kind, when settlement read the page. A newcomer begins from its cursor, and a follower sees from its seq how far
   * behind it is. Null when the feed is empty.
   */
  newest?: Maybe<SettlementFeedHead>;
};

/** The newest item of a feed. */
export type SettlementFeedHead = {
  /** Its place in the feed. */
  cursor: Scalars['String']['output'];
  /** Its number in the feed. */
  seq: Scalars['Int']['output'];
  /** Its hash, which the next item names as its `previousHash`. */
  hash: Scalars['String']['output'];
};

/** A reference to an earlier item of a feed. */
export type SettlementFeedLink = {
  /** Its number in the feed. 0: there is no earlier item. */
  seq: Scalars['Int']['output'];
  /** Its hash. 64 zeros: there is no earlier item. */
  hash: Scalars['String']['output'];
};

/** What an item tells. */
export type SettlementFeedKind =
  /** Settlement posted an entry to the ledger. */
  | 'LEDGER_ENTRY'
  /** A run changed its state. */
  | 'RUN';

/** One thing that happened to an organiser's money. For the organiser's administrators, approvers and systems. */
export type SettlementFeedItem = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** Its number in the organiser's feed, from 1 and without gaps. */
  seq: Scalars['Int']['output'];
  /** Its place in the feed: epoch and seq. */
  cursor: Scalars['String']['output'];
  /** What it tells. */
  kind: SettlementFeedKind;
  /** What the provider has earned by the entry. Null for a run. */
  total?: Maybe<Scalars['Euro']['output']>;
  /** What the organiser owes by the entry. Null for a run. */
  organiserShare?: Maybe<Scalars['Euro']['output']>;
  /** What the client owes by the entry. Null for a run. */
  clientShare?: Maybe<Scalars['Euro']['output']>;
  /** The exact CloudEvent (JSON); it is the same on every channel. */
  payload: Scalars['String']['output'];
  /** SHA-256 over previousHash and payload, hexadecimal. */
  hash: Scalars['String']['output'];
  /** The hash of the item before. 64 zeros at the first item. */
  previousHash: Scalars['String']['output'];
  /**
   * The item of the same kind before this one; the payload names it as `previousofkind` and `previousofkindhash`. Who reads only one kind compares it
   * with the last item that they have. Null for items from before settlement named it: read that part of the feed whole.
   */
  previousOfKind?: Maybe<SettlementFeedLink>;
  /** The visit of a ledger entry. Null for a run. */
  visit?: Maybe<Visit>;
  /** The run that changed. Null for a ledger entry. */
  run?: Maybe<SettlementRun>;
};

/** What an entry of the ledger is. */
export type LedgerEntryKind =
  /** The first posting of a visit. */
  | 'ORIGINAL'
  /** It mirrors an entry with the sign changed (hyvitys). */
  | 'REVERSAL'
  /** It stands in place of a reversed entry. */
  | 'REPLACEMENT';

/** Why an entry mirrors or replaces another. */
export type LedgerCause =
  /** The provider changed the visit before its settlement. */
  | 'EDITED'
  /** The organiser corrected the visit after its settlement; the visit says why. */
  | 'CORRECTED'
  /** Something was published that holds on the visit's day: a price list, a version of a service, or the class of the day. */
  | 'PUBLISHED'
  /** Vouchers recalculated the visit, because its value changed backwards or for its balance. */
  | 'RECALCULATED'
  /** The provider deleted the visit. */
  | 'DELETED'
  /** The organiser took the visit back after its settlement; the visit says why. */
  | 'CREDITED'
  /** A checker returned the visit, and nobody handled it in time. */
  | 'RELEASED'
  /** A checker, or news of the client, held the visit before its settlement. When it is approved again, it gets a new entry. */
  | 'HELD';

/** Whose money a line of the ledger concerns. */
export type LedgerAccount =
  /** What the provider has earned: negative, to balance the other two. */
  | 'PROVIDER'
  /** What the organiser owes. */
  | 'ORGANISER'
  /** What the client owes the provider (omavastuu). */
  | 'CLIENT';

/** Lines of the ledger for one visit and one service month. They sum to zero and never change. For the organiser and the provider. */
export type LedgerEntry = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What the entry is. */
  kind: LedgerEntryKind;
  /** The visit. Null for whoever may not see it. */
  visit?: Maybe<Visit>;
  /** The provider that is owed. */
  provider?: Maybe<Provider>;
  /** The month in which the provider gave the service. */
  serviceMonth: Scalars['Month']['output'];
  /** The month whose run settles the entry. */
  accountingMonth: Scalars['Month']['output'];
  /** When settlement posted it. */
  postedAt: Scalars['DateTime']['output'];
  /** What the provider has earned by it. Below zero where it takes back more than it posts. */
  total: Scalars['Euro']['output'];
  /** What the organiser owes by it. Below zero where it takes back more than it posts. */
  organiserShare: Scalars['Euro']['output'];
  /** What the client owes by it (omavastuu). Below zero where it takes back more than it posts. */
  clientShare: Scalars['Euro']['output'];
  /** Its amounts by account, content and tax rate. */
  lines: Array<LedgerLine>;
  /** The entry that it mirrors or replaces. Null for an original. */
  reverses?: Maybe<LedgerEntry>;
  /** Why it mirrors or replaces an entry. Null for an original. */
  cause?: Maybe<LedgerCause>;
};

/** One amount on one account. The lines of an entry sum to zero. */
export type LedgerLine = {
  /** Whose money it concerns. */
  account: LedgerAccount;
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** The amount, tax included. */
  amount: Scalars['Euro']['output'];
  /** The tax in the amount. */
  vat: Scalars['Euro']['output'];
  /** The tax rate in percent: "25.5". "0": free of tax. */
  vatPercent: Scalars['String']['output'];
};

/**
 * Which entries to list. An absent field chooses all. No list shows what its reader may not see. Nobody finds entries by a voucher or visit that they
 * may not follow.
 */
export type LedgerEntryFilter = {
  /** Entries of this accounting month. */
  month?: InputMaybe<Scalars['Month']['input']>;
  /** Entries for services given in this month. */
  serviceMonth?: InputMaybe<Scalars['Month']['input']>;
  /** Entries for this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Entries that this provider is owed. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Entries for visits of this voucher. */
  voucherId?: InputMaybe<Scalars['ID']['input']>;
  /** Entries for this visit. */
  visitId?: InputMaybe<Scalars['ID']['input']>;
  /** Entries of these kinds. */
  kinds?: InputMaybe<Array<LedgerEntryKind>>;
  /** Entries with one of these causes. */
  causes?: InputMaybe<Array<LedgerCause>>;
};

/** A page of ledger entries. */
export type LedgerEntryConnection = {
  /** The items of the page, each with its place. */
  edges: Array<LedgerEntryEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A ledger entry on a page. */
export type LedgerEntryEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: LedgerEntry;
};

/** An accounting month, open or not, as the ledger has it now. */
export type MonthSoFar = {
  /** The accounting month. */
  month: Scalars['Month']['output'];
  /** All providers together. */
  sums: TwoMonths;
  /** Each provider with entries in this month or the one before. Their order means nothing. */
  providers: ProviderMonthConnection;
};

/** An accounting month, open or not, as the ledger has it now. */
export type MonthSoFarProvidersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Sums of a month beside those of the month before. */
export type TwoMonths = {
  /** The sums of the month. */
  accrued: LedgerSums;
  /** The sums of the month before. */
  before: LedgerSums;
  /** The organiser's share of the month, minus that of the month before. */
  change: Scalars['Euro']['output'];
};

/** Sums of entries that move money. An entry that was taken back and its mirror both count. */
export type LedgerSums = {
  /** How many entries. */
  entries: Scalars['Int']['output'];
  /** What providers have earned. */
  total: Scalars['Euro']['output'];
  /** What the organiser owes. */
  organiserShare: Scalars['Euro']['output'];
  /** What clients owe (omavastuu). */
  clientShare: Scalars['Euro']['output'];
};

/** A page of providers. */
export type ProviderMonthConnection = {
  /** The items of the page, each with its place. */
  edges: Array<ProviderMonthEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A provider on a page. */
export type ProviderMonthEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: ProviderMonth;
};

/** The month of one provider. */
export type ProviderMonth = {
  /** The provider. */
  provider?: Maybe<Provider>;
  /** All its services together. */
  sums: TwoMonths;
  /** Each service. */
  services: Array<ServiceMonth>;
};

/** The month of one service of a provider. */
export type ServiceMonth = {
  /** The service. */
  service?: Maybe<Service>;
  /** What the provider gave of it. */
  sums: TwoMonths;
};

/** Sums of the ledger in an accounting month. */
export type LedgerTotals = {
  /** The accounting month. */
  month: Scalars['Month']['output'];
  /** How many entries. */
  entries: Scalars['Int']['output'];
  /** What providers have earned. */
  total: Scalars['Euro']['output'];
  /** What the organiser owes. */
  organiserShare: Scalars['Euro']['output'];
  /** What clients owe (omavastuu). */
  clientShare: Scalars['Euro']['output'];
};

/** How far a run has come. */
export type SettlementRunState =
  /** The month has no entries yet. */
  | 'PLANNED'
  /** The month takes entries. */
  | 'COLLECTING'
  /** The month takes no more entries. The run's `job` names them and adds them up. */
  | 'LOCKING'
  /** Nothing changes any more what the month holds. */
  | 'LOCKED'
  /** A second person approved it, and the payment file exists. */
  | 'APPROVED'
  /** Somebody sent the payment file to the bank. */
  | 'EXPORTED'
  /** The bank has paid. */
  | 'PAID';

/** The settlement of an accounting month (tilitysajo). For the organiser's administrators, checkers, approvers and systems. */
export type SettlementRun = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The organiser that pays. */
  organiser?: Maybe<Organiser>;
  /** The accounting month that it closes. */
  month: Scalars['Month']['output'];
  /** How far it has come. */
  state: SettlementRunState;
  /** What providers have earned by its entries. */
  total: Scalars['Euro']['output'];
  /** What the organiser owes by its entries. */
  organiserShare: Scalars['Euro']['output'];
  /** What clients owe by its entries (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** SHA-256 over its frozen lines; anybody who computes it again gets the same. Null before the lock. */
  hash?: Maybe<Scalars['String']['output']>;
  /** The job that locks it, for settlement approvers. Null for others, before the lock, and for runs from before there were jobs. */
  job?: Maybe<Job>;
  /** Who locked it. Null before the lock. */
  lockedBy?: Maybe<ActorName>;
  /** Who approved it. Null before the approval. */
  approvedBy?: Maybe<ActorName>;
  /** Its statements. */
  statements: SettlementStatementConnection;
  /** Its client share statements. */
  clientShareStatements: ClientShareStatementConnection;
  /** The pain.001.001.09 file for the bank, with a transfer for each of `payments`. Null before the approval, and when there is nothing to pay. */
  paymentFile?: Maybe<Scalars['String']['output']>;
  /**
   * The statements that the run's file pays. They are its own, except those that wait, and those of earlier runs that waited until this one was locked.
   * For an invoiced run the list grows until the approval.
   */
  payments: SettlementStatementConnection;
  /**
   * The sum of `payments`, which the file has as its CtrlSum. No cent of a run is lost. organiserShare + Σ broughtForward of its statements =
   * paymentTotal − releasedTotal + Σ payable of its statements that the file does not pay + Σ carriedForward + Σ receivable.
   */
  paymentTotal: Scalars['Euro']['output'];
  /** The part of `paymentTotal` that pays statements of earlier runs. */
  releasedTotal: Scalars['Euro']['output'];
};

/** The settlement of an accounting month (tilitysajo). For the organiser's administrators, checkers, approvers and systems. */
export type SettlementRunStatementsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The settlement of an accounting month (tilitysajo). For the organiser's administrators, checkers, approvers and systems. */
export type SettlementRunClientShareStatementsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The settlement of an accounting month (tilitysajo). For the organiser's administrators, checkers, approvers and systems. */
export type SettlementRunPaymentsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Which runs to list. An absent field chooses all. */
export type SettlementRunFilter = {
  /** Runs in one of these states. */
  states?: InputMaybe<Array<SettlementRunState>>;
  /** Runs of this month or later. */
  firstMonth?: InputMaybe<Scalars['Month']['input']>;
  /** Runs of this month or earlier. */
  lastMonth?: InputMaybe<Scalars['Month']['input']>;
};

/** A page of runs. */
export type SettlementRunConnection = {
  /** The items of the page, each with its place. */
  edges: Array<SettlementRunEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A run on a page. */
export type SettlementRunEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: SettlementRun;
};

/** Whether the provider sends an invoice. */
export type SettlementMode =
  /** The organiser pays without an invoice; the statement takes its place (itselaskutus). */
  | 'SELF_BILLED'
  /** The organiser pays once the provider has invoiced the visits of the statement. */
  | 'PROVIDER_INVOICED';

/** How an organiser settles. For its administrators, checkers, approvers and systems. */
export type SettlementTerms = {
  /** The accounting month from which the terms hold. Null: nobody has stated any, and these are the usual ones. */
  firstMonth?: Maybe<Scalars['Month']['output']>;
  /** Whether providers send invoices. Usually SELF_BILLED. */
  mode: SettlementMode;
  /** How many runs in a row may carry a provider's negative sum on. The next one makes it a receivable. Usually 3. */
  carriedRunsMax: Scalars['Int']['output'];
};

/** How a provider bills. For those who bill for the provider. */
export type ProviderBilling = {
  /** The accounting month from which this holds. Null: nobody has stated anything, and the provider bills as a whole. */
  firstMonth?: Maybe<Scalars['Month']['output']>;
  /** True: each unit that served has a statement of its own. */
  byUnit: Scalars['Boolean']['output'];
};

/**
 * What the organiser pays a provider, or one of its units, for a month (tilityserittely). A provider without an amount or a debt in the month gets none.
 * For the organiser's administrators, checkers, approvers and systems, and those who bill for the provider.
 */
export type SettlementStatement = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /**
   * The number that gives the payment its reference; no two organisers give a payee the same. It has six digits of the month, four of the organiser's
   * series and five that count the run's statements. Older numbers are shorter and unique only within their organiser.
   */
  statementNumber: Scalars['String']['output'];
  /** The run, for the organiser. Null for others, who may not see what it pays to whom. */
  run?: Maybe<SettlementRun>;
  /** The organiser that pays. */
  organiser?: Maybe<Organiser>;
  /** The provider that is paid. */
  provider?: Maybe<Provider>;
  /** The unit whose visits it states, where the provider bills by unit. Null: it states those of all units. */
  billingUnit?: Maybe<ProviderUnit>;
  /** The accounting month. */
  month: Scalars['Month']['output'];
  /** What the provider has earned by the month's lines. */
  total: Scalars['Euro']['output'];
  /** What the organiser owes by the month's lines. */
  organiserShare: Scalars['Euro']['output'];
  /** What clients owe by the month's lines (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** The debt that the month before carried on; zero or less. Where a provider bills by unit, its first statement bears this debt. */
  broughtForward: Scalars['Euro']['output'];
  /**
   * Statements of a provider's units offset one another within a run. Above zero: what the others pay of this one's debt. Below zero: what this one pays
   * of theirs. Together the provider's statements of a run sum to zero.
   */
  setOff: Scalars['Euro']['output'];
  /** What the organiser pays: organiserShare + broughtForward + setOff, and never below zero. */
  payable: Scalars['Euro']['output'];
  /** The debt that goes on to the next month; zero or less. */
  carriedForward: Scalars['Euro']['output'];
  /**
   * The debt that the provider now has to pay back; zero or less. It becomes due when as many runs in a row as the organiser's terms allow have carried
   * it. It also becomes due when the provider's last approval with the organiser has ended by the last day of the month.
   */
  receivable: Scalars['Euro']['output'];
  /** How far its payment has come. */
  state: SettlementStatementState;
  /** What a HELD statement waits for today. Null in other states. */
  heldFor?: Maybe<SettlementHoldReason>;
  /** The file that pays it. Null while it waits, and when there is nothing to pay. */
  payment?: Maybe<SettlementPayment>;
  /** Whether the provider sends an invoice, by the organiser's terms of the month. */
  mode: SettlementMode;
  /** The reference of the payment (RF). */
  reference: Scalars['String']['output'];
  /** The provider's invoices for it, oldest first. */
  invoices: Array<ProviderInvoice>;
  /**
   * Its visits as the ledger has them and as its invoices have them together, newest visit first. Visits that neither pay nor ask for anything are left
   * out. Null where the provider sends no invoices.
   */
  invoiceMatches?: Maybe<InvoiceMatchConnection>;
  /** Its lines, which never change: `first` after the first `skip`. If fewer come back, there are no more. */
  lines: Array<SettlementStatementLine>;
  /** The tax in the organiser's share, by rate. */
  vat: Array<VatSum>;
};

/**
 * What the organiser pays a provider, or one of its units, for a month (tilityserittely). A provider without an amount or a debt in the month gets none.
 * For the organiser's administrators, checkers, approvers and systems, and those who bill for the provider.
 */
export type SettlementStatementInvoiceMatchesArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  differencesOnly: Scalars['Boolean']['input'];
};

/**
 * What the organiser pays a provider, or one of its units, for a month (tilityserittely). A provider without an amount or a debt in the month gets none.
 * For the organiser's administrators, checkers, approvers and systems, and those who bill for the provider.
 */
export type SettlementStatementLinesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** The tax in amounts of one rate. */
export type VatSum = {
  /** The rate in percent: "25.5". "0": free of tax (AVL 34 §, 37 §). */
  vatPercent: Scalars['String']['output'];
  /** The sum of the document at this rate, tax included. */
  gross: Scalars['Euro']['output'];
  /**
   * The tax in `gross`: gross − gross ÷ (1 + rate), with the quotient rounded half up to the cent. Below zero it is the same with the sign changed.
   * Lines of a document carry no tax of their own. Documents from when settlement added up taxes line by line keep those sums.
   */
  vat: Scalars['Euro']['output'];
  /** `vat` minus the taxes that the ledger holds for the document's lines. Null on an invoice, which has no lines of the ledger. */
  rounding?: Maybe<Scalars['Euro']['output']>;
};

/** How far the payment of a statement has come. */
export type SettlementStatementState =
  /** The payment file of its own run pays it, or there is nothing to pay. */
  | 'ISSUED'
  /** It waits until each of its visits is invoiced. */
  | 'AWAITING_INVOICE'
  /**
   * It waits for the next lock, whose run pays it. At its own lock settlement did not know the provider's account, or no bank could write the provider's
   * name. Or the last invoice came after the approval of its own run. `heldFor` says what is missing.
   */
  | 'HELD'
  /** It was held, and the file of a later run pays it. */
  | 'RELEASED';

/** What a held statement waits for. */
export type SettlementHoldReason =
  /** The provider has given no account number, or a wrong one. */
  | 'NO_ACCOUNT'
  /** Nothing is left of the provider's name in the letters that banks accept. */
  | 'NAME_UNFIT_FOR_PAYMENT'
  /** Nothing is missing any more; the next lock takes it. */
  | 'NEXT_LOCK';

/** The payment of a statement by the file of one run: wholly, and once. */
export type SettlementPayment = {
  /** The accounting month of this run. */
  month: Scalars['Month']['output'];
  /** The run, for the organiser. Null for others. */
  run?: Maybe<SettlementRun>;
  /** When a second person approved the file. Null before. */
  approvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When somebody marked the file as sent to the bank. Null before. */
  exportedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A provider's invoice for a statement (palveluntuottajan lasku). For those who see the statement. */
export type ProviderInvoice = {
  /** The provider's own number; no other invoice of the provider has it. */
  invoiceNumber: Scalars['String']['output'];
  /** The day of the invoice. */
  invoiceDay: Scalars['Date']['output'];
  /** What it asks the organiser to pay, tax included. Below zero for a credit. */
  total: Scalars['Euro']['output'];
  /** When the provider sent it. */
  submittedAt: Scalars['DateTime']['output'];
  /**
   * The tax in what it asks for, by the rates of the ledger. Null where the ledger does not give the rate. That is so for a visit that is not on the
   * statement, and for another amount for a visit of several rates.
   */
  vat?: Maybe<Array<VatSum>>;
};

/** How a visit stands on the ledger and on the provider's invoices. */
export type InvoiceMatchState =
  /** Both have the same amount. */
  | 'MATCHED'
  /** The invoices have another amount than the ledger. */
  | 'DIFFERS'
  /** It is invoiced, but the statement does not have it. */
  | 'NOT_ON_LEDGER'
  /** The statement has it, but no invoice does. */
  | 'NOT_INVOICED';

/** A visit of a statement or of its invoices. For those who see the statement. */
export type InvoiceMatch = {
  /** The visit, as the ledger or the invoice names it. */
  visitId: Scalars['ID']['output'];
  /** The visit. Null for whoever may not see it. */
  visit?: Maybe<Visit>;
  /** How the two compare. */
  state: InvoiceMatchState;
  /** What the organiser owes for it by this statement, corrections included. Null when the statement does not have it. */
  ledger?: Maybe<Scalars['Euro']['output']>;
  /** What the statement's invoices together ask for it. Null when none does. */
  invoiced?: Maybe<Scalars['Euro']['output']>;
};

/** A page of visits with their invoices. */
export type InvoiceMatchConnection = {
  /** The items of the page, each with its place. */
  edges: Array<InvoiceMatchEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A visit with its invoices on a page. */
export type InvoiceMatchEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: InvoiceMatch;
};

/** The sums of one content and service month on a statement. */
export type SettlementStatementLine = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** The month of service. */
  serviceMonth: Scalars['Month']['output'];
  /** How many visits. */
  visits: Scalars['Int']['output'];
  /** How much of the content. */
  quantity: Quantity;
  /** What the provider has earned. */
  total: Scalars['Euro']['output'];
  /** What the organiser owes. */
  organiserShare: Scalars['Euro']['output'];
  /** What clients owe (omavastuu). */
  clientShare: Scalars['Euro']['output'];
};

/** Which statements to list. An absent field chooses all. No list shows what its reader may not see. */
export type SettlementStatementFilter = {
  /** Statements of this accounting month. */
  month?: InputMaybe<Scalars['Month']['input']>;
  /** Statements of this organiser. */
  organiserId?: InputMaybe<Scalars['ID']['input']>;
  /** Statements for this provider. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Statements in one of these states. */
  states?: InputMaybe<Array<SettlementStatementState>>;
};

/** The order of statements. Among equals, the order in which they were issued. */
export type SettlementStatementOrder =
  /** Newest first. */
  | 'ISSUED_DESC'
  /** By amount to pay, the largest first. */
  | 'PAYABLE_DESC';

/** A page of statements. */
export type SettlementStatementConnection = {
  /** The items of the page, each with its place. */
  edges: Array<SettlementStatementEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A statement on a page. */
export type SettlementStatementEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: SettlementStatement;
};

/**
 * What a client owes a provider for a month and a voucher (omavastuuerittely). Below zero, the provider refunds it. A voucher whose visits moved no
 * money in the month has none.
 */
export type ClientShareStatement = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The run, for the organiser. Null for others. */
  run?: Maybe<SettlementRun>;
  /** The organiser that granted the voucher. */
  organiser?: Maybe<Organiser>;
  /** The provider that the client owes. */
  provider?: Maybe<Provider>;
  /** The client, for themselves and the organiser's people whose teams cover the service. Null for others. */
  client?: Maybe<Person>;
  /** The voucher. Null for a provider's people whose teams do not cover the service. */
  voucher?: Maybe<Voucher>;
  /** The accounting month. */
  month: Scalars['Month']['output'];
  /** What the visits cost, without extra service. */
  total: Scalars['Euro']['output'];
  /** What the organiser pays of it. */
  organiserShare: Scalars['Euro']['output'];
  /** What the client pays of it (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** The tax in the client's share, by rate. */
  vat: Array<VatSum>;
  /** What the client pays beyond the voucher for service of the month, as they accepted (lisäpalvelu). No other sum includes it. */
  extraService: Scalars['Euro']['output'];
  /** True: a later run has corrected visits of this statement. */
  corrected: Scalars['Boolean']['output'];
  /** How many visits. */
  visits: Scalars['Int']['output'];
};

/**
 * Which client share statements to list. An absent field chooses all. No list shows what its reader may not see. Nobody finds statements by a client or
 * voucher that they may not know.
 */
export type ClientShareStatementFilter = {
  /** Statements of this accounting month. */
  month?: InputMaybe<Scalars['Month']['input']>;
  /** Statements of this provider. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Statements for this client. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  /** Statements for this voucher. */
  voucherId?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of client share statements. */
export type ClientShareStatementConnection = {
  /** The items of the page, each with its place. */
  edges: Array<ClientShareStatementEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A client share statement on a page. */
export type ClientShareStatementEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: ClientShareStatement;
};

/** A wellbeing services county or a municipality that organises services and pays for them (palvelunjärjestäjä). Everybody who signs in sees it. */
export type Organiser = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
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

/** A service that a provider really gave: an hour, a day or a meal (tapahtuma). Those who see the booking see it, but not a provider's preparer. */
export type Visit = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/**
 * A commitment to pay for a service up to a value (palveluseteli). The client sees it. So do people of the organiser, and of providers approved at some
 * time of its validity, whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type Voucher = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /**
   * What the client owes for it, month by month, newest first. For the client, and for those of the organiser's people and of the provider's billers who
   * may follow the voucher. Empty for others.
   */
  clientShareStatements: ClientShareStatementConnection;
};

/**
 * A commitment to pay for a service up to a value (palveluseteli). The client sees it. So do people of the organiser, and of providers approved at some
 * time of its validity, whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type VoucherClientShareStatementsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Somebody in the population register. The person sees it, and those of an organiser's people whose teams cover a service that the organiser gives them.
 * Providers see a voucher's client card instead.
 */
export type Person = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** A month to lock. */
export type LockRunInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The accounting month. */
  month: Scalars['Month']['input'];
};

/** The run that is being locked and its job, or a refusal. */
export type LockRunPayload = {
  /** The run as it is now. Null when it was refused. */
  run?: Maybe<SettlementRun>;
  /** The job that locks it. Null when it was refused, and for a run from before there were jobs. */
  job?: Maybe<Job>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A locked run to approve. */
export type ApproveRunInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The run. */
  runId: Scalars['ID']['input'];
  /** The hash of the run that the approver saw. If the run has another one, the answer is STALE. At most 64 characters. */
  hash: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type ApproveRunPayload = {
  /** The run as it is now. Null when it was refused. */
  run?: Maybe<SettlementRun>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** An approved run that was sent to the bank. */
export type ExportRunInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The run. */
  runId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type ExportRunPayload = {
  /** The run as it is now. Null when it was refused. */
  run?: Maybe<SettlementRun>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** How an organiser settles from a month on. */
export type PublishSettlementTermsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** An accounting month that is not locked. */
  firstMonth: Scalars['Month']['input'];
  /** Whether providers send invoices. */
  mode: SettlementMode;
  /** How many runs in a row may carry a provider's negative sum on. 0 to 12, or INVALID_RANGE. */
  carriedRunsMax: Scalars['Int']['input'];
};

/** Exactly one of the two is null. */
export type PublishSettlementTermsPayload = {
  /** The terms. Null when they were refused. */
  terms?: Maybe<SettlementTerms>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** How a provider bills from a month on. */
export type PublishProviderBillingInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The current month or a later one. */
  firstMonth: Scalars['Month']['input'];
  /** True: each unit that serves has a statement of its own. */
  byUnit: Scalars['Boolean']['input'];
};

/** Exactly one of the two is null. */
export type PublishProviderBillingPayload = {
  /** How the provider bills. Null when it was refused. */
  billing?: Maybe<ProviderBilling>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What an invoice asks for a visit. Settlement adds up several lines of a visit. */
export type InvoiceLineInput = {
  /** The visit. */
  visitId: Scalars['ID']['input'];
  /** What it asks the organiser to pay, tax included. Below zero for a credit. */
  amount: Scalars['Euro']['input'];
};

/** A provider's invoice for a statement. */
export type SubmitInvoiceInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The statement. */
  statementId: Scalars['ID']['input'];
  /** The provider's own number. At most 35 characters. */
  invoiceNumber: Scalars['String']['input'];
  /** The day of the invoice. */
  invoiceDay: Scalars['Date']['input'];
  /** The visits and what it asks for them. 1 to 2000 of them. */
  lines: Array<InvoiceLineInput>;
};

/** Exactly one of the two is null. */
export type SubmitInvoicePayload = {
  /** The statement as it is now. Null when it was refused. */
  statement?: Maybe<SettlementStatement>;
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

export type _Entity = ClientShareStatement | LedgerEntry | Organiser | Person | Provider | ProviderUnit | Service | ServiceContent | SettlementFeedItem | SettlementRun | SettlementStatement | User | Visit | Voucher;
