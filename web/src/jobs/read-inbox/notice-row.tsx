/** One notice: what has happened, about which service, when. */
import { graphql, readFragment, type FragmentType } from '../../generated/index.ts';
import { Badge } from '../../ui/card.tsx';
import { day, dayOf, inLanguage, timeOf } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';

export const NOTICE = graphql(`
  fragment NoticeRow on Notice {
    id
    kind
    givenAt
    dueDay
    readAt
    service {
      id
      names {
        fi
        sv
        en
      }
    }
  }
`);

export function NoticeRow({ notice }: { readonly notice: FragmentType<typeof NOTICE> }) {
  const t = useWords();
  const { kind, givenAt, dueDay, readAt, service } = readFragment(NOTICE, notice);
  return (
    <li className={readAt ? undefined : 'row-unread'}>
      <p className="row-head">
        <span className="row-title">{t(`notice.${kind}`)}</span>
        {!readAt && <Badge>{t('inbox.unread')}</Badge>}
      </p>
      <ul className="facts">
        {service && <li>{inLanguage(service.names)}</li>}
        <li>{t('inbox.given', { day: dayOf(givenAt), time: timeOf(givenAt) })}</li>
        {dueDay && <li>{t('inbox.due', { day: day(dueDay) })}</li>}
      </ul>
    </li>
  );
}
