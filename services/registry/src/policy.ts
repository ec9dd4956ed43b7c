/**
 * Who may do what in the registry: each action names kinds of organisation and their roles. The look-ups check whose
 * thing it is. Every actor may read what is public.
 */
import { enforce } from '@seteli/kit/policy';

const KEEP_ACCOUNTS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const;

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
  openOrganiser: { PLATFORM: ['OPERATOR'], strong: true },
  closeOrganiser: { PLATFORM: ['OPERATOR'], strong: true },
  saveOrganiserSettings: { ORGANISER: ['ADMIN'] },
  /** The one whom the trade register names. The choice of the company, in identity, has checked that. */
  registerProvider: { PROVIDER: ['SIGNATORY'], strong: true },
  saveProviderDetails: { PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER'] },
  proposeIban: { ...KEEP_ACCOUNTS, strong: true },
  confirmIban: { ...KEEP_ACCOUNTS, strong: true },
  /** Of providers whom the organiser approves. */
  confirmProviderIban: { ORGANISER: ['CASE_HANDLER', 'ADMIN'], strong: true },
  seeProviderIbans: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  /** It keeps the account as it is, so it needs no strong identification. */
  withdrawIban: KEEP_ACCOUNTS,
  seeIban: { ORGANISER: ['ADMIN', 'SETTLEMENT_APPROVER'], PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER'] },
});
