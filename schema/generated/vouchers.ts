// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { AccessAction, AccessFilter, AccessOutcome, AccessRight, AppliedRule, ChangeReason, InputMaybe, JobKind, JobState, Maybe, Names, OrganisationKind, PageInfo, ProposalState, Quantity, Refusal, Role, Scalars, _Service } from './shared.ts';

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
   * A voucher by the number that the client gives. A provider gets it only if it is approved for one of the voucher's contents and the user's team
   * covers the service. Otherwise the answer is null after the same time, whatever the reason. Vouchers logs each opening with user, organisation,
   * voucher and client, and each miss. BAD_USER_INPUT: no voucher can have such a number, so somebody mistyped it. RATE_LIMITED: a user may ask for ten
   * numbers at once, 60 a minute and 600 a day. Of these they may miss 10 a minute and 50 a day. The organisation and the network address have limits,
   * too.
   */
  voucherByNumber?: Maybe<Voucher>;
  /** A voucher by its id, for those who may see it. */
  voucher?: Maybe<Voucher>;
  /**
   * The vouchers of the acting organiser for services that the user's teams cover, or of the acting person. An organiser's administrators, approvers and
   * systems see all, without names where their teams do not cover the service.
   */
  vouchers: VoucherConnection;
  /**
   * What the acting organiser has promised of a calendar year's money, and what became of it, service by service. It counts what visits have taken,
   * approved or not, so a checker's decision changes nothing here. For the organiser's administrators, granters, checkers, settlement approvers and
   * systems.
   */
  commitments: Array<Commitment>;
  /**
   * Changes of values to a client's loss that one officer proposed and another has to confirm (rules 14), newest first. The organiser's administrators
   * see those of tables, its granters those of clients' own decisions.
   */
  valueProposals: ValueProposalConnection;
  /** A proposed change of values by its id. Null for whoever does not decide such changes. */
  valueProposal?: Maybe<ValueProposal>;
  /**
   * The vouchers whose decisions the organiser has to replace, newest first: a new table lowers what a unit is worth to their clients (rules 15). They
   * were granted before it was published. For the acting organiser's administrators, granters, checkers, settlement approvers and systems.
   */
  decisionsToReplace: DecisionToReplaceConnection;
  /**
   * The acting organiser's vouchers that the client declined, newest first. The organiser has to arrange the service otherwise (laki 569/2009 6 §). For
   * the organiser's administrators, granters, checkers, settlement approvers and systems.
   */
  declinedVouchers: DeclinedVoucherConnection;
  /**
   * The acting organiser's vouchers whose clients have moved out of its area, newest first. They go on until endVoucher ends them or keepVoucher keeps
   * them. For the organiser's administrators, granters, checkers, settlement approvers and systems whose teams cover the service. Nobody else learns
   * where somebody lives.
   */
  vouchersOfMovedClients: VoucherOfMovedClientConnection;
  /**
   * What it would cost to grant this voucher, and why vouchers would refuse it. It grants nothing and does not use up the key. It looks up neither the
   * person nor the number, so nobody learns which exist. For those who may grant the voucher.
   */
  previewGrant: ChangePreviewPayload;
  /** What revokeVoucher would do. For those who may revoke the voucher. */
  previewRevocation: ChangePreviewPayload;
  /** What endVoucher would do. For those who may end the voucher. */
  previewEnd: ChangePreviewPayload;
  /** What suspendVoucher would do. For those who may suspend the voucher. */
  previewSuspension: ChangePreviewPayload;
  /** What extendVoucher would do. For those who may extend the voucher. */
  previewExtension: ChangePreviewPayload;
  /** What changeEntitlement would do. For those who may change the entitlement. */
  previewEntitlementChange: ChangePreviewPayload;
  /** The most that the organiser pays for one unit of each content of a service on a day. For everybody who signs in. */
  unitValues: Array<UnitValue>;
  /**
   * Who saw or used what vouchers keeps of the acting person, newest first: for that person, and for who acts as their guardian or has custody of them. An
   * organiser's auditor gets what the organiser's own people did and saw, of whomever. The log notes each search of an auditor or guardian.
   */
  voucherAccesses: AccessConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

/** What callers can ask. */
export type QueryVoucherByNumberArgs = {
  voucherNumber: Scalars['String']['input'];
};

