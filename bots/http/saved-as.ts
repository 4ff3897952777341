/**
 * The header by which a browser saves what it is sent, under this name, and shows none of it. The name may be anything: for old programs it is
 * written in plain letters, for the others whole (RFC 6266, RFC 8187).
 */
export function savedAs(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^\w .-]+/g, '_');
  if (plain === name) return `attachment; filename="${name}"`;
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
