import { icon } from './dom.js';

/** Loads both catalogues; the answer gives the words in one language. */
export async function loadTexts() {
  const load = async (language) => (await fetch(`/simulator/assets/messages.${language}.json`)).json();
  const [fr, en] = await Promise.all([load('fr'), load('en')]);
  return (language) => wordsOf(language === 'fr' ? fr : en);
}

/** `t('panel.select', { text })`; a key that no catalogue has gives undefined, for names that may be unknown. */
function wordsOf(catalogue) {
  return (key, values = {}) => {
    const words = catalogue[key];
    return typeof words === 'string' ? words.replace(/\{(\w+)\}/g, (_match, name) => String(values[name])) : words;
  };
}

/** Puts words and icons where the page's own markup asks for them. */
export function translatePage(t, language) {
  document.documentElement.lang = language;
  document.title = t('title');
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', t(element.dataset.label));
  for (const element of document.querySelectorAll('[data-title]')) element.title = t(element.dataset.title);
  for (const element of document.querySelectorAll('[data-placeholder]')) element.placeholder = t(element.dataset.placeholder);
  for (const element of document.querySelectorAll('i[data-icon]:empty')) element.append(icon(element.dataset.icon));
}
