import type { SectionDefinition } from '../section';
import { advice } from './advice';
import { answers } from './answers';
import { blockers } from './blockers';
import { contents } from './contents';
import { cover } from './cover';
import { decision } from './decision';
import { device } from './device';
import { discussion } from './discussion';
import { electorate } from './electorate';
import { evidence } from './evidence';
import { integrity } from './integrity';
import { method } from './method';
import { opinion } from './opinion';
import { panel } from './panel';
import { plainSummary } from './plain-summary';
import { ratings } from './ratings';
import { request } from './request';
import { sinceSeal } from './since-seal';
import { summary } from './summary';

/** Every section of the report. Closed: consumers iterate by `order` and never name one. */
export const reportSections = {
  cover,
  summary,
  contents,
  device,
  request,
  panel,
  electorate,
  answers,
  evidence,
  discussion,
  ratings,
  blockers,
  advice,
  opinion,
  decision,
  sinceSeal,
  method,
  plainSummary,
  integrity,
} as const satisfies Readonly<Record<string, SectionDefinition>>;

export type ReportSectionKey = keyof typeof reportSections;

/** The sections in the order of printing. */
export const orderedSections: readonly (readonly [ReportSectionKey, SectionDefinition])[] = (
  Object.entries(reportSections) as [ReportSectionKey, SectionDefinition][]
).sort(([, a], [, b]) => a.order - b.order);
