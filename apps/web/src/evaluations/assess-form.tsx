import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Radio, Textarea } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { interestLevels, type InterestLevel } from '@consilium/domain/evaluations';
import { ErrorSummary, type FieldError } from '@consilium/ui';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { CheckGroup } from './check-group';
import { assessInterests, type Declaration } from './declaration-operations';
import type { SectionTitles } from './declaration-view';
import classes from './evaluations.module.css';

interface AssessFormProps {
  readonly declaration: Declaration;
  readonly sections: SectionTitles;
  onDone(): void;
}

interface Fields {
  readonly level: InterestLevel | null;
  readonly scope: 'all' | 'sections' | null;
  readonly sections: readonly string[];
  readonly reason: string;
}

/** Weighs one declaration: none, minor, or major with the recusal that follows. */
export function AssessForm({ declaration, sections, onDone }: AssessFormProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const prefix = useId();
  const operation = useOperation();
  const [send] = useMutation(assessInterests);
  const { act, busy, trouble } = useAct();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [{ level, scope, sections: recused, reason }, setFields] = useState<Fields>({
    level: declaration.level ?? null,
    scope: declaration.recusedFromAll
      ? 'all'
      : declaration.recusedSections.length > 0
        ? 'sections'
        : null,
    sections: declaration.recusedSections,
    reason: declaration.assessmentReason ?? '',
  });
  const set = (changes: Partial<Fields>) => setFields((now) => ({ ...now, ...changes }));
  const idOf = (field: string) => `${prefix}${field}`;
  const errorOf = (field: string) => errors.find(({ fieldId }) => fieldId === idOf(field))?.message;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const major = level === 'major';
    const found = [
      level === null
        ? { fieldId: idOf('level'), message: t('screen.interests.levelMissing') }
        : null,
      major && (scope === null || (scope === 'sections' && recused.length === 0))
        ? {
            fieldId: idOf(scope === null ? 'scope' : 'sections'),
            message: t('screen.interests.recusalMissing'),
          }
        : null,
      level !== null && level !== 'none' && reason.trim() === ''
        ? { fieldId: idOf('reason'), message: t('screen.interests.reasonMissing') }
        : null,
    ].filter((one) => one !== null);
    setErrors(found);
    if (level === null || found.length > 0 || busy) return;
    const assessed = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            seatId: declaration.seatId,
            level,
            recuseFromAll: major && scope === 'all',
            recusedSections: major && scope === 'sections' ? [...recused] : [],
            reason: reason.trim() || null,
          }),
        },
        refetchQueries: 'active',
        awaitRefetchQueries: true,
      });
      return data?.assessInterests;
    });
    if (assessed) onDone();
  };

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <Radio.Group
        id={idOf('level')}
        label={t('screen.interests.level')}
        error={errorOf('level')}
        value={level ?? ''}
        onChange={(value) => set({ level: value as InterestLevel })}
      >
        <div className={classes.choices}>
          {interestLevels.map((name) => (
            <Radio
              key={name}
              value={name}
              label={t(`declarations.levels.${name}`)}
              description={t(`screen.interests.levelHints.${name}`)}
            />
          ))}
        </div>
      </Radio.Group>
      {level === 'major' ? (
        <Radio.Group
          id={idOf('scope')}
          label={t('screen.interests.recusal')}
          error={errorOf('scope')}
          value={scope ?? ''}
          onChange={(value) => set({ scope: value as 'all' | 'sections' })}
        >
          <div className={classes.choices}>
            <Radio value="all" label={t('screen.interests.recuseAll')} />
            <Radio value="sections" label={t('screen.interests.recuseSome')} />
          </div>
        </Radio.Group>
      ) : null}
      {level === 'major' && scope === 'sections' ? (
        <CheckGroup
          id={idOf('sections')}
          legend={t('screen.interests.recuseSome')}
          error={errorOf('sections')}
          names={sections.map(({ key }) => key)}
          chosen={recused}
          label={(key) => sections.find((one) => one.key === key)?.title ?? key}
          onChange={(chosen) => set({ sections: chosen })}
        />
      ) : null}
      <Textarea
        id={idOf('reason')}
        label={t('screen.interests.reason')}
        description={t('screen.interests.reasonHint')}
        minRows={2}
        value={reason}
        error={errorOf('reason')}
        onChange={({ currentTarget: { value } }) => set({ reason: value })}
      />
      <div className={classes.actions}>
        <Button type="submit" aria-disabled={busy}>
          {t('screen.interests.saveAssessment')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
