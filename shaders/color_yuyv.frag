// YUYV: a texel holds two pixels, Y0 U Y1 V, which share their chroma.

uniform sampler2D plane0;

vec3 color_at(ivec2 pixel) {
  vec4 pair = texelFetch(plane0, ivec2(pixel.x >> 1, pixel.y), 0);
  return rgb_of((pixel.x & 1) == 0 ? pair.r : pair.b, pair.ga);
}
