/** A client's front page: what waits for them, and a card for each voucher that can be used. */
import { useState } from 'react';
import { useQuery } from 'urql';
import { ADDRESSES } from '../../addresses.ts';
import { graphql, readFragment, type FragmentType } from '../../generated/index.ts';
import { thisMonth, today } from '../../time.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Actions, Cards, Rows } from '../../ui/card.tsx';
import { PageLink } from '../../ui/link.tsx';
import { Pending } from '../../ui/pending.tsx';
import { Heading, Text, Title } from '../../ui/text.tsx';
import { dayOf, monthName } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { VoucherCard } from './voucher-card.tsx';

// Three questions: a service that is away would leave the whole of one unanswered.
const VOUCHERS = graphql(`
  query ClientVouchers($day: Date!, $month: Month!, $first: Int!) {
    vouchers(filter: { states: [ACTIVE, SUSPENDED] }, first: $first) {
      edges {
        node {
          id
          ...VoucherCard
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

const BOOKINGS = graphql(`
  query ClientBookings {
    bookings(filter: { state: OPEN }, first: 50) {
      edges {
        node {
          id
          voucher {
            id
          }
          ...CardBooking
        }
      }
    }
  }
`);

const NEWS = graphql(`
  query ClientNews {
    notices(filter: { unread: true }, first: 3) {
      totalCount
      ...Waiting
    }
  }
`);

const WAITING = graphql(`
  fragment Waiting on NoticeConnection {
    totalCount
    edges {
      node {
        id
        kind
        givenAt
      }
    }
  }
`);

const PAGE = 10;

export function ClientFront() {
  const t = useWords();
  const [first, setFirst] = useState(PAGE);
  const [{ data, error }, again] = useQuery({ query: VOUCHERS, variables: { day: today(), month: thisMonth(), first } });
  const [booked, againBooked] = useQuery({ query: BOOKINGS });
  const [news, againNews] = useQuery({ query: NEWS });
  const bookings = booked.data?.bookings.edges.map(({ node }) => node);
  const vouchers = data?.vouchers.edges.map(({ node }) => node);
  const ask = [again, againBooked, againNews];
  return (
    <>
      <Title>{t('front.title', { month: monthName(thisMonth()) })}</Title>
      {(error || booked.error || news.error) && (
        <Alert tone="warning">
          <p>{data ? t('state.partly') : t('state.failed')}</p>
          <Button quiet onPress={() => ask.forEach((each) => each({ requestPolicy: 'network-only' }))}>
            {t('tryAgain')}
          </Button>
        </Alert>
      )}
      {!data && !error && <Pending label={t('state.loading')} />}
      {news.data && <WaitingList notices={news.data.notices} />}
      {vouchers && (
        <>
          <Heading level={2}>{t('front.vouchers')}</Heading>
          {vouchers.length === 0 && <Text>{t('front.none')}</Text>}
          <Cards wide>
            {vouchers.map((voucher) => (
              <VoucherCard key={voucher.id} voucher={voucher} bookings={bookings?.filter((each) => each.voucher?.id === voucher.id)} />
            ))}
          </Cards>
          {data?.vouchers.pageInfo.hasNextPage && (
            <Actions>
              <Button quiet onPress={() => setFirst(first + PAGE)}>
                {t('front.more')}
              </Button>
            </Actions>
          )}
        </>
      )}
    </>
  );
}

function WaitingList({ notices }: { readonly notices: FragmentType<typeof WAITING> }) {
  const t = useWords();
  const { totalCount, edges } = readFragment(WAITING, notices);
  if (totalCount === 0) return null;
  return (
    <>
      <Heading level={2}>{t('front.waiting', { count: totalCount })}</Heading>
      <Rows>
        {edges.map(({ node: { id, kind, givenAt } }) => (
          <li key={id} className="row-waiting row-head">
            <strong>{t(`notice.${kind}`)}</strong>
            <span className="quiet">{dayOf(givenAt)}</span>
          </li>
        ))}
      </Rows>
      <Actions>
        <PageLink to={ADDRESSES.clientInbox}>{t('front.toInbox')}</PageLink>
      </Actions>
    </>
  );
}
