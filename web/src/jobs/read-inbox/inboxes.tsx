/** The inbox under the name that each kind of reader knows it by. */
import { useWords } from '../../words/words.ts';
import { Inbox } from './inbox.tsx';

export const ClientInbox = () => <Inbox title={useWords()('inbox.title')} tasksToo={false} />;
export const ProviderFront = () => <Inbox title={useWords()('provider.title')} tasksToo />;
export const OrganiserQueue = () => <Inbox title={useWords()('organiser.title')} tasksToo />;
