import { useTranslation } from 'react-i18next';
import type { AnswerRole } from '@consilium/domain/access';
import { differencesOf, type Question, type TemplateDocument } from '@consilium/domain/templates';
import { useLocale } from '../platform/use-locale';
import type { TemplateMovePreview } from './template-operations';
import classes from './template-page.module.css';

type Touched = TemplateMovePreview['touched'][number];
const shownFates = ['to_confirm', 'asked_again', 'retired'] as const;

interface TemplatePreviewProps {
  readonly preview: TemplateMovePreview;
  readonly before: TemplateDocument;
  readonly after: TemplateDocument;
}

/** What a move would do to the answers and parts of the file. */
export function TemplatePreview({ preview, before, after }: TemplatePreviewProps) {
  const { t } = useTranslation('answers');
  const { kept, touched } = preview;
  const { added } = differencesOf(before, after).questions;
  return (
    <>
      <p>
        {kept + touched.length === 0 ? t('template.nothing') : t('template.kept', { count: kept })}
      </p>
      {shownFates.map((fate) => {
        const ofFate = touched.filter((one) => one.fate === fate);
        if (ofFate.length === 0) return null;
        return (
          <section key={fate} aria-labelledby={`fate-${fate}`}>
            <h3 id={`fate-${fate}`}>{t(`template.fates.${fate}`, { count: ofFate.length })}</h3>
            <p className={classes.quiet}>{t(`template.meaning.${fate}`)}</p>
            <ul className={classes.list}>
              {ofFate.map((one) => (
                <li key={`${one.questionKey} ${one.siteId}`}>
                  <TouchedAnswer touched={one} before={before} after={after} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {added.length > 0 ? <NewQuestions questions={added} /> : null}
      <Parts preview={preview} before={before} after={after} />
    </>
  );
}

interface TouchedAnswerProps extends Omit<TemplatePreviewProps, 'preview'> {
  readonly touched: Touched;
}

function TouchedAnswer({ touched, before, after }: TouchedAnswerProps) {
  const { t } = useTranslation('answers');
  const locale = useLocale();
  const wordingIn = ({ questions }: TemplateDocument): string | undefined =>
    questions.find(({ key }) => key === touched.questionKey)?.text[locale];
  const [was, is] = [wordingIn(before), wordingIn(after)];
  return (
    <>
      {was && is && was !== is ? (
        <dl className={classes.facts}>
          <dt>{t('template.before')}</dt>
          <dd>
            <del>{was}</del>
          </dd>
          <dt>{t('template.after')}</dt>
          <dd>
            <ins>{is}</ins>
          </dd>
          <dt>{t('template.answer')}</dt>
          <dd>{touched.answer[locale]}</dd>
        </dl>
      ) : (
        <>
          <p className={classes.question}>{was ?? is}</p>
          <dl className={classes.facts}>
            <dt>{t('template.answer')}</dt>
            <dd>{touched.answer[locale]}</dd>
          </dl>
        </>
      )}
      <code className={classes.key}>{touched.questionKey}</code>
    </>
  );
}

function NewQuestions({ questions }: { readonly questions: readonly Question[] }) {
  const { t } = useTranslation('answers');
  const locale = useLocale();
  return (
    <section aria-labelledby="new-questions">
      <h3 id="new-questions">{t('template.added', { count: questions.length })}</h3>
      <p className={classes.quiet}>{t('template.addedMeaning')}</p>
      <ul className={classes.list}>
        {questions.map(({ key, text }) => (
          <li key={key}>
            <p className={classes.question}>{text[locale]}</p>
            <code className={classes.key}>{key}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Parts({ preview: { returned, added }, before, after }: TemplatePreviewProps) {
  const { t } = useTranslation(['answers', 'common']);
  const locale = useLocale();
  const listed = (
    parts: TemplateMovePreview['added'],
    { sections }: TemplateDocument,
    words: string,
  ) =>
    parts.length === 0 ? null : (
      <>
        <p>{words}</p>
        <ul>
          {parts.map(({ section, leadRole }) => (
            <li key={`${section}/${leadRole}`}>
              {t('template.part', {
                key: section,
                section: sections.find(({ key }) => key === section)?.title[locale] ?? '',
                role: t(`common:answerRoles.${leadRole as AnswerRole}`),
              })}
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <section aria-labelledby="moved-parts">
      <h3 id="moved-parts">{t('template.parts')}</h3>
      {returned.length + added.length === 0 ? <p>{t('template.noParts')}</p> : null}
      {listed(returned, before, t('template.returned', { count: returned.length }))}
      {listed(added, after, t('template.opened', { count: added.length }))}
    </section>
  );
}
