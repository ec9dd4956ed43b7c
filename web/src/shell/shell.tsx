/** What stands around every screen: who is here, for whom they act, the tabs, the language, and the foot. */
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Trans } from 'react-i18next';
import { ADDRESSES, signInAddress } from '../addresses.ts';
import { startAnew } from '../api/client.ts';
import { signOut } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { DoorLink, PageLink, SkipLink } from '../ui/link.tsx';
import { useWords } from '../words/words.ts';
import { Languages } from './languages.tsx';
import { useMe } from './me.ts';
import { Tabs } from './tabs.tsx';

const MAIN = 'main';
/** Whoever signs in here wants to go on elsewhere. */
const OPEN: readonly string[] = [ADDRESSES.landing, ADDRESSES.accessibility];

export function Shell() {
  const t = useWords();
  const { me } = useMe();
  return (
    <>
      <SkipLink to={MAIN}>{t('skip')}</SkipLink>
      <header className="head">
        <div className="head-row inner">
          <PageLink to={ADDRESSES.landing} className="brand" label={t('home')}>
            {t('product')}
          </PageLink>
          <Account />
          <Languages />
        </div>
        {me && <Tabs kind={me.organisation.kind} />}
      </header>
      {me?.mandate && (
        <section className="acting" aria-label={t('acting.title')}>
          <div className="inner">
            <p>
              <Trans t={t} i18nKey="acting.person" values={{ name: me.mandate.representedName }} components={{ b: <strong /> }} />
            </p>
            <PageLink to={ADDRESSES.choose}>{t('switch')}</PageLink>
          </div>
        </section>
      )}
      <main id={MAIN} className="inner" tabIndex={-1}>
        <Outlet />
      </main>
      <Foot />
    </>
  );
}

function Account() {
  const t = useWords();
  const { me } = useMe();
  const { status } = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const leave = async () => {
    await signOut();
    startAnew();
    await navigate({ to: ADDRESSES.landing });
  };
  if (status !== 'in' && status !== 'choosing')
    return <DoorLink href={signInAddress(OPEN.includes(pathname) ? ADDRESSES.choose : pathname)}>{t('signIn')}</DoorLink>;
  const { person, organisation, mandate } = me ?? {};
  return (
    <div className="account">
      {person && (
        <div className="person">
          <div>{`${person.givenNames} ${person.familyName}`}</div>
          {!mandate && organisation?.name && organisation.kind !== 'PERSON' && <div className="person-for">{organisation.name}</div>}
        </div>
      )}
      {me && !mandate && <PageLink to={ADDRESSES.choose}>{t('switch')}</PageLink>}
      <button type="button" className="plain-button" onClick={() => void leave()}>
        {t('signOut')}
      </button>
    </div>
  );
}

function Foot() {
  const t = useWords();
  return (
    <footer className="foot">
      <nav className="inner" aria-label={t('foot.title')}>
        <PageLink to={ADDRESSES.accessibility} ahead>
          {t('foot.accessibility')}
        </PageLink>
        <p>{t('foot.about')}</p>
      </nav>
    </footer>
  );
}
