/** How much attention something asks for. Always said in words as well. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';
