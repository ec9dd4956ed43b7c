/** One voucher as a card: what is left, until when, with whom, and what the client has paid this month. */
import { Trans } from 'react-i18next';
import { graphql, readFragment, type FragmentType } from '../../generated/index.ts';
import { thisMonth, today } from '../../time.ts';
import { Badge, Card } from '../../ui/card.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Heading, Quiet } from '../../ui/text.tsx';
import { day, euros, inLanguage, monthName } from '../../words/formats.ts';
import { quantity, type AnyQuantity } from '../../words/quantity.ts';
import { useWords, type Word } from '../../words/words.ts';

const CARD = graphql(`
  fragment VoucherCard on Voucher {
    id
    voucherNumber
    state
    firstDay
    lastDay
    service {
      id
      names {
        fi
        sv
        en
      }
    }
    monthSoFar(month: $month) {
      visits
      clientShare
      freeByLaw
      extraService
    }
    entitlements {
      id
      unlimited
      recurrence
      usage(firstDay: $day, lastDay: $day) {
        lastDay
        used {
          unit
          amount
          minutes
        }
        remaining {
          unit
          amount
          minutes
        }
      }
    }
    balance {
      remaining(day: $day)
    }
  }
`);

const BOOKING = graphql(`
  fragment CardBooking on Booking {
    id
    unit {
      id
      name
      provider {
        id
        name
      }
    }
    priceNotices(first: 5) {
      id
      firstDay
      oldClientShare
      newClientShare
    }
  }
`);

type VoucherCardProps = {
  readonly voucher: FragmentType<typeof CARD>;
  /** Not known yet, or not known now. */
  readonly bookings: readonly FragmentType<typeof BOOKING>[] | undefined;
};

export function VoucherCard({ voucher, bookings }: VoucherCardProps) {
  const t = useWords();
  const { service, voucherNumber, state, firstDay, lastDay, monthSoFar, entitlements, balance } = readFragment(CARD, voucher);
  const booked = (bookings ?? []).map((each) => readFragment(BOOKING, each));
  const rises = booked.flatMap(({ priceNotices }) => priceNotices).filter((notice) => notice.firstDay > today());
  const providers = [...new Set(booked.flatMap(({ unit }) => (unit ? [nameOf(unit)] : [])))];
  return (
    <Card>
      <Heading level={3}>{service ? inLanguage(service.names) : t('front.number', { number: voucherNumber })}</Heading>
      <Quiet>
        {validity(t, firstDay, lastDay ?? null)}
        {service && <> · {t('front.number', { number: grouped(voucherNumber) })}</>}
      </Quiet>
      {state === 'SUSPENDED' && (
        <p>
          <Badge>{t('front.suspended')}</Badge>
        </p>
      )}
      {bookings && <p>{providers.length > 0 ? t('front.with', { name: providers.join(', ') }) : t('front.noProvider')}</p>}
      {entitlements.map(({ id, unlimited, recurrence, usage: [usage] }) =>
        unlimited ? (
          <p key={id}>{t('front.unlimited')}</p>
        ) : usage ? (
          <Measure key={id} recurrence={recurrence} {...usage} />
        ) : (
          <p key={id}>{t('front.notNow')}</p>
        ),
      )}
      {balance?.remaining && (
        <p>
          <Trans t={t} i18nKey="front.balance" values={{ left: euros(balance.remaining) }} components={{ b: <strong /> }} />
        </p>
      )}
      {monthSoFar && <MonthSoFar {...monthSoFar} />}
      {rises.map(({ id, firstDay: from, oldClientShare, newClientShare }) =>
        oldClientShare && newClientShare ? (
          <p key={id}>{t('front.priceRise', { day: day(from), after: euros(newClientShare), before: euros(oldClientShare) })}</p>
        ) : null,
      )}
    </Card>
  );
}

type MeasureProps = {
  readonly recurrence: 'ONCE' | 'DAY' | 'WEEK' | 'MONTH' | 'YEAR' | 'PERIOD';
  readonly lastDay: string;
  readonly used: AnyQuantity;
  readonly remaining: AnyQuantity;
};

function Measure({ recurrence, lastDay, used, remaining }: MeasureProps) {
  const t = useWords();
  const when = t(`when.${recurrence}`, { day: day(lastDay) });
  return (
    <div>
      <Meter used={used.amount} left={remaining.amount} />
      <p className="measure">
        <span>
          <Trans t={t} i18nKey="front.left" values={{ left: quantity(t, remaining), when }} components={{ b: <strong /> }} />
        </span>
        <span className="quiet">{t('front.used', { used: quantity(t, used) })}</span>
      </p>
    </div>
  );
}

type MonthProps = { readonly visits: number; readonly clientShare: string; readonly freeByLaw: string; readonly extraService: string };

const NOTHING = '0.00';

function MonthSoFar({ visits, clientShare, freeByLaw, extraService }: MonthProps) {
  const t = useWords();
  if (visits === 0) return <Quiet>{t('front.noVisits')}</Quiet>;
  const isFree = clientShare === NOTHING && freeByLaw !== NOTHING;
  return (
    <>
      {isFree ? (
        <p className="sum">{t('front.free')}</p>
      ) : (
        <p className="sum">
          <span>{t('front.share', { month: monthName(thisMonth()) })}</span>
          <strong>{euros(clientShare)}</strong>
        </p>
      )}
      {extraService !== NOTHING && <p>{t('front.extra', { amount: euros(extraService) })}</p>}
      <Quiet>{t('front.visits', { count: visits })}</Quiet>
    </>
  );
}

function validity(t: Word, firstDay: string, lastDay: string | null): string {
  if (firstDay > today()) return t('front.from', { day: day(firstDay) });
  return lastDay ? t('front.until', { day: day(lastDay) }) : t('front.untilFurther');
}

type Unit = { readonly name: string; readonly provider?: { readonly name: string } | null };
const nameOf = ({ name, provider }: Unit): string => (provider && provider.name !== name ? `${provider.name}, ${name}` : name);

/** In groups of four, as people read it aloud. */
const grouped = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1\u00a0');
