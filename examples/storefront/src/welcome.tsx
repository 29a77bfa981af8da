import { useLanguage } from './language/language-context.tsx';
import { Furniture } from './picture/furniture.tsx';

export function Welcome() {
  const { text } = useLanguage();
  return (
    <section className="welcome" aria-label="Furu & Fjord">
      <div className="welcome-words">
        <p className="welcome-tagline">{text.tagline}</p>
        <p>{text.welcome}</p>
      </div>
      <svg className="welcome-room" viewBox="0 0 620 240" aria-hidden="true">
        <path className="room-floor" d="M-2000 196h4600v44h-4600z" />
        <rect className="room-window" x="386" y="14" width="116" height="92" rx="4" />
        <path className="room-hills" d="m388 104 34-36 22 22 26-40 30 54z" />
        <path className="room-frame" d="M444 14v92m-58-46h116" />
        <g transform="translate(-44 10)">
          <Furniture kind="floor-lamp" color="#d9a441" material="#b58a4a" />
        </g>
        <g transform="translate(100 -10) scale(1.06)">
          <Furniture kind="sofa" color="#5f7f6c" material="#a9784a" />
        </g>
        <g transform="translate(330 56) scale(.72)">
          <Furniture kind="coffee-table" color="#3b5577" material="#bf9562" />
        </g>
        <g transform="translate(430 6)">
          <Furniture kind="armchair" color="#b4613f" material="#74503a" />
        </g>
      </svg>
    </section>
  );
}
