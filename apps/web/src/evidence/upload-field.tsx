import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { acceptedExtensions, maxFileBytes } from '@consilium/domain/evidence';
import { FileDropField, IconFile, ProgressBar, useFormat } from '@consilium/ui';
import { useFailureText } from '../platform/failure-notice';
import { readUploadAllowance } from './operations';
import type { useUpload } from './use-upload';
import classes from './evidence.module.css';

interface UploadFieldProps {
  readonly upload: ReturnType<typeof useUpload>;
  /** Asked to submit without a file. */
  readonly missing: boolean;
  onChosen?(file: File): void;
}

/** What may be brought in, and how much of today's limit is left. */
function useUploadHint(): string {
  const { t } = useTranslation('evidence');
  const { size } = useFormat();
  const { data } = useQuery(readUploadAllowance, { fetchPolicy: 'cache-and-network' });
  const allowance = data?.uploadAllowance;
  if (!allowance) return t('add.hint');
  const { of, maxMegabytes, leftMegabytes } = allowance;
  const [max, left] = [maxMegabytes, leftMegabytes].map((megabytes) => size(megabytes * 1_000_000));
  return `${t('add.hint')} ${t(`add.left.${of}`, { max, left })}`;
}

/**
 * Takes one file and shows how far it is on its way; what it may weigh is said before, what went wrong
 * here.
 */
export function UploadField({ upload, missing, onChosen }: UploadFieldProps) {
  const { t } = useTranslation('evidence');
  const { size } = useFormat();
  const sentence = useFailureText();
  const hint = useUploadHint();
  const { state } = upload;

  if (state.step === 'none' || (state.step === 'failed' && state.failure.kind === 'refused')) {
    const refused = state.step === 'failed' ? sentence(state.failure) : undefined;
    return (
      <FileDropField
        label={t('add.file')}
        hint={hint}
        accept={acceptedExtensions}
        maxBytes={maxFileBytes}
        error={refused ?? (missing ? t('add.fileMissing') : undefined)}
        onFiles={([file]) => {
          if (!file) return;
          upload.start(file);
          onChosen?.(file);
        }}
      />
    );
  }
  const { file } = state;
  if (state.step === 'failed') {
    return (
      <div role="alert" className={classes.upload}>
        <p className={classes.fault}>{sentence(state.failure)}</p>
        <div className={classes.actions}>
          <Button size="xs" onClick={upload.retry}>
            {t('add.retry')}
          </Button>
          <Button size="xs" variant="default" onClick={upload.clear}>
            {t('add.other')}
          </Button>
        </div>
      </div>
    );
  }
  const sending = state.step === 'sending';
  return (
    <div className={classes.upload}>
      <p role="status" className={classes.fileName}>
        <IconFile aria-hidden size={20} />
        {sending ? t('add.uploading', { name: file.name }) : t('add.uploaded', { name: file.name })}
      </p>
      {sending ? (
        <ProgressBar
          label={t('add.uploading', { name: file.name })}
          labelHidden
          value={Math.min(state.sent, file.size)}
          max={file.size}
          words={`${size(Math.min(state.sent, file.size))} / ${size(file.size)}`}
        />
      ) : null}
      <Button size="xs" variant="default" onClick={upload.clear}>
        {sending ? t('add.cancelUpload') : t('add.other')}
      </Button>
    </div>
  );
}
