/** Tasks and notices of whoever acts: what waits, what happened, what is read, and who works on what. */
import { useRef, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql, readFragment } from '../../generated/index.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Actions, Rows } from '../../ui/card.tsx';
import { Pending } from '../../ui/pending.tsx';
import { Heading, Text, Title } from '../../ui/text.tsx';
import { useWords } from '../../words/words.ts';
import { NOTICE, NoticeRow } from './notice-row.tsx';
import { TASK, TaskRow } from './task-row.tsx';

const INBOX = graphql(`
  query Inbox($tasks: Int!, $notices: Int!) {
    tasks(first: $tasks) {
      totalCount
      edges {
        node {
          id
          ...TaskRow
        }
      }
    }
    notices(first: $notices) {
      totalCount
      edges {
        node {
          id
          ...NoticeRow
        }
      }
    }
  }
`);

const MARK = graphql(`
  mutation MarkRead($input: MarkReadInput!) {
    markRead(input: $input) {
      ids
      refusal {
        code
        message
      }
    }
  }
`);

const PAGE = 20;
/** No list is longer, and no command takes more. */
const MOST = 200;

type InboxProps = { readonly title: string; readonly tasksToo: boolean };

export function Inbox({ title, tasksToo }: InboxProps) {
  const t = useWords();
  const [sizes, setSizes] = useState({ tasks: PAGE, notices: PAGE });
  const [{ data, error, fetching }, again] = useQuery({ query: INBOX, variables: sizes, requestPolicy: 'cache-and-network' });
  const [, markRead] = useMutation(MARK);
  const key = useRef(crypto.randomUUID());
  const [marked, setMarked] = useState<{ readonly fault?: string | undefined; readonly done: boolean }>();
  const tasks = data?.tasks?.edges.map(({ node }) => node);
  const notices = data?.notices?.edges.map(({ node }) => node);
  const unread = [
    ...(tasksToo ? (tasks ?? []).filter((task) => !readFragment(TASK, task).readAt) : []),
    ...(notices ?? []).filter((notice) => !readFragment(NOTICE, notice).readAt),
  ].map(({ id }) => id);
  const markAll = async () => {
    const answer = await markRead({ input: { idempotencyKey: key.current, ids: unread.slice(0, MOST) } });
    // A lost answer is asked for again with the same key.
    if (answer.data) key.current = crypto.randomUUID();
    setMarked({ done: Boolean(answer.data?.markRead.ids), fault: answer.data?.markRead.refusal?.message });
    again({ requestPolicy: 'network-only' });
  };
  const more = (list: 'tasks' | 'notices') => () => setSizes({ ...sizes, [list]: Math.min(MOST, sizes[list] + PAGE) });
  const hasMore = (list: 'tasks' | 'notices') => (data?.[list]?.totalCount ?? 0) > sizes[list] && sizes[list] < MOST;
  return (
    <>
      <Title>{title}</Title>
      {error && <Alert tone="warning">{data ? t('state.partly') : t('state.failed')}</Alert>}
      {!data && fetching && <Pending label={t('state.loading')} />}
      {unread.length > 0 && (
        <Actions>
          <Button quiet onPress={markAll}>
            {t('inbox.markAll')}
          </Button>
        </Actions>
      )}
      <p role="status" className="quiet">
        {marked?.done && unread.length === 0 && t('inbox.marked')}
      </p>
      {marked?.done === false && <Alert>{marked.fault ?? t('state.wrong')}</Alert>}
      {tasksToo && tasks && (
        <section aria-labelledby="tasks">
          <Heading level={2} id="tasks">
            {t('inbox.tasks')}
          </Heading>
          {tasks.length === 0 && <Text>{t('inbox.noTasks')}</Text>}
          <Rows>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </Rows>
          {hasMore('tasks') && <More onPress={more('tasks')} />}
        </section>
      )}
      {notices && (
        <section {...(tasksToo ? { 'aria-labelledby': 'notices' } : { 'aria-label': t('inbox.notices') })}>
          {tasksToo && (
            <Heading level={2} id="notices">
              {t('inbox.notices')}
            </Heading>
          )}
          {notices.length === 0 && <Text>{t('inbox.noNotices')}</Text>}
          <Rows>
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </Rows>
          {hasMore('notices') && <More onPress={more('notices')} />}
        </section>
      )}
    </>
  );
}

function More({ onPress }: { readonly onPress: () => void }) {
  const t = useWords();
  return (
    <Actions>
      <Button quiet onPress={onPress}>
        {t('inbox.more')}
      </Button>
    </Actions>
  );
}
