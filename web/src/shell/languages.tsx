/** The choice of language, on every page. */
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../words/language.ts';
import { changeLanguage, useWords } from '../words/words.ts';

export function Languages() {
  const t = useWords();
  const { i18n } = useTranslation();
  return (
    <nav aria-label={t('language.title')}>
      <ul className="languages">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <button
              type="button"
              lang={language}
              aria-label={t(`language.${language}`)}
              aria-pressed={i18n.language === language}
              onClick={() => void changeLanguage(language)}
            >
              {language.toUpperCase()}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
