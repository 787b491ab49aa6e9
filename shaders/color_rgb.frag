// Frames of three or four bytes a pixel. An alpha channel is not looked at: what the camera saw is
// opaque.

uniform sampler2D plane0;
uniform bool blue_first;

vec3 color_at(ivec2 pixel) {
  vec3 color = texelFetch(plane0, pixel, 0).rgb;
  return blue_first ? color.bgr : color;
}
