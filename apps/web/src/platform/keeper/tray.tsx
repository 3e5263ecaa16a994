import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group, Modal } from '@mantine/core';
import { IconCloudOff, TextLink } from '@consilium/ui';
import { useNotTakenText } from '../failure-notice';
import { useOrganisationPath } from '../organisation';
import { wordsOf } from './draft';
import type { Keeper, Pending } from './keeper';
import type { AnyKind } from './kind';
import { formKind } from './use-kept-form';
import { useKeeperOnceReady, useSendingAgain } from './use-keeper';
import classes from './tray.module.css';

interface TrayProps {
  readonly kinds: readonly AnyKind[];
}

/**
 * In the header: words that are not on the server yet and that no page shows, and a tray to go to
 * them or to copy them. Knows all kinds, so that what an earlier visit left is sent from any page.
 * Never makes the page wait for the device.
 */
export function Tray({ kinds }: TrayProps) {
  const keeper = useKeeperOnceReady();
  return keeper ? <TrayOf keeper={keeper} kinds={kinds} /> : null;
}

function TrayOf({ keeper, kinds }: TrayProps & { readonly keeper: Keeper }) {
  const { t } = useTranslation('shell');
  for (const kind of [formKind, ...kinds]) keeper.serve(kind);
  useSendingAgain(keeper);
  const stuck = useSyncExternalStore(keeper.subscribe, keeper.outOfSight);
  const [opened, setOpened] = useState(false);
  if (stuck.length === 0 && !opened) return null;
  return (
    <>
      <button type="button" className={classes.button} onClick={() => setOpened(true)}>
        <IconCloudOff aria-hidden size={20} />
        {t('kept.button', { count: stuck.length })}
      </button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('kept.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('kept.close') }}
      >
        <p>{stuck.length === 0 ? t('kept.empty') : t('kept.text')}</p>
        <ul className={classes.list}>
          {stuck.map((pending) => (
            <TrayLine
              key={`${pending.kind.name}/${pending.kind.thing(pending.place)}`}
              pending={pending}
              onDiscard={() => keeper.discard(pending)}
              onOpen={() => setOpened(false)}
            />
          ))}
        </ul>
        {stuck.some(({ draft }) => draft.status === 'waiting') ? (
          <Button variant="default" onClick={() => void keeper.flush()}>
            {t('kept.retry')}
          </Button>
        ) : null}
      </Modal>
    </>
  );
}

interface TrayLineProps {
  readonly pending: Pending;
  onDiscard(): void;
  onOpen(): void;
}

function TrayLine({ pending: { kind, place, draft }, onDiscard, onOpen }: TrayLineProps) {
  const { t } = useTranslation('shell');
  const path = useOrganisationPath();
  const notTakenText = useNotTakenText();
  const [copied, setCopied] = useState(false);
  const words = wordsOf(draft);
  const text = words === null ? '' : kind.text(words);
  const line = kind.line(place);
  const state =
    draft.status === 'waiting'
      ? t(`kept.waiting.${draft.why}`)
      : draft.status === 'refused'
        ? t('kept.refused', { why: notTakenText(draft.refusal) })
        : draft.status === 'conflict'
          ? t('kept.conflict')
          : t('kept.unsent');
  return (
    <li>
      <p className={classes.state}>
        <strong>
          {line.name === ''
            ? t(line.label)
            : t('kept.named', { thing: t(line.label), name: line.name })}
        </strong>{' '}
        – {state}
      </p>
      <blockquote className={classes.words}>{text}</blockquote>
      <Group>
        <TextLink href={line.path.startsWith('/') ? line.path : path(line.path)} onClick={onOpen}>
          {t('kept.open')}
        </TextLink>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            void navigator.clipboard?.writeText(text).then(() => setCopied(true));
          }}
        >
          {copied ? t('kept.copied') : t('kept.copy')}
        </Button>
        {draft.status === 'refused' || draft.status === 'typing' ? (
          <Button size="xs" variant="default" onClick={onDiscard}>
            {t('kept.discard')}
          </Button>
        ) : null}
      </Group>
    </li>
  );
}
