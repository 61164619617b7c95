// What typed text may mean, as choices for the form's fields.
import { get, type Meta } from './api';
import { countryName, named } from './i18n.svelte';
import { nameOr } from './names.svelte';
import type { Choice } from '../parts/Typeahead.svelte';

export async function findPlaces(text: string, signal: AbortSignal): Promise<Choice[]> {
  const { places } = await get('/places', { q: text }, signal);
  return places.map((p) => ({ id: p.id, name: nameOr(p.id, p.name), note: `${countryName(p.country)} · ${named('kind', p.kind)}`, matched: p.matched }));
}

export async function findPlacesAndCountries(text: string, signal: AbortSignal): Promise<Choice[]> {
  const { places } = await get('/places', { q: text, countries: 'true' }, signal);
  return places.map((p) => ({
    id: p.id,
    name: nameOr(p.id, p.name),
    note: p.kind === 'country' ? named('kind', 'country') : `${countryName(p.country)} · ${named('kind', p.kind)}`,
    matched: p.matched,
  }));
}

export async function findCountries(text: string, signal: AbortSignal): Promise<Choice[]> {
  const { places } = await get('/places', { q: text, countries: 'true' }, signal);
  return places.filter((p) => p.kind === 'country').map((p) => ({ id: p.id, name: nameOr(p.id, p.name), matched: p.matched }));
}

export async function findProducts(text: string, signal: AbortSignal): Promise<Choice[]> {
  const { products } = await get('/products', { q: text }, signal);
  return products.map((p) => ({ id: p.id, name: nameOr(p.id, p.name), note: `HS ${p.hs_code}`, matched: p.matched }));
}

/** Scenarios are few and known from the start. */
export function scenarioFinder(meta: Meta | undefined): (text: string) => Promise<Choice[]> {
  return (text) => {
    const wanted = text.toLowerCase();
    const found = (meta?.scenarios ?? []).filter((s) => nameOr(s.id, s.name).toLowerCase().includes(wanted) || s.name.toLowerCase().includes(wanted) || s.id.includes(wanted));
    return Promise.resolve(found.map((s) => ({ id: s.id, name: nameOr(s.id, s.name) })));
  };
}
