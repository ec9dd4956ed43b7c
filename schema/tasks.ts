/** The kinds of tasks and notices of all services. The graph explains each of them in the three languages. */
export const TASK_KINDS = [
  'RETURNED_VISIT',
  'CORRECTION_REQUEST',
  'DECLINED_VOUCHER',
  'VISIT_HELD_AFTER_DEATH',
  'VISIT_AFTER_DEATH',
  'CLIENT_MOVED',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const NOTICE_KINDS = [
  'VISIT_HELD',
  'VISIT_RETURNED',
  'RETURNED_VISIT_ENDS_SOON',
  'VISIT_RELEASED',
  'CORRECTION_ACCEPTED',
  'CORRECTION_DECLINED',
  'CORRECTION_REQUEST_CLOSED',
  'CORRECTION_REQUEST_REOPENED',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
