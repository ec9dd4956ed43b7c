/** What a subgraph answers, in the gateway package's type. */
import type { GraphQLDataSource } from '@apollo/gateway';

export type GatewayGraphQLResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;