/** What callers can ask. */
export type QueryVoucherArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryVouchersArgs = {
  filter?: InputMaybe<VoucherFilter>;
  order: VoucherOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryCommitmentsArgs = {
  year: Scalars['Int']['input'];
};

/** What callers can ask. */
export type QueryValueProposalsArgs = {
  state: ProposalState;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryValueProposalArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryDecisionsToReplaceArgs = {
  serviceId: Scalars['ID']['input'];
  firstDay: Scalars['Date']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryDeclinedVouchersArgs = {
  arranged: Scalars['Boolean']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryVouchersOfMovedClientsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryPreviewGrantArgs = {
  input: GrantVoucherInput;
};

/** What callers can ask. */
export type QueryPreviewRevocationArgs = {
  input: RevokeVoucherInput;
};

/** What callers can ask. */
export type QueryPreviewEndArgs = {
  input: EndVoucherInput;
};

/** What callers can ask. */
export type QueryPreviewSuspensionArgs = {
  input: SuspendVoucherInput;
};

/** What callers can ask. */
export type QueryPreviewExtensionArgs = {
  input: ExtendVoucherInput;
};

/** What callers can ask. */
export type QueryPreviewEntitlementChangeArgs = {
  input: ChangeEntitlementInput;
};

/** What callers can ask. */
export type QueryUnitValuesArgs = {
  serviceId: Scalars['ID']['input'];
  day: Scalars['Date']['input'];
};

/** What callers can ask. */
export type QueryVoucherAccessesArgs = {
  filter?: InputMaybe<AccessFilter>;
  reason?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can do. */
export type Mutation = {
  /**
   * Publishes the values of a service's contents from a day on. A fall needs the notice that the service promises. A rise that begins before today
   * changes delivered visits: without `previewId` the call only shows them, with it the call corrects them. With a reason, values may also fall before
   * today and replace the table of their day. Such a change needs a second person: without `previewId` the call shows it, with it the call proposes it,
   * and confirmValueChange confirms it. For the organiser's administrators.
   */
  publishValues: PublishValuesPayload;
  /** Publishes how the value of a service follows the client's income, from a day on. For the organiser's administrators. */
  publishIncomeFormula: PublishIncomeFormulaPayload;
  /**
   * Grants a voucher for a service that the user's teams cover. The person becomes one whom the organiser serves. NOT_FOUND at `personId`: the register
   * does not know the person, or has not told of them yet. Try again with another key. For the organiser's granters and systems.
   */
  grantVoucher: GrantVoucherPayload;
  /** Ends a voucher by the organiser's decision. Visits up to and including the last day stay payable. For the organiser's granters and systems. */
  revokeVoucher: RevokeVoucherPayload;
  /** Ends a voucher that the client needs no longer. Visits up to and including the last day stay payable. For the organiser's granters and systems. */
  endVoucher: EndVoucherPayload;
  /** The client declines the voucher; no visit may have taken anything from it (laki 569/2009 6 §). For the organiser's granters and the client. */
  declineVoucher: DeclineVoucherPayload;
  /** Records, once, how the organiser arranged the service of a declined voucher otherwise. For the organiser's granters. */
  arrangeOtherwise: ArrangeOtherwisePayload;
  /** Keeps the voucher of a client who has moved out of the organiser's area. For the organiser's granters. */
  keepVoucher: KeepVoucherPayload;
  /** Suspends a voucher for some days, today or later. Nobody pays visits of those days. For the organiser's granters and systems. */
  suspendVoucher: SuspendVoucherPayload;
  /** Ends a suspension early by giving it a new last day. For the organiser's granters and systems. */
  resumeVoucher: ResumeVoucherPayload;
  /**
   * Moves the last day of a voucher, gives it one, or takes it away. The voucher must still cover what delivered visits have taken, and may not reach
   * into one that follows. For the organiser's granters and systems.
   */
  extendVoucher: ExtendVoucherPayload;
  /**
   * Changes the quantity of an entitlement in all its periods. It may not fall below what delivered visits have taken. For the organiser's granters and
   * systems.
   */
  changeEntitlement: ChangeEntitlementPayload;
  /**
   * Makes a new version of the client's own decision about the value, from a day on (rules 15). If it changes delivered visits, the call shows them
   * without `previewId` and corrects them with it. A reason works as in publishValues. For the organiser's granters and systems.
   */
  changeOwnValue: ChangeOwnValuePayload;
  /**
   * Carries out a change that another officer proposed, exactly as it was shown. If anything has changed since, the answer is STALE_PREVIEW. Whoever
   * proposed it gets SECOND_PERSON_NEEDED. For the organiser's administrators (tables) and granters (clients' own decisions).
   */
  confirmValueChange: ValueProposalPayload;
  /** Takes back a proposed change, also a colleague's. For those who may propose it. */
  withdrawValueChange: ValueProposalPayload;
  /** Loads euros onto a balance, to be used within their own days. For the organiser's granters and systems. */
  loadBalance: LoadBalancePayload;
  /**
   * Recalculates the visits of a balance in the order in which they came, after one of them was deleted or corrected (rules 9). Without `previewId` the
   * call only shows the effects. With it, the call carries them out; if anything has changed, the answer is STALE_PREVIEW. For the organiser's granters
   * and systems.
   */
  recalculateBalance: RecalculateBalancePayload;
};

/** What callers can do. */
export type MutationPublishValuesArgs = {
  input: PublishValuesInput;
};

/** What callers can do. */
export type MutationPublishIncomeFormulaArgs = {
  input: PublishIncomeFormulaInput;
};

/** What callers can do. */
export type MutationGrantVoucherArgs = {
  input: GrantVoucherInput;
};

/** What callers can do. */
export type MutationRevokeVoucherArgs = {
  input: RevokeVoucherInput;
};

/** What callers can do. */
export type MutationEndVoucherArgs = {
  input: EndVoucherInput;
};

/** What callers can do. */
export type MutationDeclineVoucherArgs = {
  input: DeclineVoucherInput;
};

/** What callers can do. */
export type MutationArrangeOtherwiseArgs = {
  input: ArrangeOtherwiseInput;
};

/** What callers can do. */
export type MutationKeepVoucherArgs = {
  input: KeepVoucherInput;
};

/** What callers can do. */
export type MutationSuspendVoucherArgs = {
  input: SuspendVoucherInput;
};

/** What callers can do. */
export type MutationResumeVoucherArgs = {
  input: ResumeVoucherInput;
};

/** What callers can do. */
export type MutationExtendVoucherArgs = {
  input: ExtendVoucherInput;
};

/** What callers can do. */
export type MutationChangeEntitlementArgs = {
  input: ChangeEntitlementInput;
};

/** What callers can do. */
export type MutationChangeOwnValueArgs = {
  input: ChangeOwnValueInput;
};

/** What callers can do. */
export type MutationConfirmValueChangeArgs = {
  input: ConfirmValueChangeInput;
};

/** What callers can do. */
export type MutationWithdrawValueChangeArgs = {
  input: WithdrawValueChangeInput;
};

/** What callers can do. */
export type MutationLoadBalanceArgs = {
  input: LoadBalanceInput;
};

/** What callers can do. */
export type MutationRecalculateBalanceArgs = {
  input: RecalculateBalanceInput;
};

/**
 * A commitment to pay for a service up to a value (palveluseteli). The client sees it. So do people of the organiser, and of providers approved at some
 * time of its validity, whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type Voucher = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /**
   * The number that the client gives to the provider: H and 15 more characters. People read it in groups of four: H7KM RTX9 3PVA 4DCH. The last
   * character checks the others. Older numbers have a letter and 13 digits: H0800000015002.
   */
  voucherNumber: Scalars['String']['output'];
  /** Who granted it and pays. */
  organiser?: Maybe<Organiser>;
  /** The service that it pays. */
  service?: Maybe<Service>;
  /** Whether it can be used today. */
  state: VoucherState;
  /** It rises with each change of its state, days or suspensions. */
  version: Scalars['Int']['output'];
  /** The first day on which it pays. */
  firstDay: Scalars['Date']['output'];
  /** The last day on which it pays. Null: until further notice (toistaiseksi). */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** Why it ended by itself before the last day that was decided. Null where it did not. */
  endedBecause?: Maybe<VoucherEndCause>;
  /** When it was granted. */
  grantedAt: Scalars['DateTime']['output'];
  /** Who granted it. Null for vouchers from before Seteli kept this. */
  grantedBy?: Maybe<ActorName>;
  /**
   * Who the client is, as far as a provider needs to know. Null for an organiser's people whose teams do not cover the service. Vouchers logs that a
   * provider's user sees it.
   */
  clientCard?: Maybe<ClientCard>;
  /**
   * The person, for themselves and for the organiser's people whose teams cover the service. Null for others, and where the register does not know the
   * person.
   */
  client?: Maybe<Person>;
  /** How the client gets the service. */
  arrangementKind: ArrangementKind;
  /** The quantities that it grants. */
  entitlements: Array<QuantityEntitlement>;
  /** The euros that it grants. Null where there are none, and for a provider's preparer. */
  balance?: Maybe<BalanceEntitlement>;
  /** The days on which it may not be used. */
  suspensions: Array<Suspension>;
  /** What the client's own decision makes a unit worth today. Null where the organiser's table decides, and for a provider's preparer. */
  ownValue?: Maybe<OwnValue>;
  /**
   * The prices of the order's own for a purchased service; otherwise the agreement's price of the day holds (rules 30). Empty where there are none, and
   * for a provider's preparer.
   */
  contractPrices: Array<ContractPrice>;
  /** The voucher that this one follows. For the organiser and the client; null for others, and where there is none. */
  predecessor?: Maybe<Voucher>;
  /** The voucher that follows this one. For the organiser and the client; null for others, and where there is none. */
  successor?: Maybe<Voucher>;
  /**
   * What the visits of a month have taken from this voucher so far, whether a checker has approved them or not. For the organiser and the client. Null
   * for a provider, who may not know what others served, and for representatives who may not see what the client pays.
   */
  monthSoFar?: Maybe<VoucherMonth>;
  /** For a provider, the contents that it may serve today; for all others, every granted content. */
  contents?: Maybe<Array<ServiceContent>>;
};

/**
 * A commitment to pay for a service up to a value (palveluseteli). The client sees it. So do people of the organiser, and of providers approved at some
 * time of its validity, whose teams cover the service. The organiser's administrators, approvers and systems see all.
 */
export type VoucherMonthSoFarArgs = {
  month: Scalars['Month']['input'];
};

/** What the visits of a month cost. A visit over the end of a month counts in each month with its own part. */
export type VoucherMonth = {
  /** How many visits. */
  visits: Scalars['Int']['output'];
  /** What the organiser pays. */
  organiserShare: Scalars['Euro']['output'];
  /** What the client pays of what the voucher covers (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** The part of the organiser's share that is free for the client by law (omavastuuton). */
  freeByLaw: Scalars['Euro']['output'];
  /** What the client pays beyond the voucher, as they accepted (lisäpalvelu). */
  extraService: Scalars['Euro']['output'];
};

/** Whether a voucher can be used today. */
export type VoucherState =
  /** It can be used on its days. */
  | 'ACTIVE'
  /** It is suspended today (keskeytys). */
  | 'SUSPENDED'
  /** The organiser ended it early. */
  | 'REVOKED'
  /** The organiser ended it early because the client needs it no longer. */
  | 'ENDED'
  /** Its last day has passed. */
  | 'EXPIRED'
  /** The client declined it, and the organiser has to arrange the service otherwise. */
  | 'DECLINED';

/** Why a voucher ended by itself. */
export type VoucherEndCause =
  /** The client died on its last day, or before its first. If the population register withdraws the death, the voucher has its decided days again. */
  | 'CLIENT_DIED';

/** How a client gets a service. */
export type ArrangementKind =
  /** Service voucher (palveluseteli). */
  | 'VOUCHER'
  /** Purchased service (ostopalvelu): the organiser pays the contract price. */
  | 'PURCHASED'
  /** Permission procedure (lupamenettely). */
  | 'PERMISSION';

/** Days on which a voucher may not be used (keskeytys). */
export type Suspension = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The first of these days. */
  firstDay: Scalars['Date']['output'];
  /** The last of these days. Null: until further notice. */
  lastDay?: Maybe<Scalars['Date']['output']>;
};

/** The most that the organiser pays for this client's units. The API never shows the income behind it. */
export type OwnValue = {
  /** The value of a unit, which the contents' coefficients multiply. Null when the decision names each content's value. */
  base?: Maybe<Scalars['Euro']['output']>;
  /** Values of single contents. They hold instead of base and coefficient. */
  contents: Array<UnitValue>;
  /** What the decision rests on. */
  basis: OwnValueBasis;
};

/** What a unit of a content costs the organiser on all days of an order. */
export type ContractPrice = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** The price of one unit, VAT included. */
  price: Scalars['Euro']['output'];
};

/** What a client's own decision rests on. */
export type OwnValueBasis =
  /** The organiser decided it for this client. */
  | 'INDIVIDUAL'
  /** The client's income, by the formula that held when the voucher was granted. */
  | 'INCOME_LINKED';

/**
 * Which vouchers to list. An absent field chooses all. No list shows what its reader may not see. Nobody finds vouchers by a client whom they may not
 * know.
 */
export type VoucherFilter = {
  /** Vouchers in one of these states today. */
  states?: InputMaybe<Array<VoucherState>>;
  /** Vouchers for this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Vouchers of this client. */
  personId?: InputMaybe<Scalars['ID']['input']>;
  /** Vouchers with one of these arrangements. */
  arrangementKinds?: InputMaybe<Array<ArrangementKind>>;
  /** Vouchers that were granted on this day or later. */
  grantedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Vouchers that were granted on this day or earlier. */
  grantedTo?: InputMaybe<Scalars['Date']['input']>;
  /** Vouchers that end on this day or later, or hold until further notice. */
  lastDayFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Vouchers that end on this day or earlier. */
  lastDayTo?: InputMaybe<Scalars['Date']['input']>;
};

/** The order of vouchers. Among equals, the order in which they were granted. */
export type VoucherOrder =
  /** Newest first. */
  | 'GRANTED_DESC'
  /** By last day, the earliest first; those until further notice come last. */
  | 'LAST_DAY_ASC';

/** A page of vouchers. */
export type VoucherConnection = {
  /** The items of the page, each with its place. */
  edges: Array<VoucherEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A voucher on a page. */
export type VoucherEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Voucher;
};

/**
 * The client as a provider sees them. Everybody but the client sees only the name of a client whose address is protected (turvakielto, 661/2009 36–37
 * §).
 */
export type ClientCard = {
  /** The name of the client. */
  name: Scalars['String']['output'];
  /** The street address. Null when it is protected or not known (osoitetietoja ei saatavilla). */
  streetAddress?: Maybe<Scalars['String']['output']>;
  /** The postal code. Null when the address is protected or not known. */
  postalCode?: Maybe<Scalars['String']['output']>;
  /** The town. Null when the address is protected or not known. */
  municipality?: Maybe<Scalars['String']['output']>;
  /** The telephone number. Null when the address is protected or the number is not known. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The e-mail address. Null when the address is protected or the e-mail address is not known. */
  email?: Maybe<Scalars['String']['output']>;
};

/** How often a quantity is granted anew. */
export type Recurrence =
  /** Once for the whole validity. */
  | 'ONCE'
  /** Each day. */
  | 'DAY'
  /** Each ISO week, Monday to Sunday. */
  | 'WEEK'
  /** Each calendar month. */
  | 'MONTH'
  /** Each calendar year. */
  | 'YEAR'
  /** The ranges of days that the grant names. */
  | 'PERIOD';

/** A range of days with a quantity of its own. */
export type EntitlementPeriod = {
  /** Its first day. */
  firstDay: Scalars['Date']['output'];
  /** Its last day. */
  lastDay: Scalars['Date']['output'];
};

/** Units of some contents that the client may use (ostovoima). One hour of any of the contents takes one hour. */
export type QuantityEntitlement = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The contents that share it. */
  contents?: Maybe<Array<ServiceContent>>;
  /** How much each period grants. Null when it is unlimited. */
  quantity?: Maybe<Quantity>;
  /** It rises with each change of the quantity. */
  version: Scalars['Int']['output'];
  /** How often the quantity is granted anew. */
  recurrence: Recurrence;
  /** The ranges of days of recurrence PERIOD. Empty for other recurrences. */
  periods: Array<EntitlementPeriod>;
  /** Whether the client may use the rest of a period in the next one, and no later (ylijäävä määrä). */
  carryOver: Scalars['Boolean']['output'];
  /** True: the organiser pays all that one visit may have. */
  unlimited: Scalars['Boolean']['output'];
  /** What is left in the period of a day, with what was carried over. Null outside the validity, and when it is unlimited. */
  remaining?: Maybe<Quantity>;
  /**
   * What became of the quantity in each period that the days touch within the validity. More than 60 periods are BAD_USER_INPUT. Empty when it is
   * unlimited, because vouchers then counts nothing.
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
  /** The first day of the period. */
  firstDay: Scalars['Date']['output'];
  /** The last day of the period. */
  lastDay: Scalars['Date']['output'];
  /** What the period itself was granted: the whole quantity, even if the validity begins or ends within it (rules 11). */
  granted: Quantity;
  /** What came from the period before (rules 23). Zero where nothing is carried over. */
  carriedOver: Quantity;
  /** What visits of the period have taken; they take carried units first. */
  used: Quantity;
  /** What visits of the period may still take. The next period may already have used a part of what is left. */
  remaining: Quantity;
};

/** Euros that the client may use for some contents (saldo-ostovoima). */
export type BalanceEntitlement = {
  /** The contents that it pays. */
  contents?: Maybe<Array<ServiceContent>>;
  /** The euros that were loaded. */
  batches: Array<BalanceBatch>;
  /** What visits of a day could still take. */
  remaining: Scalars['Euro']['output'];
};

/** Euros that the client may use for some contents (saldo-ostovoima). */
export type BalanceEntitlementRemainingArgs = {
  day: Scalars['Date']['input'];
};

/** Euros with days of their own. Visits use the batch that expires first. */
export type BalanceBatch = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What was loaded. */
  amount: Scalars['Euro']['output'];
  /** What is left. */
  remaining: Scalars['Euro']['output'];
  /** The first day on which visits may use it. */
  firstDay: Scalars['Date']['output'];
  /** The last day on which visits may use it. */
  lastDay: Scalars['Date']['output'];
};

