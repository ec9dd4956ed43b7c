/** The operations of the demo, as a provider's, an organiser's and a municipality's software would send them. */

export const VOUCHERS = `{ vouchers(first: 200) { edges { node { id voucherNumber service { code } } } } }`;

export const BOOKINGS = `{ bookings(first: 200) { edges { node { id voucher { id } } } } }`;

export const GRANT = `mutation ($input: GrantVoucherInput!) {
  grantVoucher(input: $input) { voucher { id voucherNumber } refusal { code message path } }
}`;

export const VOUCHER = `query ($id: ID!) { voucher(id: $id) { id } }`;

export const BY_NUMBER = `query ($number: String!) {
  voucherByNumber(voucherNumber: $number) {
    id voucherNumber service { names { fi } }
    clientCard { name streetAddress postalCode municipality }
    contents { code names { fi } }
    entitlements { quantity { amount } recurrence }
  }
}`;

export const BOOK = `mutation ($input: MakeBookingInput!) {
  makeBooking(input: $input) {
    booking { id contents { code } unit { name } consents { kind channel givenThrough { id } } }
    refusal { code message path }
  }
}`;

const VISIT = `id state allocation total organiserShare clientShare flags returnReason
  lines { content { code } quantity { amount } unitPrice total organiserShare clientShare }`;

export const RECORD = `mutation ($input: RecordVisitsInput!) {
  recordVisits(input: $input) { results { visit { ${VISIT} } refusal { code message remaining { amount unit } } } }
}`;

export const RETURN = `mutation ($input: ReturnVisitInput!) { returnVisit(input: $input) { visit { state returnReason } refusal { code } } }`;
export const APPROVE = `mutation ($input: ApproveVisitInput!) { approveVisit(input: $input) { visit { state } refusal { code } } }`;
export const EDIT = `mutation ($input: EditVisitInput!) { editVisit(input: $input) { visit { ${VISIT} } refusal { code message } } }`;
export const DELETE = `mutation ($input: DeleteVisitInput!) { deleteVisit(input: $input) { visit { state } refusal { code } } }`;
export const VISIT_STATES = `query ($id: ID!) { booking(id: $id) { visits(first: 200) { edges { node { id state } } } } }`;
export const UNDER_REVIEW = `{ visitsUnderReview(first: 200) { edges { node { id flags } } } }`;

export const RUN = `id month state total organiserShare clientShare hash lockedBy { id } approvedBy { id }
  statements { edges { node { statementNumber provider { name } total organiserShare clientShare payable state reference lines { content { code } visits quantity { amount } total } } } }
  clientShareStatements { edges { node { provider { name } clientShare visits } } }
  paymentFile`;

export const APPROVE_RUN = `mutation ($input: ApproveRunInput!) { approveRun(input: $input) { run { ${RUN} } refusal { code message } } }`;
export const EXPORT_RUN = `mutation ($input: ExportRunInput!) { exportRun(input: $input) { run { state } refusal { code } } }`;
export const TOTALS = `query ($month: Month!) { ledgerTotals(month: $month) { entries total organiserShare clientShare } }`;
