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

const draw: Record<string, (c: CanvasRenderingContext2D, p: Palette) => void> = {
  'crossing-open': (c, p) => ring(c, p['map-halo'], p.open),
  'crossing-restricted': (c, p) => {
    ring(c, p['map-halo'], p.restricted);
    c.fillStyle = p.restricted;
    c.beginPath();
    c.arc(size / 2, size / 2, 7, 0, Math.PI);
    c.fill();
  },
  'crossing-unconfirmed': (c, p) => {
    ring(c, p['map-halo'], p.unconfirmed);
    c.fillStyle = p.unconfirmed;
    c.font = '700 11px "Inter Variable", sans-serif';
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.fillText('?', size / 2, size / 2 + 0.5);
  },
  'crossing-closed': (c, p) => {
    ring(c, p['map-halo'], p.closed);
    c.lineWidth = 5;
    c.strokeStyle = p['map-halo'];
    c.lineCap = 'round';
    for (const pass of [0, 1]) {
      if (pass) {
        c.lineWidth = 2.6;
        c.strokeStyle = p.closed;
      }
      c.beginPath();
      c.moveTo(4, 4);
      c.lineTo(20, 20);
      c.moveTo(20, 4);
      c.lineTo(4, 20);
      c.stroke();
    }
  },
  'crossing-planned': (c, p) => {
    c.setLineDash([3, 2.4]);
    ring(c, p['map-halo'], p.planned, 7, 2);
    c.setLineDash([]);
  },
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
