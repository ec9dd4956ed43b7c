/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What somebody did with, or saw of, a person's data. */
export type AccessAction =
  /** The access log itself. The subject is the user whose accesses somebody sought. */
  | 'ACCESSES_SEARCHED'
  /** The person let an app of somebody else act for them. The subject is the app. */
  | 'APP_ALLOWED'
  /** A booking or its visits. The subject is the booking. */
  | 'BOOKING_READ'
  /** The name and contact data on a voucher, by a provider. The subject is the voucher. */
  | 'CLIENT_CARD_SEEN'
  /** A granter made a client known from the population register, or brought what is known of them up to date. */
  | 'CLIENT_REGISTERED'
  /** What the client pays for a month. The subject is the client share statement. */
  | 'CLIENT_SHARES_READ'
  /** A granter asked the population register about an identity code, and nobody became known. */
  | 'CLIENT_SOUGHT'
  /** Somebody used an app's code twice, which ended the app's session. It may have been a thief. */
  | 'CODE_REUSED'
  /** The person came in for a company, as the register lets them. The company is that of `by`. */
  | 'COMPANY_ENTERED'
  /** How to reach the person. The subject is absent. */
  | 'CONTACTS_READ'
  /** Somebody asked for a copy of the person's data. The subject is the copy. */
  | 'COPY_ASKED'
  /** A copy of the person's data. The subject is the copy. */
  | 'COPY_READ'
  /** An administrator erased the client, except for what a law keeps. */
  | 'ERASED'
  /** An administrator looked at what an erasure of the client would do. */
  | 'ERASURE_PREVIEWED'
  /** The person took up an invitation, and is a user from now on. The subject is the invitation. */
  | 'INVITATION_TAKEN_UP'
  /** An administrator, or the operator, invited somebody. The subject is the invitation. */
  | 'INVITED'
  /** What visits of the client cost. The subject is the voucher. */
  | 'LEDGER_READ'
  /** Somebody may act for the person no longer. The subject is the mandate. */
  | 'MANDATE_ENDED'
  /** Somebody may act for the person from now on, or again. The subject is the mandate. */
  | 'MANDATE_MADE'
  /** Clients, by a name or an identity code. Each client whom the search found has an access of their own. */
  | 'PERSONS_SEARCHED'
  /** Who the person is. The subject is absent. */
  | 'PERSON_READ'
  /** An administrator restricted what the organiser's people see of the person. */
  | 'RESTRICTED'
  /** An administrator ended such a restriction. */
  | 'RESTRICTION_ENDED'
  /** The scan of a mandate on paper. The subject is the file. */
  | 'SCAN_READ'
  /** An officer sent the scan of a mandate on paper. The subject is the file. */
  | 'SCAN_SENT'
  /** The person signed in. */
  | 'SIGNED_IN'
  /** The person signed out. */
  | 'SIGNED_OUT'
  /** Somebody identified themselves and was not let in. */
  | 'SIGN_IN_REFUSED'
  /** An organisation's system signed in. The subject is the key that it used. */
  | 'SYSTEM_TOKEN'
  /** Somebody used an old token of a session, which ended the session. It may have been a thief. */
  | 'TOKEN_REUSED'
  /** An administrator changed what the person may do as a user, or whether they may come in. The subject is the user. */
  | 'USER_CHANGED'
  /** An officer tried to grant a voucher, and something about the person prevented it. */
  | 'VOUCHER_NOT_GRANTED'
  /** Somebody who may not open a voucher tried its number. The subject is the voucher. */
  | 'VOUCHER_NOT_OPENED'
  /** Somebody may have been guessing numbers of vouchers. */
  | 'VOUCHER_NUMBERS_GUESSED'
  /** A voucher, by its number. The subject is the voucher. */
  | 'VOUCHER_OPENED'
  /** A voucher. The subject is the voucher. */
  | 'VOUCHER_READ';

/** What became of an access. */
export type AccessOutcome =
  /** They did it. */
  | 'DONE'
  /** They did not get it. */
  | 'REFUSED'
  /** They saw it. */
  | 'SEEN';

/** What the caller has read. */
export type MarkReadInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  readonly idempotencyKey: string;
  /** Tasks and notices of the caller's inbox. Seteli passes over others. 1 to 200 of them. */
  readonly ids: ReadonlyArray<string>;
};

/**
 * What a notice tells, and to whom. Its subject is the visit where nothing else is said; of CORRECTION kinds it is the correction request. Of VOUCHER
 * kinds it is the voucher.
 */
