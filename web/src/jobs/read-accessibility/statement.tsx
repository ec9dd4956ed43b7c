/** The accessibility statement (laki digitaalisten palvelujen tarjoamisesta 306/2019). */
import { OutsideLink } from '../../ui/link.tsx';
import { Heading, Lead, Text, Title } from '../../ui/text.tsx';
import { useWords } from '../../words/words.ts';

const AUTHORITY = 'https://www.saavutettavuusvaatimukset.fi/';

export function Statement() {
  const t = useWords();
  return (
    <div className="prose">
      <Title>{t('accessibility.title')}</Title>
      <Lead>{t('accessibility.lead')}</Lead>
      <Heading level={2}>{t('accessibility.stateTitle')}</Heading>
      <Text>{t('accessibility.state')}</Text>
      <Heading level={2}>{t('accessibility.knownTitle')}</Heading>
      <Text>{t('accessibility.known')}</Text>
      <Heading level={2}>{t('accessibility.tellTitle')}</Heading>
      <Text>{t('accessibility.tell')}</Text>
      <Heading level={2}>{t('accessibility.superviseTitle')}</Heading>
      <Text>{t('accessibility.supervise')}</Text>
      <OutsideLink href={AUTHORITY}>{t('accessibility.superviseLink')}</OutsideLink>
    </div>
  );
}
