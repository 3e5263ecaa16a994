const focusable =
  'input:not([type="hidden"]), select, textarea, button, a[href], [contenteditable="true"], [tabindex]';

/**
 * Moves focus to a field by its id. The id may be of the field itself or of a group around it: then
 * the checked option, or else the first, is taken. Folded sections on the way are opened.
 * @param arriving the page has just come: at once, so that what still arrives above it moves nothing.
 */
export function focusField(id: string, arriving = false): boolean {
  const target = document.getElementById(id);
  if (!target) return false;
  for (let parent = target.closest('details'); parent;) {
    parent.open = true;
    parent = parent.parentElement?.closest('details') ?? null;
  }
  const field = target.matches(focusable)
    ? target
    : (target.querySelector<HTMLElement>('input:checked') ??
      target.querySelector<HTMLElement>(focusable));
  if (!field) target.tabIndex = -1;
  const motion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.scrollIntoView({ block: 'center', behavior: motion || arriving ? 'auto' : 'smooth' });
  (field ?? target).focus({ preventScroll: true });
  return true;
}
