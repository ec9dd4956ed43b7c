// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { AccessAction, AccessOutcome, AccessRight, ChangeReason, InputMaybe, JobKind, JobState, Language, Maybe, Names, NamesInput, OrganisationKind, PageInfo, ProposalState, Quantity, Refusal, Role, Scalars, Unit, VatTreatment, _Service } from './shared.ts';

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
  /** An organiser by its id. For everybody who signs in. */
  organiser?: Maybe<Organiser>;
  /** The organisers, in the Finnish order of their Finnish names. For everybody who signs in. */
  organisers: OrganiserConnection;
  /** An organiser's services by code; it has 500 at most. For everybody who signs in. */
  services: Array<Service>;
  /** A service by its id, in the version that holds on a day. For everybody who signs in. */
  service?: Maybe<Service>;
  /** A provider by its id. For everybody who signs in. */
  provider?: Maybe<Provider>;
  /**
   * Checks bands before they are published: which times of the week they leave open, and where they overlap. Close or declare each gap. For the
   * organiser's administrators.
   */
  bandReport: BandReport;
  /** The approved providers of a service with their prices: the public list that the law asks for (laki 569/2009 4 §). For everybody who signs in. */
  approvedProviders: ProviderApprovalConnection;
  /**
   * Price lists of the acting organisation. An organiser's administrators and case handlers see those that providers submitted to it. A provider's
   * administrators, signatories and service managers see all of its own, drafts too.
   */
  priceLists: PriceListConnection;
  /**
   * Accepted price lists of one's own service that ask more than the value, today or later, for a content that is free for the client by law. The value
   * has fallen since they were accepted, and the organiser pays no more than the value (rules 3). For the organiser's administrators and case handlers.
   */
  priceListsAboveValue: PriceListConnection;
  /**
   * What a price list would change if the provider submitted this input, and why it would be refused. It submits nothing and does not use up the key.
   * For those who may submit it.
   */
  previewPriceList: PriceListPreviewPayload;
  /** A correction of the acting organisation by its id. For the organiser's administrators. */
  correction?: Maybe<Correction>;
  /** The corrections of the acting organisation, newest first. For the organiser's administrators. */
  corrections: CorrectionConnection;
  /**
   * The account of the acting organisation. For an organiser's administrators and settlement approvers, and for a provider's administrators, signatories
   * and service managers. Null while registry does not know the organisation.
   */
  bankAccount?: Maybe<BankAccount>;
  /** The proposed accounts of the acting organisation, newest first. For those who see its account. */
  ibanProposals: IbanProposalConnection;
  /**
   * The accounts that wait for a second person and belong to providers whom the acting organiser approves, newest first. For the organiser's
   * administrators and case handlers.
   */
  providerIbanProposals: IbanProposalConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

