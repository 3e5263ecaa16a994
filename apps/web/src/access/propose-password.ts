// Without letters and digits that are mistaken for one another when read aloud or copied by hand.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to tell somebody: four groups of four signs, about 79 bits. */
export function proposePassword(): string {
  const signs: string[] = [];
  while (signs.length < 16) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // Bytes past the last whole multiple would favour the first letters.
      const fair = byte < 256 - (256 % letters.length);
      if (fair && signs.length < 16) signs.push(letters.charAt(byte % letters.length));
    }
  }
  return signs.join('').replace(/(.{4})(?=.)/g, '$1-');
}
