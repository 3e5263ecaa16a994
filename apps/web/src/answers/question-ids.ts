const plain = (key: string): string => key.replaceAll('.', '-');

/** Id of a question's card, for links from anywhere. */
export const questionId = (key: string): string => `q-${plain(key)}`;

/** Id of the field or group in which a question is answered. */
export const fieldId = (key: string): string => `a-${plain(key)}`;

/** The heading of the part that is shown, before its questions. */
export const questionsId = 'questions';
