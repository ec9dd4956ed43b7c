/** Lets a screen show to those for whom it is. Everybody else sees a page with a way out, at the same address. */
import { Navigate, Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { ADDRESSES, isAddress, type OrganisationKind } from '../addresses.ts';
import { useSession } from '../session/use-session.ts';
import { Pending } from '../ui/pending.tsx';
import { useWords } from '../words/words.ts';
import { useMe } from './me.ts';
import { NoConnection, NoRight, NotYours, SignInFirst } from './outside.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** For whom the screen is. */
    readonly kind?: OrganisationKind;
  }
}

export function SignedIn() {
  const t = useWords();
  const { status } = useSession();
  const { pathname } = useLocation();
  const { me, error } = useMe();
  const kind = useMatches({ select: (matches) => matches.at(-1)?.staticData.kind });
  if (status === 'out') return <SignInFirst />;
  if (status === 'denied') return <NoRight />;
  if (status === 'choosing') return <Navigate to={ADDRESSES.choose} search={isAddress(pathname) ? { return: pathname } : {}} replace />;
  if (status === 'unreachable' || (error && !me)) return <NoConnection />;
  if (!me) return <Pending label={t('state.loading')} />;
  if (kind && me.organisation.kind !== kind) return <NotYours />;
  // Another person's screens begin anew: nothing that was open for the former stays.
  return <Outlet key={me.organisation.id} />;
}
