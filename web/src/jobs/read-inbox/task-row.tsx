/** One task: what has to be done, until when, and who works on it. Whoever takes it shows so to the others. */
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql, readFragment, type FragmentType } from '../../generated/index.ts';
import { useMe } from '../../shell/me.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Actions, Badge } from '../../ui/card.tsx';
import { day, dayOf, inLanguage } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';

export const TASK = graphql(`
  fragment TaskRow on Task {
    id
    kind
    openedAt
    dueDay
    readAt
    takenBy {
      id
    }
    service {
      id
      names {
        fi
        sv
        en
      }
    }
  }
`);

const TAKE = graphql(`
  mutation TakeTask($input: TakeTaskInput!) {
    takeTask(input: $input) {
      task {
        id
        ...TaskRow
      }
      refusal {
        code
        message
      }
    }
  }
`);

const RELEASE = graphql(`
  mutation ReleaseTask($input: ReleaseTaskInput!) {
    releaseTask(input: $input) {
      task {
        id
        ...TaskRow
      }
      refusal {
        code
        message
      }
    }
  }
`);

export function TaskRow({ task }: { readonly task: FragmentType<typeof TASK> }) {
  const t = useWords();
  const { me } = useMe();
  const [, take] = useMutation(TAKE);
  const [, release] = useMutation(RELEASE);
  const key = useRef(crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const { id, kind, openedAt, dueDay, readAt, takenBy, service } = readFragment(TASK, task);
  const isMine = takenBy?.id !== undefined && takenBy.id === me?.user.id;
  const turn = async () => {
    const input = { idempotencyKey: key.current, taskId: id };
    const { data } = isMine ? await release({ input }) : await take({ input });
    // Without an answer nobody knows what happened: the next press asks with the same key.
    if (data) key.current = crypto.randomUUID();
    const payload = data && ('takeTask' in data ? data.takeTask : data.releaseTask);
    setFault(payload ? payload.refusal?.message : t('state.wrong'));
  };
  const what = t(`task.${kind}`);
  return (
    <li className={readAt ? undefined : 'row-unread'}>
      <p className="row-head">
        <span className="row-title">{what}</span>
        {!readAt && <Badge>{t('inbox.unread')}</Badge>}
      </p>
      <ul className="facts">
        {service && <li>{inLanguage(service.names)}</li>}
        <li>{t('inbox.opened', { day: dayOf(openedAt) })}</li>
        {dueDay && <li>{t('inbox.due', { day: day(dueDay) })}</li>}
      </ul>
      {takenBy && <p role="status">{isMine ? t('inbox.mine') : t('inbox.taken')}</p>}
      {fault && <Alert>{fault}</Alert>}
      {(isMine || !takenBy) && (
        <Actions>
          <Button quiet onPress={turn} about={what}>
            {isMine ? t('inbox.release') : t('inbox.take')}
          </Button>
        </Actions>
      )}
    </li>
  );
}
