/** What a wire tells its bus. */
export interface WireEars {
  /** A message came, from any process, this one included. */
  message(text: string): void;
  /** Messages of others may be lost from now on. */
  lost(): void;
  /** Messages come again; those in between are lost. */
  back(): void;
}

/** Carries messages between processes; at most once, and it says when some may have been lost. */
export interface Wire {
  /** Resolves once messages come; rejects when the server cannot be reached now. */
  open(ears: WireEars): Promise<void>;
  /** Rejects when the message was not handed over. */
  send(text: string): Promise<void>;
  close(): Promise<void>;
}

export const channel = 'consilium_live';

/** How often a wire is asked whether it still carries, and how long the answer may take. */
export const beatMs = 1_500;
export const answerWithinMs = 1_500;
export const retryAfterMs = 500;
