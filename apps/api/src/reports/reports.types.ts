import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Locale } from '@consilium/domain/kernel';
import { locales } from '@consilium/domain/kernel';
import {
  reportFailures,
  reportStates,
  reportVersions,
  type ReportFailure,
  type ReportState,
  type ReportVersion,
} from '@consilium/domain/reports';
import { closedList } from '../platform/closed-list';
import { Refused, resultUnion } from '../platform/outcome.types';
import { LiveMessage } from '../platform/signals';

export const ReportLocaleEnum = closedList('ReportLocale', locales, 'Language of a report.');
export const ReportVersionEnum = closedList(
  'ReportVersion',
  reportVersions,
  'panel: what every member may read, the rest masked; whole: without masks, for coordinators.',
);
export const ReportStateEnum = closedList('ReportState', reportStates, 'How far a report is.');
export const ReportFailureEnum = closedList(
  'ReportFailure',
  reportFailures,
  'Why a report was given up.',
);

@ObjectType({ description: 'The section that is being built.' })
export class ReportSection {
  @Field(() => Int, { description: 'From 1.' })
  index: number;

  @Field(() => Int)
  total: number;

  @Field({ description: 'In the language of the report.' })
  title: string;
}

@ObjectType({ description: 'A report that somebody asked for; once ready it never changes.' })
export class Report {
  @Field(() => ID)
  id: string;

  @Field(() => ReportLocaleEnum)
  locale: Locale;

  @Field(() => ReportVersionEnum)
  version: ReportVersion;

  @Field(() => ReportStateEnum)
  state: ReportState;

  @Field(() => ReportSection, { nullable: true })
  section: ReportSection | null;

  @Field()
  requestedBy: string;

  @Field(() => String, { nullable: true, description: 'draft, opinion or decision.' })
  seal: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the snapshot, hexadecimal.' })
  snapshotHash: string | null;

  @Field(() => Int, { nullable: true, description: 'Bytes.' })
  size: number | null;

  @Field(() => Int, { nullable: true })
  pages: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the PDF, hexadecimal.' })
  sha256: string | null;

  @Field(() => ReportFailureEnum, { nullable: true })
  failure: ReportFailure | null;

  @Field({ description: 'It was given up, or nothing was heard of it for ten minutes.' })
  retryable: boolean;

  @Field()
  createdAt: string;

  @Field(() => String, { nullable: true })
  readyAt: string | null;
}

@ObjectType({ description: 'Reports of one evaluation that the reader may open, newest first.' })
export class ReportList {
  @Field(() => [Report])
  reports: readonly Report[];

  @Field(() => Refused, {
    nullable: true,
    description: 'Why there are none for this reader; null when there is no such reason.',
  })
  refusal: Refused | null;
}

@ObjectType()
export class ReportChange extends LiveMessage {
  @Field(() => [Report], { description: 'Those that changed, as they are now.' })
  reports: readonly Report[];
}

@ObjectType()
export class ReportRequested {
  @Field(() => Report, { nullable: true })
  report: Report | null;
}

export const ReportRequestedResult = resultUnion('ReportRequestedResult', ReportRequested);

@InputType()
export class GenerateReportInput {
  @Field(() => ID, { description: 'Chosen by the client; a repeat changes nothing.' })
  operationId: string;

  @Field(() => ID)
  evaluationId: string;

  @Field(() => ReportLocaleEnum)
  locale: Locale;

  @Field(() => ReportVersionEnum, { nullable: true, description: 'For the panel unless said.' })
  version?: ReportVersion | null;
}
