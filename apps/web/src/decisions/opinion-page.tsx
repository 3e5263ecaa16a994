import { useTranslation } from 'react-i18next';
import { Notice } from '@consilium/ui';
import { useReasonAgainst } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { FormPage } from './form-page';
import { OpinionForm } from './opinion-form';

/** The proposal of an opinion, to be written and changed until it is put to the vote. */
export function Component() {
  const { t } = useTranslation('decisions');
  const refusalText = useRefusalText();
  const denied = useReasonAgainst()('opinion.propose');
  return (
    <FormPage
      title={() => t('screen.opinion.title')}
      intro={t('screen.opinion.intro')}
      denied={denied}
    >
      {(page) =>
        page.opinion?.state === 'voting' || page.opinion?.state === 'adopted' ? (
          <Notice>
            <p>
              {refusalText({
                code:
                  page.opinion.state === 'voting'
                    ? 'opinion_under_vote'
                    : 'opinion_already_adopted',
              })}
            </p>
          </Notice>
        ) : (
          <OpinionForm page={page} />
        )
      }
    </FormPage>
  );
}
