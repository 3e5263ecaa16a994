import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../platform/page-title';
import { EvaluationGallery } from './evaluation-gallery';
import { FormGallery } from './form-gallery';
import { PlotGallery } from './plot-gallery';
import type { Say } from './sample';

/** Every component at a glance, with invented content; not part of the product's bundle. */
export function Component() {
  const { i18n } = useTranslation();
  const say: Say = (fr, en) => (i18n.language === 'fr' ? fr : en);
  return (
    <>
      <PageTitle title={say('Galerie des composants', 'Component gallery')} />
      <EvaluationGallery say={say} />
      <PlotGallery say={say} />
      <FormGallery say={say} />
    </>
  );
}