/** What callers can ask. */
export type QueryOrganiserArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryOrganisersArgs = {
  filter?: InputMaybe<OrganiserFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryServicesArgs = {
  organiserId: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
};

/** What callers can ask. */
export type QueryServiceArgs = {
  id: Scalars['ID']['input'];
  day?: InputMaybe<Scalars['Date']['input']>;
};

/** What callers can ask. */
export type QueryProviderArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryBandReportArgs = {
  contents: Array<ServiceContentBandsInput>;
  deliberateGaps?: InputMaybe<Array<BandGapInput>>;
};

/** What callers can ask. */
export type QueryApprovedProvidersArgs = {
  serviceId: Scalars['ID']['input'];
  filter?: InputMaybe<ApprovedProviderFilter>;
  order: ApprovedProviderOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryPriceListsArgs = {
  filter?: InputMaybe<PriceListFilter>;
  order: PriceListOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryPriceListsAboveValueArgs = {
  serviceId: Scalars['ID']['input'];
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryPreviewPriceListArgs = {
  input: SubmitPriceListInput;
};

/** What callers can ask. */
export type QueryCorrectionArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryCorrectionsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryIbanProposalsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryProviderIbanProposalsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can do. */
export type Mutation = {
  /** Publishes a service area, the top of the organiser's hierarchy (palveluhierarkia), or renames it. For the organiser's administrators. */
  publishServiceArea: PublishServiceAreaPayload;
  /**
   * States the class of days for this organiser, or that they are eves. The newest statement about a day holds. Past days need a reason: the call then
   * proposes a correction, which a second administrator confirms. For the organiser's administrators.
   */
  setCalendarDays: SetCalendarDaysPayload;
  /**
   * Publishes a service, or a new version of it. A version that begins before today, or on the first day of another, is a correction. It needs a reason:
   * the call then proposes it, and a second administrator confirms it. For the organiser's administrators.
   */
  publishService: PublishServicePayload;
  /**
   * Carries out a correction that another administrator proposed, as its preview showed it (rules 14). Bookings then recalculates the visits of its
   * days. It reverses and replaces settled visits, and leaves those that nobody could record that way. For the organiser's administrators.
   */
  confirmCorrection: CorrectionPayload;
  /** Takes back a proposed correction, also a colleague's. For the organiser's administrators. */
  withdrawCorrection: CorrectionPayload;
  /** Approves a provider for a service (hyväksyminen). For the organiser's administrators and case handlers. */
  approveProvider: ApproveProviderPayload;
  /** Withdraws an approval. Visits up to and including the last day stay payable. For the organiser's administrators and case handlers. */
  withdrawApproval: WithdrawApprovalPayload;
  /**
   * Saves a draft of a price list, which only the provider sees. Registry checks it when the provider submits it. For the provider's administrators,
   * signatories and service managers.
   */
  savePriceListDraft: SavePriceListDraftPayload;
  /** Submits a unit's price list, or a draft of one, to the organiser. For the provider's administrators, signatories and service managers. */
  submitPriceList: SubmitPriceListPayload;
  /**
   * Accepts a submitted price list, which then holds from its first day. A list that begins before today is accepted as its `effect` showed it. For the
   * organiser's administrators.
   */
  acceptPriceList: DecidePriceListPayload;
  /** Rejects a submitted price list with a reason. For the organiser's administrators. */
  rejectPriceList: DecidePriceListPayload;
  /**
   * Opens an organiser. It begins with settlement from the 5th, visits that are recorded by the 3rd, and no account. Its administrators then keep all
   * this. For the platform's operator, strongly identified.
   */
  openOrganiser: OrganiserPayload;
  /**
   * Closes an organiser that has published no service. Nobody acts for it then, and its tokens end. Closing a closed one changes nothing. For the
   * platform's operator, strongly identified.
   */
  closeOrganiser: OrganiserPayload;
  /** Opens a closed organiser again, with everything that it had. For the platform's operator, strongly identified. */
  reopenOrganiser: OrganiserPayload;
  /** Changes what an organiser says of itself and how it settles. For the organiser's administrators. */
  saveOrganiserSettings: OrganiserPayload;
  /**
   * Makes a provider of the company for which the signatory acts, by what the company register (YTJ) says of it. Doing it again reads the register
   * again. For the company's signatory, strongly identified.
   */
  registerProviderFromRegister: ProviderPayload;
  /** Changes what a provider says of itself. For the provider's administrators, signatories, service managers and preparers. */
  saveProviderDetails: ProviderPayload;
  /**
   * Proposes an account (IBAN) for the acting organisation, the first or another. It replaces a waiting proposal. The present account holds until a
   * second person confirms. For an organiser's administrators, and a provider's administrators and signatories, strongly identified.
   */
  proposeIban: IbanProposalPayload;
  /** Confirms an account that a colleague proposed, which then holds. For those who may propose one, strongly identified. */
  confirmIban: IbanProposalPayload;
  /**
   * Confirms an account of a provider whom the acting organiser approves. So a company with one user gets its second person. For the organiser's
   * administrators and case handlers, strongly identified.
   */
  confirmProviderIban: IbanProposalPayload;
  /** Takes back a proposed account, also a colleague's. For those who may propose one. */
  withdrawIban: IbanProposalPayload;
};

/** What callers can do. */
export type MutationPublishServiceAreaArgs = {
  input: PublishServiceAreaInput;
};

/** What callers can do. */
export type MutationSetCalendarDaysArgs = {
  input: SetCalendarDaysInput;
};

/** What callers can do. */
export type MutationPublishServiceArgs = {
  input: PublishServiceInput;
};

/** What callers can do. */
export type MutationConfirmCorrectionArgs = {
  input: ConfirmCorrectionInput;
};

/** What callers can do. */
export type MutationWithdrawCorrectionArgs = {
  input: WithdrawCorrectionInput;
};

/** What callers can do. */
export type MutationApproveProviderArgs = {
  input: ApproveProviderInput;
};

/** What callers can do. */
export type MutationWithdrawApprovalArgs = {
  input: WithdrawApprovalInput;
};

/** What callers can do. */
export type MutationSavePriceListDraftArgs = {
  input: SavePriceListDraftInput;
};

/** What callers can do. */
export type MutationSubmitPriceListArgs = {
  input: SubmitPriceListInput;
};

/** What callers can do. */
export type MutationAcceptPriceListArgs = {
  input: AcceptPriceListInput;
};

/** What callers can do. */
export type MutationRejectPriceListArgs = {
  input: RejectPriceListInput;
};

/** What callers can do. */
export type MutationOpenOrganiserArgs = {
  input: OpenOrganiserInput;
};

/** What callers can do. */
export type MutationCloseOrganiserArgs = {
  input: CloseOrganiserInput;
};

/** What callers can do. */
export type MutationReopenOrganiserArgs = {
  input: ReopenOrganiserInput;
};

/** What callers can do. */
export type MutationSaveOrganiserSettingsArgs = {
  input: SaveOrganiserSettingsInput;
};

/** What callers can do. */
export type MutationRegisterProviderFromRegisterArgs = {
  input: RegisterProviderFromRegisterInput;
};

/** What callers can do. */
export type MutationSaveProviderDetailsArgs = {
  input: SaveProviderDetailsInput;
};

/** What callers can do. */
export type MutationProposeIbanArgs = {
  input: ProposeIbanInput;
};

/** What callers can do. */
export type MutationConfirmIbanArgs = {
  input: ConfirmIbanInput;
};

/** What callers can do. */
export type MutationConfirmProviderIbanArgs = {
  input: ConfirmIbanInput;
};

/** What callers can do. */
export type MutationWithdrawIbanArgs = {
  input: WithdrawIbanInput;
};

/** A wellbeing services county or a municipality that organises services and pays for them (palvelunjärjestäjä). Everybody who signs in sees it. */
export type Organiser = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What kind of organiser it is. */
  kind: OrganiserKind;
  /** What it is called. The Finnish name stands on payments. */
  names: Names;
  /** Its business id (Y-tunnus). */
  businessId: Scalars['String']['output'];
  /** The languages in which it serves people. */
  languages: Array<Language>;
  /** How people reach it. */
  contact: Contact;
  /** When the operator closed it: nobody acts for it since. Null while it is open. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** It rises with each change. */
  version: Scalars['Int']['output'];
  /** The day of the following month, 4–8, from which a month may be locked (tilityspäivä). */
  settlementDay: Scalars['Int']['output'];
  /** A day of the following month. Visits that are recorded by its end are settled with the month of service, later ones with a later month. */
  recordingCutOffDay: Scalars['Int']['output'];
  /** The codes of the municipalities whose people it serves, three digits each (kuntanumero), in order. Empty where Seteli does not know them. */
  municipalityCodes: Array<Scalars['String']['output']>;
  /** Its service areas, by code. */
  areas: Array<ServiceArea>;
  /** Its services, by code. */
  services: Array<Service>;
};

/** What kind of organiser it is. */
export type OrganiserKind =
  /** A wellbeing services county (hyvinvointialue). */
  | 'WELLBEING_COUNTY'
  /** A municipality (kunta). */
  | 'MUNICIPALITY'
  /** The city of Helsinki, which has the duties of a county as well. */
  | 'HELSINKI';

/** How people reach an organisation. Each text is null where the organisation has not said it. */
export type Contact = {
  /** An e-mail address. */
  email?: Maybe<Scalars['String']['output']>;
  /** A phone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The address of a page on the web, with https or http. */
  website?: Maybe<Scalars['String']['output']>;
  /** A street and number, or a post box. */
  streetAddress?: Maybe<Scalars['String']['output']>;
  /** A postal code. */
  postalCode?: Maybe<Scalars['String']['output']>;
  /** A post town. */
  city?: Maybe<Scalars['String']['output']>;
};

/** How people reach an organisation. An absent field keeps its value, and a null takes it away. */
export type ContactInput = {
  /** An e-mail address. At most 200 characters. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** A phone number. At most 30 characters. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** The address of a page on the web, with https or http. At most 500 characters. */
  website?: InputMaybe<Scalars['String']['input']>;
  /** A street and number, or a post box. At most 200 characters. */
  streetAddress?: InputMaybe<Scalars['String']['input']>;
  /** A postal code. At most 20 characters. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** A post town. At most 100 characters. */
  city?: InputMaybe<Scalars['String']['input']>;
};

/** Which organisers to list. An absent field chooses all. */
export type OrganiserFilter = {
  /** A part of a name in any language, in upper or lower case. At most 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** True: only closed ones. False: only open ones. */
  closed?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A page of organisers. */
export type OrganiserConnection = {
  /** The items of the page, each with its place. */
  edges: Array<OrganiserEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** An organiser on a page. */
export type OrganiserEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Organiser;
};

/** An organiser to open. */
export type OpenOrganiserInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** Its business id (Y-tunnus). At most 20 characters. */
  businessId: Scalars['String']['input'];
  /** What kind of organiser it is. */
  kind: OrganiserKind;
  /** What it is called. The Finnish name stands on payments. */
  names: NamesInput;
  /** The codes of the municipalities whose people it serves, three digits each (kuntanumero). Absent: the organiser says them later. At most 100 of them; each 3 to 3 characters. */
  municipalityCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The languages in which it serves people. */
  languages: Array<Language>;
  /** How people reach it. Absent: the organiser says it later. */
  contact?: InputMaybe<ContactInput>;
};

/** An organiser to close. */
export type CloseOrganiserInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The organiser. */
  organiserId: Scalars['ID']['input'];
};

/** A closed organiser to open again. */
export type ReopenOrganiserInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The organiser. */
  organiserId: Scalars['ID']['input'];
};

/** What an organiser says of itself and how it settles. An absent field keeps its value. */
export type SaveOrganiserSettingsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** What it is called. The Finnish name stands on payments. */
  names?: InputMaybe<NamesInput>;
  /** The day of the following month from which a month may be locked (tilityspäivä). 4 to 8. */
  settlementDay?: InputMaybe<Scalars['Int']['input']>;
  /** A day of the following month. Visits that are recorded by its end are settled with the month of service. 1 to 28. */
  recordingCutOffDay?: InputMaybe<Scalars['Int']['input']>;
  /** The codes of all municipalities whose people it serves, three digits each (kuntanumero). At most 100 of them; each 3 to 3 characters. */
  municipalityCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** All languages in which it serves people. */
  languages?: InputMaybe<Array<Language>>;
  /** How people reach it. */
  contact?: InputMaybe<ContactInput>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type OrganiserPayload = {
  /** The organiser as it is now. Null when it was refused. */
  organiser?: Maybe<Organiser>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The account of an organisation. For its own people who see it. */
export type BankAccount = {
  /** The account number (IBAN) that a second person has confirmed. Null: there is none, so settlement holds what would be paid. */
  iban?: Maybe<Scalars['String']['output']>;
  /** The account that waits for a second person. Null: none waits. */
  proposal?: Maybe<IbanProposal>;
};

/**
 * An account that one person of an organisation proposed and another confirms. For the organisation's people who see its account, and for organisers
 * that approve the provider.
 */
export type IbanProposal = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What has become of it. */
  state: ProposalState;
  /** The organiser whose account it is. Null for a provider's. */
  organiser?: Maybe<Organiser>;
  /** The provider whose account it is. Null for an organiser's. */
  provider?: Maybe<Provider>;
  /** The proposed account number (IBAN), without spaces. */
  iban: Scalars['String']['output'];
  /** Who proposed it. */
  proposedBy?: Maybe<ActorName>;
  /** When they proposed it. */
  proposedAt: Scalars['DateTime']['output'];
  /** Who confirmed it or took it back. Null while it waits, and when another proposal replaced it. */
  decidedBy?: Maybe<ActorName>;
  /** When they confirmed it or took it back. Null while it waits, and when another proposal replaced it. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of proposed accounts. */
export type IbanProposalConnection = {
  /** The items of the page, each with its place. */
  edges: Array<IbanProposalEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A proposed account on a page. */
export type IbanProposalEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: IbanProposal;
};

/** An account for the acting organisation. */
export type ProposeIbanInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The account number (IBAN), with or without spaces. At most 50 characters. */
  iban: Scalars['String']['input'];
};

/** The confirmation of an account by a second person. */
export type ConfirmIbanInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
  /**
   * The account number that the second person has from elsewhere, such as the bank's own paper. If the proposal has another, the answer is
   * IBAN_DIFFERS. At most 50 characters.
   */
  iban: Scalars['String']['input'];
};

