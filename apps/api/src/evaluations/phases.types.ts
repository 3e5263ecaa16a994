import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Phase, SeatFunction } from '@consilium/domain/access';
import type { MoveKey, WarningKey } from '@consilium/domain/evaluations';
import { SeatFunctionType } from '../access';
import { Refused } from '../platform/outcome.types';
import { MoveEnum, MoveWarningEnum, PhaseEnum } from './lists.types';

@ObjectType('EvaluationPhase', { description: 'A step of the file with its dates.' })
export class PhaseStepType {
  @Field(() => PhaseEnum)
  phase: Phase;

  @Field(() => String, { nullable: true, description: 'Day by which it should end, YYYY-MM-DD.' })
  plannedOn: string | null;

  @Field(() => String, { nullable: true })
  enteredAt: string | null;

  @Field(() => String, { nullable: true, description: 'Null while it lasts, and before.' })
  leftAt: string | null;
}

@ObjectType({ description: 'Worth saying before a move; it bars nothing.' })
export class MoveWarningLine {
  @Field(() => MoveWarningEnum)
  key: WarningKey;

  @Field(() => Int)
  count: number;
}

@ObjectType({ description: 'A move that the table knows from here.' })
export class PossibleMoveType {
  @Field(() => MoveEnum)
  move: MoveKey;

  @Field(() => PhaseEnum)
  to: Phase;

  @Field(() => [SeatFunctionType])
  by: readonly SeatFunction[];

  @Field()
  needsReason: boolean;

  @Field({
    description:
      'Made by recording an opinion or a decision, or by settling the scope: not by movePhase.',
  })
  recordedElsewhere: boolean;

  @Field(() => Refused, { nullable: true, description: 'Null when it can be made now.' })
  refusal: Refused | null;

  @Field(() => [MoveWarningLine])
  warnings: readonly MoveWarningLine[];
}

@InputType()
export class MovePhaseInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => MoveEnum)
  move: MoveKey;

  @Field(() => String, { nullable: true })
  reason?: string | null;
}

@InputType()
export class PlannedPhase {
  @Field(() => PhaseEnum)
  phase: Phase;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; null takes the date away.' })
  plannedOn?: string | null;
}

@InputType()
export class SchedulePhasesInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => [PlannedPhase])
  phases: PlannedPhase[];
}
