/** How a document stands on a day: without end, valid, to renew soon, or past its end. */
export type Expiry = 'none' | 'valid' | 'soon' | 'expired';

/** Days before the end from which people are warned: a certificate takes a season to renew. */
export const warnDays = 90;

/** Last day of the period in which a document that ends is announced; days are `YYYY-MM-DD`. */
export function warnUntil(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + warnDays);
  return day.toISOString().slice(0, 10);
}

/** How a document stands today; on its last day it still holds. */
export function expiryOf(validUntil: string | null, today: string): Expiry {
  if (validUntil === null) return 'none';
  if (validUntil < today) return 'expired';
  return validUntil <= warnUntil(today) ? 'soon' : 'valid';
}
