import type { Room } from '../state.ts';
import { cssOf } from './colour.ts';

/** Paints the room behind the person, once for all pictures of a stage. */
export function paintRoom(room: Room, width: number, height: number): HTMLCanvasElement {
  const sharp = canvasOf(width, height);
  const c = contextOf(sharp);
  const wall = c.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, cssOf(room.wall[0]));
  wall.addColorStop(1, cssOf(room.wall[1]));
  c.fillStyle = wall;
  c.fillRect(0, 0, width, height);
  for (const shape of room.shapes) {
    const x = shape.x * width;
    const y = shape.y * height;
    if (shape.kind === 'box') {
      c.fillStyle = cssOf(shape.colour);
      c.fillRect(x, y, shape.width * width, shape.height * height);
    } else {
      const radius = shape.radius * width;
      c.beginPath();
      c.arc(x, y, radius, 0, 2 * Math.PI);
      if (shape.kind === 'glow') {
        const glow = c.createRadialGradient(x, y, 0, x, y, radius);
        glow.addColorStop(0, cssOf(shape.colour, shape.strength));
        glow.addColorStop(1, cssOf(shape.colour, 0));
        c.fillStyle = glow;
      } else {
        c.fillStyle = cssOf(shape.colour);
      }
      c.fill();
    }
  }
  if (room.blur <= 0) return sharp;
  const soft = canvasOf(width, height);
  const s = contextOf(soft);
  s.filter = `blur(${room.blur * (width / 640)}px)`;
  // Drawn a little larger than the picture, because the blur darkens the edges.
  const margin = 4 * room.blur;
  s.drawImage(sharp, -margin, -margin, width + 2 * margin, height + 2 * margin);
  return soft;
}

export function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The rendering page has no 2d canvas.');
  return context;
}
