import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../platform/page-title';
import { EvaluationGallery } from './evaluation-gallery';
import { FormGallery } from './form-gallery';
import { PlotGallery } from './plot-gallery';
import classes from './gallery.module.css';

/** Chooses between two texts written side by side; only the gallery speaks outside the catalogue. */
export type Say = (fr: string, en: string) => string;

export function Sample({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.sample}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

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
