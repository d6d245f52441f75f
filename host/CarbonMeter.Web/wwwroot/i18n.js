// Which language the page speaks: the reader's choice if there was one, else the browser's.
import en from './i18n/en.js';
import zh from './i18n/zh.js';

const languages = { en, zh };
const KEY = 'carbonmeter.language';

export function firstLanguage() {
  const chosen = localStorage.getItem(KEY);
  if (chosen in languages) return chosen;
  return navigator.languages.map(language => language.slice(0, 2).toLowerCase()).find(language => language in languages) ?? 'en';
}

/** Puts the fixed texts in and returns the dictionary. */
export function speak(language) {
  const words = languages[language];
  document.documentElement.lang = words.htmlLang;
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = words[node.dataset.t];
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', words[node.dataset.label]);
  for (const node of document.querySelectorAll('[data-title]')) node.title = words[node.dataset.title];
  for (const node of document.querySelectorAll('[data-lang]')) node.setAttribute('aria-pressed', String(node.dataset.lang === language));
  return words;
}

export function remember(language) { localStorage.setItem(KEY, language); }
