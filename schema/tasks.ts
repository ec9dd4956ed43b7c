/**
 * The kinds of tasks and notices of all services, and the groups by which people choose how they hear of them. The
 * graph explains each kind in the three languages.
 */
export const TASK_KINDS = [
  'RETURNED_VISIT',
  'CORRECTION_REQUEST',
  'DECLINED_VOUCHER',
  'VISIT_HELD_AFTER_DEATH',
  'VISIT_AFTER_DEATH',
  'CLIENT_MOVED',
  'PRICE_LIST_SUBMITTED',
  'RUN_TO_APPROVE',
  'UNREACHABLE_USER',
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
  'VISIT_REFUSED',
  'SHARE_RECALCULATED',
  'PRICE_RISE',
  'APPROVAL_WITHDRAWN',
  'CLIENT_DIED',
  'DEATH_WITHDRAWN',
  'BOOKING_ENDED',
  'VOUCHER_GRANTED',
  'VOUCHER_ENDS_SOON',
  'VOUCHER_ENDED',
  'PRICE_LIST_ACCEPTED',
  'PRICE_LIST_REJECTED',
  'STATEMENT_READY',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** People choose a way of hearing for each group. */
export const MESSAGE_GROUPS = ['TASKS', 'VISITS', 'SERVICES', 'MONEY'] as const;
export type MessageGroup = (typeof MESSAGE_GROUPS)[number];

/** The group of each kind. The type makes a new kind choose its group. */
export const GROUP_OF: Readonly<Record<TaskKind | NoticeKind, MessageGroup>> = {
  RETURNED_VISIT: 'TASKS',
  CORRECTION_REQUEST: 'TASKS',
  DECLINED_VOUCHER: 'TASKS',
  VISIT_HELD_AFTER_DEATH: 'TASKS',
  VISIT_AFTER_DEATH: 'TASKS',
  CLIENT_MOVED: 'TASKS',
  PRICE_LIST_SUBMITTED: 'TASKS',
  RUN_TO_APPROVE: 'TASKS',
  UNREACHABLE_USER: 'TASKS',
  VISIT_HELD: 'VISITS',
  VISIT_RETURNED: 'VISITS',
  RETURNED_VISIT_ENDS_SOON: 'VISITS',
  VISIT_RELEASED: 'VISITS',
  CORRECTION_ACCEPTED: 'VISITS',
  CORRECTION_DECLINED: 'VISITS',
  CORRECTION_REQUEST_CLOSED: 'VISITS',
  CORRECTION_REQUEST_REOPENED: 'VISITS',
  VISIT_REFUSED: 'VISITS',
  SHARE_RECALCULATED: 'MONEY',
  PRICE_RISE: 'MONEY',
  APPROVAL_WITHDRAWN: 'SERVICES',
  CLIENT_DIED: 'SERVICES',
  DEATH_WITHDRAWN: 'SERVICES',
  BOOKING_ENDED: 'SERVICES',
  VOUCHER_GRANTED: 'SERVICES',
  VOUCHER_ENDS_SOON: 'SERVICES',
  VOUCHER_ENDED: 'SERVICES',
  PRICE_LIST_ACCEPTED: 'MONEY',
  PRICE_LIST_REJECTED: 'MONEY',
  STATEMENT_READY: 'MONEY',
};

/** By which way a person hears that something waits for them. */
export const MESSAGE_CHANNELS = ['EMAIL', 'SMS', 'SUOMI_FI', 'NONE'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];
