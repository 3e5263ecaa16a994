/** The account for which this page speaks; null while nobody is signed in here. */
let account: string | null = null;

/**
 * The cookie belongs to the browser, so that another person may have signed in in another window. Each
 * request says for whom the page speaks; the server does nothing for anybody else.
 */
export const speaker = {
  is: (accountId: string | null): void => {
    account = accountId;
  },
  header: (): Readonly<Record<string, string>> =>
    account === null ? {} : { 'x-consilium-account': account },
};
