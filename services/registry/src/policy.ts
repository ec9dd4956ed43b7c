/**
 * Who may do what in the registry: each action names kinds of organisation and their roles. The look-ups check whose
 * thing it is. Every actor may read what is public.
 */
import { enforce } from '@seteli/kit/policy';

export const { policy, may, requireRight, rolesFor } = enforce({
  publishService: { ORGANISER: ['ADMIN'] },
  publishServiceArea: { ORGANISER: ['ADMIN'] },
  setCalendarDays: { ORGANISER: ['ADMIN'] },
  approveProvider: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  withdrawApproval: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  savePriceListDraft: { PROVIDER: ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'] },
  submitPriceList: { PROVIDER: ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'] },
  decidePriceList: { ORGANISER: ['ADMIN'] },
  /** Organisers list what providers submitted to them; providers list their own, drafts too. */
  listPriceLists: { ORGANISER: ['CASE_HANDLER', 'ADMIN'], PROVIDER: ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'] },
  /** Lists with prices above the value, of contents that are free for the client by law. */
  seeAboveValue: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  correct: { ORGANISER: ['ADMIN'] },
});
