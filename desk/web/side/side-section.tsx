import type { ReactNode } from 'react';

/** One part of a tab, under its name. */
export function SideSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="side-section">
      <h3 className="side-title">{title}</h3>
      {children}
    </section>
  );
}
