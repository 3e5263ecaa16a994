import type { Block, EntryBlock } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type {
  EvaluationSnapshot,
  SnapshotCondition,
  SnapshotLateRecusal,
  SnapshotMeeting,
  SnapshotOpinion,
} from '../snapshot';
import { conditionSince, conditionsSince, sealedState, wentOn } from './since-notes';
import {
  conditionTone,
  field,
  gateInWords,
  marked,
  outcomeTone,
  personInWords,
  reasonsOf,
  stepInWords,
  voteInWords,
} from './words-of';

export const opinion: SectionDefinition = {
  key: 'opinion',
  order: 130,
  applies: (snapshot) => snapshot.opinion !== null || snapshot.meetings.length > 0,
  build: (snapshot, context) => [
    { kind: 'page-break' },
    { kind: 'heading', level: 1, text: context.t('sections.opinion') },
    ...(snapshot.opinion
      ? outcome(snapshot.opinion, context)
      : [{ kind: 'paragraph' as const, text: context.t('opinion.notYet') }]),
    ...snapshot.meetings.flatMap((meeting) => meetingBlocks(meeting, context)),
    ...(snapshot.opinion
      ? [
          ...ballot(snapshot.opinion, context),
          ...notCounted(snapshot.opinion, context),
          ...lateRecusals(snapshot.opinion.lateRecusals ?? [], context),
          ...wentOn('lateRecusals', context),
          ...conditions(snapshot, context),
          ...minority(snapshot.opinion, context),
        ]
      : []),
  ],
};

function outcome(item: SnapshotOpinion, context: SectionContext): Block[] {
  const { t, format } = context;
  const reasons = reasonsOf(item, context);
  return [
    {
      kind: 'callout',
      tone: outcomeTone[item.outcome],
      title: t('summary.opinion', { outcome: t(`decisions:outcomes.${item.outcome}`) }),
      lines: [
        t('opinion.adopted', {
          name: personInWords(item.adoptedBy),
          at: format.instant(item.adoptedAt),
        }),
      ],
    },
    { kind: 'heading', level: 2, text: t('opinion.reasons') },
    ...(reasons.length === 0 ? [t('notStated')] : reasons).map((text): Block => ({
      kind: 'paragraph',
      text,
    })),
    ...(item.missingElements.length > 0
      ? ([
          { kind: 'heading', level: 2, text: t('opinion.missingElements') },
          { kind: 'list', ordered: false, items: item.missingElements },
        ] satisfies Block[])
      : []),
    ...(item.pilot
      ? ([
          { kind: 'heading', level: 2, text: t('opinion.pilot') },
          {
            kind: 'key-values',
            items: [
              { key: t('opinion.pilotProtocol'), value: item.pilot.protocol },
              { key: t('opinion.pilotEnds'), value: format.date(item.pilot.endsOn) },
              { key: t('opinion.pilotStops'), value: item.pilot.stopRules },
            ].filter(({ value }) => value.trim() !== ''),
          },
        ] satisfies Block[])
      : []),
  ];
}

const presenceTone = {
  present: 'good',
  remote: 'good',
  written: 'good',
  represented: 'neutral',
  absent: 'neutral',
  recused: 'stop',
} as const;

function meetingBlocks(meeting: SnapshotMeeting, context: SectionContext): Block[] {
  const { t, format } = context;
  return [
    {
      kind: 'heading',
      level: 2,
      text: t('opinion.meeting', { date: format.day(meeting.heldAt) }),
    },
    {
      kind: 'paragraph',
      text: t(`opinion.mode.${meeting.mode}`, { at: format.instant(meeting.heldAt) }),
    },
    ...(meeting.attendance.length > 0
      ? ([
          {
            kind: 'table',
            caption: t('opinion.attendance'),
            columns: [
              { header: t('panel.member'), width: 3 },
              { header: t('opinion.profession'), width: 3 },
              { header: t('opinion.presenceTitle'), width: 3 },
            ],
            rows: meeting.attendance.map((line) => [
              line.person.name,
              line.person.profession,
              {
                text:
                  line.representedBy === null
                    ? line.presence === 'recused'
                      ? t('decisions:absences.recused')
                      : t(`decisions:attendances.${line.presence}`)
                    : t('opinion.representedBy', { name: line.representedBy }),
                tone: presenceTone[line.presence],
              },
            ]),
            rowHeaders: true,
          },
        ] satisfies Block[])
      : []),
    ...(meeting.minutes.trim() === ''
      ? []
      : ([
          { kind: 'heading', level: 3, text: t('opinion.minutes') },
          {
            kind: 'quote',
            text: meeting.minutes,
            attribution: meeting.minutesValidated
              ? t('opinion.minutesValidated', {
                  name: meeting.minutesValidated.by.name,
                  at: format.instant(meeting.minutesValidated.at),
                })
              : t('opinion.minutesNotValidated'),
          },
        ] satisfies Block[])),
  ];
}

const choiceTone = { for: 'good', against: 'stop', abstain: 'neutral' } as const;

