import { type Matrix4, MeshStandardMaterial, type Vector3 } from 'three';
import type { Skin } from '../state.ts';
import { colourOf } from './colour.ts';

/** Positions of the nails and direction of the back of the hand, in the mesh's rest coordinates. */
export interface HandMap {
  nails: readonly Matrix4[];
  back: Vector3;
}

const vertex = /* glsl */ `
  varying vec3 vRest;
  varying vec3 vRestNormal;
`;

const fragment = /* glsl */ `
  varying vec3 vRest;
  varying vec3 vRestNormal;
  uniform vec3 palmColour;
  uniform vec3 nailColour;
  uniform vec3 backOfHand;
  uniform float skinTexture;
  uniform mat4 nails[NAILS];

  float hash3(vec3 p) {
    p = fract(p * 0.3183099 + vec3(0.11, 0.17, 0.13));
    p *= 17.0;
    return fract(p.x * p.y * p.z * (p.x + p.y + p.z));
  }
  float noise3(vec3 x) {
    vec3 i = floor(x);
    vec3 f = fract(x);
    f = f * f * (3.0 - 2.0 * f);
    return mix(
      mix(mix(hash3(i), hash3(i + vec3(1, 0, 0)), f.x),
          mix(hash3(i + vec3(0, 1, 0)), hash3(i + vec3(1, 1, 0)), f.x), f.y),
      mix(mix(hash3(i + vec3(0, 0, 1)), hash3(i + vec3(1, 0, 1)), f.x),
          mix(hash3(i + vec3(0, 1, 1)), hash3(i + vec3(1, 1, 1)), f.x), f.y), f.z);
  }
`;

const colour = /* glsl */ `
  {
    float palmar = smoothstep(-0.25, 0.45, -dot(normalize(vRestNormal), backOfHand));
    diffuseColor.rgb = mix(diffuseColor.rgb, palmColour, palmar);
    float spots = noise3(vRest * 90.0) * 0.6 + noise3(vRest * 260.0) * 0.4 - 0.5;
    float pores = noise3(vRest * 900.0) - 0.5;
    diffuseColor.rgb *= 1.0 + skinTexture * (0.22 * spots + 0.12 * pores);
    diffuseColor.r *= 1.0 + skinTexture * 0.10 * (noise3(vRest * 60.0 + 7.0) - 0.5);
    for (int i = 0; i < NAILS; i++) {
      vec3 p = (nails[i] * vec4(vRest, 1.0)).xyz;
      float size = i == 0 ? 1.25 : (i == 4 ? 0.8 : 1.0);
      float inside = length(vec2(p.x / (0.0052 * size), (p.z - 0.0035) / (0.0065 * size)));
      float nail = (1.0 - smoothstep(0.85, 1.05, inside)) * smoothstep(0.0005, 0.0025, p.y);
      diffuseColor.rgb = mix(diffuseColor.rgb, nailColour, nail);
    }
  }
`;

/**
 * Skin with a lighter palm, spots and finger nails, all computed from the vertex's position in the rest
 * pose, without texture files. Without `map` it is plain arm skin.
 */
export function skinMaterial(skin: Skin, map: HandMap | null): MeshStandardMaterial {
  const material = new MeshStandardMaterial({
    color: colourOf(skin.back),
    roughness: skin.roughness,
    metalness: 0,
  });
  if (!map) return material;
  material.onBeforeCompile = (shader) => {
    shader.uniforms.palmColour = { value: colourOf(skin.palm) };
    shader.uniforms.nailColour = { value: colourOf(skin.nail) };
    shader.uniforms.backOfHand = { value: map.back };
    shader.uniforms.skinTexture = { value: skin.texture };
    shader.uniforms.nails = { value: map.nails };
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', `#include <common>\n${vertex}`)
      .replace('#include <begin_vertex>', '#include <begin_vertex>\nvRest = position;')
      .replace(
        '#include <beginnormal_vertex>',
        '#include <beginnormal_vertex>\nvRestNormal = normal;',
      );
    shader.fragmentShader = shader.fragmentShader
      .replace(
        '#include <common>',
        `#include <common>\n#define NAILS ${map.nails.length}\n${fragment}`,
      )
      .replace('#include <color_fragment>', `#include <color_fragment>\n${colour}`);
  };
  return material;
}
