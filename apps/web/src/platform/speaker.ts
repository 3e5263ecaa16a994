/** The account for which this page speaks; null while nobody is signed in here. */
let account: string | null = null;
/** How many times somebody signed in here. */
let turns = 0;

/**
 * The cookie belongs to the browser, so that another person may have signed in in another window. Each
 * request says for whom the page speaks; the server does nothing for anybody else.
 */
export const speaker = {
  is: (accountId: string | null): void => {
    if (accountId !== null && accountId !== account) turns += 1;
    account = accountId;
  },
  /** Which sign-in of this page is in force: what was asked under an earlier one is of another session. */
  turn: (): number => turns,
  header: (): Readonly<Record<string, string>> =>
    account === null ? {} : { 'x-consilium-account': account },
};
