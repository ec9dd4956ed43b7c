/** What went otherwise than expected, said where people look. */
import type { ReactNode } from 'react';
import { InlineAlert } from 'suomifi-ui-components';

type AlertProps = { readonly children: ReactNode; readonly tone?: 'neutral' | 'warning' | 'error' };

export const Alert = ({ children, tone = 'error' }: AlertProps) => (
  <div role={tone === 'error' ? 'alert' : 'status'} className="alert">
    <InlineAlert status={tone}>{children}</InlineAlert>
  </div>
);
