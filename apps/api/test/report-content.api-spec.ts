import {
  composeReport,
  coordinatorReader,
  panelReader,
  readSnapshot,
  renderHtml,
  type EvaluationSnapshot,
} from '@consilium/domain/reports';
import type { Locale } from '@consilium/domain/kernel';
import { renderPdf } from '@consilium/server/reports';
import type { Persona, TestEvaluation } from '@consilium/testing';
import { openScene, type Scene } from './scene';

const everybody = ['manufacturer', 'distributor', 'competitor'];

describe('what a report tells of how a file went', () => {
  let scene: Scene;
  let file: TestEvaluation;

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    file = await scene.chu.addEvaluation();
  });
  afterAll(() => scene?.close());

  const done = async (answer: Promise<{ __typename: string; code?: string }>): Promise<void> => {
    const { code } = await answer;
    expect(code).toBeUndefined();
  };
  const move = (by: Persona, name: string, reason: string | null = null) =>
    done(scene.change(by, 'movePhase', { evaluationId: file.id, move: name, reason }));
  const declare = (by: Persona, company: string) =>
    done(
      scene.change(by, 'declareInterests', {
        seatId: file.seats[by],
        nothing: false,
        interests: [
          {
            kind: 'consulting',
            party: 'manufacturer',
            with: company,
            description: 'Conseil scientifique',
            fromYear: 2024,
            toYear: null,
          },
        ],
        confirmedAgainst: everybody,
      }),
    );
  const assess = (whose: Persona) =>
    done(
      scene.change('chair', 'assessInterests', {
        seatId: file.seats[whose],
        level: 'minor',
        reason: 'Lien ancien',
      }),
    );
  const taken = (): Promise<EvaluationSnapshot> => scene.snapshot(file.id);
  const composed = (snapshot: EvaluationSnapshot, locale: Locale, reader = panelReader) =>
    composeReport(snapshot, {
      locale,
      snapshotHash: 'ab'.repeat(32),
      createdAt: snapshot.takenAt,
      reader,
    });
  const printed = (
    snapshot: EvaluationSnapshot,
    locale: Locale = 'fr',
    reader = panelReader,
  ): string => renderHtml(composed(snapshot, locale, reader).blocks);

  it('prints interests once they are judged, their words for those whom the table lets read them', async () => {
    await scene.rows('delete from declaration where seat_id = any($1)', [
      [file.seats.biomedical, file.seats.buyer],
    ]);
    await declare('biomedical', 'Fictronik Santé');
    expect(printed(await taken(), 'fr', coordinatorReader)).not.toContain('Fictronik');
    await assess('biomedical');
    const snapshot = await taken();
    for (const locale of ['fr', 'en'] as const) {
      for (const words of ['Fictronik Santé', 'Conseil scientifique', 'Lien ancien']) {
        expect(printed(snapshot, locale, coordinatorReader)).toContain(words);
        expect(printed(snapshot, locale)).not.toContain(words);
      }
    }
    expect((await renderPdf(composed(snapshot, 'fr'))).bytes.subarray(0, 5).toString()).toBe(
      '%PDF-',
    );
    await scene.rows(
      `update declaration set assessment = 'minor', assessed_by_seat = $2, assessed_at = now()
        where seat_id = $1`,
      [file.seats.buyer, file.seats.chair],
    );
    await declare('buyer', 'Nouvelle Société');
    await scene.rows(
      `update declaration set assessment = 'minor', assessed_at = declared_at - interval '1 hour'
        where seat_id = $1`,
      [file.seats.buyer],
    );
    expect(printed(await taken(), 'fr', coordinatorReader)).not.toContain('Nouvelle Société');
  });

  it('prints why it was paused, reopened, and why a round was closed early', async () => {
    await move('coordinator', 'pause', 'Certificat attendu');
    await move('coordinator', 'resume');
    await scene.rows(
      'update evaluation_progress set parts_submitted = parts where evaluation_id = $1',
      [file.id],
    );
    await move('coordinator', 'open_rating');
    const opened = await scene.change('chair', 'openRound', {
      evaluationId: file.id,
      attribution: 'profession',
    });
    await done(
      scene.change('clinician', 'castRating', {
        roundId: opened.id,
        statement: scene.chu.template.statements[0]!.key,
        value: 7,
        baseVersion: 0,
      }),
    );
    await done(
      scene.change('chair', 'closeRound', { roundId: opened.id, reason: 'Séance avancée' }),
    );
    await move('chair', 'reopen_collecting', 'Le schéma des flux a changé');
    const snapshot = await taken();
    expect(snapshot.evaluation.moves.map(({ move: key, reason }) => [key, reason])).toEqual([
      ['open_rating', null],
      ['reopen_collecting', 'Le schéma des flux a changé'],
    ]);
    expect(snapshot.evaluation.pauses).toEqual([
      { from: expect.any(String), to: expect.any(String), reason: 'Certificat attendu' },
    ]);
    for (const locale of ['fr', 'en'] as const) {
      const page = printed(snapshot, locale);
      for (const reason of [
        'Certificat attendu',
        'Séance avancée',
        'Le schéma des flux a changé',
      ]) {
        expect(page).toContain(reason);
      }
    }
  });

  it('reads snapshots of the first shape, and refuses shapes it does not know', async () => {
    const current = await taken();
    const { moves: _moves, ...evaluation } = current.evaluation;
    const first: unknown = {
      ...current,
      schema: 'consilium.evaluation-snapshot/1',
      evaluation,
      panel: {
        ...current.panel,
        seats: current.panel.seats.map((seat) => {
          if (!seat.declaration) return seat;
          const { interests: _, confirmedAgainst: __, ...declaration } = seat.declaration;
          return { ...seat, declaration: { ...declaration, statement: '' } };
        }),
      },
    };
    expect(printed(readSnapshot(first))).toContain(current.evaluation.reference);
    expect(() => readSnapshot({ ...current, schema: 'other/3' })).toThrow('unknown shape');
  });
});
