import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLanguage } from './language/language-context.tsx';

const STORED = 'theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Follows the system until the visitor chooses. */
export function ThemeSwitch() {
  const { text } = useLanguage();
  const isSystemDark = useSyncExternalStore(subscribe, () => systemDark.matches);
  const [chosen, setChosen] = useState(() => localStorage.getItem(STORED));
  const isDark = chosen === null ? isSystemDark : chosen === 'dark';
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);

  const toggle = () => {
    const next = isDark ? 'light' : 'dark';
    localStorage.setItem(STORED, next);
    setChosen(next);
  };
  return (
    <button type="button" className="icon-button" aria-pressed={isDark} aria-label={text.darkMode} onClick={toggle}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        {isDark ? (
          <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
        ) : (
          <path d="M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-6v2.5m0 15V22M2 12h2.5m15 0H22M4.9 4.9l1.8 1.8m10.6 10.6 1.8 1.8m0-14.2-1.8 1.8M6.7 17.3l-1.8 1.8" />
        )}
      </svg>
    </button>
  );
}

function subscribe(onChange: () => void): () => void {
  systemDark.addEventListener('change', onChange);
  return () => systemDark.removeEventListener('change', onChange);
}
