/** What of an address from outside a customer may be led to: https, and nobody's name in front of the host. */
export function isSafeAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' && address.length <= 2_000;
}
