/** SQL: the mandate of the seat aliased as named runs today, in the organisation's zone. */
export const activeSeat = (seat: string): string => `(${seat}.seated_from <= consilium_today()
      and (${seat}.seated_to is null or ${seat}.seated_to >= consilium_today()))`;
