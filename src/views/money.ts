/** An amount of the manifest's currency, with cents: `125.50`. */
export function money(amount: number): string {
  return amount.toFixed(2);
}

/** A change of an amount: `+25.50`, `-4.50`, `+0.00`. */
export function signedMoney(amount: number): string {
  const text = money(Math.abs(amount));
  return text === '0.00' ? '+0.00' : `${amount < 0 ? '-' : '+'}${text}`;
}
