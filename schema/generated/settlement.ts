// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { InputMaybe, JobKind, JobState, Maybe, OrganisationKind, PageInfo, Quantity, Refusal, Role, Scalars, _Service } from './shared.ts';

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
  /**
   * The organiser's feed: every ledger entry and every change of a run, in order and without gaps. At least once, for 400 days.
   * `after` is the cursor of the last item that you have; absent, the feed starts from its beginning, and with `newest.cursor` from now on. Ask again with
   * `endCursor`. A cursor of another epoch or of another feed is refused with CURSOR_EXPIRED. `kinds` leaves out items of other kinds; absent, none. Its
   * items can be checked by `previousOfKind`. The payloads are described in generated/feed.schema.json of the schema.
   * For the organiser's administrators, approvers and systems: it tells of all clients' visits.
   */
  settlementFeed: SettlementFeed;
  /** A run by its id. For the organiser. */
  settlementRun?: Maybe<SettlementRun>;
  /** A job of settlement by its id: the lock of a run. For the organiser's settlement approvers; null for others. */
  settlementJob?: Maybe<Job>;
  /** The runs of the acting organiser, newest month first. */
  settlementRuns: SettlementRunConnection;
  /** The statements of the acting provider or organiser. */
  settlementStatements: SettlementStatementConnection;
  /** The client share statements of the acting provider, organiser or person, newest first. */
  clientShareStatements: ClientShareStatementConnection;
  /**
   * The entries of the acting organiser's or provider's ledger: those of the newest month first, and of a month what was posted last. For people; programs follow
   * `settlementFeed`. For the organiser's administrators, approvers and systems, its checkers as far as their teams cover the service, and those who bill for the
   * provider.
   */
  ledgerEntries: LedgerEntryConnection;
  /** How the acting organiser settles an accounting month. */
  settlementTerms: SettlementTerms;
  /** How the acting provider bills an accounting month. For those who bill for the provider. */
  providerBilling: ProviderBilling;
  /**
   * What an accounting month has come to so far by what was approved, and what the month before it came to. What is held back says
   * heldVisits. For the acting organiser, of the services that the user's teams cover (administrators, approvers and systems: of all), and
   * for those who bill for the acting provider.
   */
  monthSoFar: MonthSoFar;
  /** The sums of the acting organiser's ledger in an accounting month. */
  ledgerTotals: LedgerTotals;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

export type QuerySettlementFeedArgs = {
  organiserId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  kinds?: InputMaybe<Array<SettlementFeedKind>>;
};

export type QuerySettlementRunArgs = {
  id: Scalars['ID']['input'];
};

export type QuerySettlementJobArgs = {
  id: Scalars['ID']['input'];
};

