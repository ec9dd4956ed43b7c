/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Inbox($tasks: Int!, $notices: Int!) {\n    tasks(first: $tasks) {\n      totalCount\n      edges {\n        node {\n          id\n          ...TaskRow\n        }\n      }\n    }\n    notices(first: $notices) {\n      totalCount\n      edges {\n        node {\n          id\n          ...NoticeRow\n        }\n      }\n    }\n  }\n": typeof types.InboxDocument,
    "\n  mutation MarkRead($input: MarkReadInput!) {\n    markRead(input: $input) {\n      ids\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.MarkReadDocument,
    "\n  fragment NoticeRow on Notice {\n    id\n    kind\n    givenAt\n    dueDay\n    readAt\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n": typeof types.NoticeRowFragmentDoc,
    "\n  fragment TaskRow on Task {\n    id\n    kind\n    openedAt\n    dueDay\n    readAt\n    takenBy {\n      id\n    }\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n": typeof types.TaskRowFragmentDoc,
    "\n  mutation TakeTask($input: TakeTaskInput!) {\n    takeTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.TakeTaskDocument,
    "\n  mutation ReleaseTask($input: ReleaseTaskInput!) {\n    releaseTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ReleaseTaskDocument,
    "\n  query ClientVouchers($day: Date!, $month: Month!, $first: Int!) {\n    vouchers(filter: { states: [ACTIVE, SUSPENDED] }, first: $first) {\n      edges {\n        node {\n          id\n          ...VoucherCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": typeof types.ClientVouchersDocument,
    "\n  query ClientBookings {\n    bookings(filter: { state: OPEN }, first: 50) {\n      edges {\n        node {\n          id\n          voucher {\n            id\n          }\n          ...CardBooking\n        }\n      }\n    }\n  }\n": typeof types.ClientBookingsDocument,
    "\n  query ClientNews {\n    notices(filter: { unread: true }, first: 3) {\n      totalCount\n      ...Waiting\n    }\n  }\n": typeof types.ClientNewsDocument,
    "\n  fragment Waiting on NoticeConnection {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        givenAt\n      }\n    }\n  }\n": typeof types.WaitingFragmentDoc,
    "\n  fragment VoucherCard on Voucher {\n    id\n    voucherNumber\n    state\n    firstDay\n    lastDay\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n    monthSoFar(month: $month) {\n      visits\n      clientShare\n      freeByLaw\n      extraService\n    }\n    entitlements {\n      id\n      unlimited\n      recurrence\n      usage(firstDay: $day, lastDay: $day) {\n        lastDay\n        used {\n          unit\n          amount\n          minutes\n        }\n        remaining {\n          unit\n          amount\n          minutes\n        }\n      }\n    }\n    balance {\n      remaining(day: $day)\n    }\n  }\n": typeof types.VoucherCardFragmentDoc,
    "\n  fragment CardBooking on Booking {\n    id\n    unit {\n      id\n      name\n      provider {\n        id\n        name\n      }\n    }\n    priceNotices(first: 5) {\n      id\n      firstDay\n      oldClientShare\n      newClientShare\n    }\n  }\n": typeof types.CardBookingFragmentDoc,
    "\n  query PersonLog($first: Int!) {\n    personAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": typeof types.PersonLogDocument,
    "\n  query VoucherLog($first: Int!) {\n    voucherAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": typeof types.VoucherLogDocument,
    "\n  query BookingLog($first: Int!) {\n    bookingAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": typeof types.BookingLogDocument,
    "\n  query SettlementLog($first: Int!) {\n    settlementAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": typeof types.SettlementLogDocument,
    "\n  fragment LogPage on AccessConnection {\n    edges {\n      node {\n        id\n        at\n        action\n        outcome\n        sentence {\n          fi\n          sv\n          en\n        }\n        by {\n          organisationKind\n          organisationId\n          roles\n        }\n      }\n    }\n  }\n": typeof types.LogPageFragmentDoc,
    "\n  query OrganiserName($id: ID!) {\n    organiser(id: $id) {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n": typeof types.OrganiserNameDocument,
    "\n  query ProviderName($id: ID!) {\n    provider(id: $id) {\n      id\n      name\n    }\n  }\n": typeof types.ProviderNameDocument,
    "\n  query Me {\n    me {\n      user {\n        id\n        roles\n      }\n      person {\n        id\n        givenNames\n        familyName\n      }\n      organisation {\n        kind\n        id\n        name\n      }\n      mandate {\n        id\n        representedName\n      }\n    }\n  }\n": typeof types.MeDocument,
};
const documents: Documents = {
    "\n  query Inbox($tasks: Int!, $notices: Int!) {\n    tasks(first: $tasks) {\n      totalCount\n      edges {\n        node {\n          id\n          ...TaskRow\n        }\n      }\n    }\n    notices(first: $notices) {\n      totalCount\n      edges {\n        node {\n          id\n          ...NoticeRow\n        }\n      }\n    }\n  }\n": types.InboxDocument,
    "\n  mutation MarkRead($input: MarkReadInput!) {\n    markRead(input: $input) {\n      ids\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": types.MarkReadDocument,
    "\n  fragment NoticeRow on Notice {\n    id\n    kind\n    givenAt\n    dueDay\n    readAt\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n": types.NoticeRowFragmentDoc,
    "\n  fragment TaskRow on Task {\n    id\n    kind\n    openedAt\n    dueDay\n    readAt\n    takenBy {\n      id\n    }\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n": types.TaskRowFragmentDoc,
    "\n  mutation TakeTask($input: TakeTaskInput!) {\n    takeTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": types.TakeTaskDocument,
    "\n  mutation ReleaseTask($input: ReleaseTaskInput!) {\n    releaseTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n": types.ReleaseTaskDocument,
    "\n  query ClientVouchers($day: Date!, $month: Month!, $first: Int!) {\n    vouchers(filter: { states: [ACTIVE, SUSPENDED] }, first: $first) {\n      edges {\n        node {\n          id\n          ...VoucherCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": types.ClientVouchersDocument,
    "\n  query ClientBookings {\n    bookings(filter: { state: OPEN }, first: 50) {\n      edges {\n        node {\n          id\n          voucher {\n            id\n          }\n          ...CardBooking\n        }\n      }\n    }\n  }\n": types.ClientBookingsDocument,
    "\n  query ClientNews {\n    notices(filter: { unread: true }, first: 3) {\n      totalCount\n      ...Waiting\n    }\n  }\n": types.ClientNewsDocument,
    "\n  fragment Waiting on NoticeConnection {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        givenAt\n      }\n    }\n  }\n": types.WaitingFragmentDoc,
    "\n  fragment VoucherCard on Voucher {\n    id\n    voucherNumber\n    state\n    firstDay\n    lastDay\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n    monthSoFar(month: $month) {\n      visits\n      clientShare\n      freeByLaw\n      extraService\n    }\n    entitlements {\n      id\n      unlimited\n      recurrence\n      usage(firstDay: $day, lastDay: $day) {\n        lastDay\n        used {\n          unit\n          amount\n          minutes\n        }\n        remaining {\n          unit\n          amount\n          minutes\n        }\n      }\n    }\n    balance {\n      remaining(day: $day)\n    }\n  }\n": types.VoucherCardFragmentDoc,
    "\n  fragment CardBooking on Booking {\n    id\n    unit {\n      id\n      name\n      provider {\n        id\n        name\n      }\n    }\n    priceNotices(first: 5) {\n      id\n      firstDay\n      oldClientShare\n      newClientShare\n    }\n  }\n": types.CardBookingFragmentDoc,
    "\n  query PersonLog($first: Int!) {\n    personAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": types.PersonLogDocument,
    "\n  query VoucherLog($first: Int!) {\n    voucherAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": types.VoucherLogDocument,
    "\n  query BookingLog($first: Int!) {\n    bookingAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": types.BookingLogDocument,
    "\n  query SettlementLog($first: Int!) {\n    settlementAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n": types.SettlementLogDocument,
    "\n  fragment LogPage on AccessConnection {\n    edges {\n      node {\n        id\n        at\n        action\n        outcome\n        sentence {\n          fi\n          sv\n          en\n        }\n        by {\n          organisationKind\n          organisationId\n          roles\n        }\n      }\n    }\n  }\n": types.LogPageFragmentDoc,
    "\n  query OrganiserName($id: ID!) {\n    organiser(id: $id) {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n": types.OrganiserNameDocument,
    "\n  query ProviderName($id: ID!) {\n    provider(id: $id) {\n      id\n      name\n    }\n  }\n": types.ProviderNameDocument,
    "\n  query Me {\n    me {\n      user {\n        id\n        roles\n      }\n      person {\n        id\n        givenNames\n        familyName\n      }\n      organisation {\n        kind\n        id\n        name\n      }\n      mandate {\n        id\n        representedName\n      }\n    }\n  }\n": types.MeDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Inbox($tasks: Int!, $notices: Int!) {\n    tasks(first: $tasks) {\n      totalCount\n      edges {\n        node {\n          id\n          ...TaskRow\n        }\n      }\n    }\n    notices(first: $notices) {\n      totalCount\n      edges {\n        node {\n          id\n          ...NoticeRow\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Inbox($tasks: Int!, $notices: Int!) {\n    tasks(first: $tasks) {\n      totalCount\n      edges {\n        node {\n          id\n          ...TaskRow\n        }\n      }\n    }\n    notices(first: $notices) {\n      totalCount\n      edges {\n        node {\n          id\n          ...NoticeRow\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkRead($input: MarkReadInput!) {\n    markRead(input: $input) {\n      ids\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkRead($input: MarkReadInput!) {\n    markRead(input: $input) {\n      ids\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NoticeRow on Notice {\n    id\n    kind\n    givenAt\n    dueDay\n    readAt\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment NoticeRow on Notice {\n    id\n    kind\n    givenAt\n    dueDay\n    readAt\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TaskRow on Task {\n    id\n    kind\n    openedAt\n    dueDay\n    readAt\n    takenBy {\n      id\n    }\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment TaskRow on Task {\n    id\n    kind\n    openedAt\n    dueDay\n    readAt\n    takenBy {\n      id\n    }\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TakeTask($input: TakeTaskInput!) {\n    takeTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation TakeTask($input: TakeTaskInput!) {\n    takeTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReleaseTask($input: ReleaseTaskInput!) {\n    releaseTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReleaseTask($input: ReleaseTaskInput!) {\n    releaseTask(input: $input) {\n      task {\n        id\n        ...TaskRow\n      }\n      refusal {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClientVouchers($day: Date!, $month: Month!, $first: Int!) {\n    vouchers(filter: { states: [ACTIVE, SUSPENDED] }, first: $first) {\n      edges {\n        node {\n          id\n          ...VoucherCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query ClientVouchers($day: Date!, $month: Month!, $first: Int!) {\n    vouchers(filter: { states: [ACTIVE, SUSPENDED] }, first: $first) {\n      edges {\n        node {\n          id\n          ...VoucherCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClientBookings {\n    bookings(filter: { state: OPEN }, first: 50) {\n      edges {\n        node {\n          id\n          voucher {\n            id\n          }\n          ...CardBooking\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ClientBookings {\n    bookings(filter: { state: OPEN }, first: 50) {\n      edges {\n        node {\n          id\n          voucher {\n            id\n          }\n          ...CardBooking\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClientNews {\n    notices(filter: { unread: true }, first: 3) {\n      totalCount\n      ...Waiting\n    }\n  }\n"): (typeof documents)["\n  query ClientNews {\n    notices(filter: { unread: true }, first: 3) {\n      totalCount\n      ...Waiting\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Waiting on NoticeConnection {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        givenAt\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment Waiting on NoticeConnection {\n    totalCount\n    edges {\n      node {\n        id\n        kind\n        givenAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment VoucherCard on Voucher {\n    id\n    voucherNumber\n    state\n    firstDay\n    lastDay\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n    monthSoFar(month: $month) {\n      visits\n      clientShare\n      freeByLaw\n      extraService\n    }\n    entitlements {\n      id\n      unlimited\n      recurrence\n      usage(firstDay: $day, lastDay: $day) {\n        lastDay\n        used {\n          unit\n          amount\n          minutes\n        }\n        remaining {\n          unit\n          amount\n          minutes\n        }\n      }\n    }\n    balance {\n      remaining(day: $day)\n    }\n  }\n"): (typeof documents)["\n  fragment VoucherCard on Voucher {\n    id\n    voucherNumber\n    state\n    firstDay\n    lastDay\n    service {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n    monthSoFar(month: $month) {\n      visits\n      clientShare\n      freeByLaw\n      extraService\n    }\n    entitlements {\n      id\n      unlimited\n      recurrence\n      usage(firstDay: $day, lastDay: $day) {\n        lastDay\n        used {\n          unit\n          amount\n          minutes\n        }\n        remaining {\n          unit\n          amount\n          minutes\n        }\n      }\n    }\n    balance {\n      remaining(day: $day)\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CardBooking on Booking {\n    id\n    unit {\n      id\n      name\n      provider {\n        id\n        name\n      }\n    }\n    priceNotices(first: 5) {\n      id\n      firstDay\n      oldClientShare\n      newClientShare\n    }\n  }\n"): (typeof documents)["\n  fragment CardBooking on Booking {\n    id\n    unit {\n      id\n      name\n      provider {\n        id\n        name\n      }\n    }\n    priceNotices(first: 5) {\n      id\n      firstDay\n      oldClientShare\n      newClientShare\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PersonLog($first: Int!) {\n    personAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"): (typeof documents)["\n  query PersonLog($first: Int!) {\n    personAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VoucherLog($first: Int!) {\n    voucherAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"): (typeof documents)["\n  query VoucherLog($first: Int!) {\n    voucherAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BookingLog($first: Int!) {\n    bookingAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"): (typeof documents)["\n  query BookingLog($first: Int!) {\n    bookingAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SettlementLog($first: Int!) {\n    settlementAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"): (typeof documents)["\n  query SettlementLog($first: Int!) {\n    settlementAccesses(first: $first) {\n      ...LogPage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LogPage on AccessConnection {\n    edges {\n      node {\n        id\n        at\n        action\n        outcome\n        sentence {\n          fi\n          sv\n          en\n        }\n        by {\n          organisationKind\n          organisationId\n          roles\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment LogPage on AccessConnection {\n    edges {\n      node {\n        id\n        at\n        action\n        outcome\n        sentence {\n          fi\n          sv\n          en\n        }\n        by {\n          organisationKind\n          organisationId\n          roles\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganiserName($id: ID!) {\n    organiser(id: $id) {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n"): (typeof documents)["\n  query OrganiserName($id: ID!) {\n    organiser(id: $id) {\n      id\n      names {\n        fi\n        sv\n        en\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProviderName($id: ID!) {\n    provider(id: $id) {\n      id\n      name\n    }\n  }\n"): (typeof documents)["\n  query ProviderName($id: ID!) {\n    provider(id: $id) {\n      id\n      name\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Me {\n    me {\n      user {\n        id\n        roles\n      }\n      person {\n        id\n        givenNames\n        familyName\n      }\n      organisation {\n        kind\n        id\n        name\n      }\n      mandate {\n        id\n        representedName\n      }\n    }\n  }\n"): (typeof documents)["\n  query Me {\n    me {\n      user {\n        id\n        roles\n      }\n      person {\n        id\n        givenNames\n        familyName\n      }\n      organisation {\n        kind\n        id\n        name\n      }\n      mandate {\n        id\n        representedName\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;