import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { answerRoles, type AnswerRole } from '@consilium/domain/access';
import type { Section, TemplateDocument } from '@consilium/domain/templates';
import { FoldedHelp, LoadingState, Notice, StatusBadge, TextLink, useFormat } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice } from '../platform/failure-notice';
import { useMembership, useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useShortcut } from '../platform/shortcuts';
import { useLocale } from '../platform/use-locale';
import { QuestionEntry } from './question-entry';
import { useRuleWords } from './rule-words';
import { isShown, isStatementShown, noFilters, type ReadingFilters } from './shown-questions';
import { StatementEntry } from './statement-entry';
import { useTemplateDocument } from './template-document';
import classes from './reading.module.css';

const hash = /^[0-9a-f]{64}$/;

/** One version of a template, to be read from end to end or searched. */
export function Component() {
  const { t } = useTranslation('templates');
  const { contentHash = '' } = useParams();
  const { slug } = useMembership();
  const path = useOrganisationPath();
  const { document, error, retry } = useTemplateDocument(
    hash.test(contentHash) ? contentHash : undefined,
    slug,
  );
  if (!hash.test(contentHash)) return <NotFoundPage />;
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('templates')}>{t('library.all')}</TextLink>
      </p>
      {document ? (
        <Reading document={document} />
      ) : error ? (
        <FailureNotice error={error} onRetry={retry} />
      ) : (
        <LoadingState />
      )}
    </>
  );
}

const rememberedWording = 'consilium.plainWording';

function Reading({ document }: { readonly document: TemplateDocument }) {
  const { t } = useTranslation('templates');
  const locale = useLocale();
  const rules = useRuleWords(document);
  const [plain, setPlain] = useState(() => localStorage.getItem(rememberedWording) === 'on');
  const [filters, setFilters] = useState(noFilters);
  const { hash: place } = useLocation();

  // The text comes after the page: only now is there a place to go to.
  useEffect(() => {
    if (place !== '') window.document.getElementById(place.slice(1))?.scrollIntoView();
  }, [place]);

  const sections = useMemo(
    () =>
      document.sections
        .map((section) => ({
          section,
          questions: document.questions.filter(
            (question) => question.section === section.key && isShown(question, filters, locale),
          ),
          statements: document.statements.filter(
            (one) => one.section === section.key && isStatementShown(one, filters, locale),
          ),
        }))
        .filter(({ questions, statements }) => questions.length + statements.length > 0),
    [document, filters, locale],
  );
  const found = sections.reduce((sum, { questions }) => sum + questions.length, 0);

  return (
    <>
      <PageTitle
        title={t('library.versionOf', {
          title: document.title[locale],
          version: document.version,
        })}
      />
      <div className={classes.text}>
        <Notice title={t('library.whose')}>
          <FoldedHelp summary={t('reading.provenance')}>
            <p>{document.provenance[locale]}</p>
          </FoldedHelp>
        </Notice>
      </div>
      <Filters filters={filters} onChange={setFilters} />
      <Switch
        label={t('wording.plain')}
        description={t('reading.plainHint')}
        checked={plain}
        onChange={({ currentTarget: { checked } }) => {
          localStorage.setItem(rememberedWording, checked ? 'on' : 'off');
          setPlain(checked);
        }}
      />
      <p role="status" className={classes.quiet}>
        {t('reading.found', { count: found, total: document.questions.length })}
      </p>
      <div className={classes.columns}>
        <nav className={classes.nav} aria-label={t('reading.sections')}>
          <ul>
            {sections.map(({ section, questions }) => (
              <li key={section.key}>
                <a href={`#${section.key}`}>
                  <span className={classes.navKey}>{section.key}</span>
                  <span className={classes.navTitle}>{section.title[locale]}</span>
                  <span className={classes.navCount}>
                    {t('library.questions', { count: questions.length })}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          {sections.map(({ section, questions, statements }) => (
            <section
              key={section.key}
              id={section.key}
              className={classes.section}
              aria-labelledby={`${section.key}-title`}
            >
              <SectionHead
                section={section}
                condition={section.condition && rules.condition(section.condition)}
              />
              {questions.map((question) => (
                <QuestionEntry key={question.key} question={question} plain={plain} rules={rules} />
              ))}
              {statements.map((statement) => (
                <StatementEntry
                  key={statement.key}
                  statement={statement}
                  rating={document.rating}
                  plain={plain}
                />
              ))}
            </section>
          ))}
          {sections.length === 0 ? <p>{t('reading.nothing')}</p> : null}
        </div>
      </div>
    </>
  );
}

interface SectionHeadProps {
  readonly section: Section;
  readonly condition: string | undefined;
}

function SectionHead({ section, condition }: SectionHeadProps) {
  const { t } = useTranslation('templates');
  const locale = useLocale();
  return (
    <>
      <h2 id={`${section.key}-title`}>
        {section.key} – {section.title[locale]}
      </h2>
      <p className={classes.badges}>
        <StatusBadge>{t(`sectionKind.${section.kind}`)}</StatusBadge>
        <span className={classes.quiet}>{t(`titleStatus.${section.titleStatus}`)}</span>
      </p>
      {condition ? (
        <p className={classes.text}>{t('reading.opensWhen', { rule: condition })}</p>
      ) : null}
    </>
  );
}

interface FiltersProps {
  readonly filters: ReadingFilters;
  onChange(filters: ReadingFilters): void;
}

function Filters({ filters, onChange }: FiltersProps) {
  const { t } = useTranslation(['templates', 'common', 'shell']);
  const { locale } = useFormat();
  useShortcut('/', t('shell:shortcuts.search'), () =>
    window.document.getElementById('search')?.focus(),
  );
  const roles = [...answerRoles].sort((a, b) =>
    t(`common:answerRoles.${a}`).localeCompare(t(`common:answerRoles.${b}`), locale),
  );
  return (
    <div role="search" aria-label={t('reading.search')} className={classes.filters}>
      <TextInput
        id="search"
        type="search"
        label={t('reading.text')}
        value={filters.text}
        onChange={({ currentTarget: { value } }) => onChange({ ...filters, text: value })}
      />
      <NativeSelect
        label={t('reading.role')}
        value={filters.role}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...filters, role: value as AnswerRole | '' })
        }
      >
        <option value="">{t('reading.everyRole')}</option>
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`common:answerRoles.${role}`)}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        label={t('reading.shown')}
        value={filters.shown}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...filters, shown: value as ReadingFilters['shown'] })
        }
      >
        {(['all', 'essential', 'blocking'] as const).map((name) => (
          <option key={name} value={name}>
            {t(`reading.shownOf.${name}`)}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}