export type NoticeKind =
  /**
   * fi: Tuottajan hyväksyntä on peruttu. sv: Godkännandet av en producent har återkallats. en: The organiser withdrew a provider's approval. For the client
   * and the provider. The subject is the booking; the due day is the last day of service.
   */
  | 'APPROVAL_WITHDRAWN'
  /**
   * fi: Palveluvaraus päättyy. sv: En bokning av tjänst upphör. en: Somebody ended a booking. For the client and the provider, but for whoever ended
   * it. The subject is the booking; the due day is its last.
   */
  | 'BOOKING_ENDED'
  /** fi: Asiakas on kuollut. sv: Klienten har avlidit. en: The client has died. For the provider. The subject is the booking. */
  | 'CLIENT_DIED'
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
  /**
   * fi: Tieto asiakkaan kuolemasta on peruttu. sv: Uppgiften om klientens död har återtagits. en: The register took a client's death back. For the
   * provider. The subject is the booking.
   */
  | 'DEATH_WITHDRAWN'
  /**
   * fi: Organisaation tilinumero vaihtui. sv: Organisationens kontonummer har ändrats. en: The organisation has another account. For those who see its
   * account. The subject is the proposal.
   */
  | 'IBAN_CHANGED'
  /** fi: Hinnasto on hyväksytty. sv: Prislistan har godkänts. en: The organiser accepted a price list. For the provider. The subject is the list. */
  | 'PRICE_LIST_ACCEPTED'
  /** fi: Hinnasto on hylätty. sv: Prislistan har avslagits. en: The organiser rejected a price list. For the provider. The subject is the list. */
  | 'PRICE_LIST_REJECTED'
  /**
   * fi: Palvelun hinta nousee. sv: Priset på en tjänst stiger. en: A price rises. For the client. The subject is the `PriceNotice`; the due day is the
   * first day of the new price.
   */
  | 'PRICE_RISE'
  /** fi: Palautetun tapahtuman määräaika päättyy pian. sv: Tiden för en returnerad händelse går snart ut. en: The last day for a returned visit is near. */
  | 'RETURNED_VISIT_ENDS_SOON'
  /**
   * fi: Asiakkaan maksuosuus toteutuneista tapahtumista on muuttunut. sv: Klientens andel av händelser har ändrats. en: The client's share of delivered
   * visits has changed. For the client. The subject is the booking.
   */
  | 'SHARE_RECALCULATED'
  /** fi: Tilityslaskelma on valmis. sv: Redovisningen är klar. en: The statement of a month is ready. For the provider. The subject is the statement. */
  | 'STATEMENT_READY'
  /** fi: Tarkastaja on pysäyttänyt hyväksytyn tapahtuman. sv: En granskare har stoppat en godkänd händelse. en: A checker has stopped an approved visit. */
  | 'VISIT_HELD'
  /** fi: Palveluseteli ei korvaa tapahtumaa. sv: Servicesedeln ersätter inte en händelse. en: The voucher does not pay for a visit. For the client. */
  | 'VISIT_REFUSED'
  /** fi: Palautettu tapahtuma on poistettu käsittelemättä. sv: En returnerad händelse raderades obehandlad. en: Bookings deleted a returned visit that nobody handled. */
  | 'VISIT_RELEASED'
  /** fi: Tapahtuma on palautettu korjattavaksi. sv: En händelse har returnerats för rättelse. en: A checker has returned a visit for a change. */
  | 'VISIT_RETURNED'
  /**
   * fi: Palveluseteli on päätetty. sv: En servicesedel har avslutats. en: The organiser ended or revoked a voucher. For the client. The due day is its
   * last.
   */
  | 'VOUCHER_ENDED'
  /**
   * fi: Palveluseteli päättyy pian. sv: En servicesedel upphör snart. en: A voucher ends soon, and none follows it. For the client. The due day is its
   * last.
   */
  | 'VOUCHER_ENDS_SOON'
  /** fi: Sinulle on myönnetty palveluseteli. sv: Du har beviljats en servicesedel. en: An organiser granted a voucher. For the client. */
  | 'VOUCHER_GRANTED';

/** What kind of organisation a user acts for. */
export type OrganisationKind =
  /** Organises services: a wellbeing services county or a municipality (palvelunjärjestäjä). */
  | 'ORGANISER'
  /** A person, for themselves or for somebody whom they represent. */
  | 'PERSON'
  /** Seteli itself: its operator opens organisers and helps them. */
  | 'PLATFORM'
  /** Provides services (palveluntuottaja). */
  | 'PROVIDER';

/** How often a quantity is granted anew. */
export type Recurrence =
  /** Each day. */
  | 'DAY'
  /** Each calendar month. */
  | 'MONTH'
  /** Once for the whole validity. */
  | 'ONCE'
  /** The ranges of days that the grant names. */
  | 'PERIOD'
  /** Each ISO week, Monday to Sunday. */
  | 'WEEK'
  /** Each calendar year. */
  | 'YEAR';

