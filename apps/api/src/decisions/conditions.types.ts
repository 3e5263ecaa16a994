import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { conditionStates, gateKinds, type ConditionState } from '@consilium/domain/decisions';
import { closedList } from '../platform/closed-list';
import { resultUnion } from '../platform/outcome.types';

export const GateEnum = closedList('ConditionGate', gateKinds, 'By when a condition is met.');

export const ConditionStateEnum = closedList(
  'ConditionState',
  conditionStates,
  'Open, met, or given up.',
);

@ObjectType()
export class GateType {
  @Field(() => GateEnum)
  kind: keyof typeof GateEnum;

  @Field(() => Int, { nullable: true })
  months?: number | null;
}

@ObjectType('Condition')
export class ConditionType {
  @Field(() => ID)
  id: string;

  @Field()
  text: string;

  @Field(() => ID, { nullable: true })
  ownerSeat: string | null;

  @Field()
  ownerName: string;

  @Field(() => String, { nullable: true, description: 'Who sees to it, by name.' })
  owner: string | null;

  @Field(() => String, { nullable: true })
  dueOn: string | null;

  @Field()
  proof: string;

  @Field(() => GateType, { nullable: true })
  gate: GateType | null;

  @Field(() => [String], { description: 'Questions whose blockers it answers.' })
  blockers: readonly string[];

  @Field(() => ConditionStateEnum)
  state: ConditionState;

  @Field(() => String, { nullable: true })
  closedNote: string | null;

  @Field(() => String, { nullable: true })
  closedAt: string | null;
}

@InputType()
export class GateInput {
  @Field(() => GateEnum)
  kind: keyof typeof GateEnum;

  @Field(() => Int, { nullable: true })
  months?: number | null;
}

@InputType()
export class ConditionInput {
  @Field()
  text: string;

  @Field(() => ID, { nullable: true })
  ownerSeat?: string | null;

  @Field({ defaultValue: '' })
  ownerName: string;

  @Field(() => String, { nullable: true })
  dueOn?: string | null;

  @Field({ defaultValue: '' })
  proof: string;

  @Field(() => GateInput, { nullable: true })
  gate?: GateInput | null;

  @Field(() => [String], { defaultValue: [] })
  blockers: string[];
}

@InputType()
export class CloseConditionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  conditionId: string;

  @Field({ description: 'True: met, the note shows it. False: given up, the note says why.' })
  met: boolean;

  @Field()
  note: string;
}

@ObjectType()
export class ConditionKept {
  @Field(() => ID)
  id: string;

  @Field(() => ConditionStateEnum)
  state: ConditionState;
}

export const ConditionKeptResult = resultUnion('ConditionKeptResult', ConditionKept);
