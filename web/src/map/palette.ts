// The map's colours are the page's: read from the style sheet, so that light and dark stand once.
const names = [
  'paper', 'panel', 'ink', 'ink-2', 'ink-3', 'accent', 'map-sea', 'map-land', 'map-coast', 'map-border', 'map-disputed',
  'map-name', 'map-water-name', 'map-grid', 'map-net', 'map-halo', 'road', 'rail', 'sea', 'ferry', 'air', 'open', 'closed',
  'restricted', 'planned',
] as const;

export type ColourName = (typeof names)[number];
export type Palette = Record<ColourName, string>;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((n) => [n, style.getPropertyValue(`--${n}`).trim()])) as Palette;
}