/** The names of refusals. When several apply, the answer is the first of them in this order. */
export type RefusalCode =
  /** The organiser has an administrator, who invites everybody else. */
  | 'ADMINISTRATOR_EXISTS'
  /** The unit already has a booking of the voucher on that day, for all that the provider may serve. */
  | 'ALREADY_BOOKED'
  /** The provider has asked for a correction of this visit already, and nobody has decided about it. */
  | 'ALREADY_REQUESTED'
  /** The amount must be more than zero. */
  | 'AMOUNT_NOT_POSITIVE'
  /** A visit costs more than 1000000.00 euros or holds more than a million units of a content. Or a unit is worth more than 1000000.00 euros. */
  | 'AMOUNT_TOO_LARGE'
  /** The row makes no sense: a malformed id or time, a value out of bounds, a field too many or too few. The message says which. */
  | 'BAD_USER_INPUT'
  /** The voucher's balance is too small for a service that is free for the client by law. */
  | 'BALANCE_EXCEEDED'
  /** Bands of the service overlap. */
  | 'BANDS_OVERLAP'
  /** Settlement has not yet heard everything that bookings announced. Try again in a moment. */
  | 'BEHIND'
  /** It is less than what delivered visits have already taken. */
  | 'BELOW_USED'
  /** The client has died; nobody can grant them more. */
  | 'CLIENT_DIED'
  /** The company register says that the company has ended. */
  | 'COMPANY_ENDED'
  /** The booking needs both consents of the client, and how they were given. */
  | 'CONSENT_MISSING'
  /** The voucher would grant a content twice. */
  | 'CONTENT_GRANTED_TWICE'
  /** The voucher does not grant the content. */
  | 'CONTENT_NOT_GRANTED'
  /** This or another provider has recorded the day for this client already. */
  | 'DAY_ALREADY_RECORDED'
  /** A visit of the same voucher, start and end is recorded already. */
  | 'DUPLICATE'
  /** An earlier month is not locked yet. */
  | 'EARLIER_MONTH_OPEN'
  /** The end is not after the start. */
  | 'EMPTY_VISIT'
  /** Some events of this organiser failed and wait for an operator. */
  | 'EVENTS_PARKED'
  /** The provider used the external id before for another visit. */
  | 'EXTERNAL_ID_CONFLICT'
  /** The external id belongs to a visit that was deleted. With `retry: true` bookings decides about it anew as a new visit. */
  | 'EXTERNAL_ID_DELETED'
  /** The price of the service includes the content, or one visit may not have so much of it. */
  | 'EXTRA_NOT_ALLOWED'
  /** The service is free for the client by law, so they may not be charged. */
  | 'FREE_BY_LAW'
  /** The second person gave another account number than the first. */
  | 'IBAN_DIFFERS'
  /** The caller used the same idempotency key before with another input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The business id is not valid. */
  | 'INVALID_BUSINESS_ID'
  /** The e-mail address, the phone number or the web address is not valid. */
  | 'INVALID_CONTACT'
  /** The e-mail address cannot be one. */
  | 'INVALID_EMAIL'
  /** The bank account number is not valid. */
  | 'INVALID_IBAN'
  /** The text is no Finnish identity code: its form or its check character is wrong. */
  | 'INVALID_IDENTITY_CODE'
  /** An app's pages may not ask from this origin, or the kind of app has no origins, or needs one. */
  | 'INVALID_ORIGIN'
  /** The text is no phone number. */
  | 'INVALID_PHONE'
  /** A range ends before it starts, or a time of day does not exist. */
  | 'INVALID_RANGE'
  /** An app may not get its answers at this address, or only in another spelling. */
  | 'INVALID_REDIRECT'
  /** The visit has not ended yet. */
  | 'IN_FUTURE'
  /** Seteli shows a key's secret only once. Revoke this key and make another. */
  | 'KEY_ALREADY_SHOWN'
  /** Nobody would be left who administers the organisation. */
  | 'LAST_ADMINISTRATOR'
  /** There are as many already as there may be. Change or end one of them. */
  | 'LIMIT_REACHED'
  /** The represented person ended the mandate, and has signed no later one. */
  | 'MANDATE_ENDED'
  /** The person whom the identity code finds has another name. */
  | 'NAMES_DIFFER'
  /** An account of the organisation's own needs a name: no identification tells it. */
  | 'NAME_MISSING'
  /** Nothing is left of the account holder's name in the letters that banks accept (SEPA: A–Z, digits and few signs). */
  | 'NAME_UNFIT_FOR_PAYMENT'
  /** There is nothing to record: the client cancelled in time, or the service bills no cancellations. */
  | 'NOTHING_BILLABLE'
  /** The change begins before the notice that the service promises has passed. */
  | 'NOTICE_TOO_SHORT'
  /** The provider is not approved for the content, or the booking does not cover it. */
  | 'NOT_APPROVED'
  /** The thing does not exist, or the caller may not see it. */
  | 'NOT_FOUND'
  /** Only one worker may serve the content at a time. */
  | 'NOT_MULTI_WORKER'
  /** This service has not yet heard what another announced. Try again in a moment. */
  | 'NOT_YET_KNOWN'
  /** No content of the service covers a part of the visit's time. */
  | 'NO_BAND'
  /** The unit has no price for the content on that day. */
  | 'NO_PRICE'
  /** The organiser has published no value for the content. */
  | 'NO_VALUE'
  /** The number is already in use. */
  | 'NUMBER_TAKEN'
  /** The operator has closed the organisation. Nobody acts for it any more. */
  | 'ORGANISATION_CLOSED'
  /** The organiser has published services, so nobody may close it. */
  | 'ORGANISER_IN_USE'
  /** The voucher, the booking, the approval or the service does not hold for a part of it. */
  | 'OUTSIDE_VALIDITY'
  /** The client has another visit at that time; give a reason. */
  | 'OVERLAP'
  /** The organisation does not allow accounts of its own. */
  | 'OWN_ACCOUNTS_NOT_ALLOWED'
  /** The price is above the value, and the service is free for the client by law. */
  | 'PRICE_EXCEEDS_CAP'
  /** The voucher has too little quantity left. */
  | 'QUOTA_EXCEEDED'
  /** The caller has to give a reason. */
  | 'REASON_MISSING'
  /** The register of people or of companies does not answer. Nothing was done; try again later. */
  | 'REGISTER_UNAVAILABLE'
  /** Nobody gives or takes this role: the trade register says who signs for a company. */
  | 'ROLE_FROM_REGISTER'
  /** The role or scope is none that the organisation's users or systems may have, or the caller may not invite to it. */
  | 'ROLE_NOT_OF_ORGANISATION'
  /** Nobody represents themselves. */
  | 'SAME_PERSON'
  /** A second person has to do this. */
  | 'SECOND_PERSON_NEEDED'
  /** The visit or its month is settled. Only a correction can change it. */
  | 'SETTLED'
  /** Only a signatory of the provider may do this. */
  | 'SIGNATORY_NEEDED'
  /** It has changed since the caller saw it: the version, or the run's hash, is another now. Look at it again. */
  | 'STALE'
  /** What the preview showed has changed since. Look at it again. */
  | 'STALE_PREVIEW'
  /** Somebody else has taken the task. */
  | 'TASK_TAKEN'
  /** People with one of these roles work in a service team, and the user would be in none. */
  | 'TEAM_MISSING'
  /** The term is longer than it may be. */
  | 'TERM_TOO_LONG'
  /** The settlement day of the month has not come yet. */
  | 'TOO_EARLY'
  /** The time for recording has passed. */
  | 'TOO_LATE'
  /**
   * The change touches more delivered visits than one change may; `remaining` says how many it may. Begin on a later day, and change the earlier days
   * afterwards.
   */
  | 'TOO_MANY_VISITS'
  /** The file is empty or no PDF, PNG or JPEG, or it is something else as well. */
  | 'UNFIT_FILE'
  /** The input names a content that the service does not have. */
  | 'UNKNOWN_CONTENT'
  /** The service is free for the client by law, so nobody may grant it below its value. */
  | 'VALUE_BELOW_CAP'
  /** That day has a version already. */
  | 'VERSION_EXISTS'
  /** The visit is longer than the service allows. */
  | 'VISIT_TOO_LONG'
  /** The content needs a start and end, or may not have them; or its quantity cannot be that. */
  | 'WRONG_QUANTITY'
  /** The present state does not allow this. */
  | 'WRONG_STATE';

