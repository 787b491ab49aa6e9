// Frames of one number a pixel, shown from black to white within a range.

uniform sampler2D plane0;
uniform float value_scale;  // the number that the texture gives as 1.0
uniform float value_low;    // shown black
uniform float value_high;   // shown white

vec3 color_at(ivec2 pixel) {
  float value = texelFetch(plane0, pixel, 0).r * value_scale;
  float shade = (value - value_low) / (value_high - value_low);
  return isnan(value) ? vec3(0.0) : vec3(clamp(shade, 0.0, 1.0));
}