/** What became of an organiser's promises of a calendar year, for one service. All amounts are what the organiser pays. */
export type Commitment = {
  /** The service. */
  service?: Maybe<Service>;
  /**
   * What the vouchers of the year may cost at most: quantities at the dearest value of their days, balances as loaded. A purchased service has no value:
   * its quantities count at the order's own price. Without such a price they count at the dearest price on their days in any unit's accepted list. A
   * voucher until further notice counts only periods that begin in the year.
   */
  granted: Scalars['Euro']['output'];
  /** What delivered visits have taken, in whatever state a checker has left them. */
  used: Scalars['Euro']['output'];
  /** The part of `used` that is outside the quantities: cancellations that spare the client's quota. */
  outsideQuota: Scalars['Euro']['output'];
  /** What visits may still take. */
  held: Scalars['Euro']['output'];
  /** What no visit can take any more, because a voucher and its tail have ended. */
  released: Scalars['Euro']['output'];
};

/** The most that the organiser pays for one unit of a content (setelin arvo). */
export type UnitValue = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** The value of one unit. */
  value: Scalars['Euro']['output'];
  /** What another value is multiplied by for this content (kerroin): "1.15". Null when the table names the content's value. */
  coefficient?: Maybe<Scalars['String']['output']>;
  /** The first day on which the value holds. */
  firstDay: Scalars['Date']['output'];
};