/** Which task to give back. */
export type ReleaseTaskInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  readonly idempotencyKey: string;
  /** An open task of the caller's inbox. */
  readonly taskId: string;
};

/** What a user may do for their organisation. */
export type Role =
  /** Administers users, teams and settings (pääkäyttäjä). */
  | 'ADMIN'
  /** Looks in the access log at what the organiser's own people did and saw, and at nothing else (lokien valvoja). */
  | 'AUDITOR'
  /** Decides provider applications (käsittelijä). */
  | 'CASE_HANDLER'
  /** A client (asiakas). */
  | 'CLIENT'
  /** Checks visits (asiatarkastaja). */
  | 'EVENT_CHECKER'
  /** Grants vouchers (myöntäjä). */
  | 'GRANTER'
  /** Represents a client and chooses, changes and ends their services (palveluista sopiminen). */
  | 'MANDATE_ARRANGE'
  /** Represents a client and sees and handles what they pay (maksuasiat). */
  | 'MANDATE_PAY'
  /** Represents a client and sees their services (palvelujen katselu). */
  | 'MANDATE_SEE'
  /** Operates the platform: opens organisers and invites their first administrators. */
  | 'OPERATOR'
  /** Reads what the services of their teams need and prepares them; sees no billing (palvelun valmistelija). */
  | 'PREPARER'
  /** Records visits of the clients of their teams (kirjaaja). */
  | 'RECORDER'
  /** Keeps prices and data up to date (palvelusta vastaava). */
  | 'SERVICE_MANAGER'
  /** Locks and approves settlement runs (hyväksyjä). */
  | 'SETTLEMENT_APPROVER'
  /** May sign for the provider (nimenkirjoitusoikeudellinen). */
  | 'SIGNATORY'
  /** A provider's system that reads statements and ledger, and hands in invoices. */
  | 'SYSTEM_BILLING'
  /** An organiser's system that reads its money: feed, ledger, runs and statements. */
  | 'SYSTEM_FEED'
  /** An organiser's system that grants, changes and ends vouchers of its teams' services. */
  | 'SYSTEM_GRANT'
  /** A system that reads vouchers, bookings and visits of its teams' services. */
  | 'SYSTEM_READ'
  /** A provider's system that makes bookings and records visits of its teams' services. */
  | 'SYSTEM_RECORD';

