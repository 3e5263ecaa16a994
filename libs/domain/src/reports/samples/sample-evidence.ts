import type { SnapshotEvidence, SnapshotPerson } from '../snapshot';
import { people } from './sample-people';

/** A made-up hash of 64 hexadecimal letters. */
export const hash = (index: number): string =>
  Array.from({ length: 64 }, (_, at) => ((index * 31 + at * 7 + at * at) % 16).toString(16)).join(
    '',
  );

const document = (
  index: number,
  title: string,
  fileName: string,
  size: number,
  by: SnapshotPerson,
  extra: Partial<SnapshotEvidence> = {},
): SnapshotEvidence => ({
  id: `ev-${index}`,
  title,
  fileName,
  mediaType: 'application/pdf',
  size,
  sha256: hash(index + 1),
  addedAt: '2026-09-08T09:30:00Z',
  addedBy: by,
  documentDate: '2026-03-14',
  validUntil: null,
  purgedAt: null,
  clearance: { level: 'panel' },
  ...extra,
});

export const evidence: SnapshotEvidence[] = [
  document(
    0,
    'Note de besoin du service de cardiologie',
    'note-besoin-cardio.pdf',
    184_320,
    people.requester,
  ),
  document(
    1,
    'Étude multicentrique de performance',
    'cardioflux-etude-multicentrique-2025.pdf',
    4_718_592,
    people.clinician,
  ),
  document(
    2,
    'Rapport d’évaluation clinique du fabricant',
    'CER_v3.2_final.pdf',
    9_215_000,
    people.clinician,
    {
      documentDate: '2025-11-30',
    },
  ),
  document(3, 'Certificat HDS de l’hébergeur', 'certificat-hds.pdf', 402_000, people.security, {
    validUntil: '2027-05-16',
  }),
  document(
    4,
    'Synthèse du test d’intrusion',
    'pentest-synthese-confidentiel.pdf',
    780_000,
    people.security,
    {
      clearance: { level: 'roles', roles: ['it_security', 'dpo'] },
    },
  ),
  document(5, 'Fiche d’information des patients', 'fiche-patient-v2.pdf', 96_400, people.patient),
  document(6, 'Offre de prix détaillée', 'offre-prix-2026.xlsx', 51_200, people.buyer, {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    clearance: { level: 'author' },
  }),
];
