import { useLanguage } from '../language/language-context.tsx';

const FEW = 5;

interface StockLevelProps {
  readonly count: number | null;
  /** Below a heading that says what is counted. */
  readonly isCounted?: boolean;
}

/** How many there are, in words and as a coloured dot. */
export function StockLevel({ count, isCounted = false }: StockLevelProps) {
  const { text, locale } = useLanguage();
  const [level, words] =
    count === null
      ? ['unknown', text.askStore]
      : count <= 0
        ? ['none', text.soldOut]
        : count <= FEW
          ? ['few', text.fewLeft(count)]
          : ['plenty', isCounted ? count.toLocaleString(locale) : text.inStock(count)];
  return (
    <span className="stock-level" data-level={level}>
      {words}
    </span>
  );
}
