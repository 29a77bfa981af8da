import { isLanguage, LANGUAGES } from './language.ts';
import { useLanguage } from './language-context.tsx';

export function LanguageSwitch() {
  const { language, text, choose } = useLanguage();
  return (
    <label className="language-switch">
      <span className="visually-hidden">{text.language}</span>
      <select
        value={language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) choose(target.value);
        }}
      >
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
