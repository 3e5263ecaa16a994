import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea } from '@mantine/core';
import { FoldedHelp, ReasonedButton } from '@consilium/ui';
import { useEvaluation, useReasonAgainst } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { KeptNotices } from '../platform/keeper/kept-notices';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { useProfessionText } from '../platform/professions';
import { TroubleNotice } from '../platform/use-act';
import { writeDissent } from './operations';
import { useChange } from './use-change';
import type { Opinion } from './use-decision-page';
import classes from './decisions.module.css';

/** What members hold against the opinion, and a place for one's own until the adoption. */
export function MinorityOpinions({ opinion }: { readonly opinion: Opinion }) {
  const { t } = useTranslation('decisions');
  const professionText = useProfessionText();
  const { facts } = useEvaluation();
  const denied = useReasonAgainst()('opinion.dissent');
  return (
    <section aria-labelledby="minority">
      <h3 id="minority">{t('screen.minority.title')}</h3>
      {opinion.minority.length === 0 ? (
        <p>{t('screen.minority.none')}</p>
      ) : (
        <ul className={classes.list}>
          {opinion.minority.map((one) => (
            <li key={one.seatId}>
              <blockquote className={classes.verbatim}>
                {one.text}
                <footer className={classes.quiet}>
                  {t('screen.minority.by', {
                    name: one.name,
                    profession: professionText(one.profession),
                  })}
                </footer>
              </blockquote>
            </li>
          ))}
        </ul>
      )}
      {opinion.state === 'adopted' || facts.seats.length === 0 ? null : denied ? (
        <div className={classes.actions}>
          <ReasonedButton variant="default" reason={denied}>
            {t('screen.minority.write')}
          </ReasonedButton>
        </div>
      ) : (
        <FoldedHelp summary={t('screen.minority.write')}>
          <DissentForm opinion={opinion} />
        </FoldedHelp>
      )}
    </section>
  );
}

function DissentForm({ opinion }: { readonly opinion: Opinion }) {
  const { t } = useTranslation('decisions');
  const { facts } = useEvaluation();
  const refusalText = useRefusalText();
  const { change, client, busy, trouble } = useChange();
  const own = opinion.minority.find(({ seatId }) => facts.seats.some(({ id }) => id === seatId));
  const saved = { text: own?.text ?? '' };
  const form = useKeptForm('dissent', opinion.id, { version: 0, fields: saved });
  const { fields, set, forget, operation } = form;
  const [missing, setMissing] = useState(false);
  const [said, setSaid] = useState('');

  const send = async (text: string) => {
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: writeDissent,
        variables: { input: operation.of({ opinionId: opinion.id, text }) },
      });
      return data?.writeDissent;
    });
    if (!done) return;
    forget();
    setSaid(done.written ? t('screen.minority.saved') : t('screen.minority.gone'));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const blank = fields.text.trim() === '';
    setMissing(blank);
    if (!blank && !busy) void send(fields.text);
  };

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <KeptNotices
        form={form}
        saved={saved}
        readings={({ text }) => [{ term: t('screen.minority.write'), value: text }]}
        text="text"
      />
      <Textarea
        label={t('screen.minority.write')}
        description={t('screen.minority.hint')}
        autosize
        minRows={4}
        value={fields.text}
        error={missing ? refusalText({ code: 'minority_text_missing' }) : undefined}
        onChange={({ currentTarget: { value } }) => set({ text: value })}
      />
      <div className={classes.actions}>
        <Button type="submit" aria-disabled={busy}>
          {t('screen.minority.save')}
        </Button>
        {own ? (
          <Button variant="default" aria-disabled={busy} onClick={() => !busy && void send('')}>
            {t('screen.minority.takeBack')}
          </Button>
        ) : null}
      </div>
      <TroubleNotice trouble={trouble} />
      <p role="status" className={classes.said}>
        {trouble ? '' : said}
      </p>
    </form>
  );
}