/** A proposed account to take back. */
export type WithdrawIbanInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The proposal. */
  proposalId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type IbanProposalPayload = {
  /** The proposal as it is now. Null when it was refused. */
  proposal?: Maybe<IbanProposal>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The company that the signatory registers. */
export type RegisterProviderFromRegisterInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The business id (Y-tunnus) of the company for which the caller acts. At most 20 characters. */
  businessId: Scalars['String']['input'];
};

/** What a provider says of itself. An absent field keeps its value. */
export type SaveProviderDetailsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** How people reach it. */
  contact?: InputMaybe<ContactInput>;
  /** All languages in which it serves people. */
  languages?: InputMaybe<Array<Language>>;
  /** The units to add, rename, close or open again. Other units stay as they are. At most 100 of them. */
  units?: InputMaybe<Array<ProviderUnitInput>>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** A unit to add or to change. */
export type ProviderUnitInput = {
  /** The unit. Absent: a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** What it is called. At most 200 characters. */
  name: Scalars['String']['input'];
  /** True: it gets no new price list, and its bookings go on. False: it is open again. Absent: as it is. One unit of a provider at least stays open. */
  closed?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Exactly one of the two is null. */
export type ProviderPayload = {
  /** The provider as it is now. Null when it was refused. */
  provider?: Maybe<Provider>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** An area of services, the top of an organiser's hierarchy (palvelualue). */
export type ServiceArea = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The organiser's own code; no other of its areas has it. */
  code: Scalars['String']['output'];
  /** What it is called. */
  names: Names;
  /** Its services, by code. */
  services: Array<Service>;
};

/** How a client gets a service. */
export type ArrangementKind =
  /** Service voucher (palveluseteli). */
  | 'VOUCHER'
  /** Purchased service (ostopalvelu): the organiser pays the contract price. */
  | 'PURCHASED'
  /** Permission procedure (lupamenettely). */
  | 'PERMISSION';

/** Which visits a checker looks at before they are paid. */
export type ApprovalPolicy =
  /** Bookings approves a visit at once, unless a flag asks for a look. */
  | 'AUTOMATIC_UNLESS_FLAGGED'
  /** Each visit waits for a checker. */
  | 'ALWAYS_CHECKED';

/** What happens when visits of a client overlap (rules 17). */
export type OverlapPolicy =
  /** With a reason bookings records them, and a checker looks at them. */
  | 'REASON_NEEDED'
  /** Bookings refuses them, whatever the reason. */
  | 'REFUSED';

/** What part of a month or week costs (rules 40). */
export type ProrationPolicy =
  /** Its calendar days divided by the days of the month, or by 7. */
  | 'CALENDAR_DAYS'
  /** The whole period, charged on its first day of service. */
  | 'FULL_WHEN_STARTED'
  /** Its weekdays that are no holidays, divided by the number of such days in the period. */
  | 'OPERATING_DAYS';

/** Who pays a visit that the client cancelled too late, or a no-show. */
export type CancellationPayer =
  /** The client pays all of it. */
  | 'CLIENT'
  /** The organiser and the client share it like a visit. */
  | 'SPLIT'
  /** The organiser pays its usual share; nobody pays the rest. */
  | 'ORGANISER';

/** When a provider may bill a cancelled visit, and how much (rules 29). A no-show counts as a cancellation without notice. */
export type CancellationTerms = {
  /** The visit is billed if the client gave less notice than this, in elapsed hours. 0: free until the planned start. A no-show is always billed. */
  noticeHours: Scalars['Int']['output'];
  /** How many percent of the planned time are billed. */
  billableSharePercent: Scalars['Int']['output'];
  /** The most minutes that are billed. Null: no limit. */
  maxMinutes?: Maybe<Scalars['Int']['output']>;
  /** Who pays. */
  payer: CancellationPayer;
  /** Whether the billed time is taken from the client's quota. */
  consumesQuota: Scalars['Boolean']['output'];
};

/**
 * A service of an organiser (palvelu), in the version that holds today. Before the first version holds, its fields show that version. Everybody who
 * signs in sees it.
 */
export type Service = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** Who organises it and pays for it. */
  organiser: Organiser;
  /** The service area to which it belongs. Null: none. */
  area?: Maybe<ServiceArea>;
  /** The organiser's own code; no other of its services has it. */
  code: Scalars['String']['output'];
  /** What it is called. */
  names: Names;
  /** How clients get it. */
  arrangementKind: ArrangementKind;
  /** Which visits a checker looks at before they are paid. */
  approvalPolicy: ApprovalPolicy;
  /** Of a hundred visits without a flag, how many a checker looks at all the same (pistokoe). */
  samplePercent: Scalars['Int']['output'];
  /** Whether a provider may change a visit that bookings approved by itself, until its month is locked (rules 50). */
  approvedEditable: Scalars['Boolean']['output'];
  /** What happens when visits of a client overlap. */
  overlapPolicy: OverlapPolicy;
  /** What part of a month or week costs. */
  prorationPolicy: ProrationPolicy;
  /** When cancellations are billed. Null: never. */
  cancellationTerms?: Maybe<CancellationTerms>;
  /** A price may rise this many days after the organiser accepted it, and no sooner. */
  priceNoticeDays: Scalars['Int']['output'];
  /** A value may fall this many days after the organiser published it, and no sooner. */
  valueNoticeDays: Scalars['Int']['output'];
  /** A visit that is recorded more than this many months after its service month needs a checker's approval. */
  hardLimitMonths: Scalars['Int']['output'];
  /** The most elapsed hours that one visit may last. */
  maxVisitHours: Scalars['Int']['output'];
  /**
   * Time is charged by started increments of this many minutes, over the whole visit (alkava jakso). 1: to the minute. The added minutes belong to the
   * visit's last content and count against the quota like others.
   */
  incrementMinutes: Scalars['Int']['output'];
  /** How many days after the end of a voucher its visits may still be recorded. */
  tailDays: Scalars['Int']['output'];
  /** Its billable contents. */
  contents: Array<ServiceContent>;
  /** The first 200 times of the week that no band covers. Bookings refuses visits that touch them. */
  gaps: Array<BandGap>;
  /** The number of the version shown here. */
  version: Scalars['Int']['output'];
  /** The number of the version that was published last, even if it holds only later. */
  newestVersion: Scalars['Int']['output'];
  /** The first day on which the version shown here holds. */
  firstDay: Scalars['Date']['output'];
};

