/** Pages for whoever cannot go on: not signed in, no right, no connection, no such page. Each has a way out. */
import { useLocation, useRouter } from '@tanstack/react-router';
import { ADDRESSES, signInAddress } from '../addresses.ts';
import { ensureSession } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Actions } from '../ui/card.tsx';
import { DoorLink, PageLink } from '../ui/link.tsx';
import { Text, Title } from '../ui/text.tsx';
import { useWords } from '../words/words.ts';

export function SignInFirst() {
  const t = useWords();
  const { pathname } = useLocation();
  return (
    <>
      <Title>{t('state.ended')}</Title>
      <Text>{t('state.endedWhat')}</Text>
      <Actions>
        <DoorLink href={signInAddress(pathname)} look="action">
          {t('signIn')}
        </DoorLink>
      </Actions>
    </>
  );
}

export function NoRight() {
  const t = useWords();
  return (
    <>
      <Title>{t('state.denied')}</Title>
      <Text>{t('state.deniedWhat')}</Text>
    </>
  );
}

export function NoConnection() {
  const t = useWords();
  const router = useRouter();
  const again = async () => {
    await ensureSession();
    await router.invalidate();
  };
  return (
    <>
      <Title>{t('state.unreachable')}</Title>
      <Text>{t('state.unreachableWhat')}</Text>
      <Actions>
        <Button onPress={again}>{t('tryAgain')}</Button>
      </Actions>
    </>
  );
}

export function NotYours() {
  const t = useWords();
  return (
    <>
      <Title>{t('state.notFound')}</Title>
      <Text>{t('state.notFoundWhat')}</Text>
      <Actions>
        <PageLink to={ADDRESSES.landing}>{t('state.toHome')}</PageLink>
        <PageLink to={ADDRESSES.choose}>{t('state.toChoose')}</PageLink>
      </Actions>
    </>
  );
}
