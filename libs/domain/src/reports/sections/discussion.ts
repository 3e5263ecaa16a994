import type { EntryBlock, Tone } from '../blocks';
import type { SectionContext, SectionDefinition } from '../section';
import type { SnapshotThread } from '../snapshot';
import { personInWords } from './words-of';

export const discussion: SectionDefinition = {
  key: 'discussion',
  order: 90,
  applies: (snapshot) => snapshot.threads.length > 0,
  build: (snapshot, context) => [
    { kind: 'heading', level: 1, text: context.t('sections.discussion') },
    {
      kind: 'paragraph',
      text: context.t('discussion.intro', {
        threads: snapshot.threads.length,
        open: snapshot.threads.filter(({ resolved }) => resolved === null).length,
      }),
    },
    ...snapshot.threads.map((thread, index) => entry(thread, index + 1, context)),
  ],
};

const tone = (thread: SnapshotThread): Tone =>
  thread.resolved !== null ? 'good' : thread.kind === 'objection' ? 'stop' : 'caution';

function entry(thread: SnapshotThread, number: number, context: SectionContext): EntryBlock {
  const { t, format, say, labels } = context;
  const { kind, id, label } = thread.anchor;
  const mark =
    kind === 'question'
      ? labels.question(id)
      : kind === 'evidence'
        ? labels.evidence(id)
        : kind === 'statement'
          ? labels.statement(id)
          : kind === 'section'
            ? id
            : '';
  const anchor = [mark, say(label)].filter((text) => text !== '').join(' – ');
  return {
    kind: 'entry',
    label: `${number}`,
    title:
      anchor === ''
        ? t(`discussion.kind.${thread.kind}`)
        : t('discussion.on', { kind: t(`discussion.kind.${thread.kind}`), anchor }),
    badge: {
      text: thread.resolved ? t('discussion.resolved') : t('discussion.open'),
      tone: tone(thread),
    },
    fields: [
      ...thread.messages.map((message) => ({
        label: t('discussion.message', {
          name: personInWords(message.author),
          at: format.instant(message.at),
        }),
        text: message.text,
      })),
      ...(thread.resolved
        ? [
            {
              label: '',
              text: t('discussion.resolvedBy', {
                name: thread.resolved.by.name,
                at: format.instant(thread.resolved.at),
              }),
              style: 'meta' as const,
            },
          ]
        : []),
    ],
  };
}
