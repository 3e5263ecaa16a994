import { useMembership } from '../platform/organisation';

/** The calendar day where the organisation is, `YYYY-MM-DD`. */
export function useToday(): string {
  const { timeZone } = useMembership();
  // The Swedish way of writing a day is the machine's.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date());
}