/** Which task to take. */
export type TakeTaskInput = {
  /** A text of the caller for this call. The same key with the same input acts once and gets the same answer. At most 255 characters. */
  readonly idempotencyKey: string;
  /** An open task of the caller's inbox. */
  readonly taskId: string;
};

/** What a task asks for, and whom. */
export type TaskKind =
  /**
   * fi: Asiakas on muuttanut pois palvelunjärjestäjän alueelta. sv: Klienten har flyttat från serviceanordnarens område. en: The client has moved out of
   * the organiser's area. For its granters, who end the voucher or keep it. The subject is the voucher.
   */
  | 'CLIENT_MOVED'
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
   * fi: Ehdotettu tilinumero odottaa toista henkilöä. sv: Ett föreslaget kontonummer väntar på en andra person. en: A proposed account waits for a second
   * person. For the organisation's administrators, and a provider's signatories. The subject is the proposal.
   */
  | 'IBAN_TO_CONFIRM'
  /**
   * fi: Tuottajan hinnasto odottaa hyväksymistä. sv: En producents prislista väntar på godkännande. en: A provider's price list waits for a decision. For
   * the organiser's administrators. The subject is the price list.
   */
  | 'PRICE_LIST_SUBMITTED'
  /**
   * fi: Tuottajan ehdottama tilinumero odottaa toista henkilöä. sv: En producents föreslagna kontonummer väntar på en andra person. en: An account that a
   * provider proposed waits for a second person. For administrators and case handlers of organisers that approve the provider. The subject is the proposal.
   */
  | 'PROVIDER_IBAN_TO_CONFIRM'
  /**
   * fi: Palautettu tapahtuma odottaa korjausta. sv: En returnerad händelse väntar på rättelse. en: A returned visit waits to be changed or deleted. For
   * the provider. The subject is the visit; the due day is the last for the change.
   */
  | 'RETURNED_VISIT'
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
   * fi: Tilitetty tapahtuma on asiakkaan kuoleman jälkeen. sv: En redovisad händelse är efter klientens död. en: A settled visit is after the client's
   * death. For the organiser's checkers and settlement approvers. The subject is the visit.
   */
  | 'VISIT_AFTER_DEATH'
  /**
   * fi: Asiakkaan kuoleman jälkeinen tapahtuma odottaa tarkastusta. sv: En händelse efter klientens död väntar på granskning. en: A visit after the
   * client's death waits for a checker. For the organiser's checkers. The subject is the visit.
   */
  | 'VISIT_HELD_AFTER_DEATH';

/** What a service is measured in (yksikkö). Callers give quantities of less than a million units. */
export type Unit =
  /** Day (vuorokausi). */
  | 'DAY'
  /** Euro, for what is charged at its actual price. */
  | 'EURO'
  /** Hour. Seteli counts and prices it in whole minutes. */
  | 'HOUR'
  /** Kilometre. */
  | 'KILOMETRE'
  /** Month: calendar days divided by the days of that month. */
  | 'MONTH'
  /** Piece (kappale). */
  | 'PIECE'
  /** Procedure (toimenpide). */
  | 'PROCEDURE'
  /** Visit (käynti, kerta). */
  | 'VISIT'
  /** Week: calendar days divided by 7. */
  | 'WEEK';

