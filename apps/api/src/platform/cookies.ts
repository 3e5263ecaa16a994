import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceDays, sessionDays } from '@consilium/server/access';

/** Cookies by what they hold. The database holds their hashes. */
export interface CookieNames {
  /** The session's token. */
  readonly session: string;
  /** By what the accounts that signed in here know this browser. */
  readonly device: string;
}

const plain: CookieNames = { session: 'consilium_session', device: 'consilium_device' };

/** Browsers take the prefix as a promise: sent over https alone, set by this host for itself. */
const ofThisHost: CookieNames = {
  session: `__Host-${plain.session}`,
  device: `__Host-${plain.device}`,
};

export const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/** The names in use; a cookie of the other name is none of ours. */
export const cookieNames = (publicUrl: string): CookieNames =>
  isSecure(publicUrl) ? ofThisHost : plain;

const daySeconds = 24 * 3600;

/** The browser's cookies, as it sent them and in the answer being prepared. */
export class SessionCookie {
  constructor(
    private readonly reply: FastifyReply,
    private readonly publicUrl: string,
  ) {}

  get token(): string | undefined {
    return this.reply.request.cookies[cookieNames(this.publicUrl).session];
  }

  get device(): string | undefined {
    return this.reply.request.cookies[cookieNames(this.publicUrl).device];
  }

  get userAgent(): string | undefined {
    return (this.reply.request as FastifyRequest).headers['user-agent'];
  }

  set({ token, device }: { readonly token: string; readonly device: string }): void {
    const names = cookieNames(this.publicUrl);
    this.reply.setCookie(names.session, token, this.options(sessionDays));
    this.reply.setCookie(names.device, device, this.options(deviceDays));
  }

  /** Ends the session in this browser, which the account goes on to know. */
  clear(): void {
    const { maxAge: _maxAge, ...options } = this.options(0);
    this.reply.clearCookie(cookieNames(this.publicUrl).session, options);
  }

  private options(days: number) {
    return {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure(this.publicUrl),
      maxAge: days * daySeconds,
    } as const;
  }
}
