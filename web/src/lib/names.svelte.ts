// Names of entities in the reader's language: all of them at once, when a language is first shown.
import { get } from './api';
import { language, type Language } from './i18n.svelte';

type Names = Readonly<Record<string, string>>;

const asked = new Set<Language>();
let all = $state.raw<Partial<Record<Language, Names>>>({});

async function ask(lang: Language): Promise<void> {
  try {
    const { names } = await get('/names', { lang });
    all = { ...all, [lang]: names };
  } catch {
    // English names stay.
  }
}

/** What the record calls an entity in the language of the page; undefined where it does not, or not yet. */
export function nameOf(id: string): string | undefined {
  const lang = language();
  if (lang === 'en') return undefined; // answers have it
  if (!asked.has(lang)) {
    asked.add(lang);
    void ask(lang);
  }
  return all[lang]?.[id];
}

/** The same, else what an answer calls it. */
export const nameOr = (id: string | undefined, name: string): string => (id === undefined ? name : (nameOf(id) ?? name));
