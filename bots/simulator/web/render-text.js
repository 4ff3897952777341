import { h } from './dom.js';

const address = /https?:\/\/[^\s<>"«»]+/g;
const trailing = /[.,;:!?)\]’”]+$/;

/** A text as Messenger shows it: line breaks kept, web addresses as links, everything else as it is. */
export function textNodes(text, t) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const url = match[0].replace(trailing, '');
    nodes.push(text.slice(from, match.index), link(url, url, t));
    from = match.index + url.length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== '');
}

/** A link that leaves the page and takes nothing along. */
export function link(url, title, t, className) {
  const attributes = { href: url, target: '_blank', rel: 'noopener noreferrer', class: className };
  return h('a', attributes, title, h('span', { class: 'hidden' }, ` (${t('link.opens')})`));
}

/** One to three emoji and nothing else: shown large, without a bubble. */
export function isEmojiOnly(text) {
  return /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text);
}
