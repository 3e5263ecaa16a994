import type { SectionDefinition } from '../section';

/** With every parameter that changes a figure, so that a reader can compute it again. */
export const method: SectionDefinition = {
  key: 'method',
  order: 150,
  applies: () => true,
  build(snapshot, { t, format, say, hashAlg }) {
    const { method: used, evaluation } = snapshot;
    const { template } = evaluation;
    return [
      { kind: 'heading', level: 1, text: t('sections.method') },
      { kind: 'paragraph', text: t('method.answers') },
      {
        kind: 'paragraph',
        text: t('method.ratings', { min: used.scale.min, max: used.scale.max }),
      },
      {
        kind: 'paragraph',
        text: t('method.disagreement', {
          constant: format.number(used.ipras.constant),
          slope: format.number(used.ipras.slope),
          middle: format.number((used.scale.min + used.scale.max) / 2),
        }),
      },
      { kind: 'paragraph', text: t('method.degrees') },
      {
        kind: 'paragraph',
        text: t('method.smallPanels', {
          indicative: used.indicativeBelow,
          median: used.medianOnlyBelow,
        }),
      },
      { kind: 'heading', level: 2, text: t('method.parameters') },
      {
        kind: 'key-values',
        items: [
          {
            key: t('cover.template'),
            value: t('cover.templateVersion', {
              name: say(template.name),
              version: template.version,
            }),
          },
          { key: t('method.templateKey'), value: template.key },
          {
            key: t('method.templateHash', { alg: template.hashAlg }),
            value: template.contentHash,
            mono: true,
          },
          {
            key: t('method.percentiles'),
            value: t('method.percentilesAre', {
              interpolation: t(`consensus:interpolations.${used.percentiles.interpolation}`),
              low: format.number(used.percentiles.low),
              high: format.number(used.percentiles.high),
            }),
          },
          { key: t('method.maxTrim'), value: String(used.maxTrim) },
          { key: t('method.quorumShare'), value: format.percent(used.quorumShare) },
          { key: t('method.schema'), value: snapshot.schema },
          { key: t('method.hashAlg'), value: hashAlg },
          { key: t('method.product'), value: used.productVersion },
        ],
      },
      { kind: 'paragraph', style: 'note', text: t('method.noScore') },
    ];
  },
};
