import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Phase } from '@consilium/domain/access';
import type { MedicalFunction, ScopePredicate } from '@consilium/domain/evaluations';
import { LocalisedText } from '../platform/localised-text.type';
import { resultUnion } from '../platform/outcome.types';
import { TemplateVersionType } from '../templates';
import { PhaseEnum, ScopeOutcomeEnum, ScopePredicateEnum, ScopeStateEnum } from './lists.types';
import { LatenessType } from './panel.types';
import { LiveMessage } from '../platform/signals';

type SettledScope = keyof typeof ScopeOutcomeEnum;

@ObjectType('DeviceVersion', {
  description: 'The version that is evaluated: the opinion holds for it alone.',
})
export class DeviceVersionType {
  @Field(() => ID)
  id: string;

  @Field()
  version: string;

  @Field()
  udi: string;

  @Field({ description: 'I, IIa, IIb or III; A to D in vitro; empty when not known.' })
  riskClass: string;

  @Field({ description: 'As claimed by the manufacturer for this version.' })
  intendedPurpose: string;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD' })
  certificateExpiresOn: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Null: not known.' })
  personalDataLeavesSite: boolean | null;

  @Field(() => Boolean, { nullable: true })
  hardwareIncluded: boolean | null;

  @Field(() => Boolean, { nullable: true })
  ionisingRadiation: boolean | null;

  @Field({ description: 'A file past its draft rests on this description.' })
  evaluated: boolean;
}

@ObjectType('Device')
export class DeviceType {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field()
  manufacturer: string;

  @Field({ description: 'As stated for the newest version.' })
  intendedPurpose: string;

  @Field(() => [DeviceVersionType])
  versions: readonly DeviceVersionType[];

  @Field(() => Int, { description: 'Evaluations of any version that the reader can see.' })
  evaluations: number;
}

@ObjectType('Progress', { description: 'Counts kept beside the file.' })
export class ProgressType {
  @Field(() => Int)
  questions: number;

  @Field(() => Int)
  answered: number;

  @Field(() => Int)
  unknown: number;

  @Field(() => Int)
  parts: number;

  @Field(() => Int)
  partsSubmitted: number;

  @Field(() => Int)
  hardBlockers: number;

  @Field(() => Int)
  softBlockers: number;
}

@ObjectType({
  description: 'One predicate of the scope test that does not hold, or is not settled.',
})
export class ScopeFinding {
  @Field(() => ScopePredicateEnum)
  predicate: ScopePredicate;

  @Field({ description: 'The question of the screening section it is read from.' })
  questionKey: string;

  @Field({ description: 'In the language of the reader.' })
  sentence: string;
}

@ObjectType({ description: 'One predicate of the scope test with the answer it is read from.' })
export class ScopeCriterion {
  @Field(() => ScopePredicateEnum)
  predicate: ScopePredicate;

  @Field(() => ScopeStateEnum)
  state: keyof typeof ScopeStateEnum;

  @Field()
  questionKey: string;

  @Field(() => LocalisedText, { nullable: true, description: 'Null where the template asks not.' })
  question: LocalisedText | null;

  @Field(() => ID, { nullable: true, description: 'The part in which it is answered.' })
  partId: string | null;

  @Field(() => LocalisedText, {
    nullable: true,
    description: 'In words; null while nothing is answered, and where it is not for the reader.',
  })
  answer: LocalisedText | null;
}

@ObjectType('ScopeTest', { description: 'The test as the answers of screening now say.' })
export class ScopeTestType {
  @Field(() => ScopeOutcomeEnum)
  outcome: SettledScope;

  @Field(() => [ScopeCriterion], { description: 'All of them, in the order of the guide.' })
  criteria: readonly ScopeCriterion[];

  @Field(() => [ScopeFinding])
  failed: readonly ScopeFinding[];

  @Field(() => [ScopeFinding])
  unknown: readonly ScopeFinding[];

  @Field(() => [String], { description: 'evaluations:scope.functions.<function>' })
  functions: readonly MedicalFunction[];
}

@ObjectType('CommitteeRef')
export class CommitteeRef {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;
}

@ObjectType('Evaluation', { description: 'One file: a device version judged by a panel.' })
export class EvaluationType {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Human number, such as 2026-014; the mark of a practice file.' })
  reference: string;

  @Field({ description: 'For trying the product: counts nowhere and can be deleted.' })
  practice: boolean;

  @Field()
  title: string;

  @Field({ description: 'The need in the requester’s words.' })
  need: string;

  @Field(() => [String])
  specialties: readonly string[];

  @Field(() => Int, {
    description: 'Grows with each edit; an edit names the one it started from.',
  })
  detailsVersion: number;

  @Field(() => PhaseEnum)
  phase: Phase;

  @Field()
  phaseSince: string;

  @Field()
  createdAt: string;

  @Field(() => String, { nullable: true })
  requestedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Waiting for the supplier, for this.' })
  pausedReason: string | null;

  @Field(() => String, { nullable: true })
  pausedAt: string | null;

  @Field({ description: 'The opinion is adopted: what it rests on no longer changes.' })
  sealed: boolean;