/** A voucher, and what its client's units are worth before and after a table of values. */
export type DecisionToReplace = {
  /** The voucher. */
  voucher: Voucher;
  /** The contents whose value falls, on the first day of the table or, if that is later, of the voucher. */
  falls: Array<ValueFall>;
};

/** A content whose value falls. */
export type ValueFall = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** What one unit is worth before. */
  before: Scalars['Euro']['output'];
  /** What one unit is worth from then on. */
  after: Scalars['Euro']['output'];
};

/** A page of decisions to replace. */
export type DecisionToReplaceConnection = {
  /** The items of the page, each with its place. */
  edges: Array<DecisionToReplaceEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A decision to replace on a page. */
export type DecisionToReplaceEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: DecisionToReplace;
};

/** A voucher that its client declined, and what became of it. */
export type DeclinedVoucher = {
  /** The voucher. */
  voucher: Voucher;
  /** Why, in the client's words. Null when they gave no reason. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Who noted it. Null for vouchers from before Seteli kept this. */
  declinedBy?: Maybe<ActorName>;
  /** When it was declined. Null for vouchers from before Seteli kept this. */
  declinedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How the organiser arranged the service otherwise. Null while it has not. */
  arrangement?: Maybe<OtherArrangement>;
};

/** How the organiser arranged the service of a declined voucher. */
export type OtherArrangement = {
  /** What it arranged. */
  kind: OtherArrangementKind;
  /** What the officer noted. Null: nothing. */
  note?: Maybe<Scalars['String']['output']>;
  /** Who recorded it. */
  arrangedBy?: Maybe<ActorName>;
  /** When they recorded it. */
  arrangedAt: Scalars['DateTime']['output'];
};

/** What an organiser arranges instead of a declined voucher. */
export type OtherArrangementKind =
  /** The organiser provides it itself (oma tuotanto). */
  | 'OWN_PRODUCTION'
  /** Purchased service (ostopalvelu). */
  | 'PURCHASED'
  /** Another voucher. */
  | 'OTHER_VOUCHER'
  /** The client needs no service any more. */
  | 'NOT_NEEDED';

/** A page of declined vouchers. */
export type DeclinedVoucherConnection = {
  /** The items of the page, each with its place. */
  edges: Array<DeclinedVoucherEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A declined voucher on a page. */
export type DeclinedVoucherEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: DeclinedVoucher;
};

/** A page of vouchers of moved clients. */
export type VoucherOfMovedClientConnection = {
  /** The items of the page, each with its place. */
  edges: Array<VoucherOfMovedClientEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A voucher of a moved client on a page. */
export type VoucherOfMovedClientEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: VoucherOfMovedClient;
};

/** A voucher whose client has moved out of the organiser's area. Seteli does not tell where they live now. */
export type VoucherOfMovedClient = {
  /** The voucher. */
  voucher: Voucher;
  /** When the population register told of the move. */
  toldAt: Scalars['DateTime']['output'];
};

/** Exactly one of the two is null. */
export type KeepVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A voucher to keep. */
export type KeepVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** How the organiser arranged the service of a declined voucher. */
export type ArrangeOtherwiseInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** What it arranged. */
  kind: OtherArrangementKind;
  /** What the officer wants to note. Absent: nothing. At most 500 characters, also on several lines. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ArrangeOtherwisePayload = {
  /** The declined voucher as it is now. Null when it was refused. */
  declinedVoucher?: Maybe<DeclinedVoucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A wellbeing services county or a municipality that organises services and pays for them (palvelunjärjestäjä). Everybody who signs in sees it. */
