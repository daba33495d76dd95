/** Rates of the trade, for people to choose from; exact, as they are sent. */
export const rates: readonly (readonly [exact: string, shown: string])[] = [
  ['24000/1001', '23.976'],
  ['24/1', '24'],
  ['25/1', '25'],
  ['30000/1001', '29.97'],
  ['30/1', '30'],
  ['48/1', '48'],
  ['50/1', '50'],
  ['60000/1001', '59.94'],
  ['60/1', '60'],
];

/** `24000/1001` as people say it. */
export function sayRate(exact: string): string {
  return rates.find(([rate]) => rate === exact)?.[1] ?? exact.replace(/\/1$/, '');
}
