import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { DescriptionList, ReasonedButton, useFormat } from '@consilium/ui';
import { LinkButton } from '../platform/link-button';
import { useOrganisationPath } from '../platform/organisation';
import { TroubleNotice } from '../platform/use-act';
import { useReasonInOrganisation } from './may';
import { detailsOf, useChangeMember, type Person } from './use-change-member';
import classes from './access.module.css';

const textOf = ({ active, suspended }: Person) => {
  if (!active) return 'reopenText';
  return suspended ? 'suspendedText' : 'closeText';
};

/** Since when the way in is closed to her, by whom and why. */
function Closed({ person: { closed } }: { readonly person: Person }) {
  const { t } = useTranslation('access');
  const { date } = useFormat();
  if (!closed) return null;
  const { at, by, reason } = closed;
  return (
    <DescriptionList
      items={[
        { term: t('person.closedOn'), value: date(at) },
        ...(by ? [{ term: t('person.closedBy'), value: by }] : []),
        ...(reason ? [{ term: t('person.closedReason'), value: reason }] : []),
      ]}
    />
  );
}

/** Whether a member can come in here, and the act that changes it. */
export function DoorSection({ person }: { readonly person: Person }) {
  const { t } = useTranslation(['access', 'common']);
  const reason = useReasonInOrganisation()('people.manage');
  const { change, busy, trouble } = useChangeMember(person);
  const path = useOrganisationPath();
  const [asking, setAsking] = useState(false);
  const name = person.displayName;

  const turn = async () => {
    const changed = await change({ ...detailsOf(person), active: !person.active });
    if (changed) setAsking(false);
  };

  return (
    <section className={classes.section} aria-labelledby="door-title">
      <h2 id="door-title">{t('person.access')}</h2>
      {person.active && !reason ? (
        <>
          <p className={classes.text}>{t('leaving.offer', { name })}</p>
          <div className={classes.actions}>
            <LinkButton href={path(`admin/people/${person.memberId}/leave`)}>
              {t('leaving.open')}
            </LinkButton>
          </div>
        </>
      ) : null}
      <p className={classes.text}>{t(`person.${textOf(person)}`, { name })}</p>
      <Closed person={person} />
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        {person.active && asking ? (
          <>
            <Button color="red" aria-disabled={busy} onClick={() => void (busy || turn())}>
              {t('person.closeConfirm', { name })}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('common:cancel')}
            </Button>
          </>
        ) : (
          <ReasonedButton
            variant="default"
            reason={reason}
            busy={busy}
            onClick={() => (person.active ? setAsking(true) : void turn())}
          >
            {t(person.active ? 'person.close' : 'person.reopen')}
          </ReasonedButton>
        )}
      </div>
    </section>
  );
}
