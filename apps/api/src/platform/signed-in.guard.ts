import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import { refuse } from '@consilium/domain/kernel';
import { publicOperation, refusalError, type RequestContext } from './request';

/** Closes every GraphQL operation to strangers, unless it is marked public. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(host: ExecutionContext): boolean {
    if (host.getType<GqlContextType>() !== 'graphql') return true;
    if (this.reflector.get<boolean>(publicOperation, host.getHandler())) return true;
    const { request } = GqlExecutionContext.create(host).getContext<{ request: RequestContext }>();
    if (!request.session) throw refusalError(refuse('not_signed_in'), request.locale);
    return true;
  }
}
