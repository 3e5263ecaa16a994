import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { isLocale, refuse } from '@consilium/domain/kernel';
import type { Session } from '@consilium/server/access';
import type { Server } from '@consilium/server/composition';
import { demoPassword } from '@consilium/server/demo';
import { as, refused, type Refused } from '../platform/outcome.types';
import {
  Current,
  CurrentCookie,
  CurrentSession,
  Public,
  type RequestContext,
  SessionCookie,
  WhilePasswordIsDue,
} from '../platform/request';
import { SERVER } from '../platform/tokens';
import { Done, DoneResult, type SignedIn, SignInPage, SignInResult, Viewer } from './access.types';
import { enter, viewerOf } from './enter';

@Resolver()
export class SessionResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Public()
  @Query(() => Viewer, { nullable: true, description: 'Who is signed in, if anybody.' })
  viewer(@Current() request: RequestContext): Viewer | null {
    return request.session && viewerOf(request.session);
  }

  @Public()
  @Query(() => SignInPage)
  async signInPage(): Promise<SignInPage> {
    const { demo, smtpUrl } = this.server.configuration;
    return {
      empty: await this.server.gate.isEmpty(),
      demo,
      mails: smtpUrl !== undefined,
      personas: [...this.server.demoPersonas],
      password: demo ? demoPassword : null,
    };
  }

  @Public()
  @Mutation(() => SignInResult)
  async signIn(
    @Args('email') email: string,
    @Args('password') password: string,
    @Current() request: RequestContext,
    @CurrentCookie() cookie: SessionCookie,
  ): Promise<SignedIn | Refused> {
    const opened = await this.server.gate.signIn(email, password, {
      from: request.from,
      device: cookie.device,
    });
    return enter(this.server, opened, request, cookie);
  }

  @Public()
  @Mutation(() => SignInResult, {
    description: 'Demo only: become a member of the demo committee.',
  })
  async impersonate(
    @Args('email') email: string,
    @Current() request: RequestContext,
    @CurrentCookie() cookie: SessionCookie,
  ): Promise<SignedIn | Refused> {
    const known = this.server.demoPersonas.some((persona) => persona.email === email);
    if (!this.server.configuration.demo || !known) {
      return refused(refuse('not_found'), request.locale);
    }
    return enter(this.server, await this.server.gate.impersonate(email), request, cookie);
  }

  @WhilePasswordIsDue()
  @Mutation(() => Done)
  async signOut(
    @CurrentSession() _session: Session,
    @CurrentCookie() cookie: SessionCookie,
  ): Promise<Done> {
    if (cookie.token) await this.server.gate.signOut(cookie.token);
    cookie.clear();
    return as(Done, { ok: true });
  }

  @WhilePasswordIsDue()
  @Mutation(() => Done, { description: 'Ends the sessions of all browsers of this person.' })
  async signOutEverywhere(
    @CurrentSession() session: Session,
    @CurrentCookie() cookie: SessionCookie,
  ): Promise<Done> {
    await this.server.gate.signOutEverywhere(session.accountId);
    cookie.clear();
    return as(Done, { ok: true });
  }

  @WhilePasswordIsDue()
  @Mutation(() => DoneResult, { description: 'Language of screens, mails and reports.' })
  async changeLanguage(
    @Args('locale') locale: string,
    @CurrentSession() session: Session,
    @Current() request: RequestContext,
  ): Promise<Done | Refused> {
    if (!isLocale(locale)) return refused(refuse('invalid_input'), request.locale);
    await this.server.gate.changeLocale(session.accountId, locale);
    return as(Done, { ok: true });
  }
}
