import { useId, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Hidden } from '../hidden';
import { IconUpload } from '../icons';
import classes from './file-drop-field.module.css';

interface FileDropFieldProps {
  /** The id a summary of errors links to. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  /** As the attribute of a file input: `.pdf,.docx`. */
  readonly accept?: string;
  readonly maxBytes: number;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  /** Said by the caller: what the server found wrong. */
  readonly error?: string;
  onFiles(files: readonly File[]): void;
}

/**
 * Takes files by a button or by dropping them. Too large and empty files are told apart here, before
 * anything is sent, and the good ones of a drop still go through.
 */
export function FileDropField({
  id,
  label,
  hint,
  accept,
  maxBytes,
  multiple = false,
  disabled = false,
  error,
  onFiles,
}: FileDropFieldProps) {
  const { t } = useTranslation('ui');
  const { size } = useFormat();
  const ownId = useId();
  const fieldId = id ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);

  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (input.current) input.current.value = '';
    if (!multiple && files.length > 1) {
      setFaults([t('files.onlyOne')]);
      return;
    }
    const tooLarge = files.filter((file) => file.size > maxBytes);
    const empty = files.filter((file) => file.size === 0);
    setFaults([
      ...tooLarge.map((file) =>
        t('files.tooLarge', { name: file.name, size: size(file.size), max: size(maxBytes) }),
      ),
      ...empty.map((file) => t('files.empty', { name: file.name })),
    ]);
    const good = files.filter((file) => file.size > 0 && file.size <= maxBytes);
    if (good.length > 0) onFiles(good);
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  };
  const shown = error ? [...faults, error] : faults;

  return (
    <div>
      <label htmlFor={fieldId} className={classes.label}>
        {label}
      </label>
      <p id={`${fieldId}-hint`} className={classes.hint}>
        {hint ? `${hint} ` : ''}
        {t('files.limit', { size: size(maxBytes) })}
      </p>
      <div id={`${fieldId}-error`} role="alert" className={classes.errors}>
        {shown.map((fault) => (
          <p key={fault}>
            <Hidden>{t('errorSummary.fieldError')}</Hidden>
            {fault}
          </p>
        ))}
      </div>
      <div
        className={classes.zone}
        data-over={over || undefined}
        data-disabled={disabled || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload aria-hidden size={24} stroke={1.6} />
        <span className={classes.button} aria-hidden>
          {multiple ? t('files.chooseMany') : t('files.choose')}
        </span>
        <span className={classes.or}>{multiple ? t('files.orDropMany') : t('files.orDrop')}</span>
        <input
          ref={input}
          id={fieldId}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={`${fieldId}-hint ${fieldId}-error`}
          aria-invalid={shown.length > 0 || undefined}
          onChange={(event) => take(event.currentTarget.files)}
        />
      </div>
    </div>
  );
}
