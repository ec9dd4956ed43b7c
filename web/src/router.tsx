/** All routes: which screen stands at which address, for whom, and what has to be known before it shows. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ADDRESSES, homeOf, isAddress, type Address } from './addresses.ts';
import { currentClient } from './api/client.ts';
import { Choose } from './jobs/choose-for-whom/choose.tsx';
import { Landing } from './jobs/land/landing.tsx';
import { currentSession, ensureSession, listChoices, mayBeSignedIn } from './session/session.ts';
import { ME } from './shell/me.ts';
import { NoConnection, NotYours } from './shell/outside.tsx';
import { Shell } from './shell/shell.tsx';
import { SignedIn } from './shell/signed-in.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotYours, errorComponent: NoConnection });

const landing = createRoute({
  getParentRoute: () => root,
  path: ADDRESSES.landing,
  component: Landing,
  async beforeLoad() {
    // Whoever was never here sees the page at once.
    if (!mayBeSignedIn()) return;
    const { status } = await ensureSession();
    if (status === 'choosing') throw redirect({ to: ADDRESSES.choose, replace: true });
    if (status !== 'in') return;
    const { data } = await currentClient().query(ME, {});
    if (data) throw redirect({ to: homeOf(data.me.organisation.kind), replace: true });
  },
});

const choose = createRoute({
  getParentRoute: () => root,
  path: ADDRESSES.choose,
  // Only an address of ours: nobody is led elsewhere by a link to this page.
  validateSearch: ({ return: back }: Record<string, unknown>): { return?: Address } => (isAddress(back) ? { return: back } : {}),
  async loader() {
    const switching = currentSession().status === 'in';
    return { switching, found: await listChoices() };
  },
  gcTime: 0,
  shouldReload: true,
  component: function ChooseAtAddress() {
    return <Choose {...choose.useLoaderData()} returnTo={choose.useSearch().return} />;
  },
});

const statement = createRoute({
  getParentRoute: () => root,
  path: ADDRESSES.accessibility,
  component: lazyRouteComponent(() => import('./jobs/read-accessibility/statement.tsx'), 'Statement'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async () => void (await ensureSession()),
  component: SignedIn,
});

const inboxes = () => import('./jobs/read-inbox/inboxes.tsx');

const screens = [
  createRoute({
    getParentRoute: () => signedIn,
    path: ADDRESSES.client,
    staticData: { kind: 'PERSON' },
    component: lazyRouteComponent(() => import('./jobs/see-vouchers/front.tsx'), 'ClientFront'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: ADDRESSES.clientInbox,
    staticData: { kind: 'PERSON' },
    component: lazyRouteComponent(inboxes, 'ClientInbox'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: ADDRESSES.accessLog,
    staticData: { kind: 'PERSON' },
    component: lazyRouteComponent(() => import('./jobs/see-who-looked/accesses.tsx'), 'Accesses'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: ADDRESSES.provider,
    staticData: { kind: 'PROVIDER' },
    component: lazyRouteComponent(inboxes, 'ProviderFront'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: ADDRESSES.organiser,
    staticData: { kind: 'ORGANISER' },
    component: lazyRouteComponent(inboxes, 'OrganiserQueue'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: ADDRESSES.platform,
    staticData: { kind: 'PLATFORM' },
    component: lazyRouteComponent(() => import('./jobs/operate/operator-front.tsx'), 'OperatorFront'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([landing, choose, statement, signedIn.addChildren(screens)]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
