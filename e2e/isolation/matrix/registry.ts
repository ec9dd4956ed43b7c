/** Who sees what of organisers, services, providers and prices. Most of it is public. */
import { BELOW, EVERYBODY, OUR_STAFF, OWN, type Rows, some, staff } from './who.ts';

export const REGISTRY: Rows = {
  ApproveProviderPayload: [[OWN, 'approval refusal']],
  Band: [[BELOW, 'dayClasses from to']],
  BandGap: [[BELOW, 'dayClass from to deliberate']],
  BandOverlap: [[BELOW, 'dayClass from to contents']],
  BandReport: [[BELOW, 'gaps overlaps moreOverlaps']],
  BankAccount: [
    [BELOW, 'iban'],
    [OWN, 'proposal'],
  ],
  CancellationTerms: [[EVERYBODY, 'noticeHours billableSharePercent maxMinutes payer consumesQuota']],
  Contact: [[EVERYBODY, 'email phone website streetAddress postalCode city']],
  Correction: [
    [
      staff('registry.correct'),
      'id change takenAgain reason state service firstDay lastDay proposedBy proposedAt decidedBy decidedAt effect',
    ],
  ],
  CorrectionConnection: [[OWN, 'edges pageInfo']],
  CorrectionEdge: [[BELOW, 'cursor node']],
  CorrectionPayload: [[OWN, 'correction job refusal']],
  DecidePriceListPayload: [[OWN, 'priceList job refusal']],
  IbanProposal: [[BELOW, 'id state organiser provider iban proposedBy proposedAt decidedBy decidedAt']],
  IbanProposalConnection: [[OWN, 'edges pageInfo']],
  IbanProposalEdge: [[BELOW, 'cursor node']],
  IbanProposalPayload: [[OWN, 'proposal refusal']],
  Organiser: [
    [
      EVERYBODY,
      'id version kind names businessId languages contact calendar settlementDay recordingCutOffDay municipalityCodes areas services closedAt',
    ],
  ],
  OrganiserConnection: [[OWN, 'edges pageInfo totalCount']],
  OrganiserEdge: [[BELOW, 'cursor node']],
  OrganiserPayload: [[OWN, 'organiser refusal']],
  PriceChange: [[BELOW, 'content oldPrice newPrice oldClientShare newClientShare']],
  PriceList: [
    [EVERYBODY, 'id unit service state version firstDay lastDay prices'],
    [OUR_STAFF, 'decision'],
    [staff('vouchers.seePriceEffect'), 'effect'],
  ],
  PriceListConnection: [[OWN, 'edges pageInfo totalCount']],
  PriceListDecision: [[OUR_STAFF, 'kind decidedAt decidedBy reason']],
  PriceListEdge: [[BELOW, 'cursor node']],
  PriceListPreview: [[BELOW, 'earliestRise changes']],
  PriceListPreviewPayload: [
    [some(staff('registry.submitPriceList')), 'preview'],
    [OWN, 'refusal'],
  ],
  Provider: [[EVERYBODY, 'id version name businessId form registeredAddress languages contact units approvals']],
  ProviderApproval: [[EVERYBODY, 'id provider service contents firstDay lastDay']],
  ProviderApprovalConnection: [[OWN, 'edges pageInfo totalCount']],
  ProviderApprovalEdge: [[BELOW, 'cursor node']],
  ProviderPayload: [[OWN, 'provider refusal']],
  ProviderUnit: [[EVERYBODY, 'id provider name closedAt priceLists']],
  PublishServiceAreaPayload: [[OWN, 'area refusal']],
  PublishServicePayload: [[OWN, 'service correction job refusal']],
  SavePriceListDraftPayload: [[OWN, 'priceList refusal']],
  RegisteredAddress: [[EVERYBODY, 'streetAddress postalCode city']],
  Service: [
    [
      EVERYBODY,
      'id organiser area code names arrangementKind approvalPolicy samplePercent approvedEditable overlapPolicy prorationPolicy cancellationTerms priceNoticeDays valueNoticeDays hardLimitMonths maxVisitHours incrementMinutes tailDays contents gaps version newestVersion firstDay',
    ],
  ],
  ServiceArea: [[EVERYBODY, 'id code names services']],
  ServiceContent: [
    [
      EVERYBODY,
      'id service code names kind unit vatTreatment includedInPrice maxPerVisit extraServiceAllowed parallelAllowed multiWorker deductibleAllowed bands',
    ],
  ],
  SetCalendarDaysPayload: [[OWN, 'organiser correction job refusal']],
  SubmitPriceListPayload: [[OWN, 'priceList refusal']],
  WithdrawApprovalPayload: [[OWN, 'approval refusal']],
};
