// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { AccessAction, AccessFilter, AccessOutcome, AccessRight, InputMaybe, JobKind, JobState, Language, Maybe, Names, NamesInput, OrganisationKind, PageInfo, Refusal, Role, Scalars, _Service } from './shared.ts';

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
  /** Who is asking, and for whom they act. */
  me: Me;
  /** The caller's own mandates, the oldest first; the 100 oldest. For persons who act for themselves. */
  mandates: Array<Mandate>;
  /**
   * The mandates on paper that the acting organiser recorded for a client whom the caller's teams serve, the newest first; the newest 100. For granters
   * and case handlers.
   */
  paperMandates: Array<Mandate>;
  /** The users of the acting organisation. For its administrators, and a provider's signatories. */
  users: UserConnection;
  /**
   * Clients by name or by identity code, by name in Finnish order. By name: those whom a service of the reader's teams serves. By code: whomever the
   * organisation serves. The access log keeps the reason. For granters and checkers, who may search 600 times an hour.
   */
  findPersons: Array<Person>;
  /** A job of identity: the copy of a person's data. Null for those who may not start it. */
  identityJob?: Maybe<Job>;
  /**
   * What an erasure of a client would take, and what a law keeps until when, by service and class. Null for persons whom the organiser does not serve. For
   * its administrators, after strong identification.
   */
  erasurePreview?: Maybe<ErasurePreview>;
  /** The acting organisation's service teams, by name; it has 200 at most. For its administrators, and a provider's signatories. */
  serviceTeams: Array<ServiceTeam>;
  /** The acting organisation's systems, by name; it has 50 at most. For its administrators, and a provider's signatories. */
  systemAccounts: Array<SystemAccount>;
  /**
   * The invitations of the acting organisation, newest first. For its administrators, and a provider's signatories. The platform's operator sees those of
   * first administrators.
   */
  invitations: InvitationConnection;
  /** Whether users may come in by an account of the acting organisation's own. For its administrators, and a provider's signatories. */
  ownAccountsAllowed: Scalars['Boolean']['output'];
  /** The caller's own passkeys, oldest first; 10 at most. For users of organisers and providers. */
  passkeys: Array<Passkey>;
  /** Tasks for the actor: of their organisation, for one of their roles, about the services of their teams. Clients have none. Administrators and signatories also see tasks that nobody in a team can do. Identity forgets tasks that ended more than 13 months ago. */
  tasks: TaskConnection;
  /**
   * Notices for the actor, newest first: of their organisation, for one of their roles, about the services of their teams. Clients, and whoever may see
   * services for one, read the client's. Identity keeps notices for 13 months.
   */
  notices: NoticeConnection;
  /**
   * Who saw or used what identity keeps of the acting person, newest first: for that person, and for who acts as their guardian or has custody of them. An
   * organiser's auditor gets what the organiser's own people did and saw, of whomever. The log notes each search of an auditor or guardian.
   */
  personAccesses: AccessConnection;
  /** How the caller hears that something waits for them in Seteli. For whoever has an inbox, but for systems. */
  myPreferences: MessagePreferences;
  /** Other people's apps that are open, by their Finnish names; there are 200 at most. For the platform's operator. */
  apps: Array<App>;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

/** What callers can ask. */
export type QueryMandatesArgs = {
  side: MandateSide;
};