export type Organiser = {
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

/**
 * Somebody in the population register. The person sees it, and those of an organiser's people whose teams cover a service that the organiser gives them.
 * Providers see a voucher's client card instead.
 */
export type Person = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** The values of a service's contents from a day on. */
export type PublishValuesInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The service. */
  serviceId: Scalars['ID']['input'];
  /** The first day on which they hold. */
  firstDay: Scalars['Date']['input'];
  /** The value that coefficients multiply. Absent: every content has a value of its own. */
  base?: InputMaybe<Scalars['Euro']['input']>;
  /** One value for each content. At most 200 of them. */
  values: Array<UnitValueInput>;
  /** The preview to carry out or to propose. Absent: if the change touches delivered visits, or has a reason, the call only shows what would change. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
  /** Only for a change that begins before today; it then needs a second person. Absent: values fall only with notice. */
  reason?: InputMaybe<ChangeReason>;
};

/** The value of a content: exactly one of value, coefficient and percentage. */
export type UnitValueInput = {
  /** The content. */
  contentId: Scalars['ID']['input'];
  /** The most that the organiser pays for one unit. */
  value?: InputMaybe<Scalars['Euro']['input']>;
  /** What the base or the client's own value is multiplied by, with at most four decimals: "1.15". At most 8 characters. */
  coefficient?: InputMaybe<Scalars['String']['input']>;
  /** A share of another content's value. */
  percentage?: InputMaybe<PercentageInput>;
};

/**
 * A share of the value of another content, which has no percentage itself. It refers to the same table or, where that does not name the content, to what
 * holds on the first day. When published, it becomes a value in cents, rounded half up, and stays that value (rules 56).
 */
export type PercentageInput = {
  /** The other content. */
  ofContentId: Scalars['ID']['input'];
  /** How many percent of its value. 1 to 999. */
  percent: Scalars['Int']['input'];
};

/** A formula by the state's model, for an hour: max − max(0, income − limit) × percent / 60. */
export type PublishIncomeFormulaInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The service. */
  serviceId: Scalars['ID']['input'];
  /** The first day on which the formula holds. */
  firstDay: Scalars['Date']['input'];
  /** The highest value of an hour. */
  max: Scalars['Euro']['input'];
  /** The lowest value of an hour. */
  floor: Scalars['Euro']['input'];
  /** Limit and percentage for households of 1, 2, 3 … persons, in this order. At most 20 of them. */
  households: Array<IncomeHouseholdInput>;
  /** Each further person raises the last limit by this much. Absent: 0.00. */
  furtherLimit?: InputMaybe<Scalars['Euro']['input']>;
  /** Each further person lowers the last percentage by this much, never below 0. Absent: 0. 0 to 100. */
  furtherPercent?: InputMaybe<Scalars['Int']['input']>;
  /** Values are rounded up to a multiple of so many cents: 5 or 10. Absent: half up to the cent. 5 to 10. */
  roundUpToCents?: InputMaybe<Scalars['Int']['input']>;
};

/** The formula's limit and percentage for a size of household. */
export type IncomeHouseholdInput = {
  /** The monthly income up to which the value stays at its highest. */
  limit: Scalars['Euro']['input'];
  /** How many percent of the income above the limit count. 0 to 100. */
  percent: Scalars['Int']['input'];
};

/** How the value of a service follows the client's income, from a day on. For the organiser's administrators. */
export type IncomeFormula = {
  /** The first day on which the formula holds. */
  firstDay: Scalars['Date']['output'];
  /** The highest value of an hour. */
  max: Scalars['Euro']['output'];
  /** The lowest value of an hour. */
  floor: Scalars['Euro']['output'];
};

/** Exactly one of the two is null. */
export type PublishIncomeFormulaPayload = {
  /** The formula. Null when it was refused. */
  incomeFormula?: Maybe<IncomeFormula>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Published values, a preview that publishes nothing, a proposal that waits for a second person, or a refusal: exactly one of the four. */
export type PublishValuesPayload = {
  /** The values that are published. Null when nothing was. */
  unitValues?: Maybe<Array<UnitValue>>;
  /** What publishing would change. Null when the call did more than show it, and when it was refused. */
  preview?: Maybe<ChangePreview>;
  /** What waits for a second person. Null when nothing was proposed. */
  proposal?: Maybe<ValueProposal>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A change of values to a client's loss that one person proposed. For those who may propose it. */
export type ValueProposal = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What has become of it. */
  state: ProposalState;
  /** Why it reaches back. */
  reason: ChangeReason;
  /** The service. */
  service?: Maybe<Service>;
  /** The voucher of a client's own decision. Null for a table of the service. */
  voucher?: Maybe<Voucher>;
  /** The first day on which the values would hold. */
  firstDay: Scalars['Date']['output'];
  /** The preview that was proposed. */
  previewId: Scalars['ID']['output'];
  /** Who proposed it. */
  proposedBy?: Maybe<ActorName>;
  /** When they proposed it. */
  proposedAt: Scalars['DateTime']['output'];
  /** Who confirmed it or took it back. Null while it waits, and when another proposal replaced it. */
  decidedBy?: Maybe<ActorName>;
  /** When they confirmed it or took it back. Null while it waits, and when another proposal replaced it. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it would do now. Null when it waits no longer, or could not be carried out. */
  asOfNow?: Maybe<ProposedValueChange>;
};

/** What a proposal would do if somebody confirmed it now. They can while `preview.previewId` is that of the proposal. */
export type ProposedValueChange = {
  /** The visits that it would change. */
  preview: ChangePreview;
  /** The values of a table. Null for a client's own decision. */
  unitValues?: Maybe<Array<UnitValue>>;
  /** A client's own decision. Null for a table. */
  ownValue?: Maybe<OwnValue>;
};

/** A page of proposals. */
export type ValueProposalConnection = {
  /** The items of the page, each with its place. */
  edges: Array<ValueProposalEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A proposal on a page. */
export type ValueProposalEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: ValueProposal;
};

/** The confirmation of a proposal by a second person. */
export type ConfirmValueChangeInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
  /** The preview that the second person saw. At most 64 characters. */
  previewId: Scalars['ID']['input'];
};

