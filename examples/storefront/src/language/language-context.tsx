import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { bestLanguage, isLanguage, type Language, visitorLocale } from './language.ts';
import { type Messages, messages } from './messages.ts';

interface LanguageContextValue {
  readonly language: Language;
  /** For prices and other numbers. */
  readonly locale: string;
  readonly text: Messages;
  choose(language: Language): void;
}

const LanguageContext = createContext<LanguageContextValue | undefined>(undefined);

const STORED = 'language';

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const choose = (chosen: Language) => {
    localStorage.setItem(STORED, chosen);
    setLanguage(chosen);
  };
  const locale = visitorLocale(language, navigator.languages);
  return <LanguageContext value={{ language, locale, text: messages[language], choose }}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageContextValue {
  const value = use(LanguageContext);
  if (!value) throw new Error('useLanguage needs a LanguageProvider above');
  return value;
}

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  return stored !== null && isLanguage(stored) ? stored : bestLanguage(navigator.languages);
}