  @Field(() => ScopeOutcomeEnum, { nullable: true, description: 'As settled.' })
  scopeOutcome: SettledScope | null;

  @Field(() => String, { nullable: true })
  scopeReason: string | null;

  @Field({ description: 'A local voluntary evaluation, outside the guide.' })
  voluntary: boolean;

  @Field(() => ID)
  deviceId: string;

  @Field()
  deviceName: string;

  @Field()
  manufacturer: string;

  @Field()
  intendedPurpose: string;

  @Field(() => DeviceVersionType)
  deviceVersion: DeviceVersionType;

  @Field({
    description:
      'Another file past its draft rests on what is known of this version, which stays as it is.',
  })
  describedElsewhere: boolean;

  @Field(() => CommitteeRef)
  committee: CommitteeRef;

  @Field(() => TemplateVersionType)
  templateVersion: TemplateVersionType;

  @Field(() => ID, { nullable: true, description: 'The evaluation this one follows.' })
  predecessorId: string | null;

  @Field(() => ProgressType)
  progress: ProgressType;

  @Field({ description: 'The current day in the organisation’s zone.' })
  today: string;
}

@ObjectType({ description: 'A line of a list of evaluations.' })
export class EvaluationLine {
  @Field(() => ID)
  id: string;

  @Field()
  reference: string;

  @Field()
  practice: boolean;

  @Field()
  title: string;

  @Field()
  deviceName: string;

  @Field()
  manufacturer: string;

  @Field()
  deviceVersion: string;

  @Field(() => [String])
  specialties: readonly string[];

  @Field(() => PhaseEnum)
  phase: Phase;

  @Field()
  phaseSince: string;

  @Field(() => Int)
  daysInPhase: number;

  @Field()
  paused: boolean;

  @Field({ description: 'A local voluntary evaluation, outside the guide.' })
  voluntary: boolean;

  @Field(() => ProgressType)
  progress: ProgressType;

  @Field(() => Int, { description: 'Parts past their day that still wait for somebody.' })
  lateParts: number;

  @Field(() => String, { nullable: true, description: 'Day by which the phase should end.' })
  nextDate: string | null;

  @Field(() => LatenessType, { description: 'Of that day.' })
  lateness: LatenessType;
}

@ObjectType()
export class EvaluationPage {
  @Field(() => [EvaluationLine])
  items: readonly EvaluationLine[];

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page.' })
  next: string | null;
}

@InputType()
export class RequestEvaluationInput {
  @Field(() => ID)
  operationId: string;

  @Field()
  title: string;

  @Field()
  need: string;

  @Field(() => [String], { defaultValue: [] })
  specialties: string[];

  @Field()
  deviceName: string;

  @Field()
  manufacturer: string;

  @Field()
  version: string;

  @Field(() => ID, { nullable: true, description: 'Default: the first committee.' })
  committeeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Default: the latest version published.' })
  templateVersionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The evaluation this one follows.' })
  predecessorId?: string | null;

  @Field({
    defaultValue: false,
    description: 'For trying the product: takes no number. Never changed afterwards.',
  })
  practice: boolean;
}

@InputType({ description: 'All three are set; null is "not known".' })
export class DeviceProfileInput {
  @Field(() => Boolean, { nullable: true })
  personalDataLeavesSite?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  hardwareIncluded?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  ionisingRadiation?: boolean | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class EditEvaluationInput {
  @Field(() => ID)
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => Int, {
    nullable: true,
    description: 'detailsVersion the person was looking at; refused as stale_version otherwise.',
  })
  baseVersion?: number | null;

  @Field(() => String, { nullable: true })
  title?: string | null;

  @Field(() => String, { nullable: true })
  need?: string | null;

  @Field(() => [String], { nullable: true })
  specialties?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only while a draft.' })
  committeeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only while a draft.' })
  templateVersionId?: string | null;

  @Field(() => String, { nullable: true })
  deviceName?: string | null;

  @Field(() => String, { nullable: true })
  manufacturer?: string | null;

  @Field(() => String, { nullable: true })
  version?: string | null;

  @Field(() => String, { nullable: true })
  intendedPurpose?: string | null;

  @Field(() => String, { nullable: true })
  udi?: string | null;

  @Field(() => String, { nullable: true })
  riskClass?: string | null;

  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; an empty text takes it away.' })
  certificateExpiresOn?: string | null;

  @Field(() => DeviceProfileInput, { nullable: true })
  profile?: DeviceProfileInput | null;
}

@ObjectType()
export class EvaluationSaved {
  @Field(() => EvaluationType)
  evaluation: EvaluationType;
}
export const EvaluationResult = resultUnion('EvaluationResult', EvaluationSaved);

@ObjectType()
export class PracticeFileDeleted {
  @Field(() => ID)
  evaluationId: string;
}
export const PracticeFileResult = resultUnion('PracticeFileResult', PracticeFileDeleted);

@ObjectType({ description: 'Something of this file changed: look again.' })
export class EvaluationChange extends LiveMessage {
  @Field(() => ID)
  evaluationId: string;

  @Field(() => [String], {
    description: 'phase.changed, panel.changed, part.changed, progress.changed…',
  })
  topics: readonly string[];
}