function ballot(item: SnapshotOpinion, context: SectionContext): Block[] {
  const { t, format } = context;
  const { ballot: votes, quorum } = item;
  return [
    { kind: 'heading', level: 2, text: t('opinion.vote') },
    {
      kind: 'key-values',
      items: [
        {
          key: t('opinion.result'),
          value: voteInWords(votes, context),
        },
        ...(votes.castingVote
          ? [{ key: t('opinion.casting'), value: t('opinion.castingVote') }]
          : []),
        {
          key: t('opinion.quorum'),
          value: t(quorum.reached ? 'summary.quorumReached' : 'summary.quorumNotReached', {
            present: quorum.present,
            members: quorum.members,
            required: quorum.required,
          }),
        },
        ...(quorum.requiredRoles.length > 0
          ? [
              {
                key: t('opinion.requiredRoles'),
                value: format.series(
                  quorum.requiredRoles.map(({ role, present }) =>
                    t(present ? 'opinion.rolePresent' : 'opinion.roleAbsent', {
                      role: t(`common:answerRoles.${role}`),
                    }),
                  ),
                ),
              },
            ]
          : []),
      ],
    },
    votes.kind === 'secret'
      ? { kind: 'paragraph', text: t('opinion.secret') }
      : {
          kind: 'table',
          caption: t('opinion.openVote'),
          columns: [
            { header: t('panel.member'), width: 3 },
            { header: t('opinion.profession'), width: 3 },
            { header: t('opinion.choiceTitle'), width: 2 },
          ],
          rows: votes.votes.map(({ person, choice, castBy }) => [
            castBy ? t('opinion.votedBy', { name: person.name, holder: castBy }) : person.name,
            person.profession,
            marked(t(`decisions:votes.${choice}`), choiceTone[choice]),
          ]),
          rowHeaders: true,
        },
  ];
}

/** Votes that were cast and do not count: which, and why. */
function notCounted(
  { ballot: { notCounted: votes = [] } }: SnapshotOpinion,
  context: SectionContext,
): Block[] {
  const { t, format } = context;
  if (votes.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: t('opinion.notCounted', { count: votes.length }),
      columns: [
        { header: t('panel.member'), width: 3 },
        { header: t('opinion.choiceTitle'), width: 2 },
        { header: t('opinion.whyNotCounted'), width: 5 },
      ],
      rows: votes.map(({ person, choice, because, at }) => [
        personInWords(person),
        t(`decisions:votes.${choice}`),
        t('opinion.cancelledAt', {
          reason: t(`decisions:cancelReasons.${because}`),
          at: format.instant(at),
        }),
      ]),
      rowHeaders: true,
    },
  ];
}

/** Recusals found after the member spoke, rated or voted, with what the two who answered wrote. */
export function lateRecusals(
  late: readonly SnapshotLateRecusal[],
  context: SectionContext,
): Block[] {
  const { t, format } = context;
  if (late.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('opinion.lateRecusals') },
    ...late.flatMap(({ person, foundAt, answers, ...part }): Block[] => [
      {
        kind: 'paragraph',
        text: t('opinion.lateRecusal', {
          name: personInWords(person),
          at: format.instant(foundAt),
          part: format.series(
            (['spoke', 'rated', 'voted'] as const)
              .filter((one) => part[one])
              .map((one) => t(`decisions:latePart.${one}`)),
          ),
        }),
      },
      ...answers.map(({ by, at, reason }): Block => ({
        kind: 'quote',
        text: reason,
        attribution: t('byAt', { name: personInWords(by), at: format.instant(at) }),
      })),
    ]),
  ];
}

function conditions(snapshot: EvaluationSnapshot, context: SectionContext): Block[] {
  const { t } = context;
  const items = snapshot.opinion?.conditions ?? [];
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t('opinion.conditions') },
    ...conditionsSince(snapshot, context),
    ...items.map((condition, index) => conditionEntry(condition, index + 1, context)),
  ];
}

function conditionEntry(
  condition: SnapshotCondition,
  number: number,
  context: SectionContext,
): EntryBlock {
  const { t, labels } = context;
  return {
    kind: 'entry',
    label: String(number),
    title: condition.text,
    badge: {
      text: sealedState(condition, number, context),
      tone: conditionTone[condition.state],
    },
    fields: [
      ...conditionSince(number, context),
      ...field(t('opinion.owner'), condition.owner),
      ...field(t('opinion.deadline'), gateInWords(condition, context)),
      ...field(t('opinion.proof'), condition.proof),
      ...(condition.steps ?? []).flatMap(({ step, documents = [], ...taken }) => [
        ...field(t(`decisions:conditionSteps.${step}`), stepInWords(taken, context)),
        ...documents.flatMap((id) => field(t('opinion.proofDocument'), labels.evidence(id))),
      ]),
      ...(condition.questionKeys.length === 0
        ? []
        : field(
            '',
            t('opinion.fromBlocker', {
              question: condition.questionKeys.map(labels.question).join(', '),
            }),
            'meta',
          )),
    ],
  };
}

function minority(item: SnapshotOpinion, context: SectionContext): Block[] {
  const { t, format } = context;
  return [
    { kind: 'heading', level: 2, text: t('opinion.minority') },
    ...(item.minorityOpinions.length === 0
      ? [{ kind: 'paragraph' as const, text: t('opinion.noMinority') }]
      : item.minorityOpinions.map((voice) => ({
          kind: 'quote' as const,
          text: voice.text,
          attribution: t('byAt', { name: personInWords(voice.by), at: format.instant(voice.at) }),
        }))),
  ];
}
