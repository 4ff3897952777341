/** A note with the colleagues that are named in it in bold. Split, never interpreted. */
export function RichNote({ text }: { readonly text: string }) {
  const parts = text.split(/(@[\p{Lu}][\p{L}’'-]*(?: \p{Lu}\.?)?)/u);
  return <p className="words">{parts.map((part, index) => (index % 2 === 1 ? <strong key={`${index}${part}`}>{part}</strong> : part))}</p>;
}
