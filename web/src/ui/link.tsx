/** Links: to a screen of ours, to a door of the same origin outside this client, and to another site. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExternalLink, SkipLink as SuomifiSkipLink } from 'suomifi-ui-components';
import type { Address } from '../addresses.ts';

type PageLinkProps = {
  readonly to: Address;
  readonly children: ReactNode;
  readonly className?: string;
  readonly label?: string;
  /** The screen is small and likely to be next, so its code comes before anybody asks. */
  readonly ahead?: boolean;
};

export const PageLink = ({ to, children, className = 'link', label, ahead = false }: PageLinkProps) => (
  <Link
    to={to}
    className={className}
    activeOptions={{ exact: true }}
    preload={ahead ? 'render' : false}
    {...(label && { 'aria-label': label })}
  >
    {children}
  </Link>
);

type DoorProps = { readonly href: string; readonly children: ReactNode; readonly look?: 'link' | 'action' };

/** The browser leaves the client; what comes back is a new page. */
export const DoorLink = ({ href, children, look = 'link' }: DoorProps) => (
  <a href={href} className={look}>
    {children}
  </a>
);

export const OutsideLink = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <ExternalLink href={href} toNewWindow={false}>
    {children}
  </ExternalLink>
);

export const SkipLink = ({ to, children }: { readonly to: string; readonly children: string }) => (
  <SuomifiSkipLink href={`#${to}`}>{children}</SuomifiSkipLink>
);
