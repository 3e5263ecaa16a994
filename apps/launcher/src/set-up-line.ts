/** What is said at a start while nobody has founded an organisation yet. */
export const setUpLine = (publicUrl: string, code: string): string =>
  `Nobody has an account yet: ${publicUrl}/first-administrator makes the first one, with the set-up code ${code}.`;
