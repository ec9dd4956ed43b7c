// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { AppliedRule, ChangeReason, InputMaybe, JobKind, JobState, Maybe, OrganisationKind, PageInfo, ProposalState, Quantity, Refusal, Role, Scalars, _Service } from './shared.ts';

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
   * A voucher by the number that the client gives, with or without spaces and hyphens, in capital or small letters. A provider gets it
   * only if the voucher exists, the provider is approved for one of its contents and the user's service team covers its service;
   * otherwise null after the same time, whatever the reason. Each opening is logged with user, organisation, voucher and client, and so is
   * each miss. BAD_USER_INPUT: no voucher can have such a number, it was mistyped. RATE_LIMITED: a user may ask for ten numbers at once,
   * 60 a minute and 600 a day, and miss 10 and 50 of them; the organisation and the network address have limits, too.
   */
  voucherByNumber?: Maybe<Voucher>;
  /** A voucher by its id, for those who may see it. */
  voucher?: Maybe<Voucher>;
  /** The vouchers of the acting organiser, of the services that the user's teams cover, or of the acting person. Administrators, approvers and systems see all, those of other services without names. */
  vouchers: VoucherConnection;
  /**
   * What the acting organiser has promised of a calendar year's money and what became of it, service by service. Vouchers counts what visits have
   * taken, approved or not: a checker who holds or approves a visit changes nothing here. Organiser's staff only.
   */
  commitments: Array<Commitment>;
  /**
   * Changes of values to a client's loss that one officer has proposed and another is to confirm (rules 14), newest first. The
   * organiser's administrators see those of tables, its granters those of clients' own decisions.
   */
  valueProposals: ValueProposalConnection;
  /** One of them by its id; null to whoever does not decide such changes. */
  valueProposal?: Maybe<ValueProposal>;
  /**
   * The vouchers whose decisions are to be replaced, because the table that begins on the day lowers what a unit is worth to their
   * clients (rules 15), newest first: those that were granted before it was published. For the acting organiser's staff.
   */
  decisionsToReplace: DecisionToReplaceConnection;
  /**
   * The acting organiser's vouchers that the client did not want, newest first: it is to arrange the service otherwise (laki 569/2009
   * 6 §). Those that wait for it, or those for which it has been done. For the organiser's staff.
   */
  declinedVouchers: DeclinedVoucherConnection;
  /**
   * The acting organiser's vouchers whose clients have moved out of its area, newest first: endVoucher ends one, keepVoucher keeps it. Until then they go on.
   * For the organiser's administrators, granters, checkers, settlement approvers and systems whose teams cover the service: nobody else is told where somebody lives.
   */
  vouchersOfMovedClients: VoucherOfMovedClientConnection;
  /**
   * What granting a voucher as the input says would cost, and what its refusal would be: nothing is granted, and the key is not used up. The
   * person and the number are not looked at, so that nobody learns from it which there are. For whoever may grant it.
   */
  previewGrant: ChangePreviewPayload;
  /** What revokeVoucher would do. For whoever may revoke it. */
  previewRevocation: ChangePreviewPayload;
  /** What endVoucher would do. For whoever may end it. */
  previewEnd: ChangePreviewPayload;
  /** What suspendVoucher would do. For whoever may suspend it. */
  previewSuspension: ChangePreviewPayload;
  /** What extendVoucher would do. For whoever may extend it. */
  previewExtension: ChangePreviewPayload;
  /** What changeEntitlement would do. For whoever may change it. */
  previewEntitlementChange: ChangePreviewPayload;
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
  filter?: InputMaybe<VoucherFilter>;
  order: VoucherOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryCommitmentsArgs = {
  year: Scalars['Int']['input'];
};

