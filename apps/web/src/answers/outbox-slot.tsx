import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Modal } from '@mantine/core';
import { IconCloudOff, TextLink } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { wordsOf, type Draft } from './autosave/draft';
import type { OutboxEntry } from './autosave/outbox';
import { useFlushOnReturn, useOutbox, usePendingDrafts } from './autosave/use-outbox';
import { questionId } from './question-ids';
import classes from './outbox-slot.module.css';

/** What was typed, as text that can be copied whatever the type of the question. */
function plainText(draft: Draft): string {
  const words = wordsOf(draft);
  if (!words) return '';
  const value = typeof words.value === 'string' ? words.value : JSON.stringify(words.value);
  return [words.state === 'value' ? value : '', words.comment].filter(Boolean).join('\n\n');
}

/** In the header: words that are not on the server yet, and a tray to copy those it refused. */
export function Component() {
  const { t } = useTranslation('answers');
  const outbox = useOutbox();
  useFlushOnReturn(outbox);
  const pending = usePendingDrafts(outbox);
  const [opened, setOpened] = useState(false);
  const stuck = pending.filter(({ draft }) =>
    ['waiting', 'conflict', 'refused'].includes(draft.status),
  );
  if (stuck.length === 0 && !opened) return null;
  return (
    <>
      <button type="button" className={classes.button} onClick={() => setOpened(true)}>
        <IconCloudOff aria-hidden size={20} />
        {t('tray.button', { count: stuck.length })}
      </button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('tray.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('tray.close') }}
      >
        <p>{stuck.length === 0 ? t('tray.empty') : t('tray.text')}</p>
        <ul className={classes.list}>
          {stuck.map((entry) => (
            <TrayLine
              key={`${entry.place.partId}/${entry.place.questionKey}`}
              entry={entry}
              onDiscard={() => outbox.discard(entry.place)}
              onOpen={() => setOpened(false)}
            />
          ))}
        </ul>
        {stuck.some(({ draft }) => draft.status === 'waiting') ? (
          <Button variant="default" onClick={() => void outbox.flush()}>
            {t('tray.retry')}
          </Button>
        ) : null}
      </Modal>
    </>
  );
}

interface TrayLineProps {
  readonly entry: OutboxEntry;
  onDiscard(): void;
  onOpen(): void;
}

function TrayLine({ entry: { place, draft }, onDiscard, onOpen }: TrayLineProps) {
  const { t } = useTranslation('answers');
  const path = useOrganisationPath();
  const refusalText = useRefusalText();
  const [copied, setCopied] = useState(false);
  const text = plainText(draft);
  const waiting = { network: 'waiting', server: 'failing', session: 'session' } as const;
  const state =
    draft.status === 'waiting'
      ? t(`tray.${waiting[draft.why]}`)
      : draft.status === 'refused'
        ? t('tray.refused', { why: refusalText(draft.refusal) })
        : t('tray.conflict');
  return (
    <li>
      <p className={classes.state}>
        <strong>{place.questionKey}</strong> – {state}
      </p>
      <blockquote className={classes.words}>{text}</blockquote>
      <Group>
        <TextLink
          href={`${path(`evaluations/${place.evaluationId}/answer`)}?part=${place.partId}#${questionId(place.questionKey)}`}
          onClick={onOpen}
        >
          {t('tray.open')}
        </TextLink>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            void navigator.clipboard?.writeText(text).then(() => setCopied(true));
          }}
        >
          {copied ? t('tray.copied') : t('tray.copy')}
        </Button>
        {draft.status === 'refused' ? (
          <Button size="xs" variant="default" onClick={onDiscard}>
            {t('tray.discard')}
          </Button>
        ) : null}
      </Group>
    </li>
  );
}
