/** The screens of whoever acts, as tabs; on a phone as one button with the current screen's name. */
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { ADDRESSES, type Address, type OrganisationKind } from '../addresses.ts';
import { PageLink } from '../ui/link.tsx';
import { useWords } from '../words/words.ts';

type TabName = 'front' | 'inbox' | 'accesses' | 'queue';

const TABS: Record<OrganisationKind, readonly (readonly [Address, TabName])[]> = {
  PERSON: [
    [ADDRESSES.client, 'front'],
    [ADDRESSES.clientInbox, 'inbox'],
    [ADDRESSES.accessLog, 'accesses'],
  ],
  PROVIDER: [[ADDRESSES.provider, 'front']],
  ORGANISER: [[ADDRESSES.organiser, 'queue']],
  PLATFORM: [],
};

export function Tabs({ kind }: { readonly kind: OrganisationKind }) {
  const t = useWords();
  const { pathname } = useLocation();
  // A tab that was chosen closes the list: the list is open for one address only.
  const [openAt, setOpenAt] = useState<string>();
  const tabs = TABS[kind];
  if (tabs.length === 0) return null;
  const [, current] = tabs.find(([address]) => address === pathname) ?? [];
  const isOpen = openAt === pathname;
  return (
    <nav className={tabs.length > 1 ? 'tabs inner' : 'tabs tabs-one inner'} aria-label={t('menu.title')}>
      {tabs.length > 1 && (
        <button type="button" className="tabs-open" aria-expanded={isOpen} onClick={() => setOpenAt(isOpen ? undefined : pathname)}>
          {current ? t(`tabs.${current}`) : t('menu.title')}
        </button>
      )}
      <ul data-closed={isOpen || tabs.length === 1 ? undefined : true}>
        {tabs.map(([address, name]) => (
          <li key={address}>
            <PageLink to={address} className="tab" ahead>
              {t(`tabs.${name}`)}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