/** Whether a voucher can be used today. */
export type VoucherState =
  /** It can be used on its days. */
  | 'ACTIVE'
  /** The client declined it, and the organiser has to arrange the service otherwise. */
  | 'DECLINED'
  /** The organiser ended it early because the client needs it no longer. */
  | 'ENDED'
  /** Its last day has passed. */
  | 'EXPIRED'
  /** The organiser ended it early. */
  | 'REVOKED'
  /** It is suspended today (keskeytys). */
  | 'SUSPENDED';

export type InboxQueryVariables = Exact<{
  tasks: number;
  notices: number;
}>;


export type InboxQuery = { readonly tasks: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: (
        { readonly id: string }
        & { ' $fragmentRefs'?: { 'TaskRowFragment': TaskRowFragment } }
      ) }> }, readonly notices: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: (
        { readonly id: string }
        & { ' $fragmentRefs'?: { 'NoticeRowFragment': NoticeRowFragment } }
      ) }> } };

export type MarkReadMutationVariables = Exact<{
  input: MarkReadInput;
}>;


export type MarkReadMutation = { readonly markRead: { readonly ids: ReadonlyArray<string> | null, readonly refusal: { readonly code: RefusalCode, readonly message: string } | null } };

export type NoticeRowFragment = { readonly id: string, readonly kind: NoticeKind, readonly givenAt: string, readonly dueDay: string | null, readonly readAt: string | null, readonly service: { readonly id: string, readonly names: { readonly fi: string, readonly sv: string, readonly en: string } } | null } & { ' $fragmentName'?: 'NoticeRowFragment' };

export type TaskRowFragment = { readonly id: string, readonly kind: TaskKind, readonly openedAt: string, readonly dueDay: string | null, readonly readAt: string | null, readonly takenBy: { readonly id: string } | null, readonly service: { readonly id: string, readonly names: { readonly fi: string, readonly sv: string, readonly en: string } } | null } & { ' $fragmentName'?: 'TaskRowFragment' };

export type TakeTaskMutationVariables = Exact<{
  input: TakeTaskInput;
}>;


export type TakeTaskMutation = { readonly takeTask: { readonly task: (
      { readonly id: string }
      & { ' $fragmentRefs'?: { 'TaskRowFragment': TaskRowFragment } }
    ) | null, readonly refusal: { readonly code: RefusalCode, readonly message: string } | null } };

export type ReleaseTaskMutationVariables = Exact<{
  input: ReleaseTaskInput;
}>;


export type ReleaseTaskMutation = { readonly releaseTask: { readonly task: (
      { readonly id: string }
      & { ' $fragmentRefs'?: { 'TaskRowFragment': TaskRowFragment } }
    ) | null, readonly refusal: { readonly code: RefusalCode, readonly message: string } | null } };

export type ClientVouchersQueryVariables = Exact<{
  day: string;
  month: string;
  first: number;
}>;


export type ClientVouchersQuery = { readonly vouchers: { readonly edges: ReadonlyArray<{ readonly node: (
        { readonly id: string }
        & { ' $fragmentRefs'?: { 'VoucherCardFragment': VoucherCardFragment } }
      ) }>, readonly pageInfo: { readonly hasNextPage: boolean } } };

export type ClientBookingsQueryVariables = Exact<{ [key: string]: never; }>;


export type ClientBookingsQuery = { readonly bookings: { readonly edges: ReadonlyArray<{ readonly node: (
        { readonly id: string, readonly voucher: { readonly id: string } | null }
        & { ' $fragmentRefs'?: { 'CardBookingFragment': CardBookingFragment } }
      ) }> } };

export type ClientNewsQueryVariables = Exact<{ [key: string]: never; }>;


export type ClientNewsQuery = { readonly notices: (
    { readonly totalCount: number }
    & { ' $fragmentRefs'?: { 'WaitingFragment': WaitingFragment } }
  ) };

export type WaitingFragment = { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: NoticeKind, readonly givenAt: string } }> } & { ' $fragmentName'?: 'WaitingFragment' };

export type VoucherCardFragment = { readonly id: string, readonly voucherNumber: string, readonly state: VoucherState, readonly firstDay: string, readonly lastDay: string | null, readonly service: { readonly id: string, readonly names: { readonly fi: string, readonly sv: string, readonly en: string } } | null, readonly monthSoFar: { readonly visits: number, readonly clientShare: string, readonly freeByLaw: string, readonly extraService: string } | null, readonly entitlements: ReadonlyArray<{ readonly id: string, readonly unlimited: boolean, readonly recurrence: Recurrence, readonly usage: ReadonlyArray<{ readonly lastDay: string, readonly used: { readonly unit: Unit, readonly amount: string, readonly minutes: number | null }, readonly remaining: { readonly unit: Unit, readonly amount: string, readonly minutes: number | null } }> }>, readonly balance: { readonly remaining: string } | null } & { ' $fragmentName'?: 'VoucherCardFragment' };

