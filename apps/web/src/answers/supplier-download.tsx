import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { IconDownload } from '@consilium/ui';
import { apiHeaders } from '../platform/graphql';
import { useMembership } from '../platform/organisation';
import { endingFetch } from '../platform/requests/ending-fetch';

/** A workbook is built while one waits, in milliseconds. */
const builtWithinMs = 60_000;

interface SupplierDownloadProps {
  readonly evaluationId: string;
  readonly reference: string;
}

/** Fetches the workbook of questions for the supplier in the language of the page. */
export function SupplierDownload({ evaluationId, reference }: SupplierDownloadProps) {
  const { t, i18n } = useTranslation('answers');
  const { slug } = useMembership();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');

  const download = async (): Promise<void> => {
    setState('busy');
    try {
      const response = await endingFetch(builtWithinMs)(
        `/api/evaluations/${evaluationId}/supplier-questions.xlsx?locale=${i18n.language}`,
        { headers: apiHeaders(slug), credentials: 'same-origin' },
      );
      if (!response.ok) throw new Error(String(response.status));
      const address = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement('a'), {
        href: address,
        download: `${reference}-${i18n.language}.xlsx`,
      });
      link.click();
      URL.revokeObjectURL(address);
      setState('idle');
    } catch {
      setState('failed');
    }
  };

  return (
    <div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload aria-hidden size={18} />}
        aria-disabled={state === 'busy'}
        styles={{ root: { height: 'auto', minHeight: '2.25rem' }, label: { whiteSpace: 'normal' } }}
        onClick={() => {
          if (state !== 'busy') void download();
        }}
      >
        {t('supplier.download')}
      </Button>
      <p role="status" style={{ margin: '0.25rem 0 0', fontSize: '0.875rem' }}>
        {state === 'busy'
          ? t('supplier.downloading')
          : state === 'failed'
            ? t('supplier.downloadFailed')
            : t('supplier.downloadHint')}
      </p>
    </div>
  );
}
