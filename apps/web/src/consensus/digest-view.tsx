import { useTranslation } from 'react-i18next';
import { FoldedHelp, IconAlertTriangle, TextLink } from '@consilium/ui';
import { useEvaluationPath } from '../evaluations';
import { graphql, unmask, type FragmentType } from '../gql';
import { useLocale } from '../platform/use-locale';
import classes from './digest-view.module.css';

const digestFields = graphql(`
  fragment DigestFields on Digest {
    facts {
      question
      text {
        fr
        en
      }
      answer {
        fr
        en
      }
      comment
      essential
    }
    blockers {
      question
      text {
        fr
        en
      }
      level
      reason
    }
    unknowns {
      question
      text {
        fr
        en
      }
      because
    }
    objections {
      id
      by
      text
    }
    reserved
  }
`);

/** Facts shown before the others are folded. */
const factsInSight = 3;

interface DigestViewProps {
  readonly digest: FragmentType<typeof digestFields>;
  /** What a reader may look at beside the answers. */
  readonly evidence: string;
  /** Names the list for screen readers. */
  readonly labelledBy: string;
}

/** What was found about a statement: what stands against, what is not known, who objects, the facts. */
export function DigestView({ digest, evidence, labelledBy }: DigestViewProps) {
  const { t } = useTranslation('consensus');
  const locale = useLocale();
  const path = useEvaluationPath();
  const { facts, blockers, unknowns, objections, reserved } = unmask(digestFields, digest);
  const essential = facts.filter((fact) => fact.essential);
  const inSight = (essential.length > 0 ? essential : facts).slice(0, factsInSight);
  const folded = facts.filter((fact) => !inSight.includes(fact));
  const fact = ({ question, text, answer, comment }: (typeof facts)[number]) => (
    <div key={question}>
      <dt>{text[locale]}</dt>
      <dd>
        {answer[locale]}
        {comment === '' ? null : <span className={classes.comment}>{comment}</span>}
      </dd>
    </div>
  );
  return (
    <div className={classes.digest} role="group" aria-labelledby={labelledBy}>
      {blockers.length > 0 ? (
        <div className={classes.against}>
          <h3>{t('screen.digest.blockers', { count: blockers.length })}</h3>
          <ul>
            {blockers.map(({ question, text, level, reason }) => (
              <li key={question}>
                <IconAlertTriangle aria-hidden size={18} />
                <span>
                  <strong>{t(`screen.digest.levels.${level as 'hard'}`)}</strong> {text[locale]}{' '}
                  <em>{t(`screen.digest.reasons.${reason as 'answer'}`)}</em>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {objections.length > 0 ? (
        <div>
          <h3>{t('screen.digest.objections', { count: objections.length })}</h3>
          <ul>
            {objections.map(({ id, by, text }) => (
              <li key={id}>
                <span>
                  {t('screen.digest.objection', { name: by })} <q>{text}</q>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {unknowns.length > 0 ? (
        <div>
          <h3>{t('screen.digest.unknowns', { count: unknowns.length })}</h3>
          <ul>
            {unknowns.map(({ question, text, because }) => (
              <li key={question}>
                <span>
                  {text[locale]} <em>{t(`screen.digest.because.${because as 'unknown'}`)}</em>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {facts.length > 0 ? (
        <div>
          <h3>{t('screen.digest.facts')}</h3>
          <dl>{inSight.map(fact)}</dl>
          {folded.length > 0 ? (
            <FoldedHelp summary={t('screen.digest.moreFacts', { count: folded.length })}>
              <dl>{folded.map(fact)}</dl>
            </FoldedHelp>
          ) : null}
        </div>
      ) : (
        <p>{t('screen.digest.noFacts')}</p>
      )}
      {reserved > 0 ? (
        <p className={classes.quiet}>{t('screen.digest.reserved', { count: reserved })}</p>
      ) : null}
      <p className={classes.quiet}>
        {t('screen.digest.evidence', { evidence })}{' '}
        <TextLink href={path('answer')}>{t('screen.digest.toAnswers')}</TextLink>
        {' · '}
        <TextLink href={path('evidence')}>{t('screen.digest.toEvidence')}</TextLink>
      </p>
    </div>
  );
}