export type CardBookingFragment = { readonly id: string, readonly unit: { readonly id: string, readonly name: string, readonly provider: { readonly id: string, readonly name: string } } | null, readonly priceNotices: ReadonlyArray<{ readonly id: string, readonly firstDay: string, readonly oldClientShare: string | null, readonly newClientShare: string | null }> } & { ' $fragmentName'?: 'CardBookingFragment' };

export type PersonLogQueryVariables = Exact<{
  first: number;
}>;


export type PersonLogQuery = { readonly personAccesses: { ' $fragmentRefs'?: { 'LogPageFragment': LogPageFragment } } };

export type VoucherLogQueryVariables = Exact<{
  first: number;
}>;


export type VoucherLogQuery = { readonly voucherAccesses: { ' $fragmentRefs'?: { 'LogPageFragment': LogPageFragment } } };

export type BookingLogQueryVariables = Exact<{
  first: number;
}>;


export type BookingLogQuery = { readonly bookingAccesses: { ' $fragmentRefs'?: { 'LogPageFragment': LogPageFragment } } };

export type SettlementLogQueryVariables = Exact<{
  first: number;
}>;


export type SettlementLogQuery = { readonly settlementAccesses: { ' $fragmentRefs'?: { 'LogPageFragment': LogPageFragment } } };

export type LogPageFragment = { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly at: string, readonly action: AccessAction, readonly outcome: AccessOutcome, readonly sentence: { readonly fi: string, readonly sv: string, readonly en: string }, readonly by: { readonly organisationKind: OrganisationKind, readonly organisationId: string | null, readonly roles: ReadonlyArray<Role> } | null } }> } & { ' $fragmentName'?: 'LogPageFragment' };

export type OrganiserNameQueryVariables = Exact<{
  id: string;
}>;


export type OrganiserNameQuery = { readonly organiser: { readonly id: string, readonly names: { readonly fi: string, readonly sv: string, readonly en: string } } | null };

export type ProviderNameQueryVariables = Exact<{
  id: string;
}>;


export type ProviderNameQuery = { readonly provider: { readonly id: string, readonly name: string } | null };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { readonly me: { readonly user: { readonly id: string, readonly roles: ReadonlyArray<Role> }, readonly person: { readonly id: string, readonly givenNames: string, readonly familyName: string } | null, readonly organisation: { readonly kind: OrganisationKind, readonly id: string, readonly name: string | null }, readonly mandate: { readonly id: string, readonly representedName: string } | null } };

