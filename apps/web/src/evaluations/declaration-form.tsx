import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Radio } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { declaredYears, interestParties } from '@consilium/domain/evaluations';
import { ErrorSummary, ReasonedButton, type FieldError } from '@consilium/ui';
import { KeptNotices, type Reading } from '../platform/keeper/kept-notices';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { TroubleNotice, useAct } from '../platform/use-act';
import { CheckGroup } from './check-group';
import {
  draftOf,
  emptyInterest,
  gapsOfDeclaration,
  interestOf,
  type DeclarationDraft,
  type DeclarationGap,
  type InterestDraft,
} from './declaration-draft';
import { declareInterests, type Declaration } from './declaration-operations';
import { interestFieldId, InterestFields } from './interest-fields';
import { useEvaluation } from './use-evaluation';
import classes from './evaluations.module.css';

interface DeclarationFormProps {
  readonly declaration: Declaration;
  /** The current year in the organisation's zone. */
  readonly year: number;
  /** Why nothing can be declared now. */
  readonly barred: string | null;
  onSigned(): void;
  /** Null where there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
}

/** Nothing to declare, or the list of links; confirmed towards all three, and signed. */
export function DeclarationForm({
  declaration,
  year,
  barred,
  onSigned,
  onCancel,
}: DeclarationFormProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const saved = draftOf(declaration);
  const form = useKeptForm('interests', id, { version: 0, fields: saved });
  const { fields: value, set: keep, operation, forget } = form;
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [send] = useMutation(declareInterests);
  const { act, busy, trouble } = useAct();
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;

  const errorAt = (gap: DeclarationGap): FieldError => {
    if (gap.place === 'nothing') {
      return { fieldId: 'interests-nothing', message: t('screen.interests.choose') };
    }
    if (gap.place === 'confirmed') {
      return { fieldId: 'interests-confirm', message: t('screen.interests.confirmMissing') };
    }
    return {
      fieldId: interestFieldId(gap.index, gap.field),
      message: t(`screen.interests.gaps.${gap.field}`, { number: gap.index + 1 }),
    };
  };

  const readings = (draft: DeclarationDraft): Reading[] => [
    {
      term: t('screen.interests.question'),
      value: draft.nothing === null ? '' : t(`screen.interests.${draft.nothing ? 'no' : 'yes'}`),
    },
    ...draft.interests.map((interest, index) => ({
      term: String(index + 1),
      value: [
        t(`evaluations:declarations.kinds.${interest.kind}`),
        interest.with,
        [interest.fromYear, interest.toYear].filter(Boolean).join('–'),
        interest.description,
      ]
        .filter(Boolean)
        .join(' – '),
    })),
  ];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = gapsOfDeclaration(value, year).map(errorAt);
    setErrors(found);
    if (found.length > 0 || busy || barred) return;
    const signed = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            seatId: declaration.seatId,
            nothing: value.nothing === true,
            interests: value.nothing ? [] : value.interests.map(interestOf),
            confirmedAgainst: [...value.confirmed],
          }),
        },
        refetchQueries: 'active',
        awaitRefetchQueries: true,
      });
      return data?.declareInterests;
    });
    if (!signed) return;
    forget();
    onSigned();
  };

  const change = (index: number, changes: Partial<InterestDraft>) =>
    keep({
      ...value,
      interests: value.interests.map((one, at) => (at === index ? { ...one, ...changes } : one)),
    });
  const remove = (index: number) => {
    setErrors([]);
    keep({ ...value, interests: value.interests.filter((_, at) => at !== index) });
  };
  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <KeptNotices form={form} saved={saved} readings={readings} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <Radio.Group
          id="interests-nothing"
          label={t('screen.interests.question')}
          error={errorOf('interests-nothing')}
          value={value.nothing === null ? '' : value.nothing ? 'no' : 'yes'}
          onChange={(answer) =>
            keep({
              ...value,
              nothing: answer === 'no',
              interests:
                answer === 'yes' && value.interests.length === 0
                  ? [emptyInterest]
                  : value.interests,
            })
          }
        >
          <div className={classes.choices}>
            <Radio value="no" label={t('screen.interests.no')} />
            <Radio value="yes" label={t('screen.interests.yes')} />
          </div>
        </Radio.Group>
        {value.nothing === false ? (
          <>
            <p className={classes.quiet}>
              {t('screen.interests.yearsHint', { year: year - declaredYears })}
            </p>
            {value.interests.map((interest, index) => (
              <InterestFields
                key={index}
                index={index}
                interest={interest}
                errorOf={errorOf}
                onChange={(changes) => change(index, changes)}
                onRemove={value.interests.length > 1 ? () => remove(index) : null}
              />
            ))}
            <div>
              <Button
                variant="default"
                onClick={() => keep({ ...value, interests: [...value.interests, emptyInterest] })}
              >
                {t('screen.interests.addItem')}
              </Button>
            </div>
          </>
        ) : null}
        <CheckGroup
          id="interests-confirm"
          legend={t('screen.interests.confirm')}
          error={errorOf('interests-confirm')}
          names={interestParties}
          chosen={value.confirmed}
          label={(party) => t(`screen.interests.confirmParties.${party}`)}
          onChange={(confirmed) => keep({ ...value, confirmed })}
        />
        <div className={classes.actions}>
          <ReasonedButton type="submit" reason={barred} busy={busy}>
            {t('screen.interests.sign')}
          </ReasonedButton>
          {onCancel ? (
            <Button
              variant="default"
              onClick={() => {
                forget();
                onCancel();
              }}
            >
              {t('common:cancel')}
            </Button>
          ) : null}
        </div>
      </form>
    </>
  );
}
