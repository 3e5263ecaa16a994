import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as the sink took it. */
export interface TakenMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailSink {
  /** For SMTP_URL. */
  readonly url: string;
  /** Every mail whose last byte arrived, answered or not. */
  readonly taken: readonly TakenMail[];
  /** Called before a mail is answered: throws what the server answers instead of accepting it. */
  answer: (mail: TakenMail) => Promise<void> | void;
  close(): Promise<void>;
}

/** A refusal by the mail server, with its code. */
export const smtpRefusal = (code: number): Error =>
  Object.assign(new Error('declined by the sink'), { responseCode: code });

/** A mail server on loopback that keeps what it is given. */
export async function startMailSink(): Promise<MailSink> {
  const taken: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, _session, callback) => {
      simpleParser(stream)
        .then(async (parsed) => {
          const mail: TakenMail = {
            messageId: parsed.messageId ?? '',
            to: Array.isArray(parsed.to) ? '' : (parsed.to?.text ?? ''),
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
          };
          taken.push(mail);
          await sink.answer(mail);
          callback();
        })
        .catch((error: Error) => callback(error));
    },
  });
  // A client that dies in the middle is what some specs are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    answer: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
}
