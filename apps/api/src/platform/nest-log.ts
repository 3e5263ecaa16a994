import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own lines, quietly, in the product's log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }

  /** The framework hands over messages and stacks as texts, which may repeat what was typed. */
  error(message: unknown, ...more: unknown[]): void {
    const context = more.at(-1);
    this.logger.error(
      { err: message instanceof Error ? message : undefined, context },
      'the framework reports a fault',
    );
  }

  warn(_message: unknown, context?: unknown): void {
    this.logger.warn({ context }, 'the framework warns');
  }
}
