import { v4 } from 'uuid';

/** A GraphQL answer as it came over HTTP. */
export interface Answered<T> {
  readonly status: number;
  readonly data: T;
  readonly errors?: { message: string; extensions: Record<string, unknown> }[];
}

/** A signed-in browser as far as the API can tell: one cookie, the headers of our own pages. */
export class ApiClient {
  private readonly jar = new Map<string, string>();

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
        ...(this.jar.size > 0 ? { cookie: this.cookies } : {}),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', ...value] = (set.split(';')[0] ?? '').split('=');
      if (value.join('=') === '') this.jar.delete(name);
      else this.jar.set(name, value.join('='));
    }
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

  /** The cookies as a browser sends them. */
  get cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Forgets the session without telling the server, as a browser does that closes for good. */
  dropSession(): void {
    for (const name of this.jar.keys()) if (name.endsWith('session')) this.jar.delete(name);
  }

  /** The session's cookie, for sockets and uploads. */
  get sessionCookie(): string {
    const [session] = [...this.jar].filter(([name]) => name.endsWith('session'));
    return session ? session.join('=') : '';
  }
}

/** A new operation id, as a client makes one for each write. */
export const operationId = (): string => v4();
