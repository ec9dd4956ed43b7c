/** Who may do what in the registry: action → the kind of organisation one acts for and the roles. Whose thing it is, the look-ups see to. What is public, every actor may read. */
import { enforce } from '@seteli/kit/policy';

export const { policy, may, requireRight } = enforce({
  publishService: { ORGANISER: ['ADMIN'] },
  publishServiceArea: { ORGANISER: ['ADMIN'] },
  setCalendarDays: { ORGANISER: ['ADMIN'] },
  approveProvider: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  withdrawApproval: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  savePriceListDraft: { PROVIDER: ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'] },
  submitPriceList: { PROVIDER: ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'] },
  decidePriceList: { ORGANISER: ['ADMIN'] },
  /** Those that were submitted to the organiser, and the provider's own, drafts too. */
  listPriceLists: { ORGANISER: ['CASE_HANDLER', 'ADMIN'], PROVIDER: ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'] },
  /** Prices that the law does not let clients pay in full. */
  seeAboveValue: { ORGANISER: ['CASE_HANDLER', 'ADMIN'] },
  correct: { ORGANISER: ['ADMIN'] },
});