/** A proposal to take back. */
export type WithdrawValueChangeInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type ValueProposalPayload = {
  /** The proposal as it is now. Null when it was refused. */
  proposal?: Maybe<ValueProposal>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What a change would do to delivered visits, and to the cost of a voucher. For those who may make the change. */
export type ChangePreview = {
  /** It names all that is shown here. Send it to carry the change out; if anything has changed since, the answer is STALE_PREVIEW. */
  previewId: Scalars['ID']['output'];
  /** How many delivered visits would change. */
  visits: Scalars['Int']['output'];
  /** How much more the organiser would pay for all visits together; below zero, how much less. */
  organiserShareChange: Scalars['Euro']['output'];
  /** How much more the clients would pay for all visits together; below zero, how much less. */
  clientShareChange: Scalars['Euro']['output'];
  /** The first 500 of these visits in time order. The sums above are of all. */
  effects: Array<VisitEffect>;
  /** For how many vouchers the client would pay more for some visit. */
  risingVouchers: Scalars['Int']['output'];
  /** The first 500 of these vouchers, the largest rise first. */
  rises: Array<ShareRise>;
  /** How many visits stay as they are, because vouchers would refuse them now. */
  leftVisits: Scalars['Int']['output'];
  /** The first 500 of them in time order. */
  left: Array<Visit>;
  /** What the voucher costs at most. Null where the change is not about what one voucher grants. */
  cost?: Maybe<CostChange>;
};

/** What a command would do, or the refusal that it would answer: exactly one of the two. */
export type ChangePreviewPayload = {
  /** What the command would do. Null when it would be refused. */
  preview?: Maybe<ChangePreview>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What a voucher costs at most, before a change and after it. */
export type CostChange = {
  /** The cost before the change. Null for a voucher that does not exist yet. */
  before?: Maybe<VoucherCost>;
  /** The cost after the change. */
  after: VoucherCost;
};

/**
 * What a voucher costs the organiser at most. Each quantity counts whole in every period that the days touch (rules 11), at the dearest value of its
 * contents; balances count as loaded. A purchased service counts at the order's own price, else at the dearest listed one. Days of suspensions cost
 * nothing.
 */
export type VoucherCost = {
  /**
   * Month by month, at most 24: from the first month of a grant, or from this month. A quantity that lasts longer than a month, or is carried over,
   * counts in each month in which it may be used. So their sum may exceed `term`.
   */
  months: Array<MonthCost>;
  /** What the dearest of these months costs. */
  month: Scalars['Euro']['output'];
  /** What the days from the first to the last cost. Null until further notice, and for more than ten years. */
  term?: Maybe<Scalars['Euro']['output']>;
  /** True: the voucher grants something without limit, which no sum includes. */
  unlimited: Scalars['Boolean']['output'];
  /** What each entitlement costs. */
  entitlements: Array<EntitlementCost>;
  /** What the client pays, content by content. Empty for a purchased service; contents without a price of an approved provider are left out. */
  clientShares: Array<ContentShare>;
};

/** What a voucher costs in a month. */
export type MonthCost = {
  /** The month. */
  month: Scalars['Month']['output'];
  /** What it costs at most. Each period counts whole, even if it only touches the month. */
  most: Scalars['Euro']['output'];
};

/** What one entitlement costs: contents that share a quantity or a balance. */
export type EntitlementCost = {
  /** The contents. */
  contents?: Maybe<Array<ServiceContent>>;
  /** What it costs in the dearest of the months. Null when it is unlimited. */
  month?: Maybe<Scalars['Euro']['output']>;
  /** What it costs from the first day to the last. Null when it is unlimited, until further notice, and for more than ten years. */
  term?: Maybe<Scalars['Euro']['output']>;
};

/** What the client pays for one content, at the prices that units of approved providers ask on the voucher's first day, or today. */
export type ContentShare = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** How many units have a price for it. */
  units: Scalars['Int']['output'];
  /** At the lowest of these prices. */
  cheapest: ShareAtPrice;
  /** At the mean of these prices, rounded half up to the cent. */
  average: ShareAtPrice;
  /** At the highest of these prices. */
  dearest: ShareAtPrice;
};

/** What the client pays at one price. */
export type ShareAtPrice = {
  /** The price of one unit, VAT included. */
  price: Scalars['Euro']['output'];
  /** What the client pays for one unit. */
  unitShare: Scalars['Euro']['output'];
  /** What the client pays if they use the dearest month's whole quantity for this content. Null for a balance, and for what is unlimited. */
  monthShare?: Maybe<Scalars['Euro']['output']>;
};

/** A client who would pay more for visits that they have had. */
export type ShareRise = {
  /** Their voucher. */
  voucher?: Maybe<Voucher>;
  /** For how many visits they would pay more. */
  visits: Scalars['Int']['output'];
  /** How much more they would pay for these. */
  rise: Scalars['Euro']['output'];
};

/** What has become of a price list. */
export type PriceListState =
  /** Only its provider sees it. */
  | 'DRAFT'
  /** It waits for the organiser's decision. */
  | 'SUBMITTED'
  /** The organiser accepted it. It holds from its first day. */
  | 'ACCEPTED'
  /** The organiser rejected it. */
  | 'REJECTED'
  /** The organiser accepted it, and it holds today. */
  | 'IN_FORCE'
  /** A later list of the same unit and service has begun, or a correction has replaced it. */
  | 'SUPERSEDED';

/**
 * The prices of a unit for the contents of a service (hinnasto), VAT included. Everybody who signs in sees lists that hold now or later. Only its
 * provider sees a draft, and its provider and the organiser see a submitted list.
 */
export type PriceList = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The service whose contents have these prices. */
  service: Service;
  /** Whose prices they are. */
  unit: ProviderUnit;
  /** The first day on which the prices hold. */
  firstDay: Scalars['Date']['output'];
  /** The day before the next accepted list of the same unit and service begins. Null until there is one. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** What has become of it. */
  state: PriceListState;
  /** One price for each content. */
  prices: Array<Price>;
  /**
   * What accepting the list would do to delivered visits of its days, which would get its prices. For the administrators of the organiser while the list
   * waits for them; null otherwise.
   */
  effect?: Maybe<ChangePreview>;
};

/**
 * A change that an administrator proposes for days that have begun (virheen korjaus): of a version of a service, or of the class of days. For the
 * organiser's administrators.
 */
export type Correction = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /**
   * What registry would announce, for the services that recalculate visits. Null after the decision, and for everybody but the organiser's
   * administrators.
   */
  change?: Maybe<Scalars['String']['output']>;
  /** What bookings would announce of these visits, for the service that decides their shares. Null unless somebody who may see it asks for it. */
  takenAgain?: Maybe<Scalars['String']['output']>;
  /** What the correction would do to delivered visits. For the organiser's administrators while it is proposed; null otherwise. */
  effect?: Maybe<ChangePreview>;
};

/** A branch of a provider with price lists of its own (palveluntuottajaosa). The company itself is one, too. */
export type ProviderUnit = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** The price of one unit of a content. */
export type Price = {
  /** The content that has the price. */
  content: ServiceContent;
  /** What one unit costs, VAT included. */
  price: Scalars['Euro']['output'];
};

/** A new version of a client's own decision about the value. */
export type ChangeOwnValueInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The first day on which it holds. */
  firstDay: Scalars['Date']['input'];
  /** What the client's units are worth. */
  ownValue: OwnValueInput;
  /** The preview to carry out or to propose. Absent: if the change touches delivered visits, or has a reason, the call only shows what would change. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
  /** Only for a change that begins before today; it then needs a second person. Absent: values fall only with notice. */
  reason?: InputMaybe<ChangeReason>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** The changed voucher, a preview that changes nothing, a proposal that waits for a second person, or a refusal: exactly one of the four. */
