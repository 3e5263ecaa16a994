import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { decodePeopleFile, longestPeopleFile, parsePeopleFile } from '@consilium/domain/access';
import { isRefusal, type Refusal } from '@consilium/domain/kernel';
import { FileDropField, Notice, ReasonedButton, TextLink } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useProfessionCode } from '../platform/professions';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { useLocale } from '../platform/use-locale';
import { importPeople, invitationsQuery } from './invitation-operations';
import type { InvitedPeople } from './invited-notice';
import { useReasonInOrganisation } from './may';
import { peopleQuery } from './operations';
import { PeopleFilePreview } from './people-file-preview';
import { PeopleImported } from './people-imported';
import classes from './access.module.css';

/** A list of people to invite: a file or pasted lines, looked through first, then all or nobody. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const [invited, setInvited] = useState<InvitedPeople | null>(null);
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path('admin/invitations')}>{t('invitations.title')}</TextLink>
      </p>
      <PageTitle title={t('import.title')}>
        <p className={classes.text}>{t('import.intro')}</p>
      </PageTitle>
      {invited ? <PeopleImported invited={invited} /> : <ImportForm onInvited={setInvited} />}
    </>
  );
}

/** The list as the server will read it, with the addresses that are here already. */
function usePeopleFile(text: string) {
  const locale = useLocale();
  const professionCode = useProfessionCode();
  const { data: people } = useQuery(peopleQuery);
  const { data: invitations } = useQuery(invitationsQuery);
  return useMemo(() => {
    if (text.trim() === '') return null;
    return parsePeopleFile(text, {
      locale,
      members: new Set(people?.people.flatMap(({ email }) => email ?? [])),
      invited: new Set(
        invitations?.invitations
          .filter(({ state }) => state === 'waiting' || state === 'expired')
          .map(({ email }) => email),
      ),
      professionCode,
    });
  }, [text, people, invitations, locale, professionCode]);
}

function ImportForm({ onInvited }: { onInvited(invited: InvitedPeople): void }) {
  const { t } = useTranslation('access');
  const refusalText = useRefusalText();
  const reason = useReasonInOrganisation()('people.import');
  const operation = useOperation();
  const [text, setText] = useState('');
  const [unreadable, setUnreadable] = useState<Refusal | null>(null);
  const [send] = useMutation(importPeople);
  const { act, busy, trouble } = useAct();
  const file = usePeopleFile(text);
  const refusal = unreadable ?? (isRefusal(file) ? file : null);
  const ready = file && !isRefusal(file) && file.faults.length === 0 ? file : null;

  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    const bytes = new Uint8Array(await chosen.slice(0, longestPeopleFile * 4 + 1).arrayBuffer());
    const decoded = decodePeopleFile(bytes);
    setUnreadable(isRefusal(decoded) ? decoded : null);
    setText(isRefusal(decoded) ? '' : decoded);
  };
  const submit = async () => {
    if (!ready || busy || reason) return;
    const result = await act(async () => {
      const { data } = await send({
        variables: operation.of({ text }),
        refetchQueries: [invitationsQuery],
        fetchPolicy: 'no-cache',
      });
      return data?.importPeople;
    });
    if (result) onInvited(result);
  };

  return (
    <div className={classes.form}>
      <FileDropField
        label={t('import.file')}
        hint={t('import.fileHint')}
        accept=".csv,.txt,text/csv,text/plain"
        maxBytes={longestPeopleFile * 4}
        onFiles={([chosen]) => void take(chosen)}
      />
      <Textarea
        label={t('import.paste')}
        description={t('import.pasteHint')}
        minRows={6}
        autosize
        maxRows={16}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => {
          setUnreadable(null);
          setText(currentTarget.value);
        }}
      />
      {refusal ? (
        <Notice tone="danger" role="alert">
          <p>{refusalText(refusal)}</p>
        </Notice>
      ) : null}
      {file && !isRefusal(file) ? <PeopleFilePreview file={file} /> : null}
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        <ReasonedButton
          reason={reason ?? (ready ? null : t('import.notReady'))}
          busy={busy}
          onClick={() => void submit()}
        >
          {t('import.submit', { count: ready?.people.length ?? 0 })}
        </ReasonedButton>
      </div>
    </div>
  );
}
