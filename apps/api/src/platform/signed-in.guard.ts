import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import {
  passwordDueOperation,
  publicOperation,
  refusalError,
  refusalOf,
  type RequestContext,
} from './request';

/** Closes every GraphQL operation to strangers, unless it is marked public, and to whom a password is due all but its change. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(host: ExecutionContext): boolean {
    if (host.getType<GqlContextType>() !== 'graphql') return true;
    if (this.reflector.get<boolean>(publicOperation, host.getHandler())) return true;
    const { request } = GqlExecutionContext.create(host).getContext<{ request: RequestContext }>();
    const refusal = refusalOf(request, 'session');
    if (!refusal) return true;
    const open = this.reflector.get<boolean>(passwordDueOperation, host.getHandler());
    if (open && refusal.code === 'password_change_due') return true;
    throw refusalError(refusal, request.locale);
  }
}
