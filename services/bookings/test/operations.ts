/** The operations that tests send to bookings. */
const REFUSAL = 'refusal { code path message remaining { minutes } details { day validity firstDay lastDay visitId } }';

export const BOOK = `mutation ($input: MakeBookingInput!) {
  makeBooking(input: $input) {
    booking {
      id firstDay wish voucher { id } provider { id } unit { id } contents { id }
      consents { kind givenThrough { id } givenAt channel }
    }
    ${REFUSAL}
  }
}`;

export const VISIT = `id kind day workers workerReference state allocation version flags total organiserShare clientShare unbilled extraService correctionReason holdReason heldAt returnReason externalId recordedAt start end
  refusal { code path remaining { minutes } }
  lines { content { id } serviceMonth quantity { unit amount minutes } unitPrice total organiserShare clientShare unbilled extraService vatPercent totalVat organiserVat clientVat }`;

export const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { ${VISIT} } ${REFUSAL} } } }`;
export const EDIT = `mutation ($input: EditVisitInput!) { editVisit(input: $input) { visit { ${VISIT} } ${REFUSAL} } }`;
export const DELETE = `mutation ($input: DeleteVisitInput!) { deleteVisit(input: $input) { visit { ${VISIT} } ${REFUSAL} } }`;
export const APPROVE = `mutation ($input: ApproveVisitInput!) { approveVisit(input: $input) { visit { ${VISIT} } ${REFUSAL} } }`;
export const RETURN = `mutation ($input: ReturnVisitInput!) { returnVisit(input: $input) { visit { ${VISIT} } ${REFUSAL} } }`;
export const CORRECT = `mutation ($input: CorrectVisitInput!) { correctVisit(input: $input) { visit { ${VISIT} } ${REFUSAL} } }`;
export const CREDIT = `mutation ($input: CreditVisitInput!) { creditVisit(input: $input) { visit { ${VISIT} } ${REFUSAL} } }`;
export const END = `mutation ($input: EndBookingInput!) { endBooking(input: $input) { booking { id lastDay } ${REFUSAL} } }`;
export const HOLD = `mutation ($input: HoldVisitInput!) { holdVisit(input: $input) { visit { ${VISIT} } ${REFUSAL} } }`;
