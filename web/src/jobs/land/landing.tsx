/** The first page: what this is, and the doors in. */
import { ADDRESSES, signInAddress } from '../../addresses.ts';
import { Actions, Card, Cards } from '../../ui/card.tsx';
import { DoorLink } from '../../ui/link.tsx';
import { Heading, Lead, Quiet, Text, Title } from '../../ui/text.tsx';
import { useWords } from '../../words/words.ts';

const DOORS = ['client', 'provider', 'organiser'] as const;

export function Landing() {
  const t = useWords();
  const door = signInAddress(ADDRESSES.choose);
  return (
    <>
      <Title>{t('landing.title')}</Title>
      <Lead>{t('landing.lead')}</Lead>
      <Actions>
        <DoorLink href={door} look="action">
          {t('landing.identify')}
        </DoorLink>
      </Actions>
      <Heading level={2}>{t('landing.doors')}</Heading>
      <Cards>
        {DOORS.map((name) => (
          <Card key={name}>
            <Heading level={3}>
              <DoorLink href={door}>{t(`landing.${name}`)}</DoorLink>
            </Heading>
            <Text>{t(`landing.${name}What`)}</Text>
          </Card>
        ))}
      </Cards>
      <Quiet>{t('landing.how')}</Quiet>
    </>
  );
}
