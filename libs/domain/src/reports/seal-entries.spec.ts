import { canonicalJson } from '../kernel';
import { coordinatorReader, panelReader } from './clearance';
import { sampleSnapshot } from './samples';
import { fileFrom } from './file-from-entries';
import { disclosedTo, entriesOf, headerOf, hiddenEntries } from './seal-entries';

const chain = { n: '12', digest: 'ab'.repeat(32) };

describe('a file taken apart to be sealed', () => {
  const sample = sampleSnapshot();
  const file = fileFrom(headerOf(sample, chain), entriesOf(sample));

  it('is the same file once it is put together, to the byte', () => {
    const again = fileFrom(headerOf(file, chain), entriesOf(file).toReversed());
    expect(canonicalJson(again)).toBe(canonicalJson(file));
    expect({ ...file, threads: [] }).toEqual({ ...sample, threads: [] });
    expect(file.threads.map(({ id }) => id).toSorted()).toEqual(
      sample.threads.map(({ id }) => id).toSorted(),
    );
  });

  it('has an entry for each section, part, document, thread and declaration', () => {
    const ids = (kind: string) =>
      entriesOf(file).flatMap((entry) => (entry.kind === kind ? [entry.id] : []));
    expect(ids('section')).toEqual(file.sections.map(({ key }) => key));
    expect(ids('part').filter((id) => id !== '')).toEqual(file.parts.map(({ id }) => id));
    expect(ids('document')).toEqual(file.evidence.map(({ id }) => id));
    expect(ids('thread')).toEqual(file.threads.map(({ id }) => id));
    expect(ids('interests')).toEqual(
      file.panel.seats.flatMap(({ id, declaration }) => (declaration ? [id] : [])),
    );
  });

  it('gives the panel nothing of what is reserved, wherever it was written', () => {
    const secret = 'mot-secret-7f3a';
    const texts = { fr: secret, en: secret };
    const document = file.evidence.find(({ clearance }) => clearance.level === 'author')!;
    const part = file.parts.find(({ clearance }) => clearance.level !== 'panel')!;
    const told = file.threads[0]!;
    const withSecrets = {
      ...file,
      evidence: file.evidence.map((one) =>
        one.id === document.id ? { ...one, title: secret, fileName: secret } : one,
      ),
      threads: [
        ...file.threads,
        {
          ...told,
          id: 'hidden',
          anchor: { kind: 'evidence' as const, id: document.id, label: texts },
          messages: told.messages.map((message) => ({ ...message, text: secret })),
        },
      ],
      parts: file.parts.map((one) => (one.id === part.id ? { ...one, gapsReason: secret } : one)),
      sections: file.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) =>
          question.partId === part.id
            ? {
                ...question,
                answers: question.answers.map((answer) => ({ ...answer, comment: secret })),
              }
            : question,
        ),
      })),
      panel: {
        ...file.panel,
        seats: file.panel.seats.map((seat) => ({
          ...seat,
          declaration: seat.declaration && { ...seat.declaration, assessmentReason: secret },
        })),
        recusals: file.panel.recusals.map((recusal) => ({ ...recusal, reason: secret })),
      },
    };
    const given = entriesOf(withSecrets).filter(disclosedTo(withSecrets, panelReader));
    expect(canonicalJson(given)).not.toContain(secret);
    expect([...hiddenEntries(withSecrets)]).toContain('hidden');
    const all = entriesOf(withSecrets);
    expect(all.filter(disclosedTo(withSecrets, coordinatorReader))).toHaveLength(all.length);
  });
});