export type QuerySettlementRunsArgs = {
  filter?: InputMaybe<SettlementRunFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QuerySettlementStatementsArgs = {
  filter?: InputMaybe<SettlementStatementFilter>;
  order: SettlementStatementOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryClientShareStatementsArgs = {
  filter?: InputMaybe<ClientShareStatementFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryLedgerEntriesArgs = {
  filter?: InputMaybe<LedgerEntryFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QuerySettlementTermsArgs = {
  month: Scalars['Month']['input'];
};

export type QueryProviderBillingArgs = {
  month: Scalars['Month']['input'];
};

export type QueryMonthSoFarArgs = {
  month: Scalars['Month']['input'];
};

export type QueryLedgerTotalsArgs = {
  month: Scalars['Month']['input'];
};

export type Mutation = {
  /**
   * Locks a month: what it holds is named and never changes again. On the settlement day or later. It answers at once: from then on the month takes no entries, the
   * run is LOCKING, and `job` says how far its entries are named and added up. When it is LOCKED, its hash and statements are there. Whoever locks a month that is
   * LOCKING meets the job that is under way. For settlement approvers.
   */
  lockRun: LockRunPayload;
  /** Approves a locked run; makes the payment file. Must be another person than the one who locked it. */
  approveRun: ApproveRunPayload;
  /** Marks an approved run as sent to the bank. */
  exportRun: ExportRunPayload;
  /**
   * Says how the organiser settles from an accounting month on, until a later first month says otherwise; of the same first month the
   * newest word holds. For the organiser's administrators. WRONG_STATE: the month is locked.
   */
  publishSettlementTerms: PublishSettlementTermsPayload;
  /**
   * Says whether the provider bills by unit from an accounting month on, with all organisers, until a later first month says otherwise; of the same first month
   * the newest word holds. For the provider's administrators and signatories. WRONG_STATE: the month is over.
   */
  publishProviderBilling: PublishProviderBillingPayload;
  /**
   * Sends the provider's invoice for a statement of mode PROVIDER_INVOICED. It is matched against the ledger visit by visit and changes nothing of
   * what is owed: what differs is listed to both sides and settled by correcting visits. A statement may have several invoices, a credit
   * included; what counts is what they ask for a visit together. Once each of its visits has been invoiced, the statement is paid what the ledger
   * owes, never more. The same number with the same content is the same invoice. For those who bill for the provider.
   * NOT_FOUND: the provider has no such statement. WRONG_STATE: it needs no invoice. NUMBER_TAKEN: the provider has used the number for something else.
   */
  submitInvoice: SubmitInvoicePayload;
};

export type MutationLockRunArgs = {
  input: LockRunInput;
};

export type MutationApproveRunArgs = {
  input: ApproveRunInput;
};

export type MutationExportRunArgs = {
  input: ExportRunInput;
};

export type MutationPublishSettlementTermsArgs = {
  input: PublishSettlementTermsInput;
};

export type MutationPublishProviderBillingArgs = {
  input: PublishProviderBillingInput;
};

export type MutationSubmitInvoiceArgs = {
  input: SubmitInvoiceInput;
};

export type Subscription = {
  /**
   * `Query.settlementFeed`, continued: items after `after`, then each new one as it happens. Over SSE at /graphql/stream every
   * item's cursor is the event's id, so that a client that was cut off resumes by Last-Event-ID without a gap.
   */
  settlementFeed: SettlementFeedItem;
  /** `Query.settlementJob`, continued: as it is, then whenever it has changed, until it has ended. Null, and the end, for others. */
  settlementJob?: Maybe<Job>;
};

export type SubscriptionSettlementFeedArgs = {
  organiserId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  kinds?: InputMaybe<Array<SettlementFeedKind>>;
};

export type SubscriptionSettlementJobArgs = {
  id: Scalars['ID']['input'];
};

/** A page of the feed. */
export type SettlementFeed = {
  items: Array<SettlementFeedItem>;
  /** Where to go on: after the last item, or where the page is not full, after what it passed over. The given cursor when there is nothing new, null when the feed is empty. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /**
   * The newest item of the feed, of whatever kind, when the page was read; null when the feed is empty. Its cursor lets a newcomer begin from now on, its seq
   * tells a follower how far it is behind.
   */
  newest?: Maybe<SettlementFeedHead>;
};

/** The newest item of a feed. */
export type SettlementFeedHead = {
  cursor: Scalars['String']['output'];
  seq: Scalars['Int']['output'];
  /** The next item names it as its `previousHash`. */
  hash: Scalars['String']['output'];
};

/** An earlier item of a feed. */
export type SettlementFeedLink = {
  /** 0: there is none before. */
  seq: Scalars['Int']['output'];
  /** 64 zeros: there is none before. */
  hash: Scalars['String']['output'];
};

/** What the item tells. */
export type SettlementFeedKind =
  /** An entry came to the ledger. */
  | 'LEDGER_ENTRY'
  /** A run changed its state. */
  | 'RUN';

/** One thing that happened to an organiser's money. */
export type SettlementFeedItem = {
  id: Scalars['ID']['output'];
  /** Gapless per organiser, from 1. */
  seq: Scalars['Int']['output'];
  /** Epoch and seq: the place in the feed. */
  cursor: Scalars['String']['output'];
  kind: SettlementFeedKind;
  /** The entry's amounts; null for a run. */
  total?: Maybe<Scalars['Euro']['output']>;
  organiserShare?: Maybe<Scalars['Euro']['output']>;
  clientShare?: Maybe<Scalars['Euro']['output']>;
  /** The exact CloudEvent (JSON), the same on every channel. */
  payload: Scalars['String']['output'];
  /** sha256 over previousHash and payload, hexadecimal. */
  hash: Scalars['String']['output'];
  /** The hash of the item before; 64 zeros at the first. */
  previousHash: Scalars['String']['output'];
  /**
   * The item of the same kind before this one, as `previousofkind` and `previousofkindhash` of the payload name it. Whoever reads one kind only compares it with
   * the last item that it has. Null of items that were written before this was named: read that stretch of the feed whole.
   */
  previousOfKind?: Maybe<SettlementFeedLink>;
  /** The visit, for a ledger entry. */
  visit?: Maybe<Visit>;
  /** The run, for a change of a run. */
  run?: Maybe<SettlementRun>;
};

/** What an entry of the ledger is. */
export type LedgerEntryKind =
  | 'ORIGINAL'
  /** Mirrors an entry with the sign changed (hyvitys). */
  | 'REVERSAL'
  /** What stands in place of a reversed entry. */
  | 'REPLACEMENT';

/** Why an entry is mirrored or replaced. */
export type LedgerCause =
  /** Its provider changed the visit before it was settled. */
  | 'EDITED'
  /** The organiser corrected the visit after it was settled; the visit says why. */
  | 'CORRECTED'
  /** A price list, a version of the service or a word about the day was published that holds on its day. */
  | 'PUBLISHED'
  /** Its value changed backwards, or its balance was calculated again. */
  | 'RECALCULATED'
  /** Its provider deleted the visit. */
  | 'DELETED'
  /** The organiser took the visit back after it was settled; the visit says why. */
  | 'CREDITED'
  /** It was returned, and nobody handled it in time. */
  | 'RELEASED'
  /** A checker, or what has become known of the client, held the visit before it was settled; approved again, it comes again. */
  | 'HELD';

/** Whose money a ledger line concerns. */
export type LedgerAccount =
  /** What the provider has earned: negative, the counterpart of the other two. */
  | 'PROVIDER'
  /** What the organiser owes. */
  | 'ORGANISER'
  /** What the client owes the provider (omavastuu). */
  | 'CLIENT';

/** Balanced, immutable lines of the ledger for one visit and one service month. For the organiser and the provider. */
export type LedgerEntry = {
  id: Scalars['ID']['output'];
  kind: LedgerEntryKind;
  visit?: Maybe<Visit>;
  provider?: Maybe<Provider>;
  /** The month in which the service was given. */
  serviceMonth: Scalars['Month']['output'];
  /** The month whose run it belongs to. */
  accountingMonth: Scalars['Month']['output'];
  postedAt: Scalars['DateTime']['output'];
  /** Sums of its lines; below zero where it takes back more than it posts. */
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
  lines: Array<LedgerLine>;
  /** The entry that this one mirrors or replaces. */
  reverses?: Maybe<LedgerEntry>;
  /** Why it does; null of an original. */
  cause?: Maybe<LedgerCause>;
};

/** One amount on one account. The lines of an entry sum to zero. */
export type LedgerLine = {
  account: LedgerAccount;
  content?: Maybe<ServiceContent>;
  amount: Scalars['Euro']['output'];
  /** Tax contained in the amount. */
  vat: Scalars['Euro']['output'];
  /** In percent: "25.5"; "0" for what is free of tax. */
  vatPercent: Scalars['String']['output'];
};

/**
 * Which entries: an absent field chooses all. What a reader may not see is in no list, whatever they ask for: by a voucher or a visit, nobody finds entries of
 * which they may not follow it.
 */
export type LedgerEntryFilter = {
  /** The accounting month. */
  month?: InputMaybe<Scalars['Month']['input']>;
  serviceMonth?: InputMaybe<Scalars['Month']['input']>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  providerId?: InputMaybe<Scalars['ID']['input']>;
  voucherId?: InputMaybe<Scalars['ID']['input']>;
  visitId?: InputMaybe<Scalars['ID']['input']>;
  kinds?: InputMaybe<Array<LedgerEntryKind>>;
  causes?: InputMaybe<Array<LedgerCause>>;
};

export type LedgerEntryConnection = {
  edges: Array<LedgerEntryEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type LedgerEntryEdge = {
  cursor: Scalars['String']['output'];
  node: LedgerEntry;
};

/** A month that may still be open, by what the ledger has of it. */
export type MonthSoFar = {
  month: Scalars['Month']['output'];
  sums: TwoMonths;
  /** Those of whom the ledger has something in this month or the one before, in no order that says anything. */
  providers: ProviderMonthConnection;
};

/** A month that may still be open, by what the ledger has of it. */
export type MonthSoFarProvidersArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Sums of a month beside those of the month before. */
export type TwoMonths = {
  accrued: LedgerSums;
  before: LedgerSums;
  /** Of the organiser's share: this month's minus that of the month before. */
  change: Scalars['Euro']['output'];
};

/** Sums of the entries that move money; of what was taken back the entry and its mirror count both. */
export type LedgerSums = {
  entries: Scalars['Int']['output'];
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
};

export type ProviderMonthConnection = {
  edges: Array<ProviderMonthEdge>;
  pageInfo: PageInfo;
};

export type ProviderMonthEdge = {
  cursor: Scalars['String']['output'];
  node: ProviderMonth;
};

export type ProviderMonth = {
  provider?: Maybe<Provider>;
  sums: TwoMonths;
  services: Array<ServiceMonth>;
};

export type ServiceMonth = {
  service?: Maybe<Service>;
  sums: TwoMonths;
};

/** Sums of the ledger. */
export type LedgerTotals = {
  month: Scalars['Month']['output'];
  entries: Scalars['Int']['output'];
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
};

/** How far a run has come. */
export type SettlementRunState =
  /** Nothing has been posted to the month yet. */
  | 'PLANNED'
  /** The month takes entries. */
  | 'COLLECTING'
  /** The month takes no entries any more; `job` of the run names and adds up what it holds. */
  | 'LOCKING'
  /** What the month holds is frozen. */
  | 'LOCKED'
  /** A second person approved it; the payment file exists. */
  | 'APPROVED'
  /** The payment file was sent to the bank. */
  | 'EXPORTED'
  /** The bank has paid. */
  | 'PAID';

/** The settlement of a month (tilitysajo), named by the accounting month that it closes. */
export type SettlementRun = {
  id: Scalars['ID']['output'];
  organiser?: Maybe<Organiser>;
  month: Scalars['Month']['output'];
  state: SettlementRunState;
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
  /** sha256 over the frozen lines; the same whenever it is computed again. Null until the lock. */
  hash?: Maybe<Scalars['String']['output']>;
  /** The work that its lock is: for settlement approvers; null for others, before the lock, and of runs that were locked before there were jobs. */
  job?: Maybe<Job>;
  lockedBy?: Maybe<ActorName>;
  approvedBy?: Maybe<ActorName>;
  statements: SettlementStatementConnection;
  clientShareStatements: ClientShareStatementConnection;
  /** The pain.001.001.09 file for the bank: a transfer for each of `payments`. Null until the run is approved, and when nothing is to be paid. */
  paymentFile?: Maybe<Scalars['String']['output']>;
  /**
   * The statements that the run's file pays: its own, but for those that wait, and those of earlier runs that waited until this one was locked.
   * Of an invoiced run it grows until the approval.
   */
  payments: SettlementStatementConnection;
  /**
   * The sum of `payments`: the CtrlSum of the file. No cent of a run is lost: organiserShare + Σ broughtForward of its statements =
   * paymentTotal − releasedTotal + Σ payable of those of its statements that its file does not pay + Σ carriedForward + Σ receivable.
   */
  paymentTotal: Scalars['Euro']['output'];
  /** What of `paymentTotal` pays statements of earlier runs. */
  releasedTotal: Scalars['Euro']['output'];
};

/** The settlement of a month (tilitysajo), named by the accounting month that it closes. */
export type SettlementRunStatementsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The settlement of a month (tilitysajo), named by the accounting month that it closes. */
export type SettlementRunClientShareStatementsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The settlement of a month (tilitysajo), named by the accounting month that it closes. */
export type SettlementRunPaymentsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Which runs: an absent field chooses all. */
export type SettlementRunFilter = {
  states?: InputMaybe<Array<SettlementRunState>>;
  /** Of this month or later. */
  firstMonth?: InputMaybe<Scalars['Month']['input']>;
  /** Of this month or earlier. */
  lastMonth?: InputMaybe<Scalars['Month']['input']>;
};

export type SettlementRunConnection = {
  edges: Array<SettlementRunEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type SettlementRunEdge = {
  cursor: Scalars['String']['output'];
  node: SettlementRun;
};

/** Who bills. */
export type SettlementMode =
  /** The organiser pays without being asked: the statement stands in place of an invoice (itselaskutus). */
  | 'SELF_BILLED'
  /** The organiser pays once the provider has invoiced the visits of the statement. */
  | 'PROVIDER_INVOICED';

/** How an organiser settles. */
export type SettlementTerms = {
  /** From this accounting month on. Null: nothing was said, and this is how it is without. */
  firstMonth?: Maybe<Scalars['Month']['output']>;
  /** SELF_BILLED unless said otherwise. */
  mode: SettlementMode;
  /** So many runs in a row carry a provider's negative sum on; the next one makes it a receivable. 3 unless said otherwise. */
  carriedRunsMax: Scalars['Int']['output'];
};

/** How a provider bills. */
export type ProviderBilling = {
  /** From this accounting month on. Null: nothing was said, and it bills as a whole. */
  firstMonth?: Maybe<Scalars['Month']['output']>;
  /** Each unit that served has a statement of its own. */
  byUnit: Scalars['Boolean']['output'];
};

/** What the organiser pays a provider, or a unit of one, for a month (tilityserittely). A provider without an amount or a debt in the month gets no statement. */
export type SettlementStatement = {
  id: Scalars['ID']['output'];
  /**
   * Gives the reference of the payment. No payee is given it by two organisers: six digits of the month, four of the organiser's series and five that count
   * the run's statements. Numbers from before this scheme are shorter, and unique only within their organiser.
   */
  statementNumber: Scalars['String']['output'];
  /** For the organiser; null for others, who do not see what it pays to whom. */
  run?: Maybe<SettlementRun>;
  organiser?: Maybe<Organiser>;
  provider?: Maybe<Provider>;
  /** The unit whose visits it states, where the provider bills by unit; null: those of all. */
  billingUnit?: Maybe<ProviderUnit>;
  month: Scalars['Month']['output'];
  /** Sums of the month's lines. */
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
  /** Carried from the month before; never above zero. Of a provider that bills by unit, its first statement bears it, and what is carried on. */
  broughtForward: Scalars['Euro']['output'];
  /**
   * Units of a provider are netted: what its other statements of the run pay of this one's debt, or below zero, what this one pays of theirs. Over a provider's
   * statements of a run it sums to zero.
   */
  setOff: Scalars['Euro']['output'];
  /** To be paid: organiserShare + broughtForward + setOff, never below zero. */
  payable: Scalars['Euro']['output'];
  /** Carried to the next month; never above zero. */
  carriedForward: Scalars['Euro']['output'];
  /**
   * Turned into a receivable, because as many runs in a row as the organiser's terms allow have carried it already, or because the provider's last
   * approval with the organiser has ended by the last day of the month; never above zero.
   */
  receivable: Scalars['Euro']['output'];
  /** How far its payment has come. */
  state: SettlementStatementState;
  /** What a HELD statement waits for, as it stands today; null in other states. */
  heldFor?: Maybe<SettlementHoldReason>;
  /** The file that pays it. Null while it waits, and when nothing is to be paid. */
  payment?: Maybe<SettlementPayment>;
  /** Who bills, by the organiser's terms of the month. */
  mode: SettlementMode;
  /** The reference of the payment (RF). */
  reference: Scalars['String']['output'];
  /** What the provider has invoiced for it, oldest first. */
  invoices: Array<ProviderInvoice>;
  /**
   * The visits as the ledger has them on this statement and as its invoices have them together, newest visit first. What neither pays nor asks for anything
   * is left out. Null where the provider does not bill.
   */
  invoiceMatches?: Maybe<InvoiceMatchConnection>;
  /** `first` lines after the first `skip`; they never change. Fewer than `first`: there are no more. */
  lines: Array<SettlementStatementLine>;
  /** The tax in the organiser's share, by rate. */
  vat: Array<VatSum>;
};

/** What the organiser pays a provider, or a unit of one, for a month (tilityserittely). A provider without an amount or a debt in the month gets no statement. */
export type SettlementStatementInvoiceMatchesArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  differencesOnly: Scalars['Boolean']['input'];
};

/** What the organiser pays a provider, or a unit of one, for a month (tilityserittely). A provider without an amount or a debt in the month gets no statement. */
export type SettlementStatementLinesArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** Tax contained in amounts of one rate. */
export type VatSum = {
  /** "25.5"; "0" for what is free of tax (AVL 34 §, 37 §). */
  vatPercent: Scalars['String']['output'];
  /** The sum of the paper at the rate, tax included. */
  gross: Scalars['Euro']['output'];
  /**
   * The tax in `gross`: gross − gross ÷ (1 + rate), the quotient rounded half up to the cent; below zero the same with its sign. Lines of a paper carry no tax of
   * their own. Papers that were issued when taxes were added up line by line say what they said then.
   */
  vat: Scalars['Euro']['output'];
  /** The rounding amount: `vat` less the taxes that the ledger holds for the paper's lines. Null on an invoice, which has no lines of the ledger. */
  rounding?: Maybe<Scalars['Euro']['output']>;
};

/** How far the payment of a statement has come. */
export type SettlementStatementState =
  /** The payment file of its own run pays it, or there is nothing to pay. */
  | 'ISSUED'
  /** Waits until each of its visits has been invoiced. */
  | 'AWAITING_INVOICE'
  /**
   * Waits for the next lock, whose run pays it: at its own lock the provider's account was not known or no bank could write its name, or the last invoice came
   * after its own run was approved. `heldFor` says what is lacking.
   */
  | 'HELD'
  /** Was held; the file of a later run pays it. */
  | 'RELEASED';

/** What a held statement waits for. */
export type SettlementHoldReason =
  /** The provider has told no account, or one that is none. */
  | 'NO_ACCOUNT'
  /** Of the provider's name nothing is left in the letters that banks take. */
  | 'NAME_UNFIT_FOR_PAYMENT'
  /** Nothing is lacking any more: the next lock takes it. */
  | 'NEXT_LOCK';

/** That a run's payment file pays a statement, wholly and once. */
export type SettlementPayment = {
  /** The month of the run whose file it is. */
  month: Scalars['Month']['output'];
  /** For the organiser; null for others. */
  run?: Maybe<SettlementRun>;
  /** When a second person approved the file; null before. */
  approvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was marked as sent to the bank; null before. */
  exportedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** An invoice that a provider sent for a statement. */
export type ProviderInvoice = {
  /** The provider's own; unique among its invoices. */
  invoiceNumber: Scalars['String']['output'];
  invoiceDay: Scalars['Date']['output'];
  total: Scalars['Euro']['output'];
  submittedAt: Scalars['DateTime']['output'];
  /**
   * The tax in what it asks for, by rate. The rates are the ledger's. Null when it asks for something of which the ledger does not tell the rate: a visit
   * that is not on the statement, or another amount for a visit of several rates.
   */
  vat?: Maybe<Array<VatSum>>;
};

/** How a visit stands on the ledger and on the provider's invoices. */
export type InvoiceMatchState =
  /** The same amount. */
  | 'MATCHED'
  /** Another amount than the ledger's. */
  | 'DIFFERS'
  /** Invoiced, but not a visit of this statement. */
  | 'NOT_ON_LEDGER'
  /** On the statement, but on no invoice yet. */
  | 'NOT_INVOICED';

/** A visit of a statement or of its invoices. */
export type InvoiceMatch = {
  /** As the ledger or the invoice has it. */
  visitId: Scalars['ID']['output'];
  /** The visit; null for whoever may not see it. */
  visit?: Maybe<Visit>;
  state: InvoiceMatchState;
  /** What the organiser owes for it by this statement, corrections included; null when it is not on it. */
  ledger?: Maybe<Scalars['Euro']['output']>;
  /** What the statement's invoices ask for it together; null when none does. */
  invoiced?: Maybe<Scalars['Euro']['output']>;
};

export type InvoiceMatchConnection = {
  edges: Array<InvoiceMatchEdge>;
  pageInfo: PageInfo;
};

export type InvoiceMatchEdge = {
  cursor: Scalars['String']['output'];
  node: InvoiceMatch;
};

/** The sums of a content in a service month on a statement. */
export type SettlementStatementLine = {
  content?: Maybe<ServiceContent>;
  serviceMonth: Scalars['Month']['output'];
  visits: Scalars['Int']['output'];
  quantity: Quantity;
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
};

/** Which statements: an absent field chooses all. What a reader may not see is in no list, whatever they ask for. */
export type SettlementStatementFilter = {
  month?: InputMaybe<Scalars['Month']['input']>;
  organiserId?: InputMaybe<Scalars['ID']['input']>;
  providerId?: InputMaybe<Scalars['ID']['input']>;
  states?: InputMaybe<Array<SettlementStatementState>>;
};

/** Those that are alike in it come in the order in which they were issued. */
export type SettlementStatementOrder =
  /** The newest first. */
  | 'ISSUED_DESC'
  /** Those that pay most come first. */
  | 'PAYABLE_DESC';

export type SettlementStatementConnection = {
  edges: Array<SettlementStatementEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type SettlementStatementEdge = {
  cursor: Scalars['String']['output'];
  node: SettlementStatement;
};

/** What a client owes a provider for a month, voucher by voucher (omavastuuerittely). Below zero: the provider refunds it. A voucher of which the month moved nothing has none. */
export type ClientShareStatement = {
  id: Scalars['ID']['output'];
  /** For the organiser; null for others. */
  run?: Maybe<SettlementRun>;
  organiser?: Maybe<Organiser>;
  provider?: Maybe<Provider>;
  /** For the client, and for those of the organiser's people whose teams cover the service. */
  client?: Maybe<Person>;
  /** Null for a provider's people whose teams do not cover the service. */
  voucher?: Maybe<Voucher>;
  month: Scalars['Month']['output'];
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
  /** The tax in the client's share, by rate. */
  vat: Array<VatSum>;
  /** What the client pays beyond the voucher for service of the month, because they accepted it (lisäpalvelu). In no other sum. */
  extraService: Scalars['Euro']['output'];
  /** A later run has corrected visits that this statement holds. */
  corrected: Scalars['Boolean']['output'];
  visits: Scalars['Int']['output'];
};

/**
 * Which client share statements: an absent field chooses all. What a reader may not see is in no list, whatever they ask for: by a client or a voucher, nobody
 * finds statements on which they are not shown it.
 */
export type ClientShareStatementFilter = {
  month?: InputMaybe<Scalars['Month']['input']>;
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** The client's. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  voucherId?: InputMaybe<Scalars['ID']['input']>;
};

export type ClientShareStatementConnection = {
  edges: Array<ClientShareStatementEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type ClientShareStatementEdge = {
  cursor: Scalars['String']['output'];
  node: ClientShareStatement;
};

export type Organiser = {
  id: Scalars['ID']['output'];
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

export type Visit = {
  id: Scalars['ID']['output'];
};

export type Voucher = {
  id: Scalars['ID']['output'];
  /**
   * What the client owes for it, month by month, newest first: for the client, for those of the organiser's people and those who bill for the provider who may see
   * client share statements and follow the voucher. Others are shown none.
   */
  clientShareStatements: ClientShareStatementConnection;
};

export type VoucherClientShareStatementsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Person = {
  id: Scalars['ID']['output'];
};

export type LockRunInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  month: Scalars['Month']['input'];
};

/** Either run and job are null or refusal is. */
export type LockRunPayload = {
  run?: Maybe<SettlementRun>;
  /** The work that the lock is; null of a run that was locked before there were jobs. */
  job?: Maybe<Job>;
  refusal?: Maybe<Refusal>;
};

export type ApproveRunInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  runId: Scalars['ID']['input'];
  /** Of the run as it was seen; it is refused as STALE when the run has another one. At most 64 characters. */
  hash: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type ApproveRunPayload = {
  run?: Maybe<SettlementRun>;
  refusal?: Maybe<Refusal>;
};

export type ExportRunInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  runId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type ExportRunPayload = {
  run?: Maybe<SettlementRun>;
  refusal?: Maybe<Refusal>;
};

export type PublishSettlementTermsInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** An accounting month that is not locked. */
  firstMonth: Scalars['Month']['input'];
  mode: SettlementMode;
  /** 0 to 12, or INVALID_RANGE. */
  carriedRunsMax: Scalars['Int']['input'];
};

/** Exactly one of the two is null. */
export type PublishSettlementTermsPayload = {
  terms?: Maybe<SettlementTerms>;
  refusal?: Maybe<Refusal>;
};

export type PublishProviderBillingInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The running month or a later one. */
  firstMonth: Scalars['Month']['input'];
  byUnit: Scalars['Boolean']['input'];
};

/** Exactly one of the two is null. */
export type PublishProviderBillingPayload = {
  billing?: Maybe<ProviderBilling>;
  refusal?: Maybe<Refusal>;
};

export type InvoiceLineInput = {
  visitId: Scalars['ID']['input'];
  /** What the invoice asks the organiser to pay, tax included; below zero for a credit. Several lines of a visit are added up. */
  amount: Scalars['Euro']['input'];
};

export type SubmitInvoiceInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  statementId: Scalars['ID']['input'];
  /** The provider's own number. At most 35 characters. */
  invoiceNumber: Scalars['String']['input'];
  invoiceDay: Scalars['Date']['input'];
  /** 1 to 2000 of them. */
  lines: Array<InvoiceLineInput>;
};

/** Exactly one of the two is null. */
export type SubmitInvoicePayload = {
  statement?: Maybe<SettlementStatement>;
  refusal?: Maybe<Refusal>;
};

export type User = {
  id: Scalars['ID']['output'];
};

export type _Entity = ClientShareStatement | LedgerEntry | Organiser | Person | Provider | ProviderUnit | Service | ServiceContent | SettlementFeedItem | SettlementRun | SettlementStatement | User | Visit | Voucher;
