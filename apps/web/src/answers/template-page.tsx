import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '@mantine/core';
import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { ConfirmWithReason, LoadingState, Notice, ReasonedButton, TextLink } from '@consilium/ui';
import { useEvaluation, useFileChanges, useReasonAgainst } from '../evaluations';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useMembership, useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useAct, useTroubleText } from '../platform/use-act';
import { useLocale } from '../platform/use-locale';
import { useTemplateDocument } from '../templates';
import { TemplateHistory } from './template-history';
import {
  moveToTemplateVersion,
  readTemplateOfFile,
  type TemplateOfFile,
} from './template-operations';
import { TemplatePreview } from './template-preview';
import classes from './template-page.module.css';

/** The version of the template a file is on, and the way to a later one. */
export function Component() {
  const { t } = useTranslation('answers');
  const { id } = useEvaluation();
  const [targetId, setTargetId] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const saidAt = useRef<HTMLParagraphElement>(null);
  const { data, previousData, error, refetch } = useQuery(readTemplateOfFile, {
    variables: { evaluationId: id, targetId },
    fetchPolicy: 'network-only',
  });
  useFileChanges(id, () => void refetch());
  const template = (data ?? previousData)?.templateOfFile;
  return (
    <>
      <PageTitle title={t('template.title')} />
      <p ref={saidAt} role="status" tabIndex={-1} className={classes.said}>
        {said}
      </p>
      {error && !template ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!template && !error ? <LoadingState /> : null}
      {template ? (
        <>
          <Current template={template} />
          {template.later.length > 0 ? (
            <Later
              template={template}
              targetId={targetId}
              onTarget={setTargetId}
              onMoved={(version) => {
                setTargetId(null);
                setSaid(t('template.done', { version }));
                saidAt.current?.focus();
              }}
            />
          ) : null}
          <TemplateHistory template={template} />
        </>
      ) : null}
    </>
  );
}

function Current({ template: { current, later } }: { readonly template: TemplateOfFile }) {
  const { t } = useTranslation('answers');
  const locale = useLocale();
  const path = useOrganisationPath();
  const title = current.title[locale];
  return (
    <div className={classes.text}>
      <p>
        {t('template.on', { version: current.version, title })}{' '}
        {later.length === 0 ? t('template.upToDate') : null}
      </p>
      <p>
        <TextLink href={path(`templates/${current.contentHash}`)}>
          {t('template.read', { version: current.version })}
        </TextLink>
      </p>
    </div>
  );
}

interface LaterProps {
  readonly template: TemplateOfFile;
  readonly targetId: string | null;
  onTarget(id: string): void;
  onMoved(version: string): void;
}

/** A later version: what it would do to the answers of this file, and the move itself. */
function Later({ template, targetId, onTarget, onMoved }: LaterProps) {
  const { t } = useTranslation('answers');
  const { id } = useEvaluation();
  const { slug } = useMembership();
  const path = useOrganisationPath();
  const client = useApolloClient();
  const refusalText = useRefusalText();
  const troubleText = useTroubleText();
  const reasonAgainst = useReasonAgainst();
  const { act, busy, trouble, clear } = useAct();
  const [send] = useMutation(moveToTemplateVersion);
  const [asked, setAsked] = useState<string | null>(null);
  const { current, later, preview, refusal } = template;
  const target = later.find((one) => one.id === targetId) ?? later[0]!;
  const before = useTemplateDocument(current.contentHash, slug);
  const after = useTemplateDocument(target.contentHash, slug);
  const failed = before.error ? before : after.error ? after : null;
  const shown = preview?.target.id === target.id ? preview : null;

  const move = async (reason: string) => {
    const operationId = asked;
    if (operationId === null) return;
    const moved = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId,
            evaluationId: id,
            fromVersionId: current.id,
            toVersionId: target.id,
            reason,
          },
        },
      });
      return data?.moveToTemplateVersion;
    });
    if (!moved) return;
    setAsked(null);
    onMoved(target.version);
    await client.refetchQueries({ include: 'active' });
  };

  return (
    <section className={classes.section} aria-labelledby="later-title">
      <h2 id="later-title">{t('template.later', { version: target.version })}</h2>
      {later.length > 1 ? (
        <NativeSelect
          className={classes.choose}
          label={t('template.choose')}
          value={target.id}
          onChange={(event) => onTarget(event.currentTarget.value)}
          data={later.map((one) => ({ value: one.id, label: one.version }))}
        />
      ) : null}
      <p>
        <TextLink
          href={path(`templates/${target.contentHash}/changes?from=${current.contentHash}`)}
        >
          {t('template.compare')}
        </TextLink>
      </p>
      {refusal?.code === 'not_permitted' ? (
        <p className={classes.text}>{t('template.notYours')}</p>
      ) : refusal ? (
        <Notice title={t('template.cannot')}>
          <p>{refusalText(refusal)}</p>
        </Notice>
      ) : failed ? (
        <FailureNotice error={failed.error} onRetry={failed.retry} />
      ) : shown && before.document && after.document ? (
        <>
          <p className={classes.text}>{t('template.intro')}</p>
          <TemplatePreview preview={shown} before={before.document} after={after.document} />
          <div className={classes.actions}>
            <ReasonedButton
              reason={reasonAgainst('template.move')}
              onClick={() => {
                clear();
                setAsked(newOperationId());
              }}
            >
              {t('template.move', { version: target.version })}
            </ReasonedButton>
          </div>
        </>
      ) : (
        <LoadingState />
      )}
      <ConfirmWithReason
        opened={asked !== null}
        title={t('template.confirmTitle', { version: target.version })}
        confirmLabel={t('template.move', { version: target.version })}
        reasonHint={t('template.reasonHint')}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(reason) => void move(reason)}
        onCancel={() => setAsked(null)}
      >
        <p>{t('template.confirmText')}</p>
      </ConfirmWithReason>
    </section>
  );
}
