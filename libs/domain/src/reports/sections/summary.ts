import type { Block, TableBlock, TableCell } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type {
  EvaluationSnapshot,
  SnapshotCondition,
  SnapshotOpinion,
  SnapshotStatementResult,
} from '../snapshot';
import { clip } from '../clip';
import { closedStatements, isDivided, lowestProfession } from './closed-results';
import { changedSince, sealedState } from './since-notes';
import {
  conditionTone,
  decisionTone,
  gateInWords,
  isStillOpen,
  outcomeTone,
  reasonsOf,
  standingInWords,
  voteInWords,
} from './words-of';

/** What a director reads in one minute. Long texts are cut: the whole stands in the later sections. */
export const summary: SectionDefinition = {
  key: 'summary',
  order: 20,
  unnumbered: true,
  applies: () => true,
  build(snapshot, context) {
    return [
      {
        kind: 'one-page',
        blocks: [
          { kind: 'heading', level: 1, text: context.t('sections.summary'), numbered: false },
          { kind: 'paragraph', style: 'lead', text: subject(snapshot, context) },
          ...changedSince(snapshot, context),
          ...result(snapshot, context),
          ...blockers(snapshot, context),
          ...conditions(snapshot, context),
          ...disagreement(snapshot, context),
          asked(snapshot, context),
        ],
      },
    ];
  },
};

const subject = (snapshot: EvaluationSnapshot, { t }: SectionContext): string => {
  const { device, request } = snapshot;
  const name = clip(device.version === '' ? device.name : `${device.name} ${device.version}`, 90);
  const manufacturer = clip(device.manufacturer, 70);
  const need = clip(request.need, 260);
  return need === ''
    ? t('summary.subject', { device: name, manufacturer })
    : t('summary.subjectNeed', { device: name, manufacturer, need });
};

function result(snapshot: EvaluationSnapshot, context: SectionContext): Block[] {
  const { t, format } = context;
  const { opinion, decision } = snapshot;
  const blocks: Block[] = [];
  if (opinion) {
    blocks.push({
      kind: 'callout',
      tone: outcomeTone[opinion.outcome],
      title: t('summary.opinion', { outcome: t(`decisions:outcomes.${opinion.outcome}`) }),
      lines: [vote(opinion, context), clip(reasonsOf(opinion, context).join('\n\n'), 320)].filter(
        (line) => line !== '',
      ),
    });
  } else if (!decision) {
    const questions = snapshot.sections
      .flatMap(({ questions }) => questions)
      .filter((q) => q.active);
    blocks.push({
      kind: 'callout',
      tone: 'neutral',
      title: t('summary.noOpinion', {
        phase: context.t(`evaluations:phases.${snapshot.evaluation.phase}`),
      }),
      lines: [
        t('summary.progress', {
          answered: questions.filter(({ answers }) => answers.length > 0).length,
          questions: questions.length,
        }),
      ],
    });
  }
  if (decision) {
    const lines = [
      t('summary.decidedBy', {
        name: clip(decision.decidedBy.name, 60),
        date: format.day(decision.decidedAt),
      }),
      clip(decision.reason, 260),
    ];
    if (decision.differsFromOpinion) lines.unshift(t('decision.differs'));
    if (decision.withoutOpinion) lines.unshift(t('decision.withoutOpinion'));
    blocks.push({
      kind: 'callout',
      tone: decisionTone[decision.outcome],
      title: t('summary.decision', { outcome: t(`decisions:decisions.${decision.outcome}`) }),
      lines: lines.filter((line) => line !== ''),
    });
  }
  return blocks;
}

function vote(opinion: SnapshotOpinion, context: SectionContext): string {
  const { t } = context;
  const { ballot, quorum } = opinion;
  return [
    voteInWords(ballot, context),
    t(quorum.reached ? 'summary.quorumReached' : 'summary.quorumNotReached', {
      present: quorum.present,
      members: quorum.members,
      required: quorum.required,
    }),
  ].join(' ');
}

const shownBlockers = 4;

function blockers(snapshot: EvaluationSnapshot, context: SectionContext): Block[] {
  const { t, labels, say } = context;
  // Silence before the first answer, not a clean bill.
  if (
    !snapshot.sections.some(({ questions }) => questions.some(({ answers }) => answers.length > 0))
  ) {
    return [];
  }
  const shown = snapshot.blockers.filter(
    ({ effect, override }) => effect === 'hard' || override !== null,
  );
  const forcing = snapshot.blockers.filter(
    (blocker) => !shown.includes(blocker) && blocker.effect !== 'vigilance',
  ).length;
  const pending = snapshot.formalAdvice.map((advice) =>
    t('summary.advice', {
      role: t(`common:answerRoles.${advice.role}`),
      position: t(`advice.position.${advice.position}`),
    }),
  );
  const items = shown.slice(0, shownBlockers).map((blocker) => {
    const question = `${labels.question(blocker.questionKey)} – ${clip(say(blocker.question), 110)}`;
    return blocker.override
      ? t('summary.overridden', {
          question,
          name: clip(blocker.override.by.name, 60),
          reason: clip(blocker.override.reason, 130),
        })
      : t('summary.blocking', { question, reason: t(`blockers.reason.${blocker.reason}`) });
  });
  if (shown.length > shownBlockers) {
    items.push(t('summary.more', { count: shown.length - shownBlockers }));
  }
  if (forcing > 0) items.push(t('summary.softBlockers', { count: forcing }));
  if (!shown.some(({ effect, override }) => effect === 'hard' && override === null)) {
    items.unshift(t('summary.noBlockers'));
  }
  return [
    { kind: 'heading', level: 2, text: t('summary.blockersTitle'), numbered: false },
    { kind: 'list', ordered: false, items: [...items, ...pending] },
  ];
}

