/** Headings and paragraphs. The title of a screen also names the tab of the browser, and takes the focus on arrival. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Heading as SuomifiHeading, Paragraph as SuomifiParagraph } from 'suomifi-ui-components';

let hasArrived = false;

export function Title({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null!);
  useEffect(() => {
    // The first page of a visit leaves the focus to the browser; after that nobody else would say that it changed.
    if (hasArrived) heading.current.focus({ preventScroll: true });
    hasArrived = true;
  }, []);
  return (
    <>
      <title>{`${children} – Seteli`}</title>
      <SuomifiHeading variant="h1" forwardedRef={heading} tabIndex={-1} className="title">
        {children}
      </SuomifiHeading>
    </>
  );
}

export const Heading = ({ level, id, children }: { readonly level: 2 | 3; readonly id?: string; readonly children: ReactNode }) => (
  <SuomifiHeading variant={`h${level}`} {...(id && { id })}>
    {children}
  </SuomifiHeading>
);

export const Text = ({ children }: { readonly children: ReactNode }) => <SuomifiParagraph>{children}</SuomifiParagraph>;
export const Lead = ({ children }: { readonly children: ReactNode }) => <p className="lead">{children}</p>;
export const Quiet = ({ children }: { readonly children: ReactNode }) => <p className="quiet">{children}</p>;
