// NV12: a plane of Y, and one of half the size in which U and V alternate.

uniform sampler2D plane0;
uniform sampler2D plane1;

vec3 color_at(ivec2 pixel) {
  return rgb_of(texelFetch(plane0, pixel, 0).r, texelFetch(plane1, pixel >> 1, 0).rg);
}
