// Names on the map in the language of the page. MapLibre sets letters one by one, which Urdu does not
// bear: there names are pictures that the browser writes, so that letters join as they should.
import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';

const mark = 'text|';

/** The codes of countries by their English names, as the base map has them. */
function codes(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const all = letters.flatMap((a) => letters.map((b) => a + b));
  return new Map(all.flatMap((code) => (english.of(code) ? [[english.of(code)!, code] as const] : [])));
}

/** Names of countries as the language has them; one that it is not known to have stays English. */
export function countriesIn(named: FeatureCollection, nameOf: (code: string) => string): FeatureCollection {
  const known = codes();
  return renamed(named, (name) => (known.has(name) ? nameOf(known.get(name)!) : name));
}

export const renamed = (named: FeatureCollection, nameOf: (name: string) => string): FeatureCollection => ({
  ...named,
  features: named.features.map((f) => ({ ...f, properties: { ...f.properties, name: nameOf(String(f.properties?.['name'])) } })),
});

/** A layer of names as one of pictures of them; other layers as they are. */
export function asPictures(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== 'symbol' || !layer.layout?.['text-field']) return layer;
  const { 'text-field': text, 'text-size': size, 'text-variable-anchor': beside, 'symbol-sort-key': key } = layer.layout;
  const { 'text-color': colour, 'text-halo-color': halo } = layer.paint ?? {};
  const picture = ['concat', mark, ['to-string', size], `|${String(colour)}|${String(halo)}|`, text] as unknown as ExpressionSpecification;
  const { paint: _, ...rest } = layer;
  return {
    ...rest,
    layout: { 'icon-image': picture, 'icon-padding': 1, ...(beside && { 'icon-anchor': 'left', 'icon-offset': [9, 0] }), ...(key !== undefined && { 'symbol-sort-key': key }) },
  } as SymbolLayerSpecification;
}

/** The picture that such a layer asks for, at twice its size; undefined where the name is not of one. */
export function picture(name: string): ImageData | undefined {
  if (!name.startsWith(mark)) return undefined;
  const [size = '', colour = '', halo = '', ...text] = name.slice(mark.length).split('|');
  const font = `${Number(size) * 2}px 'Inter Medium', 'Noto Nastaliq Urdu', 'Noto Naskh Arabic', serif`;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const words = text.join('|');
  if (!context || !words) return undefined;
  const set = () => Object.assign(context, { font, direction: 'rtl', textAlign: 'left', lineJoin: 'round', lineWidth: 6, fillStyle: colour, strokeStyle: halo });
  set();
  const box = context.measureText(words);
  const edge = 4;
  canvas.width = Math.ceil(box.actualBoundingBoxLeft + box.actualBoundingBoxRight) + 2 * edge;
  canvas.height = Math.ceil(box.actualBoundingBoxAscent + box.actualBoundingBoxDescent) + 2 * edge;
  set(); // a canvas of another size forgets
  const [x, y] = [edge + box.actualBoundingBoxLeft, edge + box.actualBoundingBoxAscent];
  context.strokeText(words, x, y);
  context.fillText(words, x, y);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