export type QueryValueProposalsArgs = {
  state: ProposalState;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryValueProposalArgs = {
  id: Scalars['ID']['input'];
};

export type QueryDecisionsToReplaceArgs = {
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryDeclinedVouchersArgs = {
  arranged: Scalars['Boolean']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryVouchersOfMovedClientsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryPreviewGrantArgs = {
  input: GrantVoucherInput;
};

export type QueryPreviewRevocationArgs = {
  input: RevokeVoucherInput;
};

export type QueryPreviewEndArgs = {
  input: EndVoucherInput;
};

export type QueryPreviewSuspensionArgs = {
  input: SuspendVoucherInput;
};

export type QueryPreviewExtensionArgs = {
  input: ExtendVoucherInput;
};

export type QueryPreviewEntitlementChangeArgs = {
  input: ChangeEntitlementInput;
};

export type QueryUnitValuesArgs = {
  serviceId: Scalars['ID']['input'];
  day: Scalars['Date']['input'];
};

export type Mutation = {
  /**
   * Publishes the values of a service's contents from a day on. A fall needs the notice that the service promises. A rise that
   * begins before today changes delivered visits: without `previewId` they are only shown, with it they are corrected by
   * themselves. With a reason it may also fall, and replace the table of its day: without `previewId` it is shown, with it
   * proposed, and a second person confirms it (confirmValueChange). For the organiser's administrators.
   */
  publishValues: PublishValuesPayload;
  /** Publishes how the value of a service follows the client's income, from a day on. For the organiser's administrators. */
  publishIncomeFormula: PublishIncomeFormulaPayload;
  /**
   * Grants a voucher of a service that the user's teams cover, and so makes the person one whom the organiser serves. NOT_FOUND at `personId`: the
   * register knows no such person, or has not told of it yet: try again with another key. For the organiser's granters and systems.
   */
  grantVoucher: GrantVoucherPayload;
  /** Ends a voucher: visits up to and including the last day stay payable. For the organiser's granters and systems. */
  revokeVoucher: RevokeVoucherPayload;
  /** Ends a voucher because the client needs it no longer; otherwise as revokeVoucher. For the organiser's granters and systems. */
  endVoucher: EndVoucherPayload;
  /** The client does not want the voucher; nothing may have been taken from it (laki 569/2009 6 §). For the organiser's granters and the client. */
  declineVoucher: DeclineVoucherPayload;
  /** Says how the service of a declined voucher has been arranged otherwise, once. For the organiser's granters. */
  arrangeOtherwise: ArrangeOtherwisePayload;
  /** Keeps the voucher of a client who has moved out of the organiser's area. For the organiser's granters. */
  keepVoucher: KeepVoucherPayload;
  /** Suspends a voucher for some days, today or later: no visit of those days is paid. For the organiser's granters and systems. */
  suspendVoucher: SuspendVoucherPayload;
  /** Ends a suspension early, on its new last day. For the organiser's granters and systems. */
  resumeVoucher: ResumeVoucherPayload;
  /**
   * Moves the last day of a voucher, gives one to a voucher until further notice, or takes it away; not below what delivered visits have
   * taken, nor into a voucher that follows. For the organiser's granters and systems.
   */
  extendVoucher: ExtendVoucherPayload;
  /** Changes the quantity of an entitlement, in all its periods; not below what delivered visits have taken. For the organiser's granters and systems. */
  changeEntitlement: ChangeEntitlementPayload;
  /**
   * A new version of the client's own decision about the value, from a day on (rules 15). Where it changes delivered visits, they
   * are only shown without `previewId`, and corrected with it. With a reason as publishValues. For the organiser's granters.
   */
  changeOwnValue: ChangeOwnValuePayload;
  /**
   * Carries out what another officer has proposed, exactly as it was shown; refused as STALE_PREVIEW if anything has changed since,
   * and as SECOND_PERSON_NEEDED to the one who proposed it. For whoever may propose it.
   */
  confirmValueChange: ValueProposalPayload;
  /** Takes a proposed change back, whoever proposed it. For whoever may propose it. */
  withdrawValueChange: ValueProposalPayload;
  /** Loads euros onto a balance, to be used within their own days. For the organiser's granters and systems. */
  loadBalance: LoadBalancePayload;
  /**
   * Takes the visits of a balance from it again in the order in which they came, after one of them was deleted or corrected
   * (rules 9). Without `previewId` nothing changes and the effects are shown; with it, they are carried out, or refused as
   * STALE_PREVIEW. For the organiser's granters.
   */
  recalculateBalance: RecalculateBalancePayload;
};

export type MutationPublishValuesArgs = {
  input: PublishValuesInput;
};

export type MutationPublishIncomeFormulaArgs = {
  input: PublishIncomeFormulaInput;
};

export type MutationGrantVoucherArgs = {
  input: GrantVoucherInput;
};

export type MutationRevokeVoucherArgs = {
  input: RevokeVoucherInput;
};

export type MutationEndVoucherArgs = {
  input: EndVoucherInput;
};

export type MutationDeclineVoucherArgs = {
  input: DeclineVoucherInput;
};

export type MutationArrangeOtherwiseArgs = {
  input: ArrangeOtherwiseInput;
};

export type MutationKeepVoucherArgs = {
  input: KeepVoucherInput;
};

export type MutationSuspendVoucherArgs = {
  input: SuspendVoucherInput;
};

export type MutationResumeVoucherArgs = {
  input: ResumeVoucherInput;
};

export type MutationExtendVoucherArgs = {
  input: ExtendVoucherInput;
};

export type MutationChangeEntitlementArgs = {
  input: ChangeEntitlementInput;
};

export type MutationChangeOwnValueArgs = {
  input: ChangeOwnValueInput;
};

export type MutationConfirmValueChangeArgs = {
  input: ConfirmValueChangeInput;
};

export type MutationWithdrawValueChangeArgs = {
  input: WithdrawValueChangeInput;
};

export type MutationLoadBalanceArgs = {
  input: LoadBalanceInput;
};

export type MutationRecalculateBalanceArgs = {
  input: RecalculateBalanceInput;
};

/** A commitment to pay for a service up to a value (palveluseteli). */
export type Voucher = {
  id: Scalars['ID']['output'];
  /**
   * The number that the client hands to the provider: H and 15 more characters, which people read in groups of four: H7KM RTX9 3PVA 4DCH.
   * The last one checks the others. Older numbers have a letter and 13 digits: H0800000015002.
   */
  voucherNumber: Scalars['String']['output'];
  organiser?: Maybe<Organiser>;
  service?: Maybe<Service>;
  state: VoucherState;
  /** Raised by each change of its state, its days or its suspensions. */
  version: Scalars['Int']['output'];
  firstDay: Scalars['Date']['output'];
  /** Null until further notice (toistaiseksi). */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** Why it ended by itself before the last day that was decided; null where it did not. */
  endedBecause?: Maybe<VoucherEndCause>;
  grantedAt: Scalars['DateTime']['output'];
  /** Null for vouchers that were granted before Seteli kept who grants. */
  grantedBy?: Maybe<ActorName>;
  /**
   * Who the client is, as far as a provider needs to know. Null for an organiser's people whose teams do not cover the service: they see ids and
   * money. That a provider's user sees it is logged once a day.
   */
  clientCard?: Maybe<ClientCard>;
  /**
   * The person. The organiser's people whose teams cover the service see it, and so does the person; null for all others, and where the register
   * knows no such person.
   */
  client?: Maybe<Person>;
  /** How the service is arranged: by voucher, as a purchased service, by permission. */
  arrangementKind: ArrangementKind;
  entitlements: Array<QuantityEntitlement>;
  /** Null where there is none, and for a provider's preparer, who sees no billing. */
  balance?: Maybe<BalanceEntitlement>;
  /** Days on which it may not be used, first and last included. */
  suspensions: Array<Suspension>;
  /** The value that this client's own decision says; null where the organiser's table decides, and for a provider's preparer. */
  ownValue?: Maybe<OwnValue>;
  /** Of a purchased service, where the order has prices of its own; for all else the agreement's price of the day holds (rules 30). None for a provider's preparer. */
  contractPrices: Array<ContractPrice>;
  /** The voucher that this one follows, and the one that follows it. For the organiser and the client. */
  predecessor?: Maybe<Voucher>;
  successor?: Maybe<Voucher>;
  /**
   * What visits of a month, taken from this voucher, have come to so far: recorded and not refused, whether a checker has approved them or not.
   * For the organiser and the client; null for a provider, who is not told what others served.
   */
  monthSoFar?: Maybe<VoucherMonth>;
  /** The contents that the acting provider may serve today; for all others every granted content. */
  contents?: Maybe<Array<ServiceContent>>;
};

/** A commitment to pay for a service up to a value (palveluseteli). */
export type VoucherMonthSoFarArgs = {
  month: Scalars['Month']['input'];
};

/** What visits of a month have come to. A visit over the end of a month counts in each with its own part. */
export type VoucherMonth = {
  visits: Scalars['Int']['output'];
  organiserShare: Scalars['Euro']['output'];
  /** What the client pays of what the voucher covers. */
  clientShare: Scalars['Euro']['output'];
  /** Of the organiser's share: services that are free for the client by law (omavastuuton). */
  freeByLaw: Scalars['Euro']['output'];
  /** What the client pays beyond the voucher, because they accepted it (lisäpalvelu). */
  extraService: Scalars['Euro']['output'];
};

export type VoucherState =
  /** Usable within its validity. */
  | 'ACTIVE'
  /** No visit of today may be taken from it. */
  | 'SUSPENDED'
  /** Its last day was brought forward by the organiser. */
  | 'REVOKED'
  /** Its last day was brought forward, because the client needs it no longer. */
  | 'ENDED'
  /** Its last day has passed. */
  | 'EXPIRED'
  /** The client did not want it; the service is to be arranged otherwise. */
  | 'DECLINED';

/** Why a voucher ended by itself. */
export type VoucherEndCause =
  /** The client died on its last day, or before its first. If the population register takes the death back, the voucher is again what was decided. */
  | 'CLIENT_DIED';

/** How a service is arranged. */
export type ArrangementKind =
  /** Service voucher (palveluseteli). */
  | 'VOUCHER'
  /** Purchased service (ostopalvelu): the organiser pays the contract price. */
  | 'PURCHASED'
  /** Permission procedure (lupamenettely). */
  | 'PERMISSION';

/** Days on which a voucher may not be used. */
export type Suspension = {
  id: Scalars['ID']['output'];
  firstDay: Scalars['Date']['output'];
  /** Null until further notice. */
  lastDay?: Maybe<Scalars['Date']['output']>;
};

/** What the organiser pays at most for this client. How it was computed only the organiser and the client see. */
export type OwnValue = {
  /** Of a unit; what the contents' coefficients are applied to. Null when it is said content by content. */
  base?: Maybe<Scalars['Euro']['output']>;
  /** Values of single contents, which win over base and coefficient. */
  contents: Array<UnitValue>;
  basis: OwnValueBasis;
};

/** What a unit of a content costs the organiser on all days of an order, VAT included. */
export type ContractPrice = {
  content?: Maybe<ServiceContent>;
  price: Scalars['Euro']['output'];
};

export type OwnValueBasis =
  | 'INDIVIDUAL'
  /** By the client's income and the formula in force when the voucher was granted. */
  | 'INCOME_LINKED';

/**
 * Which vouchers: an absent field chooses all. What a reader may not see is in no list, whatever they ask for: by a client, nobody finds vouchers of which they are
 * not told the client.
 */
export type VoucherFilter = {
  /** As they stand today. */
  states?: InputMaybe<Array<VoucherState>>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** The client. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  arrangementKinds?: InputMaybe<Array<ArrangementKind>>;
  /** Granted on this day or later. */
  grantedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Granted on this day or earlier. */
  grantedTo?: InputMaybe<Scalars['Date']['input']>;
  /** Their last day is this one or a later one; those until further notice are among them. */
  lastDayFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Their last day is this one or an earlier one. */
  lastDayTo?: InputMaybe<Scalars['Date']['input']>;
};

/** Those that are alike in it come in the order in which they were granted. */
export type VoucherOrder =
  /** The newest first. */
  | 'GRANTED_DESC'
  /** Those that end first come first; those until further notice last. */
  | 'LAST_DAY_ASC';

export type VoucherConnection = {
  edges: Array<VoucherEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type VoucherEdge = {
  cursor: Scalars['String']['output'];
  node: Voucher;
};

/**
 * The client as a provider sees them. When their address is protected (turvakielto, 661/2009 36–37 §), everybody but the client sees the name
 * only.
 */
export type ClientCard = {
  name: Scalars['String']['output'];
  /** Null when the address is protected or not known (osoitetietoja ei saatavilla). */
  streetAddress?: Maybe<Scalars['String']['output']>;
  postalCode?: Maybe<Scalars['String']['output']>;
  municipality?: Maybe<Scalars['String']['output']>;
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
  | 'YEAR'
  /** The ranges of days that the grant names. */
  | 'PERIOD';

/** A range of days that a quantity is given for. */
export type EntitlementPeriod = {
  firstDay: Scalars['Date']['output'];
  lastDay: Scalars['Date']['output'];
};

/** Units of some contents that the client may use (ostovoima). One hour of any of the contents takes one hour. */
export type QuantityEntitlement = {
  id: Scalars['ID']['output'];
  contents?: Maybe<Array<ServiceContent>>;
  /** Null when it is unlimited. */
  quantity?: Maybe<Quantity>;
  /** Raised by each change of the quantity. */
  version: Scalars['Int']['output'];
  recurrence: Recurrence;
  /** Of recurrence PERIOD; otherwise empty. */
  periods: Array<EntitlementPeriod>;
  /** Whether what is left over may be used in the next period, and no later. */
  carryOver: Scalars['Boolean']['output'];
  /** Everything is paid that a visit may have. */
  unlimited: Scalars['Boolean']['output'];
  /** What is left in the period that holds the day, with what was carried over; null outside the validity, and when it is unlimited. */
  remaining?: Maybe<Quantity>;
  /**
   * Period by period, all that the days touch within the validity: at most 60 periods (else BAD_USER_INPUT). None when it is unlimited, since
   * nothing is counted then.
   */
  usage: Array<PeriodUsage>;
};

/** Units of some contents that the client may use (ostovoima). One hour of any of the contents takes one hour. */
export type QuantityEntitlementRemainingArgs = {
  day: Scalars['Date']['input'];
};

/** Units of some contents that the client may use (ostovoima). One hour of any of the contents takes one hour. */
export type QuantityEntitlementUsageArgs = {
  firstDay: Scalars['Date']['input'];
  lastDay: Scalars['Date']['input'];
};

/** What became of a quantity in one of its periods. */
export type PeriodUsage = {
  firstDay: Scalars['Date']['output'];
  lastDay: Scalars['Date']['output'];
  /** What the period was granted itself: the whole quantity, also where the validity begins or ends within it (rules 11). */
  granted: Quantity;
  /** What came over from the period before (rules 23); zero where nothing is carried over. */
  carriedOver: Quantity;
  /** What visits of the period have taken, carried units first. */
  used: Quantity;
  /** What visits of the period may still take: less than the rest where the next period has used what was carried over. */
  remaining: Quantity;
};

/** Euros that the client may use for some contents (saldo-ostovoima). */
export type BalanceEntitlement = {
  contents?: Maybe<Array<ServiceContent>>;
  batches: Array<BalanceBatch>;
  /** What visits of the day could still take. */
  remaining: Scalars['Euro']['output'];
};

/** Euros that the client may use for some contents (saldo-ostovoima). */
export type BalanceEntitlementRemainingArgs = {
  day: Scalars['Date']['input'];
};

/** Euros with days of their own. The batch that expires first is used first. */
export type BalanceBatch = {
  id: Scalars['ID']['output'];
  amount: Scalars['Euro']['output'];
  remaining: Scalars['Euro']['output'];
  firstDay: Scalars['Date']['output'];
  lastDay: Scalars['Date']['output'];
};

/** What became of an organiser's promises of a calendar year, for one service. Amounts are what the organiser pays. */
export type Commitment = {
  service?: Maybe<Service>;
  /**
   * What the vouchers of the year may cost at most: quantities at the dearest value of their days, balances as loaded. A purchased service
   * has no value: its quantities count at the order's own price, else at the dearest price on their days that any unit's accepted list has,
   * whichever unit is chosen. Of a voucher until further notice only the periods that begin in the year.
   */
  granted: Scalars['Euro']['output'];
  /** What delivered visits have taken, whether a checker has approved them, holds them or has not looked yet. */
  used: Scalars['Euro']['output'];
  /** Of that, what stands outside the quantities: cancellations that spare the client's quota. */
  outsideQuota: Scalars['Euro']['output'];
  /** What may still be taken. */
  held: Scalars['Euro']['output'];
  /** What can no longer be taken: left over when a voucher and its tail had ended. */
  released: Scalars['Euro']['output'];
};

/** What the organiser pays at most for a unit of a content. */
export type UnitValue = {
  content?: Maybe<ServiceContent>;
  value: Scalars['Euro']['output'];
  /** What another value is multiplied by for this content; null when the value was written for the content. */
  coefficient?: Maybe<Scalars['String']['output']>;
  firstDay: Scalars['Date']['output'];
};

/** A voucher with what its client's units are worth before and after a table of values. */
export type DecisionToReplace = {
  voucher: Voucher;
  /** Only contents that fall, on the first day of the table or, if it begins later, of the voucher. */
  falls: Array<ValueFall>;
};

export type ValueFall = {
  content?: Maybe<ServiceContent>;
  before: Scalars['Euro']['output'];
  after: Scalars['Euro']['output'];
};

export type DecisionToReplaceConnection = {
  edges: Array<DecisionToReplaceEdge>;
  pageInfo: PageInfo;
};

export type DecisionToReplaceEdge = {
  cursor: Scalars['String']['output'];
  node: DecisionToReplace;
};

/** A voucher that its client did not want, and what became of it. */
export type DeclinedVoucher = {
  voucher: Voucher;
  /** Null when none was given. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Null of vouchers that were declined before it was kept. */
  declinedBy?: Maybe<ActorName>;
  declinedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null while the organiser has not arranged the service otherwise. */
  arrangement?: Maybe<OtherArrangement>;
};

/** How a service was arranged that the client did not want by voucher. */
export type OtherArrangement = {
  kind: OtherArrangementKind;
  note?: Maybe<Scalars['String']['output']>;
  arrangedBy?: Maybe<ActorName>;
  arrangedAt: Scalars['DateTime']['output'];
};

export type OtherArrangementKind =
  /** The organiser provides it itself (oma tuotanto). */
  | 'OWN_PRODUCTION'
  /** Purchased service (ostopalvelu). */
  | 'PURCHASED'
  /** By another voucher. */
  | 'OTHER_VOUCHER'
  /** The client needs no service any more. */
  | 'NOT_NEEDED';

export type DeclinedVoucherConnection = {
  edges: Array<DeclinedVoucherEdge>;
  pageInfo: PageInfo;
};

export type DeclinedVoucherEdge = {
  cursor: Scalars['String']['output'];
  node: DeclinedVoucher;
};

export type VoucherOfMovedClientConnection = {
  edges: Array<VoucherOfMovedClientEdge>;
  pageInfo: PageInfo;
};

export type VoucherOfMovedClientEdge = {
  cursor: Scalars['String']['output'];
  node: VoucherOfMovedClient;
};

/** A voucher whose client has moved out of the organiser's area. Nobody says where to. */
export type VoucherOfMovedClient = {
  voucher: Voucher;
  /** When the population register's word came. */
  toldAt: Scalars['DateTime']['output'];
};

/** Exactly one of the two is null. */
export type KeepVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type KeepVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

export type ArrangeOtherwiseInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  kind: OtherArrangementKind;
  /** At most 500 characters, also on several lines. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ArrangeOtherwisePayload = {
  declinedVoucher?: Maybe<DeclinedVoucher>;
  refusal?: Maybe<Refusal>;
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
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  /** What coefficients are applied to. Absent: every content has a value of its own. */
  base?: InputMaybe<Scalars['Euro']['input']>;
  /** At most 200 of them. */
  values: Array<UnitValueInput>;
  /** Of the preview that is to be carried out, or proposed. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
  /** Only for what begins before today, and then a second person is needed. Absent: nothing falls without its notice. */
  reason?: InputMaybe<ChangeReason>;
};

/** Exactly one of value, coefficient and percentage. */
export type UnitValueInput = {
  contentId: Scalars['ID']['input'];
  value?: InputMaybe<Scalars['Euro']['input']>;
  /** At most four decimals: "1.15". Applied to the base, or to the client's own value. At most 8 characters. */
  coefficient?: InputMaybe<Scalars['String']['input']>;
  percentage?: InputMaybe<PercentageInput>;
};

/**
 * A share of what a unit of another content is worth by the same table or, where it says nothing of it, on its first day; of no
 * other percentage. It becomes a value in cents, half up, when it is published, and stays that (rules 56).
 */
export type PercentageInput = {
  ofContentId: Scalars['ID']['input'];
  /** 1 to 999. */
  percent: Scalars['Int']['input'];
};

/** max − max(0, income − limit) × percent / 60, as the state's model has it; per hour. */
export type PublishIncomeFormulaInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  max: Scalars['Euro']['input'];
  floor: Scalars['Euro']['input'];
  /** Limit and percentage for 1, 2, 3 … persons, in this order. At most 20 of them. */
  households: Array<IncomeHouseholdInput>;
  /** Added to the last limit for each further person; absent: 0.00. */
  furtherLimit?: InputMaybe<Scalars['Euro']['input']>;
  /** Taken from the last percentage for each further person, never below 0; absent: 0. 0 to 100. */
  furtherPercent?: InputMaybe<Scalars['Int']['input']>;
  /** Values are rounded up to the next so many cents: 5 or 10. Absent: half up to the cent. 5 to 10. */
  roundUpToCents?: InputMaybe<Scalars['Int']['input']>;
};

export type IncomeHouseholdInput = {
  /** Monthly income that takes nothing from the value. */
  limit: Scalars['Euro']['input'];
  /** 0 to 100. */
  percent: Scalars['Int']['input'];
};

export type IncomeFormula = {
  firstDay: Scalars['Date']['output'];
  max: Scalars['Euro']['output'];
  floor: Scalars['Euro']['output'];
};

/** Exactly one of the two is null. */
export type PublishIncomeFormulaPayload = {
  incomeFormula?: Maybe<IncomeFormula>;
  refusal?: Maybe<Refusal>;
};

/** Exactly one of the four is there. A preview: nothing has been published. A proposal: it waits for a second person. */
export type PublishValuesPayload = {
  unitValues?: Maybe<Array<UnitValue>>;
  preview?: Maybe<ChangePreview>;
  proposal?: Maybe<ValueProposal>;
  refusal?: Maybe<Refusal>;
};

/** A change of values to a client's loss, as it was proposed. For whoever may propose it. */
export type ValueProposal = {
  id: Scalars['ID']['output'];
  state: ProposalState;
  reason: ChangeReason;
  service?: Maybe<Service>;
  /** Null for a table of the service. */
  voucher?: Maybe<Voucher>;
  firstDay: Scalars['Date']['output'];
  /** Of the preview that was proposed. */
  previewId: Scalars['ID']['output'];
  proposedBy?: Maybe<ActorName>;
  proposedAt: Scalars['DateTime']['output'];
  /** Who confirmed it or took it back; null while it waits, and when it was replaced. */
  decidedBy?: Maybe<ActorName>;
  /** When it was confirmed or taken back; null while it waits, and when it was replaced. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it would do now: null when it does not wait any more, or could not be carried out. */
  asOfNow?: Maybe<ProposedValueChange>;
};

/** What a proposal would do if it were confirmed now. It can be, as long as the preview has the id of the proposal's. */
export type ProposedValueChange = {
  preview: ChangePreview;
  /** Of a table; otherwise null. */
  unitValues?: Maybe<Array<UnitValue>>;
  /** Of a client's own decision; otherwise null. */
  ownValue?: Maybe<OwnValue>;
};

export type ValueProposalConnection = {
  edges: Array<ValueProposalEdge>;
  pageInfo: PageInfo;
};

export type ValueProposalEdge = {
  cursor: Scalars['String']['output'];
  node: ValueProposal;
};

export type ConfirmValueChangeInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  proposalId: Scalars['ID']['input'];
  /** Of the preview that the second person has seen. At most 64 characters. */
  previewId: Scalars['ID']['input'];
};

export type WithdrawValueChangeInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  proposalId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type ValueProposalPayload = {
  proposal?: Maybe<ValueProposal>;
  refusal?: Maybe<Refusal>;
};

/** What a change would do to visits that have been delivered, and to what a voucher costs. */
export type ChangePreview = {
  /** To be given when it is to be carried out; if anything has changed since, it is refused as STALE_PREVIEW. */
  previewId: Scalars['ID']['output'];
  visits: Scalars['Int']['output'];
  /** Of all visits together: after minus before. */
  organiserShareChange: Scalars['Euro']['output'];
  clientShareChange: Scalars['Euro']['output'];
  /** At most 500, in time order; the sums above are of all. */
  effects: Array<VisitEffect>;
  /** Of how many vouchers the client would pay more for some visit. */
  risingVouchers: Scalars['Int']['output'];
  /** At most 500 of them, those who would pay most more before the others. */
  rises: Array<ShareRise>;
  /** How many visits would be refused now: they stay as they are. */
  leftVisits: Scalars['Int']['output'];
  /** At most 500 of them, in time order. */
  left: Array<Visit>;
  /** What the voucher costs at most; null where the change is not about what one voucher grants. */
  cost?: Maybe<CostChange>;
};

/** Exactly one of the two is null. The refusal is the one that the command would give. */
export type ChangePreviewPayload = {
  preview?: Maybe<ChangePreview>;
  refusal?: Maybe<Refusal>;
};

/** What a voucher costs at most, before a change and after it. */
export type CostChange = {
  /** Null of a voucher that is yet to be granted. */
  before?: Maybe<VoucherCost>;
  after: VoucherCost;
};

/**
 * What a voucher costs the organiser at most: each quantity whole in every period that the days touch (rules 11), at the dearest value of its
 * contents, balances as loaded; of a purchased service at the order's own price, else at the dearest listed one. Days of suspensions cost nothing.
 */
export type VoucherCost = {
  /**
   * Month by month, at most 24 from the first of a grant, or from this month. A quantity that lasts longer than a month, or that is carried over,
   * may be used in any of its months, so that their sum may be more than the term's.
   */
  months: Array<MonthCost>;
  /** What the dearest of these months costs. */
  month: Scalars['Euro']['output'];
  /** From the first day to the last; null until further notice, and for more than ten years. */
  term?: Maybe<Scalars['Euro']['output']>;
  /** Whether something is granted without a limit, which no sum holds. */
  unlimited: Scalars['Boolean']['output'];
  entitlements: Array<EntitlementCost>;
  /** What the client pays, content by content; none of a purchased service, and of a content that no approved provider has a price for. */
  clientShares: Array<ContentShare>;
};

export type MonthCost = {
  month: Scalars['Month']['output'];
  /** Of a part of a month, too, each period that it touches counts whole. */
  most: Scalars['Euro']['output'];
};

/** What is granted together: contents that share a quantity, or a balance. */
export type EntitlementCost = {
  contents?: Maybe<Array<ServiceContent>>;
  /** In the dearest of the months; null of what is unlimited. */
  month?: Maybe<Scalars['Euro']['output']>;
  term?: Maybe<Scalars['Euro']['output']>;
};

/** What the client pays for one content, at the prices that units of approved providers ask on the first day of the voucher, or today. */
export type ContentShare = {
  content?: Maybe<ServiceContent>;
  /** How many units have a price for it. */
  units: Scalars['Int']['output'];
  cheapest: ShareAtPrice;
  /** At the mean of the units' prices, half up to the cent. */
  average: ShareAtPrice;
  dearest: ShareAtPrice;
};

export type ShareAtPrice = {
  price: Scalars['Euro']['output'];
  /** Of one unit. */
  unitShare: Scalars['Euro']['output'];
  /** If all of the dearest month's quantity is of this content; null of a balance, and of what is unlimited. */
  monthShare?: Maybe<Scalars['Euro']['output']>;
};

/** A client who would pay more for visits that they have had. */
export type ShareRise = {
  voucher?: Maybe<Voucher>;
  /** Of those for which they would pay more. */
  visits: Scalars['Int']['output'];
  /** How much more they would pay for those. */
  rise: Scalars['Euro']['output'];
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

/** A unit's price list, by what it would do to visits that have been delivered. */
export type PriceList = {
  id: Scalars['ID']['output'];
  service: Service;
  unit: ProviderUnit;
  firstDay: Scalars['Date']['output'];
  lastDay?: Maybe<Scalars['Date']['output']>;
  state: PriceListState;
  prices: Array<Price>;
  /** For the administrators of the service's organiser, of a list that waits for them; null otherwise. Visits of its days are priced anew when it is accepted. */
  effect?: Maybe<ChangePreview>;
};

/** A correction that an organiser's administrator has proposed, by what it would do to visits that have been delivered. */
export type Correction = {
  id: Scalars['ID']['output'];
  change?: Maybe<Scalars['String']['output']>;
  takenAgain?: Maybe<Scalars['String']['output']>;
  /** For the organiser's administrators, while it is proposed; null otherwise. */
  effect?: Maybe<ChangePreview>;
};

export type ProviderUnit = {
  id: Scalars['ID']['output'];
};

export type Price = {
  content: ServiceContent;
  price: Scalars['Euro']['output'];
};

export type ChangeOwnValueInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  ownValue: OwnValueInput;
  /** Of the preview that is to be carried out, or proposed. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
  /** Only for what begins before today, and then a second person is needed. Absent: nothing falls without its notice. */
  reason?: InputMaybe<ChangeReason>;
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the four is there. A preview: nothing has been changed. A proposal: it waits for a second person. */
export type ChangeOwnValuePayload = {
  voucher?: Maybe<Voucher>;
  preview?: Maybe<ChangePreview>;
  proposal?: Maybe<ValueProposal>;
  refusal?: Maybe<Refusal>;
};

export type GrantVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  personId: Scalars['ID']['input'];
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  /** Absent: until further notice. A voucher can follow it once it has a last day (extendVoucher), and nothing is carried over in it. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** A number that was given before Seteli, a letter and 13 digits, or by another Seteli. Absent: a new one is drawn, which nobody can guess. At most 50 characters. */
  voucherNumber?: InputMaybe<Scalars['String']['input']>;
  clientCard: ClientCardInput;
  /** At most 20 of them. */
  entitlements: Array<QuantityEntitlementInput>;
  /** Absent: no balance. */
  balance?: InputMaybe<BalanceEntitlementInput>;
  /** Absent: the organiser's table decides. */
  ownValue?: InputMaybe<OwnValueInput>;
  /** Of a purchased service: prices of this order's own. Absent: the agreement's price of the day of service. At most 50 of them. */
  contractPrices?: InputMaybe<Array<ContractPriceInput>>;
  /** A voucher of the same client and service that this one follows; its bookings go on. */
  predecessorId?: InputMaybe<Scalars['ID']['input']>;
  /** Of the preview that was seen; it is refused as STALE_PREVIEW when something has changed since. Absent: whatever comes of it now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

export type ContractPriceInput = {
  contentId: Scalars['ID']['input'];
  /** Of a unit, VAT included. */
  price: Scalars['Euro']['input'];
};

export type BalanceEntitlementInput = {
  /** At most 50 of them. */
  contentIds: Array<Scalars['ID']['input']>;
  /** At most 60 of them. */
  batches: Array<BalanceBatchInput>;
};

export type BalanceBatchInput = {
  amount: Scalars['Euro']['input'];
  firstDay: Scalars['Date']['input'];
  lastDay: Scalars['Date']['input'];
};

/** Exactly one of `income` and the others. */
export type OwnValueInput = {
  base?: InputMaybe<Scalars['Euro']['input']>;
  /** At most 50 of them. */
  contents?: InputMaybe<Array<OwnContentValueInput>>;
  income?: InputMaybe<IncomeInput>;
};

export type OwnContentValueInput = {
  contentId: Scalars['ID']['input'];
  value: Scalars['Euro']['input'];
};

/** What the formula needs. Kept with the decision; providers never see it. */
export type IncomeInput = {
  monthlyIncome: Scalars['Euro']['input'];
  /** 1 to 100. */
  persons: Scalars['Int']['input'];
};

export type ClientCardInput = {
  /** At most 200 characters. */
  name: Scalars['String']['input'];
  /** Left out when it is protected or not known. At most 200 characters. */
  streetAddress?: InputMaybe<Scalars['String']['input']>;
  /** At most 20 characters. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** At most 200 characters. */
  municipality?: InputMaybe<Scalars['String']['input']>;
  /** At most 40 characters. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** At most 254 characters. */
  email?: InputMaybe<Scalars['String']['input']>;
};

export type QuantityEntitlementInput = {
  /** At most 50 of them. */
  contentIds: Array<Scalars['ID']['input']>;
  /** Whole minutes per period, for contents in hours. 0 to 59999940. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** Units per period, for all other contents: "20" meals, "120.5" kilometres. Weeks and months only per WEEK and MONTH. At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** Instead of a quantity. For what comes with a visit, within what one visit may have. */
  unlimited?: InputMaybe<Scalars['Boolean']['input']>;
  recurrence: Recurrence;
  /** For PERIOD: in order, without overlaps, within the validity. At most 60 of them. */
  periods?: InputMaybe<Array<EntitlementPeriodInput>>;
  /** Absent: false. Not for ONCE. */
  carryOver?: InputMaybe<Scalars['Boolean']['input']>;
};

export type EntitlementPeriodInput = {
  firstDay: Scalars['Date']['input'];
  lastDay: Scalars['Date']['input'];
};

/** Exactly one of the two is null. */
export type GrantVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type RevokeVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** The last day that is paid; today or later. */
  lastDay: Scalars['Date']['input'];
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Of the preview that was seen; it is refused as STALE_PREVIEW when something has changed since. Absent: whatever comes of it now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type RevokeVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type EndVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** The last day that is paid; today or later, or the day of the client's death. */
  lastDay: Scalars['Date']['input'];
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Of the preview that was seen; it is refused as STALE_PREVIEW when something has changed since. Absent: whatever comes of it now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type EndVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type DeclineVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** In the client's words; it stays with the organiser. At most 500 characters, also on several lines. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type DeclineVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type SuspendVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** Today or later. */
  firstDay: Scalars['Date']['input'];
  /** Absent: until further notice. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Of the preview that was seen; it is refused as STALE_PREVIEW when something has changed since. Absent: whatever comes of it now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type SuspendVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type ResumeVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  suspensionId: Scalars['ID']['input'];
  /** The last day on which the voucher may not be used; yesterday or later. */
  lastDay: Scalars['Date']['input'];
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ResumeVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type ExtendVoucherInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** Today or later. Absent: until further notice. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Of the preview that was seen; it is refused as STALE_PREVIEW when something has changed since. Absent: whatever comes of it now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type ExtendVoucherPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

/** Exactly one of minutes and amount. */
export type ChangeEntitlementInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  entitlementId: Scalars['ID']['input'];
  /** 0 to 59999940. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** The version of the entitlement that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Of the preview that was seen; it is refused as STALE_PREVIEW when something has changed since. Absent: whatever comes of it now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type ChangeEntitlementPayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type LoadBalanceInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  batch: BalanceBatchInput;
  /** The version of the voucher that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type LoadBalancePayload = {
  voucher?: Maybe<Voucher>;
  refusal?: Maybe<Refusal>;
};

export type RecalculateBalanceInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  voucherId: Scalars['ID']['input'];
  /** Of the preview that is to be carried out. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** What a recalculation does or would do. */
export type BalanceRecalculation = {
  /** To be given when it is to be carried out. */
  previewId: Scalars['ID']['output'];
  /** How many visits change. */
  visits: Scalars['Int']['output'];
  /** At most 500 of them, in time order. */
  effects: Array<VisitEffect>;
};

/** What a change does to one delivered visit. */
export type VisitEffect = {
  visit?: Maybe<Visit>;
  organiserShareBefore: Scalars['Euro']['output'];
  organiserShareAfter: Scalars['Euro']['output'];
  clientShareBefore: Scalars['Euro']['output'];
  clientShareAfter: Scalars['Euro']['output'];
};

export type Visit = {
  id: Scalars['ID']['output'];
};

/** Exactly one of the two is null. */
export type RecalculateBalancePayload = {
  recalculation?: Maybe<BalanceRecalculation>;
  refusal?: Maybe<Refusal>;
};

/** Why a visit costs what it costs: who pays what of it. */
export type VisitExplanation = {
  id: Scalars['ID']['output'];
  asked: Scalars['String']['output'];
  /** Null to those who may not see the voucher, and of what nobody pays: a refused or deleted visit. */
  shares?: Maybe<VisitShares>;
};

/** What a voucher pays of a visit, or why it would refuse it. */
export type VisitShares = {
  /** Its path is that of quoteVisits: the row and the field of it. */
  refusal?: Maybe<Refusal>;
  /** In time order; a piece that the quota covers in part is two. Empty when it is refused. */
  pieces: Array<SharedPiece>;
  /** In the order of their first pieces. */
  lines: Array<SharedLine>;
  total?: Maybe<Scalars['Euro']['output']>;
  organiserShare?: Maybe<Scalars['Euro']['output']>;
  clientShare?: Maybe<Scalars['Euro']['output']>;
  /** Beyond the voucher, at the client's own cost; not in the sums above. */
  extraService?: Maybe<Scalars['Euro']['output']>;
};

/** A piece of a visit with what it is worth and what it takes. */
export type SharedPiece = {
  day: Scalars['Date']['output'];
  content?: Maybe<ServiceContent>;
  quantity: Quantity;
  unitPrice: Scalars['Euro']['output'];
  /** Null where no value is asked for: purchased and extra services. */
  unitValue?: Maybe<Scalars['Euro']['output']>;
  /** The first day of the value table that says so; null for the client's own decision. */
  valueFirstDay?: Maybe<Scalars['Date']['output']>;
  /** The client's quantity, or balance in euros, before and after the visit, as vouchers counted it when it decided. Null where the visit draws on none, and for visits decided before this was kept. */
  quotaBefore?: Maybe<Quantity>;
  quotaAfter?: Maybe<Quantity>;
  extraService: Scalars['Boolean']['output'];
  rules: Array<AppliedRule>;
};

/** Pieces with the same content, price, value and month: what is computed and rounded together. */
export type SharedLine = {
  content?: Maybe<ServiceContent>;
  serviceMonth: Scalars['Month']['output'];
  quantity: Quantity;
  unitPrice: Scalars['Euro']['output'];
  unitValue?: Maybe<Scalars['Euro']['output']>;
  total: Scalars['Euro']['output'];
  organiserShare: Scalars['Euro']['output'];
  clientShare: Scalars['Euro']['output'];
  /** Paid by nobody. */
  unbilled: Scalars['Euro']['output'];
  extraService: Scalars['Boolean']['output'];
  rules: Array<AppliedRule>;
};

/** What the client is told before a price of their provider rises, with what the client will pay. */
export type PriceNotice = {
  id: Scalars['ID']['output'];
  voucher?: Maybe<Voucher>;
  content?: Maybe<ServiceContent>;
  firstDay: Scalars['Date']['output'];
  oldPrice: Scalars['Euro']['output'];
  newPrice: Scalars['Euro']['output'];
  /** The client's share of one unit before the rise, by the value of its first day. */
  oldClientShare?: Maybe<Scalars['Euro']['output']>;
  /** The client's share of one unit from then on. */
  newClientShare?: Maybe<Scalars['Euro']['output']>;
  usualUse?: Maybe<Quantity>;
  /**
   * How much more the client pays a month from then on, by usual use (`usualUse`) as far as the voucher's monthly or weekly quantity covers it. Null while there is no use,
   * and where the voucher ends before the rise.
   */
  monthlyChange?: Maybe<Scalars['Euro']['output']>;
};

export type User = {
  id: Scalars['ID']['output'];
};

export type _Entity = Correction | Organiser | Person | PriceList | PriceNotice | ProviderUnit | Service | ServiceContent | User | Visit | VisitExplanation | Voucher;
