import { useEffect, useState } from 'react';

const everyMs = 5000;

/** The server's time: this machine's clock may be wrong, and deadlines are the server's. @param now what the server's clock said when asked. */
export function useServerTime(now: string): number {
  const [time, setTime] = useState(() => Date.parse(now));
  useEffect(() => {
    const offset = Date.parse(now) - Date.now();
    const timer = setInterval(() => setTime(Date.now() + offset), everyMs);
    return () => clearInterval(timer);
  }, [now]);
  return time;
}
