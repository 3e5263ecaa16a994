import type { SnapshotRound } from '../snapshot';
import { sampleIndices } from './sample-indices';
import { sampleStatements } from './sample-questions';

const ratedProfessions = Object.keys(sampleStatements[0]?.ratings ?? {});

export function round(number: number, previous: SnapshotRound | null): SnapshotRound {
  const rated = previous
    ? sampleStatements.filter(({ key }) => ['Q03', 'Q10'].some((prefix) => key.startsWith(prefix)))
    : sampleStatements;
  return {
    number,
    openedAt: previous ? '2026-10-06T07:00:00Z' : '2026-09-28T07:00:00Z',
    closedAt: previous ? '2026-10-09T16:00:00Z' : '2026-10-02T16:00:00Z',
    closedReason: previous
      ? null
      : 'Une représentante était en congé ; la séance ne pouvait attendre.',
    attribution: 'profession',
    invited: 10,
    participated: 10,
    statements: rated.map((statement) => {
      const moved = (rating: number): number =>
        previous && rating >= 5 && rating < 8 ? rating + 1 : rating;
      const byProfession = ratedProfessions.map((profession) => ({
        profession,
        indices: sampleIndices((statement.ratings[profession] ?? []).map(moved), false),
      }));
      const all = ratedProfessions.flatMap((profession) => statement.ratings[profession] ?? []);
      const overall = sampleIndices(all.map(moved));
      return {
        key: statement.key,
        sectionKey: statement.sectionKey,
        text: statement.text,
        plainText: statement.plainText,
        overall,
        byProfession,
        abstentions: {
          outsideCompetence: 10 - all.length > 0 ? 1 : 0,
          notEnoughInformation: Math.max(0, 10 - all.length - 1),
        },
        missing: 0,
        withheldProfessions: 0,
        reach: all.length < 5 ? 'raw' : all.length < 8 ? 'indicative' : 'full',
        comments:
          statement.key === 'Q03.consensus.statement'
            ? [
                {
                  profession: 'représentant des patients',
                  text: 'La moitié de nos patients ont plus de 80 ans ; l’étude n’en compte presque aucun.',
                },
                { profession: 'cardiologue', text: 'Résultats solides sur le critère principal.' },
              ]
            : [],
        previousMedian:
          previous?.statements.find(({ key }) => key === statement.key)?.overall.median ?? null,
        excludedRatings: 0,
      };
    }),
  };
}
