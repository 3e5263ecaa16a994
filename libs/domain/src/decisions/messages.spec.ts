import consensusEn from '../../messages/en/consensus.json' with { type: 'json' };
import decisionsEn from '../../messages/en/decisions.json' with { type: 'json' };
import evaluationsEn from '../../messages/en/evaluations.json' with { type: 'json' };
import consensusFr from '../../messages/fr/consensus.json' with { type: 'json' };
import decisionsFr from '../../messages/fr/decisions.json' with { type: 'json' };
import evaluationsFr from '../../messages/fr/evaluations.json' with { type: 'json' };
import refusalsEn from '../../messages/en/refusals.json' with { type: 'json' };
import refusalsFr from '../../messages/fr/refusals.json' with { type: 'json' };
import { phases } from '../access';
import { refusalCodes } from '../kernel';
import {
  abstentionReasons,
  attributions,
  hasDegrees,
  interpolations,
  methodKeys,
} from '../consensus';
import {
  declarationStatuses,
  interestKinds,
  interestLevels,
  medicalFunctions,
  moveKeys,
  panelChangeKinds,
  panelWarnings,
  scopePredicates,
  seatLabels,
  warnings,
} from '../evaluations';
import { blockerEffects } from './blockers';
import { conditionStates, gateKinds } from './conditions';
import { decisionKeys } from './final-decision';
import { meetingModes } from './meetings';
import { outcomeKeys } from './opinion';
import { opinionProblemCodes, requirements } from './outcomes/outcome';
import { absenceReasons, attendances, voteChoices } from './votes';

type Tree = { readonly [key: string]: string | Tree };

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );

/** Keys of a group, plural forms counted as one. */
const keysOf = (group: object): string[] => [
  ...new Set(Object.keys(group).map((key) => key.replace(/_(one|other)$/, ''))),
];

const catalogues: [string, Tree, Tree][] = [
  ['evaluations', evaluationsFr, evaluationsEn],
  ['consensus', consensusFr, consensusEn],
  ['decisions', decisionsFr, decisionsEn],
  ['refusals', refusalsFr, refusalsEn],
];

describe.each(catalogues)('texts of %s', (_room, fr, en) => {
  it('have the same keys and the same values to fill in in both languages', () => {
    const shape = (tree: Tree) =>
      leaves(tree).map(([key, text]) => [key, (text.match(/\{\{\w+\}\}/g) ?? []).sort()]);
    expect(shape(fr)).toEqual(shape(en));
  });

  it('are typeset as each language is', () => {
    for (const [key, text] of leaves(fr)) {
      // The key of another text is none.
      expect([key, text.replace(/\$t\([^)]*\)/g, '')]).toEqual([
        key,
        expect.not.stringMatching(/[^\u00a0][:;?!»]|«[^\u00a0]|'/),
      ]);
    }
    for (const [key, text] of leaves(en)) {
      expect([key, text]).toEqual([key, expect.not.stringMatching(/\s[:;?!]|[«»']/)]);
    }
  });

  it('end their sentences', () => {
    for (const tree of [fr, en]) {
      for (const [key, text] of leaves(tree)) {
        if (/^(refusals|problems)\./.test(key)) expect([key, text.at(-1)]).toEqual([key, '.']);
      }
    }
  });
});

describe('every code has its words, and every word its code', () => {
  const { scope, declarations } = evaluationsFr;
  it.each<[string, readonly string[], object]>([
    ['phases', phases, evaluationsFr.phases],
    ['moves', moveKeys, evaluationsFr.moves],
    ['warnings', warnings, evaluationsFr.warnings],
    ['scope predicates', scopePredicates, scope.predicates],
    ['failed predicates', scopePredicates, scope.failed],
    ['medical functions', medicalFunctions, scope.functions],
    ['declaration statuses', declarationStatuses, declarations.statuses],
    ['interest levels', interestLevels, declarations.levels],
    ['interest kinds', interestKinds, declarations.kinds],
    ['seat labels', seatLabels, evaluationsFr.labels],
    ['panel warnings', panelWarnings, evaluationsFr.panelWarnings],
    ['panel changes', panelChangeKinds, evaluationsFr.panelChanges.kinds],
    ['methods', methodKeys, consensusFr.methods],
    ['interpolations', interpolations, consensusFr.interpolations],
    ['HAS degrees', hasDegrees, consensusFr.degrees],
    ['abstentions', abstentionReasons, consensusFr.abstentions],
    ['attributions', attributions, consensusFr.attributions],
    ['outcomes', outcomeKeys, decisionsFr.outcomes],
    ['requirements', requirements, decisionsFr.requirements],
    ['effects', blockerEffects, decisionsFr.effects],
    ['gates', gateKinds, decisionsFr.gates],
    ['condition states', conditionStates, decisionsFr.conditionStates],
    ['decisions', decisionKeys, decisionsFr.decisions],
    ['votes', voteChoices, decisionsFr.votes],
    ['attendances', attendances, decisionsFr.attendances],
    ['meeting modes', meetingModes, decisionsFr.meetingModes],
    ['absences', absenceReasons, decisionsFr.absences],
    ['opinion problems', opinionProblemCodes, decisionsFr.problems],
    ['refusals', [...refusalCodes].sort(), refusalsFr],
  ])('%s', (_name, codes, texts) => expect(keysOf(texts).sort()).toEqual([...codes].sort()));
});
