/** Who has seen the client's data: the newest entries of every service's log, in one list by time. */
import { useQuery } from 'urql';
import { graphql, readFragment, type FragmentType } from '../../generated/index.ts';
import { useMe } from '../../shell/me.ts';
import { Alert } from '../../ui/alert.tsx';
import { Badge, Rows } from '../../ui/card.tsx';
import { Pending } from '../../ui/pending.tsx';
import { Heading, Lead, Quiet, Text, Title } from '../../ui/text.tsx';
import { dayOf, finnishDay, inLanguage, timeOf } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';

// Each service keeps its own log: one that is away takes only its own part.
const OF_PERSONS = graphql(`
  query PersonLog($first: Int!) {
    personAccesses(first: $first) {
      ...LogPage
    }
  }
`);

const OF_VOUCHERS = graphql(`
  query VoucherLog($first: Int!) {
    voucherAccesses(first: $first) {
      ...LogPage
    }
  }
`);

const OF_BOOKINGS = graphql(`
  query BookingLog($first: Int!) {
    bookingAccesses(first: $first) {
      ...LogPage
    }
  }
`);

const OF_SETTLEMENTS = graphql(`
  query SettlementLog($first: Int!) {
    settlementAccesses(first: $first) {
      ...LogPage
    }
  }
`);

const PAGE = graphql(`
  fragment LogPage on AccessConnection {
    edges {
      node {
        id
        at
        action
        outcome
        sentence {
          fi
          sv
          en
        }
        by {
          organisationKind
          organisationId
          roles
        }
      }
    }
  }
`);

const ORGANISER = graphql(`
  query OrganiserName($id: ID!) {
    organiser(id: $id) {
      id
      names {
        fi
        sv
        en
      }
    }
  }
`);

const PROVIDER = graphql(`
  query ProviderName($id: ID!) {
    provider(id: $id) {
      id
      name
    }
  }
`);

const FIRST = 50;

export function Accesses() {
  const t = useWords();
  const asked = { variables: { first: FIRST }, requestPolicy: 'cache-and-network' } as const;
  const [persons] = useQuery({ query: OF_PERSONS, ...asked });
  const [vouchers] = useQuery({ query: OF_VOUCHERS, ...asked });
  const [bookings] = useQuery({ query: OF_BOOKINGS, ...asked });
  const [settlements] = useQuery({ query: OF_SETTLEMENTS, ...asked });
  const logs = [persons, vouchers, bookings, settlements];
  const error = logs.some((log) => log.error);
  const isKnown = logs.every((log) => log.data || log.error);
  const entries = isKnown
    ? entriesOf([
        persons.data?.personAccesses,
        vouchers.data?.voucherAccesses,
        bookings.data?.bookingAccesses,
        settlements.data?.settlementAccesses,
      ])
    : undefined;
  const days = Map.groupBy(entries ?? [], ({ at }) => finnishDay(at));
  return (
    <>
      <Title>{t('accesses.title')}</Title>
      <Lead>{t('accesses.lead')}</Lead>
      {error && <Alert tone="warning">{t('state.partly')}</Alert>}
      {!isKnown && <Pending label={t('state.loading')} />}
      {entries?.length === 0 && !error && <Text>{t('accesses.none')}</Text>}
      {[...days].map(([each, ofDay]) => (
        <section key={each} aria-labelledby={`day-${each}`}>
          <Heading level={2} id={`day-${each}`}>
            {dayOf(ofDay[0]!.at)}
          </Heading>
          <Rows>
            {ofDay.map((entry) => (
              <li key={entry.id}>
                <p className="row-title">
                  <Who {...entry} />
                </p>
                <p>{inLanguage(entry.sentence)}</p>
                <ul className="facts">
                  <li>{timeOf(entry.at)}</li>
                  {entry.outcome === 'REFUSED' && (
                    <li>
                      <Badge>{t('accesses.refused')}</Badge>
                    </li>
                  )}
                </ul>
              </li>
            ))}
          </Rows>
        </section>
      ))}
      {entries && entries.length > 0 && <Quiet>{t('accesses.latest', { count: FIRST })}</Quiet>}
    </>
  );
}

type Page = FragmentType<typeof PAGE> | null | undefined;

/** What a service that is away would have given is missing; the rest stands. */
const entriesOf = (pages: readonly Page[]) =>
  pages
    .flatMap((page) => (page ? readFragment(PAGE, page).edges.map(({ node }) => node) : []))
    .toSorted((one, other) => (one.at < other.at ? 1 : -1));

type Entry = ReturnType<typeof entriesOf>[number];

function Who({ by, action }: Pick<Entry, 'by' | 'action'>) {
  const t = useWords();
  const { me } = useMe();
  const client = me?.mandate ? t('accesses.client') : t('accesses.self');
  // Whoever signs in has no user yet, and yet it was the client.
  if (!by) return action === 'SIGNED_IN' ? client : t('accesses.unknown');
  const roles = by.roles.map((role) => t(`role.${role}`)).join(', ');
  if (by.organisationKind === 'PLATFORM') return t('accesses.platform');
  if (by.organisationKind === 'PERSON') {
    const isClient = by.organisationId === me?.organisation.id && by.roles.includes('CLIENT');
    return isClient ? client : t('accesses.person');
  }
  if (!by.organisationId) return roles;
  return by.organisationKind === 'ORGANISER' ? (
    <OrganiserName id={by.organisationId} roles={roles} />
  ) : (
    <ProviderName id={by.organisationId} roles={roles} />
  );
}

type NameProps = { readonly id: string; readonly roles: string };

function OrganiserName({ id, roles }: NameProps) {
  const [{ data }] = useQuery({ query: ORGANISER, variables: { id } });
  return [data?.organiser && inLanguage(data.organiser.names), roles].filter(Boolean).join(', ');
}

function ProviderName({ id, roles }: NameProps) {
  const [{ data }] = useQuery({ query: PROVIDER, variables: { id } });
  return [data?.provider?.name, roles].filter(Boolean).join(', ');
}
