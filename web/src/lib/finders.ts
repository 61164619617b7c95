// What typed text may mean, as choices for the form's fields.
import { get, type Meta } from './api';
import type { Choice } from '../parts/Typeahead.svelte';

export async function findPlaces(text: string, signal: AbortSignal): Promise<Choice[]> {
  const { places } = await get('/places', { q: text }, signal);
  return places.map((p) => ({ id: p.id, name: p.name, note: `${p.country} · ${p.kind.replace('_', ' ')}`, matched: p.matched }));
}

export async function findPlacesAndCountries(text: string, signal: AbortSignal): Promise<Choice[]> {
  const { places } = await get('/places', { q: text, countries: 'true' }, signal);
  return places.map((p) => ({
    id: p.id,
    name: p.name,
    note: p.kind === 'country' ? 'country' : `${p.country} · ${p.kind.replace('_', ' ')}`,
    matched: p.matched,
  }));
}

export async function findCountries(text: string, signal: AbortSignal): Promise<Choice[]> {
  return (await findPlacesAndCountries(text, signal)).filter((c) => c.note === 'country');
}

export async function findProducts(text: string, signal: AbortSignal): Promise<Choice[]> {
  const { products } = await get('/products', { q: text }, signal);
  return products.map((p) => ({ id: p.id, name: p.name, note: `HS ${p.hs_code}`, matched: p.matched }));
}

/** Scenarios are few and known from the start. */
export function scenarioFinder(meta: Meta | undefined): (text: string) => Promise<Choice[]> {
  return (text) => {
    const wanted = text.toLowerCase();
    const found = (meta?.scenarios ?? []).filter((s) => s.name.toLowerCase().includes(wanted) || s.id.includes(wanted));
    return Promise.resolve(found.map((s) => ({ id: s.id, name: s.name })));
  };
}
