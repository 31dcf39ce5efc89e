import { between, jitter, pick, type Random } from './random.ts';
import type { Colour, Light, PersonLook, Room, RoomShape, Skin, Stage } from './state.ts';

/**
 * Skin tones, sRGB, in even steps from very light to very dark: based on the ten tones of the Monk Skin
 * Tone scale (Monk 2023, skintone.google), slightly darkened for an unlit surface.
 */
export const tones: readonly Colour[] = [
  [0.93, 0.82, 0.76],
  [0.91, 0.79, 0.71],
  [0.9, 0.77, 0.66],
  [0.85, 0.7, 0.58],
  [0.77, 0.6, 0.47],
  [0.63, 0.46, 0.34],
  [0.51, 0.36, 0.26],
  [0.4, 0.27, 0.2],
  [0.3, 0.2, 0.16],
  [0.22, 0.16, 0.14],
];

export function skinOf(tone: Colour, random: Random): Skin {
  const warm = (c: Colour, by: number): Colour => [c[0] * (1 + by), c[1], c[2] * (1 - by)];
  const back = warm(tone, jitter(random, 0.05));
  const light = (tone[0] + tone[1] + tone[2]) / 3;
  // Palms have little pigment: the darker the skin, the more its palm stands out.
  const lift = 0.1 + 0.45 * Math.max(0, 0.6 - light);
  const rose: Colour = [0.86, 0.62, 0.53];
  const mix = (a: Colour, b: Colour, t: number): Colour => [
    a[0] + (b[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * t,
    a[2] + (b[2] - a[2]) * t,
  ];
  return {
    back,
    palm: mix(back, rose, lift * 1.6),
    nail: mix(back, [0.95, 0.78, 0.74], 0.35),
    texture: between(random, 0.5, 1),
    roughness: between(random, 0.5, 0.75),
  };
}

function anyColour(random: Random, dark: number, bright: number): Colour {
  const base = between(random, dark, bright);
  const tint = () => Math.min(1, Math.max(0, base + jitter(random, 0.22)));
  return [tint(), tint(), tint()];
}

function lightOf(random: Random): Light {
  const warmth = jitter(random, 0.12);
  const white: Colour = [1, 1 - Math.max(0, warmth) * 0.6, 1 - warmth > 1 ? 1 : 1 - warmth];
  const fromLeft = random() < 0.5 ? -1 : 1;
  return {
    ambient: between(random, 0.9, 1.7),
    sky: white,
    ground: [0.62, 0.55, 0.5],
    key: {
      from: [
        fromLeft * between(random, 0.2, 1.2),
        between(random, 0.5, 1.3),
        between(random, 0.3, 1.1),
      ],
      colour: white,
      strength: between(random, 1.4, 2.6),
    },
    fill: {
      from: [
        -fromLeft * between(random, 0.5, 1.4),
        between(random, -0.2, 0.6),
        between(random, 0.3, 1),
      ],
      colour: [0.9, 0.95, 1],
      strength: between(random, 0.2, 0.7),
    },
  };
}

/** A random room as behind people in calls: wall, window, shelf with books, picture, lamp, plant. */
export function roomOf(random: Random): Room {
  const wall = anyColour(random, 0.35, 0.85);
  const shade = between(random, 0.55, 0.9);
  const shapes: RoomShape[] = [];
  const at = () => between(random, -0.05, 0.95);
  if (random() < 0.5) {
    const x = at();
    const width = between(random, 0.16, 0.3);
    const height = between(random, 0.35, 0.6);
    const y = between(random, -0.1, 0.12);
    shapes.push({
      kind: 'box',
      x: x - 0.012,
      y: y - 0.015,
      width: width + 0.024,
      height: height + 0.03,
      colour: [0.85, 0.84, 0.8],
    });
    shapes.push({ kind: 'box', x, y, width, height, colour: [0.8, 0.88, 0.95] });
    shapes.push({
      kind: 'box',
      x: x + width / 2 - 0.005,
      y,
      width: 0.01,
      height,
      colour: [0.85, 0.84, 0.8],
    });
    shapes.push({
      kind: 'glow',
      x: x + width / 2,
      y: y + height / 2,
      radius: 0.4,
      colour: [1, 1, 1],
      strength: 0.25,
    });
  }
  if (random() < 0.6) shapes.push(...shelf(random, at(), between(random, 0.05, 0.4)));
  if (random() < 0.5) {
    const x = at();
    const y = between(random, 0.02, 0.25);
    const w = between(random, 0.1, 0.2);
    shapes.push({
      kind: 'box',
      x,
      y,
      width: w,
      height: w * 1.1,
      colour: anyColour(random, 0.1, 0.4),
    });
    shapes.push({
      kind: 'box',
      x: x + 0.012,
      y: y + 0.016,
      width: w - 0.024,
      height: w * 1.1 - 0.032,
      colour: anyColour(random, 0.4, 0.9),
    });
  }
  if (random() < 0.4) {
    const x = at();
    const y = between(random, 0.1, 0.4);
    shapes.push({
      kind: 'box',
      x: x - 0.004,
      y,
      width: 0.008,
      height: 1 - y,
      colour: [0.2, 0.19, 0.18],
    });
    shapes.push({ kind: 'disc', x, y, radius: 0.045, colour: [0.96, 0.92, 0.8] });
    shapes.push({ kind: 'glow', x, y, radius: 0.25, colour: [1, 0.92, 0.75], strength: 0.5 });
  }
  if (random() < 0.4) {
    const x = at();
    for (let i = 0; i < 9; i++) {
      shapes.push({
        kind: 'disc',
        x: x + jitter(random, 0.07),
        y: 0.62 + jitter(random, 0.16),
        radius: between(random, 0.02, 0.05),
        colour: [0.16 + jitter(random, 0.06), 0.36 + jitter(random, 0.12), 0.17],
      });
    }
    shapes.push({
      kind: 'box',
      x: x - 0.045,
      y: 0.76,
      width: 0.09,
      height: 0.16,
      colour: anyColour(random, 0.3, 0.8),
    });
  }
  if (random() < 0.4) {
    shapes.push({
      kind: 'box',
      x: -0.1,
      y: between(random, 0.75, 0.9),
      width: 1.2,
      height: 0.5,
      colour: anyColour(random, 0.15, 0.5),
    });
  }
  return {
    wall: [wall, [wall[0] * shade, wall[1] * shade, wall[2] * shade]],
    shapes,
    blur: between(random, 0.5, 5),
    transparent: false,
  };
}

function shelf(random: Random, x: number, y: number): RoomShape[] {
  const shapes: RoomShape[] = [];
  const wood = anyColour(random, 0.25, 0.6);
  const width = between(random, 0.25, 0.45);
  for (let row = 0; row < 2; row++) {
    const base = y + row * 0.2;
    let at = x + 0.01;
    while (at < x + width - 0.04) {
      const w = between(random, 0.012, 0.035);
      const h = between(random, 0.1, 0.16);
      if (random() < 0.85)
        shapes.push({
          kind: 'box',
          x: at,
          y: base - h,
          width: w * 0.94,
          height: h,
          colour: anyColour(random, 0.1, 0.8),
        });
      at += w;
    }
    shapes.push({ kind: 'box', x, y: base, width, height: 0.018, colour: wood });
  }
  return shapes;
}

function personOf(random: Random): PersonLook {
  return {
    head: [jitter(random, 0.1), between(random, 0, 0.09), -between(random, 0.72, 1)],
    headTurn: jitter(random, 0.35),
    hair: pick(random, [
      [0.09, 0.07, 0.06],
      [0.2, 0.13, 0.09],
      [0.36, 0.25, 0.15],
      [0.66, 0.52, 0.33],
      [0.55, 0.54, 0.53],
    ] as const),
    hairLength: between(random, 0, 0.09),
    shirt: anyColour(random, 0.1, 0.8),
    eyes: [0.18, 0.12, 0.09],
  };
}

/** A random stage: every seed gives another person, room, light and camera. */
export function stageOf(random: Random, withPerson = true): Stage {
  const person = withPerson ? personOf(random) : null;
  return {
    skin: skinOf(pick(random, tones), random),
    sleeve: person ? person.shirt : anyColour(random, 0.1, 0.8),
    sleeveFrom: pick(random, [0.03, 0.045, 0.06, 0.1, 0.5]),
    person,
    light: lightOf(random),
    room: roomOf(random),
    fieldOfView: between(random, 44, 54),
    noise: between(random, 1.5, 6),
    softness: random() < 0.5 ? 0 : between(random, 0.2, 0.8),
  };
}

/** A plain, evenly lit stage without a background, for pictograms and for inspecting a pose. */
export function plainStage(skin: Colour, arm: boolean): Stage {
  const half = () => 0.5;
  return {
    skin: { ...skinOf(skin, half), texture: 0.2 },
    sleeve: [0.25, 0.36, 0.55],
    sleeveFrom: arm ? 0.045 : -1,
    person: null,
    light: {
      ambient: 1.5,
      sky: [1, 1, 1],
      ground: [0.7, 0.65, 0.6],
      key: { from: [0.5, 0.9, 0.8], colour: [1, 1, 1], strength: 2 },
      fill: { from: [-0.8, 0.2, 0.6], colour: [1, 1, 1], strength: 0.5 },
    },
    room: { wall: [skin, skin], shapes: [], blur: 0, transparent: true },
    fieldOfView: 30,
    noise: 0,
    softness: 0,
  };
}
