/** The lifecycle of a visit (tapahtuma) as data, which the rules and the README read. */
export type VisitState = 'RECORDED' | 'UNDER_REVIEW' | 'RETURNED' | 'APPROVED' | 'SETTLED' | 'DELETED';

type Edge = { readonly from: VisitState; readonly command: string; readonly to: VisitState; readonly event: string | null };

/**
 * Vouchers announces `allocate`, and settlement `settle`. `reprice` follows publications for the visit's day, and
 * `release` comes with time. People do the others. A refused allocation leaves a new visit RECORDED, and brings a
 * changed one back to its former state. Only after a correction may APPROVED be corrected.
 */
export const LIFECYCLE = [
  { from: 'RECORDED', command: 'allocate', to: 'APPROVED', event: 'visit-approved' },
  { from: 'RECORDED', command: 'allocate', to: 'UNDER_REVIEW', event: null },
  { from: 'RECORDED', command: 'allocate', to: 'RETURNED', event: null },
  { from: 'RECORDED', command: 'allocate', to: 'SETTLED', event: null },
  { from: 'UNDER_REVIEW', command: 'approveVisit', to: 'APPROVED', event: 'visit-approved' },
  { from: 'UNDER_REVIEW', command: 'returnVisit', to: 'RETURNED', event: 'visit-returned' },
  { from: 'RECORDED', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'UNDER_REVIEW', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'RETURNED', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'APPROVED', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'RECORDED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'UNDER_REVIEW', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'RETURNED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'RETURNED', command: 'release', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'holdVisit', to: 'UNDER_REVIEW', event: 'visit-held' },
  { from: 'APPROVED', command: 'settle', to: 'SETTLED', event: null },
  { from: 'SETTLED', command: 'correctVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'SETTLED', command: 'creditVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'correctVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'APPROVED', command: 'creditVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'UNDER_REVIEW', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'RETURNED', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'APPROVED', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'SETTLED', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
] as const satisfies readonly Edge[];

export type Command = (typeof LIFECYCLE)[number]['command'];

/** The states to which a command may lead. None where nobody may give the command. */
export const nextStates = (from: VisitState, command: Command): readonly VisitState[] =>
  LIFECYCLE.filter((edge) => edge.from === from && edge.command === command).map(({ to }) => to);
