// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.
import type { InputMaybe, JobKind, JobState, Maybe, OrganisationKind, PageInfo, Refusal, Role, Scalars, _Service } from './shared.ts';

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
};

export type Query = {
  /** Who is asking, and for whom they act. */
  me: Me;
  /** The users of the acting organisation. For its administrators. */
  users: UserConnection;
  /** The first so many service teams of the acting organisation, in the order of their names; an organisation has 200 at most. For its administrators. */
  serviceTeams: Array<ServiceTeam>;
  /**
   * What waits for the actor: for their organisation, one of their roles, and the services of their teams. For organisers' and providers' users and systems. The administrators, who make the teams, see besides what nobody in a team can do: a service of which nobody takes care. What ended more than 13 months
   * ago is forgotten.
   */
  tasks: TaskConnection;
  /** What the actor is told: for their organisation, one of their roles, and the services of their teams; newest first. Kept for 13 months. */
  notices: NoticeConnection;
  _entities: Array<Maybe<_Entity>>;
  _service: _Service;
};

export type QueryUsersArgs = {
  filter?: InputMaybe<UserFilter>;
  order: UserOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryServiceTeamsArgs = {
  first: Scalars['Int']['input'];
};

export type QueryTasksArgs = {
  filter?: InputMaybe<TaskFilter>;
  order: TaskOrder;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type QueryNoticesArgs = {
  filter?: InputMaybe<NoticeFilter>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
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

/** Somebody who signs in for an organisation. Users are passivated, never deleted. */
export type User = {
  id: Scalars['ID']['output'];
  roles: Array<Role>;
  teams: Array<ServiceTeam>;
  active: Scalars['Boolean']['output'];
  /** For administrators of the same organisation and the user. */
  person?: Maybe<Person>;
};

/** Which users: an absent field chooses all. */
export type UserFilter = {
  /** Stands in the name, whichever name comes first and whatever the case of the letters. Systems have none. At most 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** With at least one of these. */
  roles?: InputMaybe<Array<Role>>;
  /** False: those that were passivated. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Those that are alike in it come in the order in which they were made. */
export type UserOrder =
  /** The newest first. */
  | 'MADE_DESC'
  /** By family name and given names, in Finnish order; systems, which have none, first. */
  | 'NAME_ASC';

export type UserConnection = {
  edges: Array<UserEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type UserEdge = {
  cursor: Scalars['String']['output'];
  node: User;
};

/**
 * A person of the population. Visible to the person, and to those of an organiser's people whose teams cover a service with which it serves them;
 * providers see a voucher's client card instead.
 */
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
  /** Raised by each change. */
  version: Scalars['Int']['output'];
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

/**
 * Something that waits for people of an organisation. It is open until it is done or has passed, whoever does it, and then is not shown any more. It names
 * nobody and says nothing of its subject: who may see that follows its id.
 */
export type Task = {
  id: Scalars['ID']['output'];
  kind: TaskKind;
  /** What it is about; its kind says what that is. */
  subjectId: Scalars['ID']['output'];
  /** Null when it is about no service, and for all of the organisation's people with the right. */
  service?: Maybe<Service>;
  openedAt: Scalars['DateTime']['output'];
  /** The last day on which something can be done; null when there is none. */
  dueDay?: Maybe<Scalars['Date']['output']>;
};

/** Which tasks: an absent field chooses all. What is not for the reader is in no list, whatever they ask for. */
export type TaskFilter = {
  kinds?: InputMaybe<Array<TaskKind>>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Opened at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

export type TaskOrder =
  /** The newest first. */
  | 'OPENED_DESC'
  /** Those that have waited longest first. */
  | 'OPENED_ASC';

export type TaskConnection = {
  edges: Array<TaskEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type TaskEdge = {
  cursor: Scalars['String']['output'];
  node: Task;
};

/** What waits, and for whom. */
export type TaskKind =
  /**
   * fi: Palautettu tapahtuma odottaa korjausta. sv: En returnerad händelse väntar på rättelse. en: A returned visit waits to be changed or deleted.
   * For the provider; the subject is the visit, the day its last one.
   */
  | 'RETURNED_VISIT'
  /**
   * fi: Tuottaja pyytää tilitetyn tapahtuman korjausta. sv: En producent ber om rättelse av en redovisad händelse. en: A provider asks for the correction of a
   * settled visit. For the organiser's checkers and settlement approvers; the subject is the correction request.
   */
  | 'CORRECTION_REQUEST'
  /**
   * fi: Asiakas ei ottanut palveluseteliä vastaan. sv: Klienten tog inte emot servicesedeln. en: A client declined a voucher, and its services are to be arranged
   * otherwise. For the organiser's granters; the subject is the voucher.
   */
  | 'DECLINED_VOUCHER'
  /**
   * fi: Asiakkaan kuoleman jälkeinen tapahtuma odottaa tarkastusta. sv: En händelse efter klientens död väntar på granskning. en: A visit after the client's death
   * waits to be checked. For the organiser's checkers; the subject is the visit.
   */
  | 'VISIT_HELD_AFTER_DEATH'
  /**
   * fi: Tilitetty tapahtuma on asiakkaan kuoleman jälkeen. sv: En redovisad händelse är efter klientens död. en: A settled visit is after the client's death. For the
   * organiser's checkers and settlement approvers; the subject is the visit.
   */
  | 'VISIT_AFTER_DEATH'
  /**
   * fi: Asiakas on muuttanut pois palvelunjärjestäjän alueelta. sv: Klienten har flyttat från serviceanordnarens område. en: The client has moved out of the
   * organiser's area. For its granters, who end the voucher or keep it; the subject is the voucher.
   */
  | 'CLIENT_MOVED';

/** Something that people of an organisation are told. */
export type Notice = {
  id: Scalars['ID']['output'];
  kind: NoticeKind;
  /** What it is about; its kind says what that is. */
  subjectId: Scalars['ID']['output'];
  /** Null when it is about no service. */
  service?: Maybe<Service>;
  givenAt: Scalars['DateTime']['output'];
  /** The last day on which something can be done about it; null when there is none. */
  dueDay?: Maybe<Scalars['Date']['output']>;
};

/** Which notices: an absent field chooses all. What is not for the reader is in no list, whatever they ask for. */
export type NoticeFilter = {
  kinds?: InputMaybe<Array<NoticeKind>>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  /** Given at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

export type NoticeConnection = {
  edges: Array<NoticeEdge>;
  pageInfo: PageInfo;
  /** How many there are in all; 1,000 means so many or more. */
  totalCount: Scalars['Int']['output'];
};

export type NoticeEdge = {
  cursor: Scalars['String']['output'];
  node: Notice;
};

/** What is told. Of visits the subject is the visit, of corrections that were asked for the correction request. */
export type NoticeKind =
  /** fi: Tarkastaja on pysäyttänyt hyväksytyn tapahtuman. sv: En granskare har stoppat en godkänd händelse. en: A checker holds an approved visit. */
  | 'VISIT_HELD'
  /** fi: Tapahtuma on palautettu korjattavaksi. sv: En händelse har returnerats för rättelse. en: A visit was returned to be changed. */
  | 'VISIT_RETURNED'
  /** fi: Palautetun tapahtuman määräaika päättyy pian. sv: Tiden för en returnerad händelse går snart ut. en: The time for a returned visit ends soon. */
  | 'RETURNED_VISIT_ENDS_SOON'
  /** fi: Palautettu tapahtuma on poistettu käsittelemättä. sv: En returnerad händelse raderades obehandlad. en: A returned visit that nobody handled was deleted. */
  | 'VISIT_RELEASED'
  /** fi: Pyydetty korjaus on hyväksytty. sv: Den begärda rättelsen har godkänts. en: A correction that was asked for was accepted. */
  | 'CORRECTION_ACCEPTED'
  /** fi: Pyydetty korjaus on hylätty. sv: Den begärda rättelsen har avslagits. en: A correction that was asked for was declined. */
  | 'CORRECTION_DECLINED'
  /** fi: Korjauspyyntö on suljettu, koska tapahtumaa muutettiin muuten. sv: Begäran om rättelse stängdes, eftersom händelsen ändrades på annat sätt. en: A request was closed, since its visit was changed otherwise. */
  | 'CORRECTION_REQUEST_CLOSED'
  /** fi: Pyydettyä korjausta ei voitu tehdä, ja pyyntö on taas avoinna. sv: Den begärda rättelsen kunde inte göras, och begäran är öppen igen. en: A correction that was asked for could not be made, and its request is open again. */
  | 'CORRECTION_REQUEST_REOPENED';

export type Service = {
  id: Scalars['ID']['output'];
};

export type SaveServiceTeamInput = {
  /** At most 255 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** Absent for a new team. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** At most 200 characters. */
  name: Scalars['String']['input'];
  /** At most 200 of them. */
  serviceIds: Array<Scalars['ID']['input']>;
  /** At most 200 of them. */
  memberIds: Array<Scalars['ID']['input']>;
  /** The version of the team that was seen; it is refused as STALE when that is another one now. Absent: whichever it has now, and whoever saves last decides. Of a new team it says nothing. 1 to 1000000000. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Exactly one of the two is null. */
export type SaveServiceTeamPayload = {
  serviceTeam?: Maybe<ServiceTeam>;
  refusal?: Maybe<Refusal>;
};

export type _Entity = Person | Service | ServiceTeam | User;