/** A billable content of a service (palvelusisältö). Everybody who signs in sees it. */
export type ServiceContent = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The service to which it belongs. */
  service: Service;
  /** The organiser's own code, "a" for example; no other content of the service has it. */
  code: Scalars['String']['output'];
  /** What it is called. */
  names: Names;
  /** What it stands for. */
  kind: ContentKind;
  /** What its quantity is counted in. */
  unit: Unit;
  /** How it is taxed. */
  vatTreatment: VatTreatment;
  /** True: an accessory that the provider may not charge on its own. */
  includedInPrice: Scalars['Boolean']['output'];
  /** How much of an accessory one visit may have. Null: no limit. */
  maxPerVisit?: Maybe<Quantity>;
  /** Whether the client may accept time beyond the quota at their own cost (lisäpalvelu). They have to accept it beforehand. */
  extraServiceAllowed: Scalars['Boolean']['output'];
  /** Whether other visits of the same client may overlap with it. */
  parallelAllowed: Scalars['Boolean']['output'];
  /** Whether several workers may serve at the same time. */
  multiWorker: Scalars['Boolean']['output'];
  /** False: free for the client by law, so the client's share is always zero (omavastuuton). */
  deductibleAllowed: Scalars['Boolean']['output'];
  /** When the content counts. Empty for a content that the provider names. */
  bands: Array<Band>;
};

