import type { Resolvers } from '../generated/types.ts';
import { formatMoney } from './format-money.ts';
import { decimalAmount } from './money.ts';

export const moneyResolvers: Pick<Resolvers, 'Money'> = {
  Money: {
    amount: (money) => decimalAmount(money),
    formatted: (money, { language }, { localizer }) => formatMoney(money, localizer.formattingLanguage(language)),
  },
};
