// Marks drawn on a canvas, so that nothing is fetched: crossings by state (told apart by shape as
// well as colour), the ends of a journey and where it changes mode.
import type { Palette } from './palette';

const size = 24;

function ring(c: CanvasRenderingContext2D, fill: string, stroke: string, radius = 7, width = 2.6): void {
  c.beginPath();
  c.arc(size / 2, size / 2, radius, 0, 2 * Math.PI);
  c.fillStyle = fill;
  c.fill();
  c.lineWidth = width;
  c.strokeStyle = stroke;
  c.stroke();
}

function cross(c: CanvasRenderingContext2D, colour: string, halo: string): void {
  c.lineCap = 'round';
  for (const [width, style] of [[5, halo], [2.6, colour]] as const) {
    c.lineWidth = width;
    c.strokeStyle = style;
    c.beginPath();
    c.moveTo(4, 4);
    c.lineTo(20, 20);
    c.moveTo(20, 4);
    c.lineTo(4, 20);
    c.stroke();
  }
}

// What nobody has confirmed of late is drawn thin and broken.
function dashedRing(c: CanvasRenderingContext2D, fill: string, stroke: string): void {
  c.setLineDash([2.6, 2.2]);
  ring(c, fill, stroke, 6.5, 1.8);
  c.setLineDash([]);
}

function half(c: CanvasRenderingContext2D, fill: string): void {
  c.fillStyle = fill;
  c.beginPath();
  c.arc(size / 2, size / 2, 6, 0, Math.PI);
  c.fill();
}

const draw: Record<string, (c: CanvasRenderingContext2D, p: Palette) => void> = {
  'crossing-open': (c, p) => ring(c, p['map-halo'], p.open),
  'crossing-open-unconfirmed': (c, p) => dashedRing(c, p['map-halo'], p['ink-2']),
  'crossing-restricted': (c, p) => {
    ring(c, p['map-halo'], p.restricted);
    half(c, p.restricted);
  },
  'crossing-restricted-unconfirmed': (c, p) => {
    dashedRing(c, p['map-halo'], p.restricted);
    half(c, p.restricted);
  },
  'crossing-closed': (c, p) => {
    ring(c, p['map-halo'], p.closed);
    cross(c, p.closed, p['map-halo']);
  },
  'crossing-closed-unconfirmed': (c, p) => {
    dashedRing(c, p['map-halo'], p.closed);
    cross(c, p.closed, p['map-halo']);
  },
  'crossing-planned': (c, p) => dashedRing(c, p['map-halo'], p.planned),
  end: (c, p) => ring(c, p.accent, p['map-halo'], 7, 2.5),
  start: (c, p) => {
    ring(c, p['map-halo'], p['map-halo'], 8, 2.5);
    ring(c, p['map-halo'], p.accent, 6, 3);
  },
  transfer: (c, p) => {
    c.fillStyle = p['map-halo'];
    c.strokeStyle = p.ink;
    c.lineWidth = 2.4;
    c.fillRect(7, 7, 10, 10);
    c.strokeRect(7, 7, 10, 10);
  },
};

/** A mark as pixels at twice its size; undefined where no mark has that name. */
export function icon(name: string, palette: Palette): ImageData | undefined {
  const paint = draw[name];
  if (!paint) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * 2;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.scale(2, 2);
  paint(context, palette);
  return context.getImageData(0, 0, size * 2, size * 2);
}
