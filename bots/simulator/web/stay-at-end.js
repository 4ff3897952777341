/**
 * Keeps the last message in sight, whatever makes the thread longer or the screen smaller; whoever reads further up is left there.
 * The answer goes to the end in any case.
 */
export function stayAtEnd(screen, content) {
  let atEnd = true;
  const go = () => screen.scrollTo({ top: screen.scrollHeight });
  const resized = new ResizeObserver(() => {
    if (atEnd) go();
  });
  let lastTop = 0;
  screen.addEventListener('scroll', () => {
    const near = screen.scrollHeight - screen.scrollTop - screen.clientHeight < 48;
    // The thread may have grown since it was scrolled to its end: only going up means that somebody reads there.
    atEnd = near || (atEnd && screen.scrollTop >= lastTop);
    lastTop = screen.scrollTop;
  });
  resized.observe(content);
  resized.observe(screen);
  return () => {
    atEnd = true;
    go();
  };
}