export type ChangeOwnValuePayload = {
  /** The voucher as it is now. Null when nothing was changed. */
  voucher?: Maybe<Voucher>;
  /** What the decision would change. Null when the call did more than show it, and when it was refused. */
  preview?: Maybe<ChangePreview>;
  /** What waits for a second person. Null when nothing was proposed. */
  proposal?: Maybe<ValueProposal>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A voucher to grant. */
export type GrantVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The client. */
  personId: Scalars['ID']['input'];
  /** The service that it pays. */
  serviceId: Scalars['ID']['input'];
  /** The first day on which it pays. */
  firstDay: Scalars['Date']['input'];
  /**
   * The last day on which it pays. Absent: until further notice. Such a voucher carries nothing over, and another can follow it only once extendVoucher
   * has given it a last day.
   */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** A number from before Seteli, a letter and 13 digits, or from another Seteli. Absent: vouchers draws a new number, which nobody can guess. At most 50 characters. */
  voucherNumber?: InputMaybe<Scalars['String']['input']>;
  /** Who the client is, as far as a provider needs to know. */
  clientCard: ClientCardInput;
  /** The quantities that it grants. At most 20 of them. */
  entitlements: Array<QuantityEntitlementInput>;
  /** The euros that it grants. Absent: none. */
  balance?: InputMaybe<BalanceEntitlementInput>;
  /** What this client's units are worth. Absent: the organiser's table decides. */
  ownValue?: InputMaybe<OwnValueInput>;
  /** Prices of this order's own, for a purchased service. Absent: the agreement's price of the day of service. At most 50 of them. */
  contractPrices?: InputMaybe<Array<ContractPriceInput>>;
  /** A voucher of the same client and service that this one follows; its bookings go on. Absent: none. */
  predecessorId?: InputMaybe<Scalars['ID']['input']>;
  /** The preview that the caller saw. If anything has changed since, the answer is STALE_PREVIEW. Absent: whatever holds now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** The price of a content in an order for a purchased service. */
export type ContractPriceInput = {
  /** The content. */
  contentId: Scalars['ID']['input'];
  /** The price of one unit, VAT included. */
  price: Scalars['Euro']['input'];
};

/** Euros that the client may use for some contents (saldo-ostovoima). */
export type BalanceEntitlementInput = {
  /** The contents that it pays. At most 50 of them. */
  contentIds: Array<Scalars['ID']['input']>;
  /** The euros, with their days. At most 60 of them. */
  batches: Array<BalanceBatchInput>;
};

/** Euros with days of their own. */
export type BalanceBatchInput = {
  /** How many euros. */
  amount: Scalars['Euro']['input'];
  /** The first day on which visits may use them. */
  firstDay: Scalars['Date']['input'];
  /** The last day on which visits may use them. */
  lastDay: Scalars['Date']['input'];
};

/** A client's own decision: either `income`, or `base` and `contents`. */
export type OwnValueInput = {
  /** The value of a unit, which the contents' coefficients multiply. */
  base?: InputMaybe<Scalars['Euro']['input']>;
  /** Values of single contents. They hold instead of base and coefficient. At most 50 of them. */
  contents?: InputMaybe<Array<OwnContentValueInput>>;
  /** The income, from which the published formula makes the base. */
  income?: InputMaybe<IncomeInput>;
};

/** The value of a content for this client. */
export type OwnContentValueInput = {
  /** The content. */
  contentId: Scalars['ID']['input'];
  /** The most that the organiser pays for one unit. */
  value: Scalars['Euro']['input'];
};

/** What the income formula needs. Vouchers keeps it with the decision; providers never see it. */
export type IncomeInput = {
  /** The household's income in a month. */
  monthlyIncome: Scalars['Euro']['input'];
  /** How many persons the household has. 1 to 100. */
  persons: Scalars['Int']['input'];
};

/** The client as a provider sees them. */
export type ClientCardInput = {
  /** The name of the client. At most 200 characters. */
  name: Scalars['String']['input'];
  /** The street address. Absent when it is protected or not known. At most 200 characters. */
  streetAddress?: InputMaybe<Scalars['String']['input']>;
  /** The postal code. Absent when it is protected or not known. At most 20 characters. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** The town. Absent when it is protected or not known. At most 200 characters. */
  municipality?: InputMaybe<Scalars['String']['input']>;
  /** The telephone number. Absent when it is not known. At most 40 characters. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** The e-mail address. Absent when it is not known. At most 254 characters. */
  email?: InputMaybe<Scalars['String']['input']>;
};

/** A quantity of some contents: exactly one of `minutes`, `amount` and `unlimited`. */
export type QuantityEntitlementInput = {
  /** The contents that share it. At most 50 of them. */
  contentIds: Array<Scalars['ID']['input']>;
  /** Whole minutes for each period, for contents in hours. 0 to 59999940. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** Units for each period, for all other contents: "20" meals, "120.5" kilometres. Weeks and months only with recurrence WEEK and MONTH. At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** True: no quantity, for what comes with a visit. One visit still has its own limit. Absent: false. */
  unlimited?: InputMaybe<Scalars['Boolean']['input']>;
  /** How often the quantity is granted anew. */
  recurrence: Recurrence;
  /** The ranges of days of recurrence PERIOD: in order, without overlaps, within the validity. At most 60 of them. */
  periods?: InputMaybe<Array<EntitlementPeriodInput>>;
  /** Whether the client may use the rest of a period in the next one. Not with ONCE. Absent: false. */
  carryOver?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A range of days with a quantity of its own. */
export type EntitlementPeriodInput = {
  /** Its first day. */
  firstDay: Scalars['Date']['input'];
  /** Its last day. */
  lastDay: Scalars['Date']['input'];
};

/** Exactly one of the two is null. */
export type GrantVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The end of a voucher by the organiser's decision. */
export type RevokeVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The last day on which it pays: today or later. */
  lastDay: Scalars['Date']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The preview that the caller saw. If anything has changed since, the answer is STALE_PREVIEW. Absent: whatever holds now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type RevokeVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The end of a voucher that the client needs no longer. */
export type EndVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The last day on which it pays: today or later, or the day of the client's death. */
  lastDay: Scalars['Date']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The preview that the caller saw. If anything has changed since, the answer is STALE_PREVIEW. Absent: whatever holds now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type EndVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A voucher that its client declines. */
export type DeclineVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** Why, in the client's words; only the organiser sees it. Absent: no reason. At most 500 characters, also on several lines. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type DeclineVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A suspension of a voucher. */
export type SuspendVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The first day of the suspension: today or later. */
  firstDay: Scalars['Date']['input'];
  /** The last day of the suspension. Absent: until further notice. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The preview that the caller saw. If anything has changed since, the answer is STALE_PREVIEW. Absent: whatever holds now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type SuspendVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The early end of a suspension. */
export type ResumeVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The suspension. */
  suspensionId: Scalars['ID']['input'];
  /** The last day on which the voucher may not be used: yesterday or later. */
  lastDay: Scalars['Date']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ResumeVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A new last day of a voucher. */
export type ExtendVoucherInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The last day on which it pays: today or later. Absent: until further notice. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The preview that the caller saw. If anything has changed since, the answer is STALE_PREVIEW. Absent: whatever holds now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type ExtendVoucherPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A new quantity of an entitlement: exactly one of `minutes` and `amount`. */
export type ChangeEntitlementInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The entitlement. */
  entitlementId: Scalars['ID']['input'];
  /** Whole minutes for each period, for contents in hours. 0 to 59999940. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** Units for each period, for all other contents: "20" meals. At most 20 characters. */
  amount?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The preview that the caller saw. If anything has changed since, the answer is STALE_PREVIEW. Absent: whatever holds now. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type ChangeEntitlementPayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Euros to load onto a balance. */
export type LoadBalanceInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The euros, with their days. */
  batch: BalanceBatchInput;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type LoadBalancePayload = {
  /** The voucher as it is now. Null when it was refused. */
  voucher?: Maybe<Voucher>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A balance to recalculate. */
export type RecalculateBalanceInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The voucher. */
  voucherId: Scalars['ID']['input'];
  /** The preview to carry out. Absent: the call only shows the effects. At most 64 characters. */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** What the recalculation of a balance does, or would do. */
export type BalanceRecalculation = {
  /** It names all that is shown here. Send it to carry the recalculation out. */
  previewId: Scalars['ID']['output'];
  /** How many visits change. */
  visits: Scalars['Int']['output'];
  /** The first 500 of them in time order. */
  effects: Array<VisitEffect>;
};

/** What a change does to one delivered visit. */
export type VisitEffect = {
  /** The visit. */
  visit?: Maybe<Visit>;
  /** What the organiser pays before. */
  organiserShareBefore: Scalars['Euro']['output'];
  /** What the organiser pays after. */
  organiserShareAfter: Scalars['Euro']['output'];
  /** What the client pays before. */
  clientShareBefore: Scalars['Euro']['output'];
  /** What the client pays after. */
  clientShareAfter: Scalars['Euro']['output'];
};

/** A service that a provider really gave: an hour, a day or a meal (tapahtuma). Those who see the booking see it, but not a provider's preparer. */
export type Visit = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

/** Exactly one of the two is null. */
export type RecalculateBalancePayload = {
  /** What the recalculation did, or would do. Null when it was refused. */
  recalculation?: Maybe<BalanceRecalculation>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Why a visit costs what it costs, piece by piece. It explains a recorded visit, or a visit that somebody only asks about. */
export type VisitExplanation = {
  /** It names this explanation. */
  id: Scalars['ID']['output'];
  /** What vouchers decides the shares from, as JSON, for that service only. */
  asked: Scalars['String']['output'];
  /** Who pays what. Null for whoever may not see the voucher, and for a refused or deleted visit, which nobody pays. */
  shares?: Maybe<VisitShares>;
};

/** What a voucher pays of a visit, or why it would refuse the visit. */
export type VisitShares = {
  /** Why the voucher would refuse it; its path names the row of quoteVisits and the field. Null when it would not. */
  refusal?: Maybe<Refusal>;
  /** The pieces in time order. A piece that the quota covers in part is two. Empty when it would be refused. */
  pieces: Array<SharedPiece>;
  /** The lines in the order of their first pieces. Empty when it would be refused. */
  lines: Array<SharedLine>;
  /** What it costs: the sum of the lines. Null when it would be refused. */
  total?: Maybe<Scalars['Euro']['output']>;
  /** What the organiser pays of it. Null when it would be refused. */
  organiserShare?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays of it (omavastuu). Null when it would be refused. */
  clientShare?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays beyond the voucher, as they accepted (lisäpalvelu). The sums above leave it out. Null when it would be refused. */
  extraService?: Maybe<Scalars['Euro']['output']>;
};

/** A piece of a visit, what it is worth, and what it takes. */
export type SharedPiece = {
  /** The day. */
  day: Scalars['Date']['output'];
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** How much of the content. */
  quantity: Quantity;
  /** The price of one unit, VAT included. */
  unitPrice: Scalars['Euro']['output'];
  /** The most that the organiser pays for one unit. Null for purchased and extra services, which need no value. */
  unitValue?: Maybe<Scalars['Euro']['output']>;
  /** The first day of the value table that gives the value. Null where the client's own decision gives it. */
  valueFirstDay?: Maybe<Scalars['Date']['output']>;
  /**
   * The client's quantity, or balance in euros, before the visit, as vouchers counted it when it decided. Null where the visit uses none, and for
   * decisions from before Seteli kept this.
   */
  quotaBefore?: Maybe<Quantity>;
  /** The same after the visit. */
  quotaAfter?: Maybe<Quantity>;
  /** True: beyond the voucher, at the client's own cost. */
  extraService: Scalars['Boolean']['output'];
  /** The rules that made the piece what it is. */
  rules: Array<AppliedRule>;
};

/** Pieces with the same content, price, value and month, which vouchers computes and rounds together. */
export type SharedLine = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** The month of service. */
  serviceMonth: Scalars['Month']['output'];
  /** How much of the content. */
  quantity: Quantity;
  /** The price of one unit, VAT included. */
  unitPrice: Scalars['Euro']['output'];
  /** The most that the organiser pays for one unit. Null for purchased and extra services, which need no value. */
  unitValue?: Maybe<Scalars['Euro']['output']>;
  /** What the line costs, VAT included. */
  total: Scalars['Euro']['output'];
  /** What the organiser pays of it. */
  organiserShare: Scalars['Euro']['output'];
  /** What the client pays of it (omavastuu). */
  clientShare: Scalars['Euro']['output'];
  /** What nobody pays of it. */
  unbilled: Scalars['Euro']['output'];
  /** True: beyond the voucher, at the client's own cost. */
  extraService: Scalars['Boolean']['output'];
  /** The rules that made the line what it is. */
  rules: Array<AppliedRule>;
};

/**
 * What a client hears before a price of their provider rises, and what they will pay (rules 33). For those who see the booking, but not for a provider's
 * preparer.
 */
export type PriceNotice = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The voucher that pays. Null for whoever may not see it. */
  voucher?: Maybe<Voucher>;
  /** The content whose price changes. */
  content?: Maybe<ServiceContent>;
  /** The first day of the new price. */
  firstDay: Scalars['Date']['output'];
  /** The price of one unit until then, VAT included. */
  oldPrice: Scalars['Euro']['output'];
  /** The price of one unit from then on, VAT included. */
  newPrice: Scalars['Euro']['output'];
  /**
   * What the client pays for one unit until then, by the value of the first day. Null while nobody has said what the unit is worth, and for whoever may
   * not see the voucher.
   */
  oldClientShare?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays for one unit from then on. Null while nobody has said what the unit is worth, and for whoever may not see the voucher. */
  newClientShare?: Maybe<Scalars['Euro']['output']>;
  /**
   * How much of the content the client usually has in a month. It is the average of what was approved or settled in the last three full calendar months.
   * The average begins with the first of these months that had any use. Earlier bookings that this one continues count; extra service does not. Null
   * while there is no use.
   */
  usualUse?: Maybe<Quantity>;
  /**
   * How much more the client pays a month from then on: for `usualUse`, as far as the voucher's monthly or weekly quantity covers it. Null while there
   * is no use, where the voucher ends before the rise, and where the shares are null.
   */
  monthlyChange?: Maybe<Scalars['Euro']['output']>;
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

export type _Entity = Correction | Organiser | Person | PriceList | PriceNotice | ProviderUnit | Service | ServiceContent | User | Visit | VisitExplanation | Voucher;
