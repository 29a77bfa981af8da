/** The exact decimal text as people write it in this locale; whole amounts without decimals. It never becomes a floating-point number. */
export function formatPrice(amount: string, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  return isDecimal(amount) ? format.format(amount) : `${amount} ${currency}`;
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}
