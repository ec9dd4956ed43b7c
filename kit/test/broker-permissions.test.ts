/**
 * Tries every request that the broker knows, for every user, stream and consumer, and every subject of ours, on a real
 * server. The words here say who may. A permission that nobody tries fails too.
 */
import { connect, errors, type NatsConnection } from '@nats-io/transport-node';
import { ASKED_OF_ALL, ASKS, LISTENS_TO, SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { BROKER_USERS, permissionsOf, type BrokerUser } from '@seteli/steward/permissions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBrokerUrl } from '@seteli/kit/broker-url';
import { openOwnBroker, type OwnBroker } from '@seteli/testing/own-broker';

/** The requests of nats-server 2.9 up to 2.14, beneath `$JS.API.`. */
const OF_THE_ACCOUNT = [
  'INFO',
  'STREAM.NAMES',
  'STREAM.LIST',
  'STREAM.TEMPLATE.NAMES',
  'STREAM.TEMPLATE.CREATE.x',
  'STREAM.TEMPLATE.INFO.x',
  'STREAM.TEMPLATE.DELETE.x',
  'ACCOUNT.PURGE.SETELI',
  'ACCOUNT.STREAM.MOVE.SETELI.BOOKINGS',
  'ACCOUNT.STREAM.MOVE.SETELI.BOOKINGS.CANCEL',
  'SERVER.REMOVE',
  'META.LEADER.STEPDOWN',
];
const OF_A_STREAM = [
  ...['CREATE', 'UPDATE', 'INFO', 'DELETE', 'PURGE', 'MSG.GET', 'MSG.DELETE', 'SNAPSHOT', 'RESTORE', 'PEER.REMOVE', 'LEADER.STEPDOWN'].map(
    (verb) => `STREAM.${verb}`,
  ),
  'DIRECT.GET',
  ...['CREATE', 'NAMES', 'LIST'].map((verb) => `CONSUMER.${verb}`),
];
const OF_A_CONSUMER = [
  ...['CREATE', 'DURABLE.CREATE', 'INFO', 'DELETE', 'MSG.NEXT', 'PAUSE', 'RESET', 'UNPIN', 'LEADER.STEPDOWN'].map(
    (verb) => `CONSUMER.${verb}`,
  ),
  'DIRECT.GET',
];

const CONSUMERS = [...SERVICES, 'gateway', 'other'] as const;
const USERS = [...BROKER_USERS];

type Case = { subject: string; users: readonly string[] };

const listensTo = (listener: string, source: ServiceName) => LISTENS_TO[listener as ServiceName]?.includes(source) ?? false;

/** Every user asks every service each of these. */
const QUESTIONS = ['price-list-preview', 'correction-preview', 'visit-trial', 'person-data', 'person-retention'];

/** Who may publish to each subject. */
function publishing(): Case[] {
  const steward = (isSo: boolean) => (isSo ? ['steward'] : []);
  const ofStreams = SERVICES.flatMap((source) => {
    const stream = source.toUpperCase();
    return [
      ...OF_A_STREAM.map((verb) => ({
        subject: `$JS.API.${verb}.${stream}`,
        users: steward(['STREAM.CREATE', 'STREAM.UPDATE', 'STREAM.INFO', 'STREAM.DELETE', 'CONSUMER.LIST'].includes(verb)),
      })),
      ...CONSUMERS.flatMap((consumer) => [
        ...OF_A_CONSUMER.map((verb) => ({
          subject: `$JS.API.${verb}.${stream}.${consumer}`,
          users: !listensTo(consumer, source)
            ? []
            : ['CONSUMER.INFO', 'CONSUMER.MSG.NEXT'].includes(verb)
              ? [consumer]
              : steward(['CONSUMER.CREATE', 'CONSUMER.DELETE'].includes(verb)),
        })),
        // A new consumer with a filter of its own.
        { subject: `$JS.API.CONSUMER.CREATE.${stream}.${consumer}.seteli.${source}.p.x`, users: [] },
        { subject: `$JS.ACK.${stream}.${consumer}.1.1.1.1.1`, users: listensTo(consumer, source) ? [consumer] : [] },
        { subject: `$JS.FC.${stream}.${consumer}.x`, users: [] },
        { subject: `$JS.SNAPSHOT.ACK.${stream}.${consumer}`, users: [] },
        { subject: `$JS.SNAPSHOT.RESTORE.${stream}.${consumer}`, users: [] },
      ]),
    ];
  });
  return [
    ...OF_THE_ACCOUNT.map((verb) => ({ subject: `$JS.API.${verb}`, users: steward(verb === 'STREAM.LIST') })),
    ...['STREAM.CREATE.OTHER', 'STREAM.UPDATE.OTHER', 'STREAM.DELETE.OTHER', 'CONSUMER.CREATE.OTHER.x'].map((verb) => ({
      subject: `$JS.API.${verb}`,
      users: [],
    })),
    ...ofStreams,
    ...SERVICES.flatMap((service) => [
      { subject: `seteli.${service}.p.x`, users: [service] },
      ...ASKED_OF_ALL.map((what) => ({ subject: `ask.${service}.${what}`, users: SERVICES.filter((each) => listensTo(each, service)) })),
      ...QUESTIONS.map((what) => ({
        subject: `ask.${service}.${what}`,
        users: SERVICES.filter((each) => ASKS[each]?.[service]?.includes(what)),
      })),
      ...['other', 'heads.x'].map((what) => ({ subject: `ask.${service}.${what}`, users: [] })),
      ...USERS.map((asking) => ({ subject: `answer.${service}.${asking}.1`, users: [service] })),
    ]),
    { subject: 'gateway.spent', users: ['gateway'] },
    ...USERS.map((user) => ({ subject: `_INBOX_${user}.x`, users: [] })),
    ...[
      '_INBOX.x',
      '$SYS.REQ.USER.INFO',
      '$SYS.REQ.SERVER.PING',
      '$JS.EVENT.ADVISORY.x',
      '$JSC.R.x',
      '$KV.x.y',
      '$O.x.C.y',
      '$MQTT.x',
      'x',
    ].map((subject) => ({ subject, users: [] })),
    ...['$JS.domain.API.STREAM.DELETE.BOOKINGS', '$JS.domain.API.INFO', 'gateway.x', 'repair.bookings'].map((subject) => ({
      subject,
      users: [],
    })),
  ];
}

/** Who may subscribe to each subject. */
function subscribing(): Case[] {
  return [
    ...SERVICES.flatMap((service) => [
      { subject: `seteli.${service}.>`, users: [] },
      { subject: `seteli.${service}.p.x`, users: [] },
      { subject: `ask.${service}.>`, users: [service] },
      { subject: `ask.${service}.heads`, users: [service] },
      ...USERS.map((asking) => ({
        subject: `answer.${service}.${asking}.1`,
        users: SERVICES.filter((each) => each === asking),
      })),
      { subject: `answer.${service}.>`, users: [] },
      { subject: `answer.*.${service}.>`, users: [service] },
      { subject: `$JS.API.STREAM.INFO.${service.toUpperCase()}`, users: [] },
      ...SERVICES.map((listener) => ({ subject: `$JS.ACK.${service.toUpperCase()}.${listener}.>`, users: [] })),
    ]),
    { subject: 'gateway.spent', users: ['gateway'] },
    { subject: 'gateway.>', users: [] },
    { subject: 'seteli.settlement.*.feed-extended', users: ['gateway'] },
    { subject: 'seteli.settlement.p.feed-extended', users: ['gateway'] },
    ...USERS.flatMap((user) => [
      { subject: `_INBOX_${user}.>`, users: [user] },
      { subject: `_INBOX_${user}.x.y`, users: [user] },
    ]),
    ...['>', '*', '*.>', '*.*', '*.*.*.*', 'seteli.>', 'seteli.*.>', 'ask.>', 'ask.*.heads', 'answer.>', 'answer.*.*.>', '_INBOX.>'].map(
      (subject) => ({ subject, users: [] }),
    ),
    ...['$SYS.>', '$JS.>', '$JS.API.>', '$JS.API.*.*.*', '$JS.ACK.>', '$JS.EVENT.>', '$JS.EVENT.ADVISORY.>', '$JSC.>', '$KV.>', 'x'].map(
      (subject) => ({ subject, users: [] }),
    ),
  ];
}

const PUBLISHING = publishing();
const SUBSCRIBING = subscribing();
let broker: OwnBroker;

beforeAll(async () => {
  broker = await openOwnBroker();
  // The tests try everything as the steward's user, and the steward would mend the changes.
  await broker.dismissSteward();
});
afterAll(() => broker.close());

/** The tries that the server refused. */
async function refusedOf(user: BrokerUser, tries: (connection: NatsConnection) => void): Promise<string[]> {
  const { servers, user: name, password } = readBrokerUrl(broker.urlOf(user));
  const connection = await connect({ servers: [...servers], user: name, pass: password, inboxPrefix: `_INBOX_${user}` });
  const refused: string[] = [];
  void (async () => {
    for await (const status of connection.status())
      if (status.type === 'error' && status.error instanceof errors.PermissionViolationError) refused.push(status.error.subject);
  })();
  try {
    tries(connection);
    // The server answers in order, so by then it has reported every refusal.
    await connection.flush();
    await connection.flush();
    return refused;
  } finally {
    await connection.close();
  }
}

const subjectsFor = (cases: readonly Case[], user: BrokerUser) =>
  cases.filter(({ users }) => users.includes(user)).map(({ subject }) => subject);

describe.each(USERS)('%s', (user) => {
  test(`may publish to the subjects named here, and to nothing else of ${PUBLISHING.length} subjects`, async () => {
    const all = PUBLISHING.map(({ subject }) => subject);
    const refused = await refusedOf(user, (connection) => {
      for (const subject of all) connection.publish(subject, '', { reply: `_INBOX_${user}.reply` });
    });
    expect(all.filter((subject) => !refused.includes(subject))).toEqual(subjectsFor(PUBLISHING, user));
  });

  test.each([undefined, 'queue'])(
    `may subscribe to the subjects named here, and to nothing else (in the queue group %s)`,
    async (queue) => {
      const all = SUBSCRIBING.map(({ subject }) => subject);
      const refused = await refusedOf(user, (connection) => {
        for (const subject of all) connection.subscribe(subject, { ...(queue && { queue }), callback: () => undefined });
      });
      expect(all.filter((subject) => !refused.includes(subject))).toEqual(subjectsFor(SUBSCRIBING, user));
    },
  );

  test('has no permission that the tests here do not try', () => {
    const { publish, subscribe } = permissionsOf(user);
    const untried = (permission: typeof publish, cases: readonly Case[]) =>
      ('allow' in permission ? permission.allow : []).filter((allowed) => !cases.some(({ subject }) => matches(allowed, subject)));
    expect({ publish: untried(publish, PUBLISHING), subscribe: untried(subscribe, SUBSCRIBING) }).toEqual({ publish: [], subscribe: [] });
  });
});

/** Matches as the server does: `*` is one token, `>` at the end one or more. */
function matches(pattern: string, subject: string): boolean {
  const tokens = subject.split('.');
  const wanted = pattern.split('.');
  return (
    wanted.every((token, index) => token === '>' || ((token === '*' || token === tokens[index]) && index < tokens.length)) &&
    (wanted.at(-1) === '>' ? tokens.length >= wanted.length : tokens.length === wanted.length)
  );
}
