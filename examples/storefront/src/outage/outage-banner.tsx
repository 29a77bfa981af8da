import { useEffect, useEffectEvent } from 'react';
import { useLanguage } from '../language/language-context.tsx';
import { useOutages } from './outage-context.tsx';

const RETRY_MS = 10_000;

/** Says what does not work, and asks again by itself. */
export function OutageBanner() {
  const { text } = useLanguage();
  const { outages, retry } = useOutages();
  const tryAgain = useEffectEvent(retry);
  const isDown = outages.length > 0;
  useEffect(() => {
    if (!isDown) return;
    const timer = setInterval(() => tryAgain(), RETRY_MS);
    return () => clearInterval(timer);
  }, [isDown]);

  return (
    <div role="status" className="outage">
      {isDown && (
        <div className="outage-inner">
          <div>
            {outages.map((name) => (
              <p key={name}>{text.down[name]}</p>
            ))}
          </div>
          <button type="button" className="button" onClick={retry}>
            {text.tryAgain}
          </button>
        </div>
      )}
    </div>
  );
}