const shownConditions = 6;

function conditions(snapshot: EvaluationSnapshot, context: SectionContext): Block[] {
  const { t } = context;
  const all = snapshot.opinion?.conditions ?? [];
  if (all.length === 0) return [];
  const table: TableBlock = {
    kind: 'table',
    caption: t('summary.conditionsCaption', { count: all.length }),
    columns: [
      { header: t('opinion.condition'), width: 4 },
      { header: t('opinion.owner'), width: 2 },
      { header: t('opinion.deadline'), width: 2.4 },
      { header: t('opinion.state'), width: 3.6 },
    ],
    rows: all
      .slice(0, shownConditions)
      .map((condition, index) => [
        clip(condition.text, 110),
        clip(condition.owner, 40),
        gateInWords(condition, context),
        standing(condition, index + 1, context),
      ]),
  };
  const rest = all.length - shownConditions;
  return [
    { kind: 'heading', level: 2, text: t('summary.conditionsTitle'), numbered: false },
    table,
    ...(rest > 0
      ? [
          {
            kind: 'paragraph' as const,
            style: 'note' as const,
            text: t('summary.more', { count: rest }),
          },
        ]
      : []),
  ];
}

/** As it was sealed, like all on this page, and below it where it stands since. */
function standing(
  condition: SnapshotCondition,
  number: number,
  context: SectionContext,
): TableCell {
  const tone = conditionTone[condition.state];
  const now = context.since.conditions.find((one) => one.number === number);
  if (!now) return { text: standingInWords(condition, context), tone };
  const since = context.t('sinceSeal.now', { state: standingInWords(now, context) });
  return { text: `${sealedState(condition, number, context)}\n${since}`, tone };
}

function disagreement(snapshot: EvaluationSnapshot, context: SectionContext): Block[] {
  const { t } = context;
  const items = keyDisagreements(snapshot)
    .slice(0, 2)
    .map((result) => split(result, context));
  const minority = snapshot.opinion?.minorityOpinions ?? [];
  if (minority.length > 0) {
    const names = clip(context.format.list(minority.map(({ by }) => by.name)), 160);
    items.push(t('summary.minority', { count: minority.length, names }));
  }
  const objections = snapshot.threads.filter(
    ({ kind, resolved }) => kind === 'objection' && resolved === null,
  ).length;
  if (objections > 0) items.push(t('summary.objections', { count: objections }));
  if (items.length === 0) {
    if (closedStatements(snapshot).length === 0) return [];
    items.push(t('summary.noDisagreement'));
  }
  return [
    { kind: 'heading', level: 2, text: t('summary.disagreementTitle'), numbered: false },
    { kind: 'list', ordered: false, items },
  ];
}

/** The last result of each statement: a second round replaces the first where it was held. */
/** Disagreement of the group first, then statements that one profession rates in the lowest zone. */
function keyDisagreements(snapshot: EvaluationSnapshot): SnapshotStatementResult[] {
  return closedStatements(snapshot)
    .filter(isDivided)
    .sort(
      (a, b) =>
        Number(b.overall.disagreement === true) - Number(a.overall.disagreement === true) ||
        lowestProfession(a) - lowestProfession(b),
    );
}

function split(
  result: SnapshotStatementResult,
  { t, format, labels, say }: SectionContext,
): string {
  const professions = result.byProfession
    .filter(({ indices }) => indices.median !== null)
    .sort((a, b) => (a.indices.median ?? 0) - (b.indices.median ?? 0));
  const ends = [...new Set([professions[0], professions[professions.length - 1]])]
    .filter((entry) => entry !== undefined)
    .map(
      ({ profession, indices }) => `${clip(profession, 60)} ${format.number(indices.median ?? 0)}`,
    );
  return t('summary.split', {
    label: labels.statement(result.key),
    statement: clip(say(result.text), 150),
    median: result.overall.median === null ? '–' : format.number(result.overall.median),
    professions: format.series(ends),
  });
}

function asked(snapshot: EvaluationSnapshot, { t, format, since }: SectionContext): Block {
  const { decision, opinion, reEvaluationOn } = snapshot;
  const lines: string[] = [];
  if (decision) {
    const open = opinion?.conditions.filter(isStillOpen).length ?? 0;
    if (since.conditions.length > 0) lines.push(t('summary.followAtSeal', { count: open }));
    else lines.push(open > 0 ? t('summary.follow', { count: open }) : t('summary.followNone'));
  } else if (opinion) {
    lines.push(t(`summary.ask.${opinion.outcome}`));
  } else {
    lines.push(t('summary.askNothing'));
  }
  if (reEvaluationOn) lines.push(t('summary.reEvaluation', { date: format.date(reEvaluationOn) }));
  return {
    kind: 'callout',
    tone: 'neutral',
    title: decision ? t('summary.nextTitle') : t('summary.askTitle'),
    lines,
  };
}
