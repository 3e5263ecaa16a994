import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { conditionStates, gateKinds, type ConditionState } from '@consilium/domain/decisions';
import { closedList } from '../platform/closed-list';
import { resultUnion } from '../platform/outcome.types';

export const GateEnum = closedList('ConditionGate', gateKinds, 'By when a condition is met.');

export const ConditionStateEnum = closedList(
  'ConditionState',
  conditionStates,
  'Open, declared met and waiting for a confirmation, met, or given up.',
);

@ObjectType()
export class GateType {
  @Field(() => GateEnum)
  kind: keyof typeof GateEnum;

  @Field(() => Int, { nullable: true })
  months?: number | null;
}

@ObjectType({ description: 'A file to download, where its reader is cleared for it.' })
export class ProofFileType {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => Int)
  size: number;
}

@ObjectType({ description: 'A document that shows a condition met, as its reader may have it.' })
export class ConditionProofType {
  @Field(() => ID)
  documentId: string;

  @Field(() => String, { nullable: true, description: 'Null where it is reserved to others.' })
  title: string | null;

  @Field(() => ProofFileType, {
    nullable: true,
    description: 'Null where its content is reserved to others, or gone.',
  })
  file: ProofFileType | null;
}

@ObjectType({ description: 'What was done about a condition, and by whom.' })
export class ConditionStepType {
  @Field({ description: 'declared, confirmed, returned, waived or handed_over.' })
  step: string;

  @Field()
  note: string;

  @Field(() => [ID])
  documents: readonly string[];

  @Field(() => [ConditionProofType], { description: 'The same documents, to be opened.' })
  proofs: readonly ConditionProofType[];

  @Field(() => String, { nullable: true, description: 'To whom it was handed over.' })
  toName: string | null;

  @Field()
  byName: string;

  @Field()
  at: string;
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

  @Field(() => String, { nullable: true, description: 'Who sees to it, by name, as adopted.' })
  owner: string | null;

  @Field(() => ID, { nullable: true, description: 'The seat that sees to it now.' })
  holderSeat: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who sees to it now: the owner, or whom it was handed to since.',
  })
  holder: string | null;

  @Field({ description: 'It is open, and nobody fills the seat that sees to it.' })
  withoutHolder: boolean;

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

  @Field(() => [ConditionStepType])
  steps: readonly ConditionStepType[];

  @Field({ description: 'The reader may declare it met now.' })
  mayDeclare: boolean;

  @Field({ description: 'The reader may confirm it now, or return it.' })
  mayConfirm: boolean;

  @Field({ description: 'The reader may give it up now.' })
  mayWaive: boolean;

  @Field({ description: 'The reader may hand it to somebody else now.' })
  mayHandOver: boolean;
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
export class DeclareConditionMetInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  conditionId: string;

  @Field({ description: 'What shows that it is met.' })
  proof: string;

  @Field(() => [ID], { defaultValue: [], description: 'Documents filed in the evaluation.' })
  documents: string[];
}

@InputType()
export class ConfirmConditionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  conditionId: string;

  @Field({ description: 'False returns it to its owner; the note says why.' })
  accept: boolean;

  @Field({ defaultValue: '' })
  note: string;
}

@InputType()
export class WaiveConditionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  conditionId: string;

  @Field()
  reason: string;
}

@InputType()
export class HandOverConditionInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  conditionId: string;

  @Field(() => ID, { description: 'The seat that sees to it from now on.' })
  seatId: string;

  @Field()
  reason: string;
}

@ObjectType()
export class ConditionKept {
  @Field(() => ID)
  id: string;

  @Field(() => ConditionStateEnum)
  state: ConditionState;
}

export const ConditionKeptResult = resultUnion('ConditionKeptResult', ConditionKept);