/** What a content stands for. */
export type ContentKind =
  /** The service itself. */
  | 'SERVICE'
  /** The provider keeps the client's place while they are away (poissaolo). */
  | 'ABSENCE'
  /** The way to the client (matka-aika). */
  | 'TRAVEL'
  /** What comes with a visit: kilometres or materials, for example. */
  | 'ACCESSORY';

/** The class of a day. Each day has one class. Where a service has bands for eves, they replace those of the weekday or Saturday before a holiday. */
export type DayClass =
  /** Monday to Friday. */
  | 'WEEKDAY'
  /** Saturday. */
  | 'SATURDAY'
  /** Sunday. */
  | 'SUNDAY'
  /** Public holiday (arkipyhä). */
  | 'HOLIDAY'
  /** The day before a public holiday (aatto). */
  | 'HOLIDAY_EVE';

/** When a content counts: classes of days and a time of day (aikaraja). */
export type Band = {
  /** The classes of days on which it counts. */
  dayClasses: Array<DayClass>;
  /** The time at which it begins, on Helsinki's clock: "06:00". */
  from: Scalars['String']['output'];
  /** The time at which it ends; "24:00" is the end of the day. */
  to: Scalars['String']['output'];
};

/** A time that no band covers. */
export type BandGap = {
  /** The class of the days that have the gap. */
  dayClass: DayClass;
  /** The time at which it begins: "06:00". */
  from: Scalars['String']['output'];
  /** The time at which it ends; "24:00" is the end of the day. */
  to: Scalars['String']['output'];
  /** True: the organiser has declared the gap. */
  deliberate: Scalars['Boolean']['output'];
};

/** What the bands of a whole week leave open or cover twice. */
export type BandReport = {
  /** The first 200 gaps, by class of day and time. */
  gaps: Array<BandGap>;
  /** The first 200 overlaps, by class of day and time. */
  overlaps: Array<BandOverlap>;
  /** How many overlaps there are besides. */
  moreOverlaps: Scalars['Int']['output'];
};

/** A time that two bands cover. */
export type BandOverlap = {
  /** The class of the days that have the overlap. */
  dayClass: DayClass;
  /** The time at which it begins: "06:00". */
  from: Scalars['String']['output'];
  /** The time at which it ends; "24:00" is the end of the day. */
  to: Scalars['String']['output'];
  /** The codes of the two contents. */
  contents: Array<Scalars['String']['output']>;
};

/**
 * A change that an administrator proposes for days that have begun (virheen korjaus): of a version of a service, or of the class of days. For the
 * organiser's administrators.
 */
export type Correction = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** Why it reaches back. */
  reason: ChangeReason;
  /** What has become of it. */
  state: ProposalState;
  /** The service whose version it corrects. Null when it corrects the class of days. */
  service?: Maybe<Service>;
  /** The first day whose visits bookings recalculates. */
  firstDay: Scalars['Date']['output'];
  /** The last of these days. Null: they go on until today. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** Who proposed it. Null for proposals from before Seteli kept this. */
  proposedBy?: Maybe<ActorName>;
  /** When they proposed it. */
  proposedAt: Scalars['DateTime']['output'];
  /** Who confirmed it or took it back. Null while it waits, and when another proposal replaced it. */
  decidedBy?: Maybe<ActorName>;
  /** When they confirmed it or took it back. Null while it waits, and when another proposal replaced it. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * What registry would announce, for the services that recalculate visits. Null after the decision, and for everybody but the organiser's
   * administrators.
   */
  change?: Maybe<Scalars['String']['output']>;
};

/** A page of corrections. */
export type CorrectionConnection = {
  /** The items of the page, each with its place. */
  edges: Array<CorrectionEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A correction on a page. */
export type CorrectionEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Correction;
};

/** A company that provides services (palveluntuottaja). Everybody who signs in sees it. */
export type Provider = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The name of the company. It stands on payments. */
  name: Scalars['String']['output'];
  /** Its business id (Y-tunnus). */
  businessId: Scalars['String']['output'];
  /** What kind of company it is (yhtiömuoto), as the company register names it. Null where the register has not said it. */
  form?: Maybe<Names>;
  /** Its address in the company register. Null where the register has not said it. */
  registeredAddress?: Maybe<RegisteredAddress>;
  /** The languages in which it serves people. */
  languages: Array<Language>;
  /** How people reach it. */
  contact: Contact;
  /** It rises with each change. */
  version: Scalars['Int']['output'];
  /** Its units, by name: `first` of them after the first `skip`. If fewer come back, there are no more. */
  units: Array<ProviderUnit>;
  /**
   * Its approvals that hold now or later, newest first. Its own people also see approvals that have ended, and so do those of the organiser that gave
   * them.
   */
  approvals: ProviderApprovalConnection;
};

/** A company that provides services (palveluntuottaja). Everybody who signs in sees it. */
export type ProviderUnitsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** A company that provides services (palveluntuottaja). Everybody who signs in sees it. */
export type ProviderApprovalsArgs = {
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** An address in the company register. */
export type RegisteredAddress = {
  /** A street and number, or a post box. */
  streetAddress: Scalars['String']['output'];
  /** A postal code. */
  postalCode: Scalars['String']['output'];
  /** A post town. */
  city: Scalars['String']['output'];
};

/** A branch of a provider with price lists of its own (palveluntuottajaosa). The company itself is one, too. */
export type ProviderUnit = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The provider to which it belongs. */
  provider: Provider;
  /** What it is called. */
  name: Scalars['String']['output'];
  /** When the provider closed it: it gets no new price list since. Null while it is open. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The unit's price lists that hold now or later, by first day; its own people see the others, too. The page holds the newest `first` after the newest
   * `skip`. If fewer come back, there are no more.
   */
  priceLists: Array<PriceList>;
};

/** A branch of a provider with price lists of its own (palveluntuottajaosa). The company itself is one, too. */
export type ProviderUnitPriceListsArgs = {
  first: Scalars['Int']['input'];
  skip: Scalars['Int']['input'];
};

