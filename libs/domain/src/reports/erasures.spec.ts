import { composeReport } from './compose';
import { withErasures } from './erasures';
import { sampleSnapshot } from './samples';

const options = {
  locale: 'fr',
  snapshotHash: 'ab'.repeat(32),
  createdAt: '2026-10-20T15:00:00Z',
} as const;

describe('a document erased after the seal', () => {
  const whole = sampleSnapshot();
  const item = whole.evidence.find(({ purgedAt }) => purgedAt === null)!;
  const about = {
    ...whole,
    threads: whole.threads.map((thread) => ({
      ...thread,
      anchor: {
        kind: 'evidence' as const,
        id: item.id,
        label: { fr: item.title, en: item.title },
      },
    })),
  };
  const erased = withErasures(about, [
    { documentId: item.id, title: 'Titre neutre', purgedAt: '2026-11-02T09:00:00Z' },
  ]);

  it('is shown by what was left of it, wherever the report names it', () => {
    const words = JSON.stringify(composeReport(erased, options).blocks);
    expect(words).not.toContain(item.title);
    expect(words).not.toContain(item.fileName);
    expect(words).toContain('Titre neutre');
    expect(words).toContain(item.sha256);
    expect(words).toContain('2 novembre 2026');
  });

  it('leaves every other line as it was sealed', () => {
    expect(erased.evidence.filter(({ id }) => id !== item.id)).toEqual(
      about.evidence.filter(({ id }) => id !== item.id),
    );
    expect(withErasures(about, [])).toBe(about);
  });
});
