import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../platform/json.scalar';
import { LocalisedText } from '../platform/localised-text.type';
import { LiveMessage } from '../platform/signals';

@ObjectType({ description: 'What a part still asks of those who answer it.' })
export class PartLeft {
  @Field()
  leadRole: string;

  @Field(() => LocalisedText, { description: 'Title of its section.' })
  sectionTitle: LocalisedText;

  @Field(() => Int)
  total: number;

  @Field(() => Int)
  answered: number;

  @Field(() => Int, { description: 'Questions of the essential path not answered yet.' })
  essentialLeft: number;

  @Field(() => Int)
  minutesLeft: number;

  @Field(() => String, { nullable: true, description: 'Why it was given back, when it was.' })
  returnReason: string | null;
}

@ObjectType({ description: 'One thing that waits for the reader.' })
export class WorkLine {
  @Field({
    description: 'answer, declaration, rate, advice, assess, condition, thread or mention.',
  })
  kind: string;

  @Field(() => ID, { description: 'The part, seat, round, thread or message it is about.' })
  id: string;

  @Field(() => ID)
  evaluationId: string;

  @Field()
  reference: string;

  @Field()
  practice: boolean;

  @Field()
  title: string;

  @Field()
  organisation: string;

  @Field()
  organisationSlug: string;

  @Field(() => String, { nullable: true, description: 'Last day, in the organisation’s zone.' })
  dueOn: string | null;

  @Field({ description: 'Current day in the organisation’s zone.' })
  today: string;

  @Field({ description: 'The clocks stand: nothing of the file is late.' })
  paused: boolean;

  @Field(() => String, { nullable: true })
  questionKey: string | null;

  @Field(() => Int, { nullable: true })
  round: number | null;

  @Field(() => PartLeft, { nullable: true })
  part: PartLeft | null;

  @Field(() => String, { nullable: true, description: 'Who mentioned the reader, or declared.' })
  person: string | null;

  @Field(() => String, { nullable: true, description: 'As what the reader answers or advises.' })
  role: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the condition in its opinion.' })
  condition: number | null;
}

@InputType({ description: 'Which files are asked for; nothing given means all under way.' })
export class PortfolioFilterInput {
  @Field(() => [String], { defaultValue: [] })
  phases: string[];

  @Field(() => String, { nullable: true })
  specialty?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the title, the number, the device, its maker or a specialty.',
  })
  text?: string | null;

  @Field({ defaultValue: false, description: 'Only files in which somebody is late.' })
  late: boolean;

  @Field({ defaultValue: false, description: 'Only files with a hard blocker.' })
  blocked: boolean;

  @Field({ defaultValue: false, description: 'Practice files, never among the others.' })
  practice: boolean;
}

@ObjectType()
export class PortfolioLine {
  @Field(() => ID)
  id: string;

  @Field()
  reference: string;

  @Field()
  practice: boolean;

  @Field()
  title: string;

  @Field({ description: 'Name and version.' })
  device: string;

  @Field()
  manufacturer: string;

  @Field()
  phase: string;

  @Field()
  paused: boolean;

  @Field(() => Int)
  daysInPhase: number;

  @Field(() => [String])
  specialties: readonly string[];

  @Field(() => Int)
  questions: number;

  @Field(() => Int)
  answered: number;

  @Field(() => Int)
  parts: number;

  @Field(() => Int)
  partsSubmitted: number;

  @Field(() => Int)
  hardBlockers: number;

  @Field(() => Int)
  softBlockers: number;

  @Field(() => Int, { description: 'People with a part past its day; none while paused.' })
  latePeople: number;

  @Field(() => String, { nullable: true, description: 'The earliest day still expected.' })
  nextDate: string | null;
}

@ObjectType()
export class PortfolioPage {
  @Field(() => [PortfolioLine])
  items: PortfolioLine[];

  @Field(() => String, { nullable: true, description: 'Give it as `after`; null at the end.' })
  endCursor: string | null;

  @Field({ description: 'Current day in the organisation’s zone.' })
  today: string;
}

@ObjectType()
export class OverviewStep {
  @Field()
  phase: string;

  @Field({ description: 'done, current, upcoming or skipped.' })
  state: string;

  @Field(() => String, { nullable: true, description: 'Day by which it should end.' })
  planned: string | null;

  @Field(() => String, { nullable: true, description: 'Day it was entered, or left when done.' })
  actual: string | null;

  @Field()
  late: boolean;
}

@ObjectType()
export class OverviewSection {
  @Field()
  key: string;

  @Field({ description: 'screening, core or module.' })
  kind: string;

  @Field(() => LocalisedText)
  title: LocalisedText;
}

@ObjectType()
export class OverviewPart {
  @Field(() => ID)
  id: string;

  @Field()
  sectionKey: string;

  @Field()
  leadRole: string;

  @Field({ description: 'open, submitted or returned.' })
  state: string;

