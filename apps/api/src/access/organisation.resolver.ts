import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { decideInOrganisation } from '@consilium/domain/access';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { Session } from '@consilium/server/access';
import type { Server } from '@consilium/server/composition';
import type { Actor } from '@consilium/server/platform/database';
import { as, outcome, refused, Refused } from '../platform/outcome.types';
import {
  Current,
  CurrentActor,
  CurrentCookie,
  CurrentSession,
  Public,
  refusalError,
  type RequestContext,
  SessionCookie,
  WhilePasswordIsDue,
} from '../platform/request';
import { SERVER } from '../platform/tokens';
import { Done, DoneResult } from './access.types';
import { enter } from './enter';
import { InvitedPerson } from './invitations.types';
import {
  ChangeMemberInput,
  ChangeMemberResult,
  ChangeOrganisationInput,
  CommitteeResult,
  CommitteeSaved,
  CommitteeType,
  MemberChanged,
  OrganisationResult,
  OrganisationSaved,
  OrganisationType,
  Person,
  SaveCommitteeInput,
  SaveCommitteeSeatInput,
  SaveSiteInput,
  SetUpDone,
  SetUpInput,
  SetUpResult,
} from './organisation.types';

/** The organisation itself: its first administrator, its people, its committees. */
@Resolver()
export class OrganisationResolver {
  constructor(@Inject(SERVER) private readonly server: Server) {}

  @Public()
  @Mutation(() => SetUpResult, {
    description: 'The first visitor founds the organisation and becomes its administrator; once.',
  })
  async setUp(
    @Args('input') input: SetUpInput,
    @Current() request: RequestContext,
    @CurrentCookie() cookie: SessionCookie,
  ): Promise<SetUpDone | Refused> {
    const founded = await this.server.access.setUp.setUp(
      { ...input, locale: request.locale },
      request.from,
      request.correlationId,
    );
    if (isRefusal(founded)) return refused(founded, request.locale);
    const opened = await this.server.gate.enter(founded.accountId);
    const entered = await enter(this.server, opened, request, cookie);
    if (entered instanceof Refused) return entered;
    const { coordinator } = founded;
    return as(SetUpDone, {
      viewer: entered.viewer,
      coordinator: coordinator && as(InvitedPerson, coordinator),
    });
  }

  @Query(() => OrganisationType)
  organisation(
    @CurrentActor() actor: Actor,
    @Current() { locale }: RequestContext,
  ): Promise<OrganisationType> {
    const refusal = decideInOrganisation('organisation.see', actor);
    if (refusal) throw refusalError(refusal, locale);
    return this.server.access.organisation.organisation(this.server.unitOfWork.reader(actor));
  }

  @Query(() => [Person], {
    description:
      'Members of the organisation, by name; those who cannot sign in here only when asked for.',
  })
  people(
    @Args('includeInactive', { type: () => Boolean, defaultValue: false }) includeInactive: boolean,
    @CurrentActor() actor: Actor,
  ): Promise<Person[]> {
    return this.server.access.people.people(this.server.unitOfWork.reader(actor), includeInactive);
  }

  @Query(() => [CommitteeType])
  committees(@CurrentActor() actor: Actor): Promise<CommitteeType[]> {
    return this.server.access.committees.committees(this.server.unitOfWork.reader(actor));
  }

  @Query(() => CommitteeType, { nullable: true })
  async committee(
    @Args('id', { type: () => ID }) id: Id,
    @CurrentActor() actor: Actor,
  ): Promise<CommitteeType | null> {
    return this.server.access.committees.committee(this.server.unitOfWork.reader(actor), id);
  }

  @Mutation(() => OrganisationResult)
  async changeOrganisation(
    @Args('input') input: ChangeOrganisationInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<OrganisationSaved | Refused> {
    const changed = await this.server.access.organisation.changeOrganisation(actor, input);
    return this.savedOrganisation(changed, actor, request);
  }

  @Mutation(() => OrganisationResult, {
    description: 'Lets a restored place send mails and reminders again; administrators only.',
  })
  async releaseHold(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<OrganisationSaved | Refused> {
    const released = await this.server.access.organisation.releaseHold(actor, { operationId });
    return this.savedOrganisation(released, actor, request);
  }

  @Mutation(() => OrganisationResult)
  async saveSite(
    @Args('input') input: SaveSiteInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<OrganisationSaved | Refused> {
    const saved = await this.server.access.organisation.saveSite(actor, input);
    return this.savedOrganisation(saved, actor, request);
  }

  @Mutation(() => ChangeMemberResult)
  async changeMember(
    @Args('input') input: ChangeMemberInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<MemberChanged | Refused> {
    const changed = await this.server.access.people.changeMember(actor, input);
    if (isRefusal(changed)) return refused(changed, request.locale);
    return as(MemberChanged, { person: await this.person(changed, actor) });
  }

  @Mutation(() => ChangeMemberResult, {
    description:
      'Opens the organisation again to a person whose password an administrator elsewhere replaced.',
  })
  async confirmMember(
    @Args('operationId', { type: () => ID }) operationId: Id,
    @Args('memberId', { type: () => ID }) memberId: Id,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<MemberChanged | Refused> {
    const input = { operationId, memberId };
    const confirmed = await this.server.access.people.confirmMember(actor, input);
    if (isRefusal(confirmed)) return refused(confirmed, request.locale);
    return as(MemberChanged, { person: await this.person(confirmed, actor) });
  }

  @WhilePasswordIsDue()
  @Mutation(() => DoneResult, {
    description: 'One’s own; all other browsers of the person are signed out, this one too.',
  })
  async changePassword(
    @Args('current') current: string,
    @Args('next') next: string,
    @CurrentSession() session: Session,
    @Current() request: RequestContext,
    @CurrentCookie() cookie: SessionCookie,
  ): Promise<Done | Refused> {
    const changed = await this.server.gate.changePassword(session, current, next, {
      from: request.from,
      device: cookie.device,
    });
    if (!isRefusal(changed)) cookie.clear();
    return outcome(changed, request.locale, () => as(Done, { ok: true }));
  }

  @Mutation(() => CommitteeResult)
  async saveCommittee(
    @Args('input') input: SaveCommitteeInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<CommitteeSaved | Refused> {
    const saved = await this.server.access.committees.saveCommittee(actor, input);
    return this.savedCommittee(saved, actor, request);
  }

  @Mutation(() => CommitteeResult)
  async saveCommitteeSeat(
    @Args('input') input: SaveCommitteeSeatInput,
    @CurrentActor() actor: Actor,
    @Current() request: RequestContext,
  ): Promise<CommitteeSaved | Refused> {
    const saved = await this.server.access.committees.saveSeat(actor, input);
    return this.savedCommittee(saved, actor, request);
  }

  private person(memberId: Id, actor: Actor): Promise<Person | null> {
    return this.server.access.people.person(this.server.unitOfWork.reader(actor), memberId);
  }

  private async savedOrganisation(
    saved: Parameters<typeof outcome>[0],
    actor: Actor,
    request: RequestContext,
  ): Promise<OrganisationSaved | Refused> {
    if (isRefusal(saved)) return refused(saved, request.locale);
    return as(OrganisationSaved, { organisation: await this.organisation(actor, request) });
  }

  private async savedCommittee(
    saved: Id | Parameters<typeof refused>[0],
    actor: Actor,
    request: RequestContext,
  ): Promise<CommitteeSaved | Refused> {
    if (isRefusal(saved)) return refused(saved, request.locale);
    return as(CommitteeSaved, { committee: await this.committee(saved, actor) });
  }
}