export const NoticeRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NoticeRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Notice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"givenAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueDay"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]} as unknown as DocumentNode<NoticeRowFragment, unknown>;
export const TaskRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueDay"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"takenBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]} as unknown as DocumentNode<TaskRowFragment, unknown>;
export const WaitingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Waiting"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoticeConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"givenAt"}}]}}]}}]}}]} as unknown as DocumentNode<WaitingFragment, unknown>;
export const VoucherCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VoucherCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Voucher"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"voucherNumber"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"firstDay"}},{"kind":"Field","name":{"kind":"Name","value":"lastDay"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthSoFar"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"month"},"value":{"kind":"Variable","name":{"kind":"Name","value":"month"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"visits"}},{"kind":"Field","name":{"kind":"Name","value":"clientShare"}},{"kind":"Field","name":{"kind":"Name","value":"freeByLaw"}},{"kind":"Field","name":{"kind":"Name","value":"extraService"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entitlements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unlimited"}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"firstDay"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}},{"kind":"Argument","name":{"kind":"Name","value":"lastDay"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastDay"}},{"kind":"Field","name":{"kind":"Name","value":"used"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"minutes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"remaining"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"minutes"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remaining"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"day"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}}]}]}}]}}]} as unknown as DocumentNode<VoucherCardFragment, unknown>;
export const CardBookingFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CardBooking"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Booking"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceNotices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstDay"}},{"kind":"Field","name":{"kind":"Name","value":"oldClientShare"}},{"kind":"Field","name":{"kind":"Name","value":"newClientShare"}}]}}]}}]} as unknown as DocumentNode<CardBookingFragment, unknown>;
export const LogPageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationKind"}},{"kind":"Field","name":{"kind":"Name","value":"organisationId"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LogPageFragment, unknown>;
export const InboxDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Inbox"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"tasks"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"notices"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"tasks"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"notices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"notices"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"NoticeRow"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueDay"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"takenBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NoticeRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Notice"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"givenAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueDay"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]} as unknown as DocumentNode<InboxQuery, InboxQueryVariables>;
export const MarkReadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MarkRead"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MarkReadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"markRead"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ids"}},{"kind":"Field","name":{"kind":"Name","value":"refusal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<MarkReadMutation, MarkReadMutationVariables>;
export const TakeTaskDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TakeTask"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TakeTaskInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"takeTask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refusal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueDay"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"takenBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]} as unknown as DocumentNode<TakeTaskMutation, TakeTaskMutationVariables>;
export const ReleaseTaskDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReleaseTask"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReleaseTaskInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"releaseTask"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"task"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"TaskRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refusal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"TaskRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Task"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueDay"}},{"kind":"Field","name":{"kind":"Name","value":"readAt"}},{"kind":"Field","name":{"kind":"Name","value":"takenBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]} as unknown as DocumentNode<ReleaseTaskMutation, ReleaseTaskMutationVariables>;
export const ClientVouchersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientVouchers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"day"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"month"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Month"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vouchers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"states"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ACTIVE"},{"kind":"EnumValue","value":"SUSPENDED"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"VoucherCard"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"VoucherCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Voucher"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"voucherNumber"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"firstDay"}},{"kind":"Field","name":{"kind":"Name","value":"lastDay"}},{"kind":"Field","name":{"kind":"Name","value":"service"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"monthSoFar"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"month"},"value":{"kind":"Variable","name":{"kind":"Name","value":"month"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"visits"}},{"kind":"Field","name":{"kind":"Name","value":"clientShare"}},{"kind":"Field","name":{"kind":"Name","value":"freeByLaw"}},{"kind":"Field","name":{"kind":"Name","value":"extraService"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entitlements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unlimited"}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"usage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"firstDay"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}},{"kind":"Argument","name":{"kind":"Name","value":"lastDay"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastDay"}},{"kind":"Field","name":{"kind":"Name","value":"used"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"minutes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"remaining"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"minutes"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"remaining"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"day"},"value":{"kind":"Variable","name":{"kind":"Name","value":"day"}}}]}]}}]}}]} as unknown as DocumentNode<ClientVouchersQuery, ClientVouchersQueryVariables>;
export const ClientBookingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientBookings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bookings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"state"},"value":{"kind":"EnumValue","value":"OPEN"}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"voucher"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CardBooking"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CardBooking"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Booking"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"unit"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"priceNotices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstDay"}},{"kind":"Field","name":{"kind":"Name","value":"oldClientShare"}},{"kind":"Field","name":{"kind":"Name","value":"newClientShare"}}]}}]}}]} as unknown as DocumentNode<ClientBookingsQuery, ClientBookingsQueryVariables>;
export const ClientNewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClientNews"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"unread"},"value":{"kind":"BooleanValue","value":true}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"3"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Waiting"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Waiting"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoticeConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"givenAt"}}]}}]}}]}}]} as unknown as DocumentNode<ClientNewsQuery, ClientNewsQueryVariables>;
export const PersonLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PersonLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"personAccesses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationKind"}},{"kind":"Field","name":{"kind":"Name","value":"organisationId"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PersonLogQuery, PersonLogQueryVariables>;
export const VoucherLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"VoucherLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"voucherAccesses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationKind"}},{"kind":"Field","name":{"kind":"Name","value":"organisationId"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]}}]} as unknown as DocumentNode<VoucherLogQuery, VoucherLogQueryVariables>;
export const BookingLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BookingLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bookingAccesses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationKind"}},{"kind":"Field","name":{"kind":"Name","value":"organisationId"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BookingLogQuery, BookingLogQueryVariables>;
export const SettlementLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SettlementLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settlementAccesses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccessConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}},{"kind":"Field","name":{"kind":"Name","value":"by"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationKind"}},{"kind":"Field","name":{"kind":"Name","value":"organisationId"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SettlementLogQuery, SettlementLogQueryVariables>;
export const OrganiserNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OrganiserName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organiser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"names"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fi"}},{"kind":"Field","name":{"kind":"Name","value":"sv"}},{"kind":"Field","name":{"kind":"Name","value":"en"}}]}}]}}]}}]} as unknown as DocumentNode<OrganiserNameQuery, OrganiserNameQueryVariables>;
export const ProviderNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProviderName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ProviderNameQuery, ProviderNameQueryVariables>;
export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"givenNames"}},{"kind":"Field","name":{"kind":"Name","value":"familyName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mandate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"representedName"}}]}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;