import { useTranslation } from 'react-i18next';
import { useFormat } from '@consilium/ui';
import type { PanelChangeKind } from '@consilium/domain/evaluations';

interface Change {
  readonly id: string;
  readonly kind: PanelChangeKind;
  readonly person: string;
  readonly replaced: string | null;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly self: boolean;
}

/** What was changed in the open since the file began: who, what, by whom and why. */
export function PanelChanges({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation('evaluations');
  const { dateTime } = useFormat();
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="panel-changes">
      <h3 id="panel-changes">{t('panelChanges.title')}</h3>
      <ul>
        {changes.map((one) => (
          <li key={one.id}>
            {t(one.replaced ? 'panelChanges.lineFor' : 'panelChanges.line', {
              kind: t(`panelChanges.kinds.${one.kind}`),
              person: one.person,
              replaced: one.replaced ?? '',
              by: one.changedBy,
              at: dateTime(one.changedAt),
            })}
            {one.self ? ` ${t('panelChanges.self')}` : ''}
            {one.reason ? ` ${t('panelChanges.reason', { reason: one.reason })}` : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}
