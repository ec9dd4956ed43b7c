/** For whom a person acts: one question, one press. Whoever has one choice is not asked. */
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ADDRESSES, companyAddress, homeOf, representAddress, type Address } from '../../addresses.ts';
import { startAnew } from '../../api/client.ts';
import { actFor, type Choice, type Session } from '../../session/session.ts';
import { useMe } from '../../shell/me.ts';
import { NoConnection, NoRight, SignInFirst } from '../../shell/outside.tsx';
import { Alert } from '../../ui/alert.tsx';
import { DoorLink } from '../../ui/link.tsx';
import { Heading, Quiet, Text, Title } from '../../ui/text.tsx';
import { day } from '../../words/formats.ts';
import { useWords, type Word } from '../../words/words.ts';

type ChooseProps = {
  readonly found: Session;
  /** Where the person was on their way. */
  readonly returnTo: Address | undefined;
  /** They came to switch, so they see the page even with one choice. */
  readonly switching: boolean;
};

export function Choose({ found, returnTo, switching }: ChooseProps) {
  const { me } = useMe();
  if (found.status === 'out') return <SignInFirst />;
  if (found.status === 'denied') return <NoRight />;
  if (found.status === 'choosing') return <Question choices={found.choices} returnTo={returnTo} />;
  if (found.status !== 'in') return <NoConnection />;
  if (!me) return null;
  if (!switching) return <Navigate to={returnTo ?? homeOf(me.organisation.kind)} replace />;
  const { organisation, user } = me;
  return <Question choices={[{ ...organisation, name: organisation.name ?? null, roles: user.roles }]} returnTo={returnTo} />;
}

function Question({ choices, returnTo }: { readonly choices: readonly Choice[]; readonly returnTo: Address | undefined }) {
  const t = useWords();
  const navigate = useNavigate();
  const [hasFailed, setFailed] = useState(false);
  const choose = async ({ id, kind }: Choice) => {
    const { status } = await actFor(id);
    if (status !== 'in') return setFailed(true);
    startAnew();
    await navigate({ to: returnTo ?? homeOf(kind) });
  };
  return (
    <>
      <Title>{t('act.title')}</Title>
      {hasFailed && <Alert>{t('act.failed')}</Alert>}
      <ul className="choices">
        {choices.map((choice) => (
          <li key={choice.id}>
            <button type="button" className="choice" onClick={() => void choose(choice)}>
              <span className="choice-kind">{kindOf(t, choice)}</span>
              <span className="choice-name">{choice.name ?? (choice.kind === 'PLATFORM' ? t('product') : t('act.nameless'))}</span>
              <span className="choice-more">{detailOf(t, choice)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="prose">
        <Heading level={2}>{t('act.more')}</Heading>
        <Text>
          <DoorLink href={representAddress(ADDRESSES.choose)}>{t('act.represent')}</DoorLink>
        </Text>
        <Text>
          <DoorLink href={companyAddress(ADDRESSES.choose)}>{t('act.company')}</DoorLink>
        </Text>
        <Quiet>{t('act.moreWhat')}</Quiet>
        <Quiet>{t('act.why')}</Quiet>
      </div>
    </>
  );
}

function kindOf(t: Word, { kind, mandate }: Choice): string {
  if (kind === 'PERSON') return mandate ? t('act.person') : t('act.own');
  return { PROVIDER: t('act.provider'), ORGANISER: t('act.organiser'), PLATFORM: t('act.platform') }[kind];
}

function detailOf(t: Word, { kind, roles, mandate }: Choice): string {
  if (mandate) return mandate.lastDay ? t('act.until', { day: day(mandate.lastDay) }) : '';
  return kind === 'PERSON' ? '' : roles.map((role) => t(`role.${role as 'ADMIN'}`)).join(', ');
}
