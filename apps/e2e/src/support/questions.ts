import { choicesOf, composeLibraryTemplate, type Question } from '@consilium/domain/templates';
import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor';

/** The template of the demo's files. */
export const template = composeLibraryTemplate();

export function questionOf(key: string): Question {
  const question = template.questions.find((each) => each.key === key);
  if (!question) throw new Error(`no question ${key}`);
  return question;
}

/** Title of a section in the visitor's language. */
export function sectionTitle({ t }: Visitor, key: string): string {
  const section = template.sections.find((each) => each.key === key);
  if (!section) throw new Error(`no section ${key}`);
  return section.title[t.locale];
}

/** The card of a question on the answering page. */
export const cardOf = ({ page, t }: Visitor, key: string): Locator =>
  page.getByRole('region', { name: questionOf(key).text[t.locale] });

/** The field of a question that is answered in words. */
export const fieldOf = (visitor: Visitor, key: string): Locator =>
  cardOf(visitor, key).getByRole('textbox', { name: questionOf(key).text[visitor.t.locale] });

/** One choice of a question, by its code. */
export function choiceOf(visitor: Visitor, key: string, code: string): Locator {
  const choice = choicesOf(questionOf(key)).find((each) => each.code === code);
  if (!choice) throw new Error(`${key} offers no ${code}`);
  return cardOf(visitor, key).getByLabel(choice.label[visitor.t.locale], { exact: true });
}

/** From My work to the part of a section that waits for the visitor. */
export async function answerFromMyWork(visitor: Visitor, section: string): Promise<void> {
  const { t } = visitor;
  await visitor.open('', t('dashboards:work.title'));
  await visitor
    .link(t('dashboards:work.kinds.answer', { section: sectionTitle(visitor, section) }))
    .click();
  await visitor.arrivesAt(t('answers:title'));
  await visitor.page
    .getByRole('heading', { level: 2, name: `${section} – ${sectionTitle(visitor, section)}` })
    .waitFor();
}