  @Field({ description: 'Handed in although answers are missing, with a reason.' })
  closedWithGaps: boolean;

  @Field(() => String, { nullable: true })
  dueOn: string | null;

  @Field()
  late: boolean;

  @Field({ description: 'Assigned to the reader.' })
  mine: boolean;

  @Field(() => [String], { description: 'Who answers it, by name.' })
  people: readonly string[];

  @Field(() => Int)
  total: number;

  @Field(() => Int)
  answered: number;
}

@ObjectType()
export class OverviewSeat {
  @Field(() => ID)
  seatId: string;

  @Field(() => ID)
  memberId: string;

  @Field()
  name: string;

  @Field()
  profession: string;

  @Field(() => [String])
  answerRoles: readonly string[];

  @Field(() => [String])
  functions: readonly string[];

  @Field()
  votes: boolean;

  @Field()
  mine: boolean;
}

@ObjectType({ description: 'Somebody with a part past its day.' })
export class LatePersonLine {
  @Field(() => ID)
  seatId: string;

  @Field()
  name: string;

  @Field(() => [ID])
  parts: readonly string[];

  @Field(() => Int)
  daysLate: number;
}

@ObjectType({ description: 'Something that happened in the file.' })
export class ActivityLine {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Type of the event; the catalogue has its sentence.' })
  type: string;

  @Field()
  at: string;

  @Field(() => String, { nullable: true, description: 'Who did it; null for the product itself.' })
  person: string | null;
}

@ObjectType({ description: 'A way from phase to phase that was taken, a pause included.' })
export class MoveLine {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Key of the move; the catalogue has its words.' })
  move: string;

  @Field()
  at: string;

  @Field(() => String, { nullable: true, description: 'Who did it; null for the product itself.' })
  person: string | null;

  @Field(() => String, { nullable: true, description: 'Why, where a reason was given.' })
  reason: string | null;
}

@ObjectType({ description: 'What stands above every page of an evaluation.' })
export class EvaluationFrame {
  @Field(() => ID)
  id: string;

  @Field()
  reference: string;

  @Field({ description: 'Counts nowhere and can be deleted; every page of it says so.' })
  practice: boolean;

  @Field()
  title: string;

  @Field()
  device: string;

  @Field()
  version: string;

  @Field()
  manufacturer: string;

  @Field()
  phase: string;

  @Field({ description: 'Waiting for the supplier.' })
  paused: boolean;

  @Field(() => JsonScalar, { description: 'The reader’s facts, for the policy table.' })
  facts: object;
}

@ObjectType({ description: 'The first page of an evaluation.' })
export class EvaluationOverview {
  @Field(() => ID)
  id: string;

  @Field()
  reference: string;

  @Field()
  title: string;

  @Field()
  need: string;

  @Field(() => [String])
  specialties: readonly string[];

  @Field()
  phase: string;

  @Field(() => String, { nullable: true, description: 'Why the clocks stand; null when they run.' })
  pausedReason: string | null;

  @Field(() => String, { nullable: true })
  pausedOn: string | null;

  @Field({ description: 'Current day in the organisation’s zone.' })
  today: string;

  @Field(() => String, { nullable: true })
  scopeOutcome: string | null;

  @Field({ description: 'The opinion is adopted: what it rests on no longer changes.' })
  sealed: boolean;

  @Field()
  device: string;

  @Field()
  manufacturer: string;

  @Field()
  version: string;

  @Field()
  intendedPurpose: string;

  @Field()
  udi: string;

  @Field()
  riskClass: string;

  @Field(() => String, { nullable: true })
  certificateExpiresOn: string | null;

  @Field()
  committee: string;

  @Field()
  requestedBy: string;

  @Field()
  requestedOn: string;

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

  @Field(() => Int)
  openObjections: number;

  @Field(() => [OverviewStep])
  steps: readonly OverviewStep[];

  @Field(() => [OverviewSection])
  sections: readonly OverviewSection[];

  @Field(() => [OverviewPart])
  partLines: readonly OverviewPart[];

  @Field(() => [LatePersonLine])
  late: readonly LatePersonLine[];

  @Field(() => [OverviewSeat])
  seats: readonly OverviewSeat[];

  @Field(() => [MoveLine], { description: 'How it came from phase to phase, newest first.' })
  moves: readonly MoveLine[];

  @Field(() => [ActivityLine], { description: 'What happened last, newest first.' })
  activity: readonly ActivityLine[];

  @Field(() => JsonScalar, { description: 'The reader’s facts, for the policy table.' })
  facts: object;
}

@ObjectType({ description: 'Files of which something changed: read again what is shown of them.' })
export class FilesChange extends LiveMessage {
  @Field(() => [ID])
  evaluationIds: readonly string[];

  @Field(() => [String], {
    description: 'progress, parts, phase, panel, rounds or decision.',
  })
  topics: readonly string[];
}
