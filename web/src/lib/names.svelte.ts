// Names of entities in the reader's language, asked of the record once each.
import { getEntity } from './api';
import { language, type Language } from './i18n.svelte';

const known = $state<Record<string, string>>({});
const asked = new Set<string>();

async function ask(id: string, lang: Exclude<Language, 'en'>): Promise<void> {
  try {
    const { names } = await getEntity(id);
    const inLanguage = names.filter((n) => n.language === lang && n.use !== 'code');
    const best = inLanguage.find((n) => n.use === 'official') ?? inLanguage[0];
    if (best) known[`${lang} ${id}`] = best.name;
  } catch {
    // Its English name stays.
  }
}

/** What the record calls an entity in the language of the page; undefined where it does not, or not yet. */
export function nameOf(id: string): string | undefined {
  const lang = language();
  if (lang === 'en') return undefined;
  const key = `${lang} ${id}`;
  if (!asked.has(key)) {
    asked.add(key);
    void ask(id, lang);
  }
  return known[key];
}
