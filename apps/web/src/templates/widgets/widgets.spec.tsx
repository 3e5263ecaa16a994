import { useState } from 'react';
import { jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  composeLibraryTemplate,
  questionTypeOf,
  seededRandom,
  type Question,
} from '@consilium/domain/templates';
import answers from '@consilium/domain/messages/en/answers.json' with { type: 'json' };
import templates from '@consilium/domain/messages/en/templates.json' with { type: 'json' };
import { I18nextProvider } from 'react-i18next';
import { renderUi, speaking } from '@consilium/ui/testing';
import { widgetComponents } from './index';

const { questions } = composeLibraryTemplate();
const texts = speaking('en', { answers, templates });

/** One question of each type that the library uses. */
const samples = [...new Map(questions.map((question) => [question.type.kind, question])).values()];

const show = (question: Question, value: unknown, readOnly = false) => {
  const onChange = jest.fn<(value: unknown) => void>();
  const onLeave = jest.fn();
  const Widget = widgetComponents[questionTypeOf(question.type.kind).widget];
  /** Keeps the value, as every page does that shows a widget. */
  function Page() {
    const [current, setCurrent] = useState(value);
    return (
      <>
        <h4 id="words">{question.text.en}</h4>
        <Widget
          id="field"
          question={question}
          value={current}
          readOnly={readOnly}
          labelledBy="words"
          invalid={false}
          onChange={(changed) => {
            setCurrent(changed);
            onChange(changed);
          }}
          onLeave={onLeave}
        />
      </>
    );
  }
  renderUi(<Page />, {
    wrap: (children) => <I18nextProvider i18n={texts}>{children}</I18nextProvider>,
  });
  return { onChange, onLeave };
};

const byKind = (kind: string): Question => {
  const found = samples.find(({ type }) => type.kind === kind);
  if (!found) throw new Error(`no ${kind} in the library`);
  return found;
};

describe('widgets', () => {
  it.each(samples.map((question) => [question.type.kind, question] as const))(
    'shows %s under the words of the question, empty and filled',
    (_kind, question) => {
      const { kind, config } = question.type;
      show(question, questionTypeOf(kind).sample(config, seededRandom(3)));
      expect(document.getElementById('field')).not.toBeNull();
      const labelled = document.querySelector('[aria-labelledby="words"]');
      expect(labelled).not.toBeNull();
    },
  );

  it('gives the code of a choice, and takes it back', async () => {
    const { onChange } = show(byKind('yes_no_partial_na'), 'yes');
    expect(screen.getByLabelText('Yes')).toBeChecked();
    await userEvent.click(screen.getByLabelText('Partial'));
    expect(onChange).toHaveBeenCalledWith('partial');
    await userEvent.click(screen.getByRole('button', { name: 'Clear my choice' }));
    expect(onChange).toHaveBeenLastCalledWith(null);
  });

  it('gives several codes in the order of the list, and null for none', async () => {
    const question = byKind('multi');
    const options = questionTypeOf('multi').choices(question.type.config);
    const [first, second] = options;
    if (!first || !second) throw new Error('too few options');
    const { onChange } = show(question, [second.code]);
    await userEvent.click(screen.getByLabelText(first.label.en));
    expect(onChange).toHaveBeenCalledWith([first.code, second.code]);
    await userEvent.click(screen.getByLabelText(first.label.en));
    expect(onChange).toHaveBeenLastCalledWith([second.code]);
    await userEvent.click(screen.getByLabelText(second.label.en));
    expect(onChange).toHaveBeenLastCalledWith(null);
  });

  it('reads numbers as they are written, and says what is none', async () => {
    const { onChange, onLeave } = show(byKind('number'), null);
    const field = screen.getByRole('textbox');
    await userEvent.type(field, '1,5');
    expect(onChange).toHaveBeenLastCalledWith(1.5);
    await userEvent.type(field, 'x');
    expect(screen.getByText('A number is expected.')).toBeVisible();
    expect(field).toHaveValue('1,5x');
    await userEvent.tab();
    expect(onLeave).toHaveBeenCalled();
  });

  it('keeps the other figures of a measure', async () => {
    const { onChange } = show(byKind('number_with_interval'), {
      value: 90,
      low: 85,
      high: null,
      n: null,
    });
    await userEvent.type(screen.getByLabelText('Sample size (n)'), '7');
    expect(onChange).toHaveBeenCalledWith({ value: 90, low: 85, high: null, n: 7 });
  });

  it('changes nothing where the reader may only look', async () => {
    const { onChange } = show(byKind('yes_no_partial_na'), 'yes', true);
    await userEvent.click(screen.getByLabelText('No'));
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