/** A provider's right to serve the clients of a service (hyväksyminen). */
export type ProviderApproval = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** Who has the right. */
  provider: Provider;
  /** The service whose clients they may serve. */
  service: Service;
  /** The contents of the service that they may serve. */
  contents: Array<ServiceContent>;
  /** The first day on which they may serve. */
  firstDay: Scalars['Date']['output'];
  /** The last day of service that is paid. Null: until further notice. */
  lastDay?: Maybe<Scalars['Date']['output']>;
};

/** Which approved providers to list. An absent field chooses all. */
export type ApprovedProviderFilter = {
  /** A part of the name of the provider or of one of its units, in upper or lower case. At most 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Providers who may serve this content. */
  contentId?: InputMaybe<Scalars['ID']['input']>;
};

/** The order of approved providers. Among equals, the order in which they were approved. */
export type ApprovedProviderOrder =
  /** Newest approval first. */
  | 'APPROVED_DESC'
  /** By the provider's name, in Finnish order. */
  | 'NAME_ASC'
  /** By the lowest price that a unit of the provider asks today for `filter.contentId`, which is then required. Providers without a price come last. */
  | 'PRICE_ASC';

/** A page of approvals. */
export type ProviderApprovalConnection = {
  /** The items of the page, each with its place. */
  edges: Array<ProviderApprovalEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** An approval on a page. */
export type ProviderApprovalEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: ProviderApproval;
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
  /** Whose prices they are. */
  unit: ProviderUnit;
  /** The service whose contents have these prices. */
  service: Service;
  /** What has become of it. */
  state: PriceListState;
  /** It rises with each change of a draft, and when the list is submitted and decided. */
  version: Scalars['Int']['output'];
  /** The first day on which the prices hold. */
  firstDay: Scalars['Date']['output'];
  /** The day before the next accepted list of the same unit and service begins. Null until there is one. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** One price for each content. */
  prices: Array<Price>;
  /** What the organiser decided. Null before the decision, and for everybody but the organiser and the provider. */
  decision?: Maybe<PriceListDecision>;
};

/** What an organiser decided about a submitted price list. For the organiser and the provider. */
export type PriceListDecision = {
  /** Whether the organiser accepted it. */
  kind: PriceListDecisionKind;
  /** When they decided. */
  decidedAt: Scalars['DateTime']['output'];
  /** Who decided. Null for decisions from before Seteli kept this. */
  decidedBy?: Maybe<ActorName>;
  /** Why it was rejected. Null for an accepted list, and for rejections from before Seteli kept reasons. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** How an organiser decides about a price list. */
export type PriceListDecisionKind =
  /** The list holds from its first day. */
  | 'ACCEPTED'
  /** The list never holds. */
  | 'REJECTED';

/** Which price lists to list. An absent field chooses all. No list shows what its reader may not see. */
export type PriceListFilter = {
  /** Lists in one of these states today. */
  states?: InputMaybe<Array<PriceListState>>;
  /** Lists for this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Lists of this provider's units. */
  providerId?: InputMaybe<Scalars['ID']['input']>;
  /** Lists of this unit. */
  unitId?: InputMaybe<Scalars['ID']['input']>;
  /** Lists that begin on this day or later. */
  firstDayFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Lists that begin on this day or earlier. */
  firstDayTo?: InputMaybe<Scalars['Date']['input']>;
};

/** The order of price lists. Among equals, the order in which they were made. */
export type PriceListOrder =
  /** Newest first. */
  | 'MADE_DESC'
  /** By first day, the earliest first. */
  | 'FIRST_DAY_ASC';

/** A page of price lists. */
export type PriceListConnection = {
  /** The items of the page, each with its place. */
  edges: Array<PriceListEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** A price list on a page. */
export type PriceListEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: PriceList;
};

/** The price of one unit of a content. */
export type Price = {
  /** The content that has the price. */
  content: ServiceContent;
  /** What one unit costs, VAT included. */
  price: Scalars['Euro']['output'];
  /**
   * The first day of the list on which the price is above the value of a content that is free for the client by law. From then on the organiser pays the
   * value instead (rules 3). Null: there is no such day.
   */
  aboveValueFrom?: Maybe<Scalars['Date']['output']>;
};

/** A service area as it should be. */
export type PublishServiceAreaInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The organiser's own code. A code in use renames that area. At most 50 characters. */
  code: Scalars['String']['input'];
  /** What it is called. */
  names: NamesInput;
};

/** Exactly one of the two is null. */
export type PublishServiceAreaPayload = {
  /** The area as it is now. Null when it was refused. */
  area?: Maybe<ServiceArea>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What an organiser states of single days. */
export type SetCalendarDaysInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The days; today or later, unless there is a reason. At most 400 of them. */
  days: Array<CalendarDayInput>;
  /** Why past days change. With a reason the call only proposes a correction. Absent: the call sets the days. */
  reason?: InputMaybe<ChangeReason>;
};