/** What callers can ask. */
export type QueryPaperMandatesArgs = {
  personId: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryUsersArgs = {
  filter?: InputMaybe<UserFilter>;
  order: UserOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryFindPersonsArgs = {
  filter: PersonFilter;
  reason: Scalars['String']['input'];
  first: Scalars['Int']['input'];
};

/** What callers can ask. */
export type QueryIdentityJobArgs = {
  id: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryErasurePreviewArgs = {
  personId: Scalars['ID']['input'];
};

/** What callers can ask. */
export type QueryServiceTeamsArgs = {
  first: Scalars['Int']['input'];
};

/** What callers can ask. */
export type QuerySystemAccountsArgs = {
  first: Scalars['Int']['input'];
};

/** What callers can ask. */
export type QueryInvitationsArgs = {
  filter?: InputMaybe<InvitationFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryPasskeysArgs = {
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
export type QueryPersonAccessesArgs = {
  filter?: InputMaybe<AccessFilter>;
  reason?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What callers can ask. */
export type QueryAppsArgs = {
  first: Scalars['Int']['input'];
};

/** What callers can do. */
export type Mutation = {
  /**
   * Ends a mandate: the represented person takes it back, or the representative gives it up. From the next request on the representative is out. For
   * persons who act for themselves.
   */
  endMandate: MandatePayload;
  /** Lets a mandate of Suomi.fi-valtuudet hold again that the caller ended as the represented person. */
  allowMandate: MandatePayload;
  /**
   * Records a mandate that a client signed on paper, with its scan. It ends the earlier paper of the same two people that the organiser recorded. For
   * granters and case handlers, for clients whom their teams serve, after strong identification.
   */
  recordPaperMandate: MandatePayload;
  /** Ends a mandate on paper that the acting organiser recorded. For granters and case handlers, for clients whom their teams serve. */
  endPaperMandate: MandatePayload;
  /** Ends one of the caller's own sessions. Within two seconds its tokens hold no longer. */
  endSession: EndSessionPayload;
  /** Ends the caller's sessions: for whoever lost a device, or forgot to sign out somewhere. */
  endSessions: EndSessionsPayload;
  /**
   * Registers an app of somebody else, or changes it. People can then let it act for them, by code and PKCE. For the platform's operator, who has
   * identified themselves strongly.
   */
  saveApp: SaveAppPayload;
  /** Closes an app for good. Within seconds none of its tokens holds. For the platform's operator. */
  closeApp: CloseAppPayload;
  /** Makes or changes a service team of the acting organisation. For its administrators, and a provider's signatories. */
  saveServiceTeam: SaveServiceTeamPayload;
  /** Notes that the caller has read tasks and notices of their inbox. Others still see theirs as unread. */
  markRead: MarkReadPayload;
  /** Shows the others that the caller works on a task of their inbox. For people, not for systems. */
  takeTask: TakeTaskPayload;
  /** Gives a task back that the caller took. Administrators and signatories may give back anybody's. */
  releaseTask: ReleaseTaskPayload;
  /** Changes how the caller hears that something waits for them. Groups that the input does not name stay as they are. */
  savePreferences: SavePreferencesPayload;
  /**
   * Invites somebody to become a user of the acting organisation. They get a link by e-mail, which works once, for seven days. For administrators, and a
   * provider's signatories. The platform's operator invites an organiser's first administrator.
   */
  inviteUser: InvitationPayload;
  /**
   * Gives a user another way in: after a lost passkey, or so that they identify themselves strongly from now on. Roles and teams stay. A new passkey
   * replaces all earlier ones. For administrators, and a provider's signatories.
   */
  inviteUserAgain: InvitationPayload;
  /** Sends an open or expired invitation again with another link. The earlier link opens nothing any more. For whoever sees the invitation. */
  sendInvitationAgain: InvitationPayload;
  /** Takes an open invitation back. Its link opens nothing any more. For whoever sees the invitation. */
  withdrawInvitation: InvitationPayload;
  /**
   * Changes what a user may do, or deactivates them. Their earlier tokens hold no longer. Nobody deletes a user. For administrators, and a provider's
   * signatories.
   */
  changeUser: ChangeUserPayload;
  /**
   * Allows accounts of the acting organisation's own, or forbids them: users then come in by a passkey, with less assurance. For administrators and a
   * provider's signatories who have identified themselves strongly.
   */
  allowOwnAccounts: AllowOwnAccountsPayload;
  /** Gives one of the caller's own passkeys another name. */
  renamePasskey: PasskeyPayload;
  /** Removes one of the caller's own passkeys, and ends every session that the caller began by a passkey. */
  removePasskey: RemovePasskeyPayload;
  /**
   * Makes or changes a system of the acting organisation. For its administrators, and a provider's signatories, after strong identification. Earlier
   * tokens of the system hold no longer when it may do or see something else.
   */
  saveSystemAccount: SaveSystemAccountPayload;
  /**
   * Makes another key of a system, of which two may hold at a time. For the organisation's administrators, and a provider's signatories, after strong
   * identification. Only this answer shows the secret: a repetition is refused with KEY_ALREADY_SHOWN.
   */
  addSystemKey: AddSystemKeyPayload;
  /** Ends a key at once, and within seconds all tokens that it has opened. For the organisation's administrators, and a provider's signatories. */
  revokeSystemKey: RevokeSystemKeyPayload;
  /**
   * Makes a client known, or brings what is known of them up to date, from the population register (VTJ). From then on the organisation's granters see
   * the person. For granters.
   */
  registerClient: RegisterClientPayload;
  /** Changes the caller's own contact data. For clients, of themselves. */
  saveMyContacts: SaveMyContactsPayload;
  /**
   * Gathers a copy of everything that Seteli keeps of the caller (GDPR, articles 15 and 20). For clients, of themselves, after strong identification. Each
   * has three copies at most at a time.
   */
  exportMyData: ExportPayload;
  /** Gathers a copy of what the acting organiser keeps of a client. For its administrators, after strong identification. The access log keeps it. */
  exportPerson: ExportPayload;
  /**
   * Restricts what the organiser's people and its providers see of a client (GDPR, article 18): who they are, and no contact data, here or on a voucher.
   * The client sees it. For the organiser's administrators, after strong identification.
   */
  restrictPerson: RestrictionPayload;
  /**
   * Erases a client whose case has ended, as `erasurePreview` showed it: what no law keeps goes, and the rest becomes restricted until its time is over. Whom
   * no organiser knows any more, identity forgets. For the organiser's administrators, after strong identification.
   */
  erasePerson: ErasePersonPayload;
  /** Ends a restriction. For the organiser's administrators, after strong identification. */
  endRestriction: RestrictionPayload;
};

/** What callers can do. */
export type MutationEndMandateArgs = {
  input: MandateInput;
};

/** What callers can do. */
export type MutationAllowMandateArgs = {
  input: MandateInput;
};

/** What callers can do. */
export type MutationRecordPaperMandateArgs = {
  input: RecordPaperMandateInput;
};

/** What callers can do. */
export type MutationEndPaperMandateArgs = {
  input: MandateInput;
};

/** What callers can do. */
export type MutationEndSessionArgs = {
  input: EndSessionInput;
};

/** What callers can do. */
export type MutationEndSessionsArgs = {
  input: EndSessionsInput;
};

/** What callers can do. */
export type MutationSaveAppArgs = {
  input: SaveAppInput;
};

/** What callers can do. */
export type MutationCloseAppArgs = {
  input: CloseAppInput;
};

/** What callers can do. */
export type MutationSaveServiceTeamArgs = {
  input: SaveServiceTeamInput;
};

/** What callers can do. */
export type MutationMarkReadArgs = {
  input: MarkReadInput;
};

/** What callers can do. */
export type MutationTakeTaskArgs = {
  input: TakeTaskInput;
};

/** What callers can do. */
export type MutationReleaseTaskArgs = {
  input: ReleaseTaskInput;
};

/** What callers can do. */
export type MutationSavePreferencesArgs = {
  input: SavePreferencesInput;
};

/** What callers can do. */
export type MutationInviteUserArgs = {
  input: InviteUserInput;
};

/** What callers can do. */
export type MutationInviteUserAgainArgs = {
  input: InviteUserAgainInput;
};

/** What callers can do. */
export type MutationSendInvitationAgainArgs = {
  input: SendInvitationAgainInput;
};

/** What callers can do. */
export type MutationWithdrawInvitationArgs = {
  input: WithdrawInvitationInput;
};

/** What callers can do. */
export type MutationChangeUserArgs = {
  input: ChangeUserInput;
};

/** What callers can do. */
export type MutationAllowOwnAccountsArgs = {
  input: AllowOwnAccountsInput;
};

/** What callers can do. */
export type MutationRenamePasskeyArgs = {
  input: RenamePasskeyInput;
};

/** What callers can do. */
export type MutationRemovePasskeyArgs = {
  input: RemovePasskeyInput;
};

/** What callers can do. */
export type MutationSaveSystemAccountArgs = {
  input: SaveSystemAccountInput;
};

/** What callers can do. */
export type MutationAddSystemKeyArgs = {
  input: AddSystemKeyInput;
};

/** What callers can do. */
export type MutationRevokeSystemKeyArgs = {
  input: RevokeSystemKeyInput;
};

/** What callers can do. */
export type MutationRegisterClientArgs = {
  input: RegisterClientInput;
};

/** What callers can do. */
export type MutationSaveMyContactsArgs = {
  input: SaveMyContactsInput;
};

/** What callers can do. */
export type MutationExportMyDataArgs = {
  input: ExportMyDataInput;
};

/** What callers can do. */
export type MutationExportPersonArgs = {
  input: ExportPersonInput;
};

/** What callers can do. */
export type MutationRestrictPersonArgs = {
  input: RestrictPersonInput;
};

/** What callers can do. */
export type MutationErasePersonArgs = {
  input: ErasePersonInput;
};

/** What callers can do. */
export type MutationEndRestrictionArgs = {
  input: EndRestrictionInput;
};

/** What callers can follow as it happens. */
export type Subscription = {
  /** A job as in `Query.identityJob`: first as it is, then after each change, until it has ended. For others it sends null and ends. */
  identityJob?: Maybe<Job>;
};

/** What callers can follow as it happens. */
export type SubscriptionIdentityJobArgs = {
  id: Scalars['ID']['input'];
};

/** Who is asking. */
export type Me = {
  /** The user who signed in. */
  user: User;
  /** The organisation, or the person, for whom they act. */
  organisation: ActingOrganisation;
  /** The person behind the user. Null for a system account. */
  person?: Maybe<Person>;
  /** By which mandate they act for another person. Null when they act for nobody else. */
  mandate?: Maybe<Mandate>;
  /** How the person identified themselves. Null for a system account. */
  assurance?: Maybe<Assurance>;
  /** All for whom the person may act, themselves first. Empty for a system account. */
  choices: Array<ActingChoice>;
  /** The person's sessions that have not ended, newest first; the newest 50. Empty for a system account. */
  sessions: Array<Session>;
};

/** For whom somebody acts. */
export type ActingOrganisation = {
  /** Whether it organises services, provides them, is a person or the platform. */
  kind: OrganisationKind;
  /** The organiser, the provider or the person. */
  id: Scalars['ID']['output'];
  /** The name of the company or of the person. Null until identity has heard it, and for the platform. */
  name?: Maybe<Scalars['String']['output']>;
};

/** How somebody proved who they are. */
export type Assurance =
  /** By strong identification (vahva sähköinen tunnistaminen, act 617/2009). */
  | 'STRONG'
  /** With an account that their organisation gave them. */
  | 'OWN';

/** For whom a person may act. They change it at the sign-in, without identifying themselves again. */
export type ActingChoice = {
  /** For whom. */
  organisation: ActingOrganisation;
  /** What they may then do. */
  roles: Array<Role>;
  /** By which mandate, when it is another person. */
  mandate?: Maybe<Mandate>;
};

/** A right to act for another person (valtuutus, edunvalvonta, huoltajuus). Both of them see it. It ends with the life of the represented person. */
export type Mandate = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** What it rests on. */
  kind: MandateKind;
  /** The name of the person for whom somebody acts. */
  representedName: Scalars['String']['output'];
  /** The name of the person who acts. */
  representativeName: Scalars['String']['output'];
  /**
   * The user as whom they act: the access log has the same id, so the represented person reads there who did what. Null for a representative who acts for
   * themselves.
   */
  representative?: Maybe<User>;
  /** What it allows. */
  roles: Array<Role>;
  /** The first day on which it holds. */
  firstDay: Scalars['Date']['output'];
  /** The last day on which it holds. Null: until further notice. */
  lastDay?: Maybe<Scalars['Date']['output']>;
  /** When the register last said that it holds. Null for a mandate on paper. */
  checkedAt?: Maybe<Scalars['DateTime']['output']>;
  /** True: it lets its holder act today. */
  holds: Scalars['Boolean']['output'];
  /** True: the caller may end it. Nobody ends here what a court or the law gave. */
  canBeEnded: Scalars['Boolean']['output'];
  /** When somebody ended it. Null when nobody has. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who ended it. Null when nobody has. */
  endedBy?: Maybe<MandateEnder>;
  /** The name of the organiser that recorded the paper. Null for other mandates, and until identity has heard the name. */
  recordedByName?: Maybe<Scalars['String']['output']>;
  /**
   * The scan of the paper, at `/files/{scanId}` of the gateway. For the represented person, and for granters and case handlers of the organiser that
   * recorded it. Null for others and for other mandates.
   */
  scanId?: Maybe<Scalars['ID']['output']>;
};

/** What a mandate rests on. */
export type MandateKind =
  /** The represented person gave it in Suomi.fi-valtuudet (Suomi.fi-valtuus). */
  | 'MANDATE'
  /** An authority appointed a guardian (edunvalvoja, act 442/1999). */
  | 'GUARDIAN'
  /** A minor's custodian (huoltaja, act 361/1983). */
  | 'CUSTODIAN'
  /** The represented person gave it on paper, and an officer recorded it. */
  | 'PAPER';

/** Who ended a mandate. */
export type MandateEnder =
  /** The represented person, who may allow it again. */
  | 'REPRESENTED'
  /** The representative gave it up. */
  | 'REPRESENTATIVE'
  /** The register, which no longer knows it. */
  | 'REGISTER'
  /** The organiser that recorded it. */
  | 'ORGANISER';

/** Whose mandates. */
export type MandateSide =
  /** Those by which others may act for the caller. */
  | 'GIVEN'
  /** Those by which the caller may act for others. */
  | 'HELD';

/** Which mandate. */
export type MandateInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** A mandate of `Query.mandates` or `Query.paperMandates`. */
  mandateId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type MandatePayload = {
  /** The mandate as it is now. Null when it was refused. */
  mandate?: Maybe<Mandate>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What a paper says by which one person lets another act for them. */
export type RecordPaperMandateInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The client who signed the paper. */
  representedId: Scalars['ID']['input'];
  /** Whom the client lets act for them. */
  representative: RepresentativeInput;
  /** What it allows: MANDATE_SEE, MANDATE_ARRANGE, MANDATE_PAY. 1 to 3 of them. */
  roles: Array<Role>;
  /** The first day on which it holds. When the client has ended a mandate of the same two people, it comes no earlier than that end. */
  firstDay: Scalars['Date']['input'];
  /** The last day on which it holds: before two years have passed since the first. */
  lastDay: Scalars['Date']['input'];
  /** The scan, which the caller sent within the last hour by `PUT /files?person={representedId}` at the gateway. It proves one mandate. */
  scanId: Scalars['ID']['input'];
};

/** Whom a client lets act for them, as the paper names them. Nobody needs to have known them before. */
export type RepresentativeInput = {
  /** The identity code (henkilötunnus). No answer repeats it. At most 20 characters. */
  identityCode: Scalars['String']['input'];
  /** One given name at least. It agrees with the person whom the code finds, if Seteli knows them. At most 200 characters. */
  givenNames: Scalars['String']['input'];
  /** The family name. It agrees with the person whom the code finds, if Seteli knows them. At most 200 characters. */
  familyName: Scalars['String']['input'];
};

/** The time for which somebody is signed in on one device (istunto). Only the person themselves sees it. */
export type Session = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The program that signed in, as it names itself. */
  program: Scalars['String']['output'];
  /** The app of somebody else that the person let act for them. Null in a browser. */
  app?: Maybe<Names>;
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
  /** When the person last used it, to about ten minutes. */
  usedAt: Scalars['DateTime']['output'];
  /** When it ends at the latest. */
  endsAt: Scalars['DateTime']['output'];
  /** True for the session that asks. */
  current: Scalars['Boolean']['output'];
};

/**
 * A program of somebody else that people may let act for them (sovellus). It has no secret: its id is its `client_id`, and it proves each code by PKCE.
 * For the platform's operator.
 */
export type App = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** It rises with each change. */
  version: Scalars['Int']['output'];
  /** Where it runs. */
  kind: AppKind;
  /** Its name, as people read it when they let it act for them. */
  names: Names;
  /** Where Seteli sends its answers. */
  redirectUris: Array<Scalars['String']['output']>;
  /** From where its pages ask. Empty for a native app. */
  origins: Array<Scalars['String']['output']>;
  /** When somebody closed it. Null while it is open. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Where an app runs. Neither kind can keep a secret. */
export type AppKind =
  /** On a person's own device. It gets answers by a scheme of its own, at a port of the device (127.0.0.1 or ::1), or at an https address. */
  | 'NATIVE'
  /** As pages in a browser, from origins of its own. */
  | 'BROWSER';

/** An app as it should be. */
export type SaveAppInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The app to change. Absent: a new app. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Where it runs. It never changes. */
  kind: AppKind;
  /** Its name, as people read it when they let it act for them. */
  names: NamesInput;
  /** Where Seteli may send its answers; compared character by character, without query and fragment. Of an address on the device, leave out the port. 1 to 10 of them; each at most 300 characters. */
  redirectUris: Array<Scalars['String']['input']>;
  /** From where its pages ask, as `https://app.example`. At least one for a browser app, and none for a native one. At most 10 of them; each at most 300 characters. */
  origins: Array<Scalars['String']['input']>;
  /** The version of the app that the caller saw. If it has another one now, the answer is STALE. Absent: whoever saves last decides. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type SaveAppPayload = {
  /** The app as it is now. Null when it was refused. */
  app?: Maybe<App>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Which app to close. */
export type CloseAppInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** An app of `apps`. */
  appId: Scalars['ID']['input'];
  /** The version of the app that the caller saw. If it has another one now, the answer is STALE. Absent: the app is closed anyway. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type CloseAppPayload = {
  /** The app as it is now. Null when it was refused. */
  app?: Maybe<App>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Which session to end. */
export type EndSessionInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** A session of `Me.sessions`. */
  sessionId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type EndSessionPayload = {
  /** The id of the session. It has ended, perhaps before. */
  sessionId?: Maybe<Scalars['ID']['output']>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Which sessions to end. */
export type EndSessionsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** True: also the session that asks. */
  withCurrent: Scalars['Boolean']['input'];
};

/** Exactly one of the two is null. */
export type EndSessionsPayload = {
  /** How many sessions ended. */
  ended?: Maybe<Scalars['Int']['output']>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
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
  /** It rises with each change of roles, of `active` and of the person behind. */
  version: Scalars['Int']['output'];
  /** When an administrator invited them. Null for users whom nobody invited, and for readers who do not see `person`. */
  invitedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When they last began to act for the organisation. Null before the first time, and for readers who do not see `person`. */
  lastSignInAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The person behind the user. Null for a system account, and for readers other than the user and the same organisation's administrators, signatories
   * and auditors.
   */
  person?: Maybe<Person>;
};

/**
 * An invitation to become a user (kutsu). Seteli forgets the address and the names when somebody has taken it up or withdrawn it, or 30 days after it
 * expired. It keeps the rest for 13 months.
 */
export type Invitation = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** It rises with each change. */
  version: Scalars['Int']['output'];
  /** Whether somebody may take it up, or what became of it. */
  state: InvitationState;
  /** The kind of the organisation that gets the user. */
  organisationKind: OrganisationKind;
  /** The organisation that gets the user. */
  organisationId: Scalars['ID']['output'];
  /** What the user may do for the organisation. */
  roles: Array<Role>;
  /** The service teams that the user joins. Null for readers of another organisation. */
  teams?: Maybe<Array<ServiceTeam>>;
  /** The address to which the e-mail goes. Null when Seteli has forgotten it. */
  email?: Maybe<Scalars['String']['output']>;
  /** The given names that the inviter knows. Null when they gave none, or Seteli has forgotten them. */
  givenNames?: Maybe<Scalars['String']['output']>;
  /** The family name that the inviter knows. Null when they gave none, or Seteli has forgotten it. */
  familyName?: Maybe<Scalars['String']['output']>;
  /** The language of the e-mail. */
  language: Language;
  /** True: whoever takes it up may make a passkey. False: they must identify themselves strongly. */
  byOwnAccount: Scalars['Boolean']['output'];
  /** The user who gets another way in, or who took the invitation up. Null before, and for readers of another organisation. */
  user?: Maybe<User>;
  /** The user who invited. Null for readers of another organisation. */
  invitedBy?: Maybe<User>;
  /** When they invited. */
  invitedAt: Scalars['DateTime']['output'];
  /** Until when the link works. */
  expiresAt: Scalars['DateTime']['output'];
  /** When somebody took it up or withdrew it, or when it expired. Null while it is open. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far the e-mail has come. */
  delivery: MailDelivery;
};

/** Which invitations to list. An absent field chooses all. */
export type InvitationFilter = {
  /** Invitations in these states. */
  states?: InputMaybe<Array<InvitationState>>;
};

/** What becomes of an invitation. */
export type InvitationState =
  /** Somebody may take it up. */
  | 'INVITED'
  /** Somebody took it up and is a user. */
  | 'TAKEN_UP'
  /** An administrator took it back. */
  | 'WITHDRAWN'
  /** Nobody took it up within seven days. It can be sent again for 30 days. */
  | 'EXPIRED';

/** How far an e-mail has come. */
export type MailDelivery =
  /** It waits to go out. */
  | 'QUEUED'
  /** The mail server has taken it. */
  | 'SENT'
  /** No mail server takes it for this address. Invite with another address. */
  | 'REFUSED';

/** A page of invitations. */
export type InvitationConnection = {
  /** The items of the page, each with its place. */
  edges: Array<InvitationEdge>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** How many items there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

/** An invitation on a page. */
export type InvitationEdge = {
  /** The place of the item; pass it as `after`. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Invitation;
};

/** A passkey (pääsyavain): how the user of an organisation's own account signs in. Only the user sees it. */
export type Passkey = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The name that the user gave it. */
  name: Scalars['String']['output'];
  /** When they made it. */
  madeAt: Scalars['DateTime']['output'];
  /** When they last signed in with it. Null before the first time. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether copies of it exist, for example in the account of the device's maker. */
  backedUp: Scalars['Boolean']['output'];
};

/** Whom to invite. */
export type InviteUserInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The organiser that gets its first administrator. For the platform's operator only; others may leave it out. */
  organiserId?: InputMaybe<Scalars['ID']['input']>;
  /** What they may do. The trade register makes signatories; only a signatory invites a provider's administrators. */
  roles: Array<Role>;
  /** The service teams that they join. Granters, checkers, service managers, preparers and recorders need one at least. At most 20 of them. */
  teamIds: Array<Scalars['ID']['input']>;
  /** The address to which the link goes. At most 254 characters. */
  email: Scalars['String']['input'];
  /** Their given names. An invitation by an own account needs them; strong identification tells them otherwise. At most 200 characters. */
  givenNames?: InputMaybe<Scalars['String']['input']>;
  /** Their family name. An invitation by an own account needs it; strong identification tells it otherwise. At most 200 characters. */
  familyName?: InputMaybe<Scalars['String']['input']>;
  /** The language of the e-mail. */
  language: Language;
  /** True: they may make a passkey instead of identifying themselves strongly. The organisation must allow that. */
  byOwnAccount: Scalars['Boolean']['input'];
};

/** Which user gets another way in. */
export type InviteUserAgainInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The user, who must be active. */
  userId: Scalars['ID']['input'];
  /** The address to which the link goes. At most 254 characters. */
  email: Scalars['String']['input'];
  /** The language of the e-mail. */
  language: Language;
  /** True: they may make a new passkey. False: they identify themselves strongly, and are this person from then on. */
  byOwnAccount: Scalars['Boolean']['input'];
};

/** Which invitation to send again. */
export type SendInvitationAgainInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The invitation. */
  invitationId: Scalars['ID']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Which invitation to take back. */
export type WithdrawInvitationInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The invitation. */
  invitationId: Scalars['ID']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type InvitationPayload = {
  /** The invitation as it is now. Null when it was refused. */
  invitation?: Maybe<Invitation>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A user as they should be. */
export type ChangeUserInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The user. A system is none of these. */
  userId: Scalars['ID']['input'];
  /** All that they may do from now on. */
  roles: Array<Role>;
  /** False: they may no longer sign in. */
  active: Scalars['Boolean']['input'];
  /** The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type ChangeUserPayload = {
  /** The user as they are now. Null when it was refused. */
  user?: Maybe<User>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Whether users may come in by an account of the organisation's own. */
export type AllowOwnAccountsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** False: sessions of such accounts end with their next token, and nobody starts another. */
  allowed: Scalars['Boolean']['input'];
};

/** Exactly one of the two is null. */
export type AllowOwnAccountsPayload = {
  /** What holds now. */
  ownAccountsAllowed?: Maybe<Scalars['Boolean']['output']>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Which passkey gets which name. */
export type RenamePasskeyInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The passkey. */
  passkeyId: Scalars['ID']['input'];
  /** Its name, for its user. At most 100 characters. */
  name: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type PasskeyPayload = {
  /** The passkey as it is now. Null when it was refused. */
  passkey?: Maybe<Passkey>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Which passkey to remove. */
export type RemovePasskeyInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The passkey. */
  passkeyId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type RemovePasskeyPayload = {
  /** The passkeys that the user has left; 10 at most. Null when it was refused. */
  passkeys?: Maybe<Array<Passkey>>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
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
 * A system that acts for its organisation (järjestelmätunnus). It gets its tokens at /token by its client id and the secret of a key. For the
 * organisation's administrators, and a provider's signatories.
 */
export type SystemAccount = {
  /** The same as that of the user as whom the system acts. */
  id: Scalars['ID']['output'];
  /** It rises with each change, but not with those of keys. */
  version: Scalars['Int']['output'];
  /** The name that the organisation gave it. */
  name: Scalars['String']['output'];
  /** The name by which the system asks for tokens. Seteli chose it. */
  clientId: Scalars['String']['output'];
  /** What the system may do. A token may name fewer of them. */
  scopes: Array<Role>;
  /** The units to which a provider's system is limited; 200 at most. Null: all units. */
  units?: Maybe<Array<ProviderUnit>>;
  /** The service teams of which the system is a member. */
  teams: Array<ServiceTeam>;
  /** False when the system gets no more tokens. */
  active: Scalars['Boolean']['output'];
  /** Its newest keys, 20 at most, newest first. */
  keys: Array<SystemKey>;
};

/** A key of a system. Seteli keeps its secret's mark, and shows the secret once, when it makes the key. */
export type SystemKey = {
  /** A UUID that never changes. */
  id: Scalars['ID']['output'];
  /** The name that the organisation gave it. */
  name: Scalars['String']['output'];
  /** Whether it holds. */
  state: SystemKeyState;
  /** When it was made. */
  madeAt: Scalars['DateTime']['output'];
  /** Who made it. Null when it came with the system. */
  madeBy?: Maybe<User>;
  /** The last day on which it opens anything. Null: it has none. */
  expiresOn?: Maybe<Scalars['Date']['output']>;
  /** When it ended. Null while nobody has ended it. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the system last got a token by it, to the minute. Null: never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Whether a key holds. */
export type SystemKeyState =
  /** It opens tokens. */
  | 'LIVE'
  /** Its last day has passed. */
  | 'EXPIRED'
  /** Somebody ended it. */
  | 'REVOKED';

/** A branch of a provider with price lists of its own (palveluntuottajaosa). The company itself is one, too. */
export type ProviderUnit = {
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
  /** All given names. */
  givenNames: Scalars['String']['output'];
  /** The family name. */
  familyName: Scalars['String']['output'];
  /** True: nobody may see where the person lives (turvakielto). */
  protectedAddress: Scalars['Boolean']['output'];
  /**
   * How to reach the person. Null for readers other than the person and their organiser's granters and checkers. Of a person with a protected address
   * only the person sees more than the language.
   */
  contacts?: Maybe<Contacts>;
  /**
   * Restrictions of what organisers' people see of the person, ended ones too: the person sees all, and the people of an organiser that of their own. Others
   * get none.
   */
  restrictions: Array<PersonRestriction>;
};

/** How to reach a person (yhteystiedot). */
export type Contacts = {
  /** It rises with each change; 0 before the first. */
  version: Scalars['Int']['output'];
  /** The language in which Seteli writes to them: their choice, else the population register's, else Finnish. */
  language: Language;
  /** As +358401234567. The person gave it. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The person gave it. */
  email?: Maybe<Scalars['String']['output']>;
  /** The permanent address in the population register. Nobody sees one that is protected. */
  address?: Maybe<PostalAddress>;
};

/** An address in Finland. */
export type PostalAddress = {
  /** Street, house and door. */
  street: Scalars['String']['output'];
  /** Five digits. */
  postalCode: Scalars['String']['output'];
  /** The post office. */
  city: Scalars['String']['output'];
};

/** Whom to look for. Exactly one of the two. */
export type PersonFilter = {
  /** A part of the name, in upper or lower case; the given or the family name may come first. At most 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** The whole identity code, with its sign (henkilötunnus). No answer repeats it. At most 20 characters. */
  identityCode?: InputMaybe<Scalars['String']['input']>;
};

/** A client to make known. */
export type RegisterClientInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The whole identity code, with its sign (henkilötunnus). No answer repeats it. At most 20 characters. */
  identityCode: Scalars['String']['input'];
  /** Why. The access log keeps it, and the organiser's auditor reads it. At most 200 characters. */
  reason: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type RegisterClientPayload = {
  /** The client. Null when it was refused. */
  person?: Maybe<Person>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** The caller's contact data. An absent field keeps its value, and null takes it away. */
export type SaveMyContactsInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The language in which Seteli writes to them. Null: the population register's. */
  language?: InputMaybe<Language>;
  /** A phone number; without a country it is Finnish. At most 40 characters. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** An e-mail address. At most 254 characters. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The version that the caller saw. If there is another now, the answer is STALE. Absent: whoever saves last decides. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type SaveMyContactsPayload = {
  /** The person whose contact data it is. Null when it was refused. */
  person?: Maybe<Person>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** What an erasure would do now. */
export type ErasurePreview = {
  /** Whoever erases names it. Null while a service does not answer; its parts are then missing. */
  previewId?: Maybe<Scalars['ID']['output']>;
  /** The classes of each service that holds anything. */
  parts: Array<ErasurePart>;
};

/** What a service holds of the client, in one class. */
export type ErasurePart = {
  /** The service that holds it. */
  service: HoldingService;
  /** What it is, by the laws that keep it. */
  retentionClass: RetentionClass;
  /** How many records the service holds. */
  records: Scalars['Int']['output'];
  /** What becomes of it. */
  outcome: ErasureOutcome;
  /** The last day on which a law keeps it. Null where it goes, and where the case is open. */
  keptUntil?: Maybe<Scalars['Date']['output']>;
  /** The law and its time, in plain words. */
  sentence: Names;
};

/** The services that hold data of clients. */
export type HoldingService =
  /** Who the client is, and how to reach them. */
  | 'IDENTITY'
  /** Vouchers and decisions. */
  | 'VOUCHERS'
  /** Bookings and visits. */
  | 'BOOKINGS'
  /** The books. */
  | 'SETTLEMENT';

/** How long laws keep data of clients, counted from the end of the client's case with the organiser. */
export type RetentionClass =
  /** Contact data, sign-ins and copies. No law keeps them. */
  | 'CONTACT_DATA'
  /** Name and identity code: as long as the documents that must say whose they are. */
  | 'CLIENT_BASICS'
  /** Documents of social care: ten years. */
  | 'CLIENT_DOCUMENTS'
  /** Fee decisions and data on income: twelve years. */
  | 'FEE_DECISIONS'
  /** Vouchers of the books, without names: six years from the end of the year. */
  | 'SHARE_STATEMENTS'
  /** The books, without names: ten years from the end of the year. */
  | 'BOOKS'
  /** The access log, without names: twelve years. */
  | 'USE_LOG';

/** What becomes of data in an erasure. */
export type ErasureOutcome =
  /** It goes at once. */
  | 'GOES'
  /** A law keeps it until a day. It is restricted until then. */
  | 'KEPT'
  /** The client still has a voucher, so nobody erases anything yet. */
  | 'KEPT_WHILE_OPEN';

/** A client to erase. */
export type ErasePersonInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** A client whose case with the organiser has ended. */
  personId: Scalars['ID']['input'];
  /** What the administrator saw. At most 64 characters. */
  previewId: Scalars['ID']['input'];
  /** Why. The access log keeps it. At most 200 characters. */
  reason: Scalars['String']['input'];
};

/** Whether the client is erased. */
export type ErasePersonPayload = {
  /** The id of the erased person. Null when it was refused. */
  personId?: Maybe<Scalars['ID']['output']>;
  /** Null when it is done. */
  refusal?: Maybe<Refusal>;
};

/** A restriction of what an organiser's people and providers see of a client (GDPR, article 18). */
export type PersonRestriction = {
  /** The organiser that restricts it. */
  organiserId: Scalars['ID']['output'];
  /** Why the organiser restricts it. */
  ground: RestrictionGround;
  /** When it began. */
  since: Scalars['DateTime']['output'];
  /** Null while it lasts. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Why data is restricted. */
export type RestrictionGround =
  /** The client says that the data is wrong, and the organiser looks into it. */
  | 'ACCURACY'
  /** The organiser may not use the data, and the client does not want it erased. */
  | 'UNLAWFUL'
  /** The organiser needs the data no more, and the client does for a legal claim. */
  | 'LEGAL_CLAIM'
  /** The client objects to the use of their data, and the organiser looks into it. */
  | 'OBJECTION'
  /** The client's data was erased, and this is what a law keeps. Only erasure sets it, and nobody ends it. */
  | 'KEPT_BY_LAW';

/** Why a client's data becomes restricted. */
export type AskedRestriction =
  /** The client says that the data is wrong, and the organiser looks into it. */
  | 'ACCURACY'
  /** The organiser may not use the data, and the client does not want it erased. */
  | 'UNLAWFUL'
  /** The organiser needs the data no more, and the client does for a legal claim. */
  | 'LEGAL_CLAIM'
  /** The client objects to the use of their data, and the organiser looks into it. */
  | 'OBJECTION';

/** A client whose data becomes restricted. */
export type RestrictPersonInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** A client whom the organiser serves. */
  personId: Scalars['ID']['input'];
  /** Why, by the law. */
  ground: AskedRestriction;
  /** Why, in the administrator's words. The access log keeps it. At most 200 characters. */
  reason: Scalars['String']['input'];
};

/** A client whose data is restricted no longer. */
export type EndRestrictionInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** A client whose data the organiser restricts. */
  personId: Scalars['ID']['input'];
  /** Why. The access log keeps it. At most 200 characters. */
  reason: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type RestrictionPayload = {
  /** The restriction, begun or ended. Null when it was refused. */
  restriction?: Maybe<PersonRestriction>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A copy of the caller's data. */
export type ExportMyDataInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
};

/** A copy of a client's data. */
export type ExportPersonInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** A client whom the organiser serves. */
  personId: Scalars['ID']['input'];
  /** Why. The access log keeps it. At most 200 characters. */
  reason: Scalars['String']['input'];
};

/** Exactly one of the two is null. */
export type ExportPayload = {
  /** The job that gathers the copy; WAITING in this answer. Follow it by `identityJob(id)`. Null when it was refused. */
  job?: Maybe<Job>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
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
  /** The only units of the provider that the team is for, as ids; 50 at most. Null: all units. */
  unitIds?: Maybe<Array<Scalars['ID']['output']>>;
  /**
   * The only clients whom the team is for, as ids of persons; 200 at most. Null: all clients of its services, and for readers other than the organisation's
   * administrators and a provider's signatories.
   */
  clientIds?: Maybe<Array<Scalars['ID']['output']>>;
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
  /** When the caller read it. Null: they have not. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who works on it. Null: nobody has taken it. */
  takenBy?: Maybe<User>;
  /** When they took it. Null: nobody has. */
  takenAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Which tasks to list. An absent field chooses all. No list shows what is not for the reader. */
export type TaskFilter = {
  /** Tasks of these kinds. */
  kinds?: InputMaybe<Array<TaskKind>>;
  /** Tasks about this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Tasks that opened at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** True: tasks that the caller has not read. False: those that they have. */
  unread?: InputMaybe<Scalars['Boolean']['input']>;
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
  | 'CLIENT_MOVED'
  /**
   * fi: Tuottajan hinnasto odottaa hyväksymistä. sv: En producents prislista väntar på godkännande. en: A provider's price list waits for a decision. For
   * the organiser's administrators. The subject is the price list.
   */
  | 'PRICE_LIST_SUBMITTED'
  /**
   * fi: Lukittu tilitysajo odottaa toisen henkilön hyväksyntää. sv: En låst redovisningskörning väntar på en andra persons godkännande. en: A locked run
   * waits for a second person's approval. For the organiser's settlement approvers. The subject is the run.
   */
  | 'RUN_TO_APPROVE'
  /**
   * fi: Käyttäjän osoite ei ota viestejä vastaan. sv: En användares adress tar inte emot meddelanden. en: A user's address takes no messages. For their
   * organisation's administrators, and a provider's signatories. The subject is the user.
   */
  | 'UNREACHABLE_USER'
  /**
   * fi: Ehdotettu tilinumero odottaa toista henkilöä. sv: Ett föreslaget kontonummer väntar på en andra person. en: A proposed account waits for a second
   * person. For the organisation's administrators, and a provider's signatories. The subject is the proposal.
   */
  | 'IBAN_TO_CONFIRM'
  /**
   * fi: Tuottajan ehdottama tilinumero odottaa toista henkilöä. sv: En producents föreslagna kontonummer väntar på en andra person. en: An account that a
   * provider proposed waits for a second person. For administrators and case handlers of organisers that approve the provider. The subject is the proposal.
   */
  | 'PROVIDER_IBAN_TO_CONFIRM';

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
  /** When the caller read it. Null: they have not. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Which notices to list. An absent field chooses all. No list shows what is not for the reader. */
export type NoticeFilter = {
  /** Notices of these kinds. */
  kinds?: InputMaybe<Array<NoticeKind>>;
  /** Notices about this service. */
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Notices that were given at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** True: notices that the caller has not read, whose number is `totalCount`. False: those that they have. */
  unread?: InputMaybe<Scalars['Boolean']['input']>;
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

/**
 * What a notice tells, and to whom. Its subject is the visit where nothing else is said; of CORRECTION kinds it is the correction request. Of VOUCHER
 * kinds it is the voucher.
 */
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
  | 'CORRECTION_REQUEST_REOPENED'
  /** fi: Palveluseteli ei korvaa tapahtumaa. sv: Servicesedeln ersätter inte en händelse. en: The voucher does not pay for a visit. For the client. */
  | 'VISIT_REFUSED'
  /**
   * fi: Asiakkaan maksuosuus toteutuneista tapahtumista on muuttunut. sv: Klientens andel av händelser har ändrats. en: The client's share of delivered
   * visits has changed. For the client. The subject is the booking.
   */
  | 'SHARE_RECALCULATED'
  /**
   * fi: Palvelun hinta nousee. sv: Priset på en tjänst stiger. en: A price rises. For the client. The subject is the `PriceNotice`; the due day is the
   * first day of the new price.
   */
  | 'PRICE_RISE'
  /**
   * fi: Tuottajan hyväksyntä on peruttu. sv: Godkännandet av en producent har återkallats. en: The organiser withdrew a provider's approval. For the client
   * and the provider. The subject is the booking; the due day is the last day of service.
   */
  | 'APPROVAL_WITHDRAWN'
  /** fi: Asiakas on kuollut. sv: Klienten har avlidit. en: The client has died. For the provider. The subject is the booking. */
  | 'CLIENT_DIED'
  /**
   * fi: Tieto asiakkaan kuolemasta on peruttu. sv: Uppgiften om klientens död har återtagits. en: The register took a client's death back. For the
   * provider. The subject is the booking.
   */
  | 'DEATH_WITHDRAWN'
  /**
   * fi: Palveluvaraus päättyy. sv: En bokning av tjänst upphör. en: Somebody ended a booking. For the client and the provider, but for whoever ended
   * it. The subject is the booking; the due day is its last.
   */
  | 'BOOKING_ENDED'
  /** fi: Sinulle on myönnetty palveluseteli. sv: Du har beviljats en servicesedel. en: An organiser granted a voucher. For the client. */
  | 'VOUCHER_GRANTED'
  /**
   * fi: Palveluseteli päättyy pian. sv: En servicesedel upphör snart. en: A voucher ends soon, and none follows it. For the client. The due day is its
   * last.
   */
  | 'VOUCHER_ENDS_SOON'
  /**
   * fi: Palveluseteli on päätetty. sv: En servicesedel har avslutats. en: The organiser ended or revoked a voucher. For the client. The due day is its
   * last.
   */
  | 'VOUCHER_ENDED'
  /** fi: Hinnasto on hyväksytty. sv: Prislistan har godkänts. en: The organiser accepted a price list. For the provider. The subject is the list. */
  | 'PRICE_LIST_ACCEPTED'
  /** fi: Hinnasto on hylätty. sv: Prislistan har avslagits. en: The organiser rejected a price list. For the provider. The subject is the list. */
  | 'PRICE_LIST_REJECTED'
  /** fi: Tilityslaskelma on valmis. sv: Redovisningen är klar. en: The statement of a month is ready. For the provider. The subject is the statement. */
  | 'STATEMENT_READY'
  /**
   * fi: Organisaation tilinumero vaihtui. sv: Organisationens kontonummer har ändrats. en: The organisation has another account. For those who see its
   * account. The subject is the proposal.
   */
  | 'IBAN_CHANGED';

/** By which way somebody hears that something waits for them in Seteli. */
export type MessageChannel =
  /** By e-mail. It stands first for an organisation's people. */
  | 'EMAIL'
  /** By text message. */
  | 'SMS'
  /** In the mailbox of Suomi.fi (Suomi.fi-viestit). It stands first for clients. */
  | 'SUOMI_FI'
  /** By none: they look into Seteli themselves. It stands first for whoever represents a client. */
  | 'NONE';

/** What messages are about. */
export type MessageGroup =
  /** Tasks. */
  | 'TASKS'
  /** Notices of visits, and of corrections of them. */
  | 'VISITS'
  /** Notices of vouchers, bookings and approvals. */
  | 'SERVICES'
  /** Notices of prices, shares and statements. */
  | 'MONEY';

/**
 * How somebody hears that something waits for them. A message names nobody and nothing. A person gets three a day at most; the next one stands for all
 * that came meanwhile.
 */
export type MessagePreferences = {
  /** One of each group. */
  choices: Array<MessageChoice>;
  /** Addresses that turned a message away for good. Seteli writes to them again in 30 days, or when the person changes them. */
  unreachable: Array<UnreachableAddress>;
};

/** The way of messages about one group. */
export type MessageChoice = {
  /** What they are about. */
  group: MessageGroup;
  /** The way. */
  channel: MessageChannel;
  /** True when the person chose it. False: Seteli did. */
  chosen: Scalars['Boolean']['output'];
  /** False where Seteli knows no address for this way. Then no message comes. */
  reachable: Scalars['Boolean']['output'];
};

/** An address that takes no messages. */
export type UnreachableAddress = {
  /** The way. */
  channel: MessageChannel;
  /** When it turned the last message away. */
  since: Scalars['DateTime']['output'];
};

/** What the caller has read. */
export type MarkReadInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** Tasks and notices of the caller's inbox. Seteli passes over others. 1 to 200 of them. */
  ids: Array<Scalars['ID']['input']>;
};

/** Exactly one of the two is null. */
export type MarkReadPayload = {
  /** Those that are read now, some of them perhaps before. */
  ids?: Maybe<Array<Scalars['ID']['output']>>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Which task to take. */
export type TakeTaskInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** An open task of the caller's inbox. */
  taskId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type TakeTaskPayload = {
  /** The task. Null when it was refused. */
  task?: Maybe<Task>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** Which task to give back. */
export type ReleaseTaskInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** An open task of the caller's inbox. */
  taskId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type ReleaseTaskPayload = {
  /** The task. Null when it was refused. */
  task?: Maybe<Task>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** How to hear of one group. */
export type MessageChoiceInput = {
  /** What the messages are about. */
  group: MessageGroup;
  /** The way. */
  channel: MessageChannel;
};

/** How the caller wants to hear. */
export type SavePreferencesInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** At most one of each group. Of two for a group the later counts. 1 to 4 of them. */
  choices: Array<MessageChoiceInput>;
};

/** Exactly one of the two is null. */
export type SavePreferencesPayload = {
  /** The preferences as they are now. Null when they were refused. */
  preferences?: Maybe<MessagePreferences>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

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
  /** The only units of the provider that it is for. Null: all units. Absent: as it was; a new team is for all. 1 to 50 of them. */
  unitIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The only clients whom it is for, as ids of persons. Null: all clients of its services. Absent: as it was; a new team is for all. 1 to 200 of them. */
  clientIds?: InputMaybe<Array<Scalars['ID']['input']>>;
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

/** A system as it should be. */
export type SaveSystemAccountInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The system to change. Absent: a new system. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Its name, for the organisation. At most 200 characters. */
  name: Scalars['String']['input'];
  /**
   * All scopes that it has: roles that begin with SYSTEM. An organiser's system has SYSTEM_READ, SYSTEM_GRANT and SYSTEM_FEED to choose from; a
   * provider's has SYSTEM_READ, SYSTEM_RECORD and SYSTEM_BILLING.
   */
  scopes: Array<Role>;
  /** The provider's units whose bookings, visits, statements and price lists it sees and changes. Absent: all units. An organiser's system has no units. 1 to 200 of them. */
  unitIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** All service teams of which it is a member, and so whose clients it sees. At most 200 of them. */
  teamIds: Array<Scalars['ID']['input']>;
  /** False: it gets no more tokens, and those that it has hold no longer. */
  active: Scalars['Boolean']['input'];
  /**
   * The version of the system that the caller saw. If it has another one now, the answer is STALE. Absent: whoever saves last decides. A new system
   * ignores it. 1 to 1000000000.
   */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type SaveSystemAccountPayload = {
  /** The system as it is now. Null when it was refused. */
  systemAccount?: Maybe<SystemAccount>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A key that a system should have. */
export type AddSystemKeyInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The system. */
  accountId: Scalars['ID']['input'];
  /** The key's name, for the organisation. At most 200 characters. */
  name: Scalars['String']['input'];
  /** The last day on which it opens anything. Absent: it holds until somebody ends it. */
  expiresOn?: InputMaybe<Scalars['Date']['input']>;
};

/** Either `refusal` is null, or all others are. */
export type AddSystemKeyPayload = {
  /** The system with its keys. Null when it was refused. */
  systemAccount?: Maybe<SystemAccount>;
  /** The new key. Null when it was refused. */
  keyId?: Maybe<Scalars['ID']['output']>;
  /** The new key's secret. No later answer shows it. Null when it was refused. */
  secret?: Maybe<Scalars['String']['output']>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
};

/** A key that should end. */
export type RevokeSystemKeyInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** The key. One that has ended already stays as it is. */
  keyId: Scalars['ID']['input'];
};

/** Exactly one of the two is null. */
export type RevokeSystemKeyPayload = {
  /** The system with its keys. Null when it was refused. */
  systemAccount?: Maybe<SystemAccount>;
  /** Why it was refused. Null when it was not. */
  refusal?: Maybe<Refusal>;
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

export type _Entity = Person | ProviderUnit | Service | ServiceTeam | User;
