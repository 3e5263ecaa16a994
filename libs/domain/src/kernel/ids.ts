/** An identifier: uuid version 7 where the application makes it, version 4 where nothing may be told from it. */
export type Id = string;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text is a lower-case uuid. Anything else never reaches SQL as an identifier. */
export const isId = (value: unknown): value is Id => typeof value === 'string' && uuid.test(value);
