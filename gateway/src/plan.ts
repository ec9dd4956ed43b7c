/** The gateway package's query plan, by its parts, and the data that a plan gathers. */
import type { GatewayConfig } from '@apollo/gateway';

export type Planned = Parameters<NonNullable<GatewayConfig['experimental_didResolveQueryPlan']>>[0];
export type QueryPlan = Planned['queryPlan'];
export type PlanNode = NonNullable<QueryPlan['node']>;
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;
export type FlattenNode = Extract<PlanNode, { kind: 'Flatten' }>;

export type Fields = Record<string, unknown>;
