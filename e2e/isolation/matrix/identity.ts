/** Who sees what of people, users, teams, systems, mandates and the inbox. */
import { ADMINISTRATORS, AKU, BELOW, both, either, FOR_AKU, named, OUR_ORGANISER, OUR_STAFF, OWN, type Rows, staff } from './who.ts';

const NAMES = either(named('identity.seeServedPersons'), FOR_AKU);
const PERSON_ID = either(NAMES, both(OUR_ORGANISER, named('vouchers.seeVoucher')), FOR_AKU);

export const IDENTITY: Rows = {
  ActingChoice: [[OWN, 'organisation roles mandate']],
  ActingOrganisation: [[OWN, 'kind id name']],
  AddSystemKeyPayload: [[OWN, 'systemAccount keyId secret refusal']],
  AllowOwnAccountsPayload: [[OWN, 'ownAccountsAllowed refusal']],
  App: [[BELOW, 'id version kind names redirectUris origins closedAt']],
  ChangeUserPayload: [[OWN, 'user refusal']],
  CloseAppPayload: [[OWN, 'app refusal']],
  ErasePersonPayload: [[OWN, 'personId refusal']],
  ErasurePart: [[BELOW, 'service retentionClass records outcome keptUntil sentence']],
  ErasurePreview: [[BELOW, 'previewId parts']],
  ExportPayload: [[OWN, 'job refusal']],
  EndSessionPayload: [[OWN, 'sessionId refusal']],
  EndSessionsPayload: [[OWN, 'ended refusal']],
  Invitation: [
    [
      BELOW,
      'id version state organisationKind organisationId roles teams email givenNames familyName language byOwnAccount user invitedBy invitedAt expiresAt endedAt delivery',
    ],
  ],
  InvitationConnection: [[OWN, 'edges pageInfo totalCount']],
  InvitationEdge: [[BELOW, 'cursor node']],
  InvitationPayload: [[OWN, 'invitation refusal']],
  Mandate: [
    [
      FOR_AKU,
      'id kind representedName representativeName representative roles firstDay lastDay checkedAt holds canBeEnded recordedByName scanId endedAt endedBy',
    ],
  ],
  MandatePayload: [[OWN, 'mandate refusal']],
  MarkReadPayload: [[OWN, 'ids refusal']],
  Me: [[OWN, 'user organisation person mandate assurance choices sessions']],
  MessageChoice: [[OWN, 'group channel chosen reachable']],
  MessagePreferences: [[OWN, 'choices unreachable']],
  Notice: [
    [BELOW, 'id kind subjectId service givenAt dueDay'],
    [OWN, 'readAt'],
  ],
  NoticeConnection: [[OWN, 'edges pageInfo totalCount']],
  NoticeEdge: [[BELOW, 'cursor node']],
  Passkey: [[OWN, 'id name madeAt lastUsedAt backedUp']],
  PasskeyPayload: [[OWN, 'passkey refusal']],
  Person: [
    [NAMES, 'givenNames familyName protectedAddress'],
    [PERSON_ID, 'id'],
    [either(named('identity.seeContacts'), AKU), 'contacts'],
    [OWN, 'restrictions'],
  ],
  PersonRestriction: [[BELOW, 'organiserId ground since endedAt']],
  RestrictionPayload: [[OWN, 'restriction refusal']],
  PostalAddress: [[BELOW, 'street postalCode city']],
  RegisterClientPayload: [[OWN, 'person refusal']],
  RemovePasskeyPayload: [[OWN, 'passkeys refusal']],
  SaveAppPayload: [[OWN, 'app refusal']],
  SaveMyContactsPayload: [[OWN, 'person refusal']],
  Contacts: [[BELOW, 'version language phone email address']],
  ReleaseTaskPayload: [[OWN, 'task refusal']],
  RevokeSystemKeyPayload: [[OWN, 'systemAccount refusal']],
  SavePreferencesPayload: [[OWN, 'preferences refusal']],
  SaveServiceTeamPayload: [[OWN, 'serviceTeam refusal']],
  SaveSystemAccountPayload: [[OWN, 'systemAccount refusal']],
  ServiceTeam: [
    [OUR_STAFF, 'id version name services unitIds members'],
    [staff('identity.saveServiceTeam'), 'clientIds'],
  ],
  Session: [[OWN, 'id program app startedAt usedAt endsAt current']],
  SystemAccount: [[ADMINISTRATORS, 'id version name clientId scopes units teams active keys']],
  SystemKey: [[ADMINISTRATORS, 'id name state madeAt madeBy expiresOn endedAt lastUsedAt']],
  TakeTaskPayload: [[OWN, 'task refusal']],
  Task: [
    [BELOW, 'id kind subjectId service openedAt dueDay takenBy takenAt'],
    [OWN, 'readAt'],
  ],
  TaskConnection: [[OWN, 'edges pageInfo totalCount']],
  TaskEdge: [[BELOW, 'cursor node']],
  UnreachableAddress: [[OWN, 'channel since']],
  User: [
    [either(OUR_STAFF, FOR_AKU), 'id version roles teams active'],
    [either(ADMINISTRATORS, AKU), 'person invitedAt lastSignInAt'],
  ],
  UserConnection: [[OWN, 'edges pageInfo totalCount']],
  UserEdge: [[BELOW, 'cursor node']],
};
