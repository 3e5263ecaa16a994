import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useApolloClient, useMutation } from '@apollo/client/react';
import {
  attributions,
  classifyingMethods,
  type Attribution,
  type ClassifyingMethod,
} from '@consilium/domain/consensus';
import { isCalendarDate } from '@consilium/domain/evaluations';
import { ErrorSummary, FoldedHelp, ReasonedButton, TextLink, type FieldError } from '@consilium/ui';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from '../evaluations';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { useLocale } from '../platform/use-locale';
import { openRound } from './operations';
import type { ConsensusPage } from './standing';
import { useToday } from './use-today';
import classes from './rounds.module.css';

interface OpenRoundProps {
  readonly page: ConsensusPage;
}

/** Opens a round: until when, how results will be shown, and in a second one on which statements. */
export function OpenRound({ page }: OpenRoundProps) {
  const { t } = useTranslation('consensus');
  const path = useEvaluationPath();
  const { phase } = useEvaluation();
  const barred = useReasonAgainst()('round.open');
  const number = (page.rounds.at(-1)?.number ?? 0) + 1;
  const form = <OpenRoundForm key={number} page={page} number={number} />;
  return (
    <section className={classes.section} aria-labelledby="open-round">
      <h2 id="open-round">{t('screen.rounds.open', { number })}</h2>
      {barred ? (
        <>
          <ReasonedButton variant="default" reason={barred}>
            {t('screen.rounds.openConfirm')}
          </ReasonedButton>
          <p className={classes.text}>
            {t('screen.rounds.openWhen')}{' '}
            <TextLink href={path()}>{t('screen.rounds.toOverview')}</TextLink>
          </p>
        </>
      ) : phase === 'rating' && number > 1 ? (
        <>
          <p className={classes.text}>
            {t('screen.rounds.anotherHint')}{' '}
            <TextLink href={path()}>{t('screen.rounds.toOverview')}</TextLink>
          </p>
          <FoldedHelp summary={t('screen.rounds.another')}>{form}</FoldedHelp>
        </>
      ) : (
        form
      )}
    </section>
  );
}

function OpenRoundForm({
  page,
  number,
}: {
  readonly page: ConsensusPage;
  readonly number: number;
}) {
  const { t } = useTranslation(['consensus', 'common']);
  const locale = useLocale();
  const { id: evaluationId, phase } = useEvaluation();
  const client = useApolloClient();
  const today = useToday();
  const [send] = useMutation(openRound);
  const { act, busy, trouble } = useAct();
  const operation = useOperation();
  const [closesOn, setClosesOn] = useState('');
  const [attribution, setAttribution] = useState<Attribution>('profession');
  const [method, setMethod] = useState<ClassifyingMethod>('ipras');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const last = page.rounds.at(-1);
  // Only what the last round left divided, uncertain or unrated is taken up again.
  const again =
    phase === 're_rating' && last
      ? last.results.statements.filter(({ rateAgain }) => rateAgain !== null)
      : null;
  const [chosen, setChosen] = useState<readonly string[]>(
    () => again?.map(({ statement }) => statement) ?? [],
  );
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found: FieldError[] = [];
    if (closesOn !== '' && (!isCalendarDate(closesOn) || closesOn < today))
      found.push({ fieldId: 'closes-on', message: t('screen.rounds.closesOnPast') });
    if (again && chosen.length === 0)
      found.push({ fieldId: 'statements', message: t('screen.rounds.statementsNone') });
    setErrors(found);
    if (found.length > 0 || busy) return;
    const opened = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            evaluationId,
            attribution,
            method,
            closesOn: closesOn || null,
            statements: again ? [...chosen] : null,
          }),
        },
      });
      return data?.openRound;
    });
    if (opened) await client.refetchQueries({ include: 'active' });
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <p className={classes.text}>{t('screen.rounds.openIntro')}</p>
        {again ? (
          <Checkbox.Group
            id="statements"
            label={t('screen.rounds.statements')}
            description={t('screen.rounds.statementsHint')}
            error={errorOf('statements')}
            value={[...chosen]}
            onChange={setChosen}
          >
            <Stack gap="xs" mt="xs">
              {again.map(({ statement, rateAgain }) => (
                <Checkbox
                  key={statement}
                  value={statement}
                  label={page.statements.find(({ key }) => key === statement)?.text[locale]}
                  description={rateAgain ? t(`secondRound.${rateAgain as 'uncertain'}`) : undefined}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        ) : (
          <p className={classes.text}>{t('screen.rounds.allStatements')}</p>
        )}
        <TextInput
          id="closes-on"
          type="date"
          maw="16rem"
          label={t('screen.rounds.closesOn')}
          description={t('screen.rounds.closesOnHint')}
          min={today}
          value={closesOn}
          error={errorOf('closes-on')}
          onChange={(event) => setClosesOn(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('screen.rounds.attribution')}
          description={t('screen.rounds.attributionHint')}
          value={attribution}
          onChange={(value) => setAttribution(value as Attribution)}
        >
          <Stack gap="xs" mt="xs">
            {attributions.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`attributions.${each}`)}
                description={t(`screen.rounds.attributions.${each}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <FoldedHelp summary={t('screen.rounds.method')}>
          <NativeSelect
            label={t('screen.rounds.methodLabel')}
            description={t('screen.rounds.methodHint')}
            value={method}
            onChange={(event) => setMethod(event.currentTarget.value as ClassifyingMethod)}
            data={classifyingMethods.map((each) => ({
              value: each,
              label: t(`methods.${each}`),
            }))}
          />
        </FoldedHelp>
        <div>
          <Button type="submit" aria-disabled={busy}>
            {t('screen.rounds.openNumber', { number })}
          </Button>
        </div>
      </form>
    </>
  );
}
