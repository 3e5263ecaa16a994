import { useState } from 'react';
import { useLocation } from 'react-router';

/** The secret of the link that led here: behind `#`, so that it went to no server and no log. */
export function useLinkToken(): string {
  const { hash } = useLocation();
  const [token] = useState(() => hash.slice(1));
  return token;
}
