/** What the platform's operator sees as long as no screen of theirs exists. */
import { Lead, Title } from '../../ui/text.tsx';
import { useWords } from '../../words/words.ts';

export function OperatorFront() {
  const t = useWords();
  return (
    <>
      <Title>{t('platform.title')}</Title>
      <Lead>{t('platform.lead')}</Lead>
    </>
  );
}