/** What an organiser states of one day. */
export type CalendarDayInput = {
  /** The day. */
  day: Scalars['Date']['input'];
  /** Its class: WEEKDAY, SATURDAY, SUNDAY or HOLIDAY. Absent: as in the calendar. */
  dayClass?: InputMaybe<DayClass>;
  /** Whether it is the eve of a holiday. Absent: as in the calendar. */
  holidayEve?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The organiser whose days are set, the correction that is proposed, or a refusal: exactly one of the three. */
export type SetCalendarDaysPayload = {
  /** The organiser whose days are set. Null when a correction is proposed, and when it was refused. */
  organiser?: Maybe<Organiser>;
  /** What was proposed. Null when the days are set, and when it was refused. */
  correction?: Maybe<Correction>;
  /**
   * The job that recalculates visits of days that had begun; WAITING in this answer. Follow it by `bookingsJob(id)`. Null where no delivered visit is
   * concerned.
   */
  job?: Maybe<Job>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The confirmation of a correction by a second administrator. */
export type ConfirmCorrectionInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The correction. */
  correctionId: Scalars['ID']['input'];
  /** The preview that the administrator saw (`Correction.effect`). If anything has changed since, the answer is STALE_PREVIEW. At most 64 characters. */
  previewId: Scalars['ID']['input'];
};

/** A correction to take back. */
export type WithdrawCorrectionInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The correction. */
  correctionId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type CorrectionPayload = {
  /** The correction as it is now. Null when it was refused. */
  correction?: Maybe<Correction>;
  /**
   * The job that recalculates visits of days that had begun; WAITING in this answer. Follow it by `bookingsJob(id)`. Null where no delivered visit is
   * concerned.
   */
  job?: Maybe<Job>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The bands of a content, for a report. */
export type ServiceContentBandsInput = {
  /** The content's code, by which the report names it. At most 50 characters. */
  code: Scalars['String']['input'];
  /** When the content counts. At most 50 of them. */
  bands: Array<BandInput>;
};

/** A gap between bands that the organiser wants. */
export type BandGapInput = {
  /** The class of the days that have the gap. */
  dayClass: DayClass;
  /** The time at which it begins: "06:00". At most 5 characters. */
  from: Scalars['String']['input'];
  /** The time at which it ends; "24:00" is the end of the day. At most 5 characters. */
  to: Scalars['String']['input'];
};

/** When a provider may bill a cancelled visit, and how much (rules 29). */
export type CancellationTermsInput = {
  /** The visit is billed if the client gave less notice than this, in elapsed hours. 0: free until the planned start. 0 to 8784. */
  noticeHours: Scalars['Int']['input'];
  /** How many percent of the planned time are billed. 1 to 100. */
  billableSharePercent: Scalars['Int']['input'];
  /** The most minutes that are billed. Absent: no limit. 1 to 527040. */
  maxMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Who pays. */
  payer: CancellationPayer;
  /** Whether the billed time is taken from the client's quota. */
  consumesQuota: Scalars['Boolean']['input'];
};

/** A service, or a new version of it. `Service` explains the fields. */
export type PublishServiceInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The organiser's own code. A code in use publishes a new version of that service. At most 50 characters. */
  code: Scalars['String']['input'];
  /** What it is called. */
  names: NamesInput;
  /** How clients get it. Absent: VOUCHER. */
  arrangementKind?: InputMaybe<ArrangementKind>;
  /** The service area to which it belongs. Absent: none. */
  areaId?: InputMaybe<Scalars['ID']['input']>;
  /** Which visits a checker looks at before they are paid. Absent: AUTOMATIC_UNLESS_FLAGGED. */
  approvalPolicy?: InputMaybe<ApprovalPolicy>;
  /** Of a hundred visits without a flag, how many a checker looks at. Absent: 0. 0 to 100, or INVALID_RANGE. */
  samplePercent?: InputMaybe<Scalars['Int']['input']>;
  /** Whether a provider may change a visit that bookings approved by itself. Absent: true. */
  approvedEditable?: InputMaybe<Scalars['Boolean']['input']>;
  /** What happens when visits of a client overlap. Absent: REASON_NEEDED. */
  overlapPolicy?: InputMaybe<OverlapPolicy>;
  /** What part of a month or week costs. Absent: CALENDAR_DAYS. */
  prorationPolicy?: InputMaybe<ProrationPolicy>;
  /** When cancellations are billed. Absent: never. */
  cancellationTerms?: InputMaybe<CancellationTermsInput>;
  /** How many days after its acceptance a price may rise. Absent: 30. 0 to 3660. */
  priceNoticeDays?: InputMaybe<Scalars['Int']['input']>;
  /** How many days after its publication a value may fall. Absent: 30. 0 to 3660. */
  valueNoticeDays?: InputMaybe<Scalars['Int']['input']>;
  /** After how many months a visit needs a checker's approval. Absent: 3. 0 to 120. */
  hardLimitMonths?: InputMaybe<Scalars['Int']['input']>;
  /** The most elapsed hours that one visit may last. Absent: 24. 1 to 8784. */
  maxVisitHours?: InputMaybe<Scalars['Int']['input']>;
  /** The started increments by which time is charged, in minutes. Absent: 1, to the minute. 1 to 1440. */
  incrementMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** How many days after the end of a voucher its visits may still be recorded. Absent: 30. 0 to 3660. */
  tailDays?: InputMaybe<Scalars['Int']['input']>;
  /** The first day on which the version holds. */
  firstDay: Scalars['Date']['input'];
  /** All contents of the version. At most 50 of them. */
  contents: Array<ServiceContentInput>;
  /** Times that no band covers on purpose. Absent: none. At most 100 of them. */
  deliberateGaps?: InputMaybe<Array<BandGapInput>>;
  /** Why the version reaches back. With a reason the call only proposes a correction. Absent: the call publishes the version. */
  reason?: InputMaybe<ChangeReason>;
  /**
   * The newest version of the service that the caller saw (`Service.newestVersion`). If there is a newer one, the answer is STALE. Absent: the version
   * does not matter. 1 to 1000000000.
   */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** A content of a service. `ServiceContent` explains the fields. */
export type ServiceContentInput = {
  /** The organiser's own code; no other content of the service may have it. At most 50 characters. */
  code: Scalars['String']['input'];
  /** What it is called. */
  names: NamesInput;
  /** What it stands for. Absent: SERVICE. */
  kind?: InputMaybe<ContentKind>;
  /** What its quantity is counted in. Absent: HOUR. */
  unit?: InputMaybe<Unit>;
  /** How it is taxed. Absent: EXEMPT. */
  vatTreatment?: InputMaybe<VatTreatment>;
  /** True: the provider may not charge it on its own. Only for accessories and travel. Absent: false. */
  includedInPrice?: InputMaybe<Scalars['Boolean']['input']>;
  /** How much of it one visit may have, in units: "40" kilometres. Only for accessories and travel. Absent: no limit. At most 20 characters. */
  maxPerVisit?: InputMaybe<Scalars['String']['input']>;
  /** Whether the client may accept time beyond the quota at their own cost. Absent: as `deductibleAllowed`. */
  extraServiceAllowed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether other visits of the same client may overlap with it. Absent: false. */
  parallelAllowed?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether several workers may serve at the same time. Absent: false. */
  multiWorker?: InputMaybe<Scalars['Boolean']['input']>;
  /** False: free for the client by law (omavastuuton). */
  deductibleAllowed: Scalars['Boolean']['input'];
  /** When the content counts. Empty: the provider names the content. At most 50 of them. */
  bands: Array<BandInput>;
};

/** When a content counts: classes of days and a time of day (aikaraja). */
export type BandInput = {
  /** The classes of days on which it counts. */
  dayClasses: Array<DayClass>;
  /** The time at which it begins, on Helsinki's clock: "06:00". At most 5 characters. */
  from: Scalars['String']['input'];
  /** The time at which it ends; "24:00" is the end of the day. At most 5 characters. */
  to: Scalars['String']['input'];
};

/** The service that is published, the correction that is proposed, or a refusal: exactly one of the three. */
export type PublishServicePayload = {
  /** The service in the version that was published. Null when a correction is proposed, and when it was refused. */
  service?: Maybe<Service>;
  /** What was proposed. Null when the version is published, and when it was refused. */
  correction?: Maybe<Correction>;
  /**
   * The job that recalculates visits of days that had begun; WAITING in this answer. Follow it by `bookingsJob(id)`. Null where no delivered visit is
   * concerned.
   */
  job?: Maybe<Job>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The approval of a provider. */
export type ApproveProviderInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The provider. */
  providerId: Scalars['ID']['input'];
  /** The service whose clients they may serve. */
  serviceId: Scalars['ID']['input'];
  /** The contents that they may serve. Absent: all contents of the service. At most 50 of them. */
  contentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The first day on which they may serve. */
  firstDay: Scalars['Date']['input'];
  /** The last day on which they may serve. Absent: until further notice. */
  lastDay?: InputMaybe<Scalars['Date']['input']>;
};

/** Exactly one of the two is null. */
export type ApproveProviderPayload = {
  /** The approval. Null when it was refused. */
  approval?: Maybe<ProviderApproval>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The end of an approval. */
export type WithdrawApprovalInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The approval. */
  approvalId: Scalars['ID']['input'];
  /** The last day of service that is paid; today or later. */
  lastDay: Scalars['Date']['input'];
};

/** Exactly one of the two is null. */
export type WithdrawApprovalPayload = {
  /** The approval as it is now. Null when it was refused. */
  approval?: Maybe<ProviderApproval>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A draft of a price list. */
export type SavePriceListDraftInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The draft to change. Absent: a new draft. */
  priceListId?: InputMaybe<Scalars['ID']['input']>;
  /** The unit whose prices they are. */
  unitId: Scalars['ID']['input'];
  /** The service whose contents have these prices. */
  serviceId: Scalars['ID']['input'];
  /** The first day on which the prices hold. */
  firstDay: Scalars['Date']['input'];
  /** One price for each content. At most 200 of them. */
  prices: Array<PriceInput>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type SavePriceListDraftPayload = {
  /** The draft as it is now. Null when it was refused. */
  priceList?: Maybe<PriceList>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A price list for the organiser to accept. */
export type SubmitPriceListInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The draft that becomes this list. Registry submits what the other fields say. Absent: there was no draft. */
  priceListId?: InputMaybe<Scalars['ID']['input']>;
  /** The unit whose prices they are. */
  unitId: Scalars['ID']['input'];
  /** The service whose contents have these prices. */
  serviceId: Scalars['ID']['input'];
  /** The first day on which the prices hold. */
  firstDay: Scalars['Date']['input'];
  /** One price for each content. At most 200 of them. */
  prices: Array<PriceInput>;
  /** Required for a list that begins before today and raises a price or leaves one out (rules 14). Absent otherwise. */
  reason?: InputMaybe<ChangeReason>;
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** The price of a content. */
export type PriceInput = {
  /** The content. */
  contentId: Scalars['ID']['input'];
  /** What one unit costs, VAT included. */
  price: Scalars['Euro']['input'];
};

/** Exactly one of the two is null. */
export type SubmitPriceListPayload = {
  /** The submitted list. Null when it was refused. */
  priceList?: Maybe<PriceList>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What a price list would change, or why it would be refused. Both are there when registry would refuse the list for its days or prices. */
export type PriceListPreviewPayload = {
  /** What the list would change. Null when it makes no list at all. */
  preview?: Maybe<PriceListPreview>;
  /** The refusal that submitPriceList would answer. Null when it would accept the list. */
  refusal?: Maybe<Refusal>;
};

/** What a price list would change, content by content. */
export type PriceListPreview = {
  /** The first day from which a price submitted today may rise. Null where the service has no version on the list's first day. */
  earliestRise?: Maybe<Scalars['Date']['output']>;
  /** The contents of the list in its order, then those that only the list before it has. */
  changes: Array<PriceChange>;
};

/** What a price list changes for one content. Prices and shares are of one unit. Shares follow the service's value on the list's first day. */
export type PriceChange = {
  /** The content. */
  content?: Maybe<ServiceContent>;
  /** What the unit asks until then. Null: it had no price. */
  oldPrice?: Maybe<Scalars['Euro']['output']>;
  /** What the unit asks from then on. Null: the list leaves the content out, and nobody can record visits of it any more. */
  newPrice?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays until then. Null without a price, and while nobody has published a value. */
  oldClientShare?: Maybe<Scalars['Euro']['output']>;
  /** What the client pays from then on. Null without a price, and while nobody has published a value. */
  newClientShare?: Maybe<Scalars['Euro']['output']>;
};

/** The acceptance of a price list. */
export type AcceptPriceListInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The list. */
  priceListId: Scalars['ID']['input'];
  /**
   * The preview that the administrator saw (`PriceList.effect`). If anything has changed since, the answer is STALE_PREVIEW. Required for a list that
   * begins before today. At most 64 characters.
   */
  previewId?: InputMaybe<Scalars['ID']['input']>;
};

/** The rejection of a price list. */
export type RejectPriceListInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The list. */
  priceListId: Scalars['ID']['input'];
  /** Why, for the provider, who reads it in the list's `decision`. At most 2000 characters, also on several lines. */
  reason: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type DecidePriceListPayload = {
  /** The list as it is now. Null when it was refused. */
  priceList?: Maybe<PriceList>;
  /**
   * The job that recalculates visits of days that had begun; WAITING in this answer. Follow it by `bookingsJob(id)`. Null where no delivered visit is
   * concerned.
   */
  job?: Maybe<Job>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Somebody who signs in for an organisation. Other organisations cannot see them. Seteli deactivates users and never deletes them. */
export type User = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
};

export type _Entity = Correction | Organiser | PriceList | Provider | ProviderApproval | ProviderUnit | Service | ServiceArea | ServiceContent | User;
