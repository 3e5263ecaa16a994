import type { DocumentKind } from '@consilium/domain/evidence';

/** A fictional document of the demo and the questions it proves. */
export interface DemoDocument {
  readonly by: 'it-security' | 'biomedical' | 'clinician' | 'dpo';
  readonly title: string;
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly questionKeys: readonly string[];
  /** Days from today until it expires; null when it does not. */
  readonly validFor: number | null;
  readonly lines: readonly string[];
}

export const demoDocuments: readonly DemoDocument[] = [
  {
    by: 'biomedical',
    title: 'Certificat CE (document fictif)',
    kind: 'certificate',
    fileName: 'certificat-ce.pdf',
    questionKeys: ['Q02.reg.class', 'Q02.reg.legal-basis', 'Q02.reg.certificate-expiry'],
    validFor: 410,
    lines: ['Certificat CE - document fictif', 'Classe IIa - règlement (UE) 2017/745'],
  },
  {
    by: 'clinician',
    title: 'Étude clinique pivot (document fictif)',
    kind: 'clinical_study',
    fileName: 'etude-clinique.pdf',
    questionKeys: ['Q03.clinical-evidence.design', 'Q03.performance.sensitivity'],
    validFor: null,
    lines: ['Étude clinique - document fictif', 'Sensibilité 91,5 % [88,2 ; 94,1], n = 412'],
  },
  {
    by: 'it-security',
    title: 'Schéma des flux et des composants (document fictif)',
    kind: 'security',
    fileName: 'schema-des-flux.pdf',
    questionKeys: ['Q09.it.architecture', 'Q09.it.hosting'],
    validFor: null,
    lines: ['Schéma des flux - document fictif', 'Aucune sortie directe vers Internet'],
  },
];

/** A one-page PDF with a few lines of Latin text: enough to be opened and recognised for what it is. */
export function onePagePdf(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line.replaceAll(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
  const page = `BT /F1 16 Tf 72 760 Td 26 TL\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
