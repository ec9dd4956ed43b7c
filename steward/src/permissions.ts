/**
 * Who may do what at the broker: the whole list, made from the table of who listens to whom. The broker forbids
 * everything else. The test tries every request that the broker knows, for every user, against this list.
 */
import { ASKED_OF_ALL, ASKS, LISTENS_TO, SERVICES, type ServiceName } from '@seteli/schema/events/listeners';

export type BrokerUser = ServiceName | 'gateway' | 'steward';

type Subjects = { readonly publish: readonly string[]; readonly subscribe: readonly string[] };

const streamOf = (service: ServiceName): string => service.toUpperCase();

const serviceSubjects = (user: ServiceName): Subjects => ({
  publish: [
    `seteli.${user}.>`,
    ...LISTENS_TO[user].flatMap((source) => [
      `$JS.API.CONSUMER.INFO.${streamOf(source)}.${user}`,
      `$JS.API.CONSUMER.MSG.NEXT.${streamOf(source)}.${user}`,
      `$JS.ACK.${streamOf(source)}.${user}.>`,
    ]),
    ...LISTENS_TO[user].flatMap((source) => ASKED_OF_ALL.map((what) => `ask.${source}.${what}`)),
    ...SERVICES.flatMap((asked) => (ASKS[user]?.[asked] ?? []).map((what) => `ask.${asked}.${what}`)),
    // The service's answers. `allow_responses` would make the server remember every delivery of a stream, and search
    // all of them at each.
    `answer.${user}.>`,
  ],
  subscribe: [`ask.${user}.>`, `answer.*.${user}.>`],
});

/** The steward makes and mends what the table says. It can neither read an event nor publish one. */
const stewardSubjects: Subjects = {
  publish: [
    '$JS.API.STREAM.LIST',
    ...SERVICES.flatMap((service) => [
      // INFO: the client library reads a stream before it updates it.
      ...['CREATE', 'INFO', 'UPDATE', 'DELETE'].map((verb) => `$JS.API.STREAM.${verb}.${streamOf(service)}`),
      `$JS.API.CONSUMER.LIST.${streamOf(service)}`,
    ]),
    ...SERVICES.flatMap((listener) =>
      LISTENS_TO[listener].flatMap((source) =>
        ['CREATE', 'DELETE'].map((verb) => `$JS.API.CONSUMER.${verb}.${streamOf(source)}.${listener}`),
      ),
    ),
  ],
  subscribe: [],
};

const SUBJECTS: Readonly<Record<BrokerUser, Subjects>> = {
  ...(Object.fromEntries(SERVICES.map((service) => [service, serviceSubjects(service)])) as Record<ServiceName, Subjects>),
  // The gateway hears only that a feed has grown, and queries what a subscriber gets. Gateways tell each other what
  // callers have spent.
  gateway: { publish: ['gateway.spent'], subscribe: ['seteli.settlement.*.feed-extended', 'gateway.spent'] },
  steward: stewardSubjects,
};

export const BROKER_USERS = Object.keys(SUBJECTS) as readonly BrokerUser[];

type Permission = { readonly allow: readonly string[] } | { readonly deny: readonly string[] };

/** The permissions in the form of nats.conf. Replies come to an inbox that bears the user's name. */
export function permissionsOf(user: BrokerUser): { publish: Permission; subscribe: Permission } {
  const { publish, subscribe } = SUBJECTS[user];
  return {
    // To the server an empty list would mean everything.
    publish: publish.length > 0 ? { allow: publish } : { deny: ['>'] },
    subscribe: { allow: [...subscribe, `_INBOX_${user}.>`] },
  };
}
