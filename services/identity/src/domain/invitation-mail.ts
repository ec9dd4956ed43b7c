/** The e-mail that brings an invitation, in the receiver's language. It names the inviting organisation and nobody. */
import type { Instant } from '@seteli/kit/day';
import type { Language } from '@seteli/kit/language';

export type InvitationMail = {
  /** Absent where registry has not announced the organisation yet. */
  readonly organisation: string | undefined;
  readonly link: string;
  readonly byOwnAccount: boolean;
  readonly expiresAt: Instant;
};

type Words = {
  readonly subject: string;
  readonly someone: string;
  readonly invited: (organisation: string) => string;
  readonly open: string;
  readonly way: { readonly strong: string; readonly passkey: string };
  readonly until: (day: string, time: string) => string;
  readonly unexpected: string;
};

const WORDS: Readonly<Record<Language, Words>> = {
  FI: {
    subject: 'Kutsu Seteliin',
    someone: 'Organisaatiosi',
    invited: (organisation) => `${organisation} on kutsunut sinut Setelin käyttäjäksi.`,
    open: 'Ota kutsu vastaan tästä linkistä:',
    way: {
      strong: 'Tunnistaudut pankkitunnuksilla, mobiilivarmenteella tai henkilökortilla.',
      passkey: 'Teet laitteellesi pääsyavaimen (passkey). Salasanaa ei tarvita.',
    },
    until: (day, time) => `Linkki toimii kerran, ${day} klo ${time} asti.`,
    unexpected: 'Jos et odottanut kutsua, älä avaa linkkiä. Voit poistaa viestin.',
  },
  SV: {
    subject: 'Inbjudan till Seteli',
    someone: 'Din organisation',
    invited: (organisation) => `${organisation} har bjudit in dig som användare av Seteli.`,
    open: 'Ta emot inbjudan via den här länken:',
    way: {
      strong: 'Du identifierar dig med bankkoder, mobilcertifikat eller identitetskort.',
      passkey: 'Du skapar en lösennyckel (passkey) på din enhet. Inget lösenord behövs.',
    },
    until: (day, time) => `Länken fungerar en gång, till ${day} kl. ${time}.`,
    unexpected: 'Öppna inte länken om du inte väntade dig en inbjudan. Du kan radera meddelandet.',
  },
  EN: {
    subject: 'Invitation to Seteli',
    someone: 'Your organisation',
    invited: (organisation) => `${organisation} has invited you to use Seteli.`,
    open: 'Take the invitation up by this link:',
    way: {
      strong: 'You identify yourself with your bank, a mobile certificate or an identity card.',
      passkey: 'You make a passkey on your device. You need no password.',
    },
    until: (day, time) => `The link works once, until ${day} at ${time}.`,
    unexpected: 'If you did not expect an invitation, do not open the link. You may delete this message.',
  },
};

const two = (number: number): string => String(number).padStart(2, '0');

export function writeInvitation(language: Language, { organisation, link, byOwnAccount, expiresAt }: InvitationMail) {
  const words = WORDS[language];
  const { day, month, year, hour, minute } = expiresAt.toZonedDateTimeISO('Europe/Helsinki');
  const lines = [
    words.invited(organisation ?? words.someone),
    '',
    words.open,
    link,
    '',
    byOwnAccount ? words.way.passkey : words.way.strong,
    words.until(`${day}.${month}.${year}`, `${two(hour)}.${two(minute)}`),
    '',
    words.unexpected,
  ];
  return { subject: words.subject, text: `${lines.join('\n')}\n` };
}
