import { v4 } from 'uuid';

/** A GraphQL answer as it came over HTTP. */
export interface Answered<T> {
  readonly status: number;
  readonly data: T;
  readonly errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** A signed-in browser as far as the API can tell: one cookie, the headers of our own pages. */
export class ApiClient {
  private cookie = '';

  constructor(
    readonly url: string,
    private readonly organisation?: string,
  ) {}

  /** Sends one operation; nothing is thrown for refusals or faults. */
  async send<T = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answered<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-consilium-csrf': '1',
        'accept-language': 'en',
        ...(this.organisation ? { 'x-consilium-organisation': this.organisation } : {}),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const [set] = response.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
    const body = (await response.json()) as Omit<Answered<T>, 'status'>;
    return { status: response.status, ...body };
  }

  /** The data of an operation that must succeed. */
  async ask<T = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<T> {
    const { data, errors } = await this.send<T>(query, variables);
    if (errors) throw new Error(`the API complained: ${JSON.stringify(errors)}`);
    return data;
  }

  async signIn(email: string, password: string): Promise<void> {
    const { signIn } = await this.ask<{ signIn: { __typename: string } }>(
      `mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { __typename ... on Refused { code } } }`,
      { email, password },
    );
    if (signIn.__typename !== 'SignedIn') throw new Error(`sign-in: ${JSON.stringify(signIn)}`);
  }

  /** The session's cookie, for sockets and uploads. */
  get sessionCookie(): string {
    return this.cookie;
  }
}

/** A new operation id, as a client makes one for each write. */
export const operationId = (): string => v4();
