// Interpolates between the four pixels around a place. Stands between color_*.frag and picture.frag.

uniform ivec2 last_pixel;  // of the frame

vec3 color_inside(ivec2 pixel) { return color_at(clamp(pixel, ivec2(0), last_pixel)); }

vec3 color_around(vec2 place) {
  vec2 corner = floor(place - 0.5);
  vec2 weight = place - 0.5 - corner;
  ivec2 pixel = ivec2(corner);
  vec3 above = mix(color_inside(pixel), color_inside(pixel + ivec2(1, 0)), weight.x);
  vec3 below = mix(color_inside(pixel + ivec2(0, 1)), color_inside(pixel + ivec2(1, 1)), weight.x);
  return mix(above, below, weight.y);
}
