/** What a field that leads to a type changes in what is seen of that type. */
import { ADMINISTRATORS, AKU, either, FOR_AKU, OUR_ORGANISER, OUR_PROVIDER, OUR_STAFF, some, staff, type Who } from './who.ts';

/** By the field that leads there, and the field that is reached. Each is stricter than the type's own row. */
export const THROUGH: Readonly<Record<string, Readonly<Record<string, Who>>>> = {
  // Only their own organisation sees who somebody is.
  ...Object.fromEntries(
    [
      'Voucher.grantedBy',
      'DeclinedVoucher.declinedBy',
      'OtherArrangement.arrangedBy',
      'ValueProposal.proposedBy',
      'ValueProposal.decidedBy',
      'Correction.proposedBy',
      'Correction.decidedBy',
      'PriceListDecision.decidedBy',
      'SettlementRun.lockedBy',
      'SettlementRun.approvedBy',
      'Visit.approvedBy',
    ].map((leading) => [leading, { 'ActorName.id': OUR_ORGANISER, 'ActorName.user': OUR_ORGANISER }]),
  ),
  ...Object.fromEntries(
    ['Consent.givenThrough', 'ExtraServiceAcceptance.notedBy', 'Visit.recordedBy'].map((leading) => [
      leading,
      { 'ActorName.id': OUR_PROVIDER, 'ActorName.user': OUR_PROVIDER },
    ]),
  ),
  // Each organisation decides on accounts of its own, and people see who of their own acted, and for whom.
  ...Object.fromEntries(
    ['IbanProposal.proposedBy', 'IbanProposal.decidedBy'].map((leading) => [
      leading,
      { 'ActorName.id': some(OUR_STAFF), 'ActorName.user': some(OUR_STAFF) },
    ]),
  ),
  'Access.by': { 'ActorName.id': some(either(OUR_ORGANISER, FOR_AKU)), 'ActorName.user': some(either(OUR_ORGANISER, FOR_AKU)) },
  // Whoever knows the code knows who it is, so the teams do not count.
  'Query.findPersons': Object.fromEntries(
    ['id', 'givenNames', 'familyName', 'protectedAddress', 'contacts'].map((name) => [`Person.${name}`, staff('identity.findPersons')]),
  ),
  // A colleague's name is for administrators.
  'User.person': Object.fromEntries(
    ['id', 'givenNames', 'familyName', 'protectedAddress'].map((name) => [`Person.${name}`, either(ADMINISTRATORS, FOR_AKU, AKU)]),
  ),
};
