// Finds the place in the frame that a fragment shows. color_at(), the color of one pixel of the
// frame, comes from the color_*.frag of the frame's format, which stands before this text.

uniform ivec2 frame_size;      // pixels
uniform vec2 frame_origin;     // place in the frame of the target's upper left corner
uniform float frame_step;      // pixels of the frame from one pixel of the target to the next
uniform float target_height;   // pixels
uniform bool interpolate;      // between neighbouring pixels of the frame
uniform vec3 background;

out vec4 fragment_color;

vec3 color_inside(ivec2 pixel) { return color_at(clamp(pixel, ivec2(0), frame_size - 1)); }

vec3 interpolated_color(vec2 place) {
  vec2 corner = floor(place - 0.5);
  vec2 weight = place - 0.5 - corner;
  ivec2 pixel = ivec2(corner);
  vec3 above = mix(color_inside(pixel), color_inside(pixel + ivec2(1, 0)), weight.x);
  vec3 below = mix(color_inside(pixel + ivec2(0, 1)), color_inside(pixel + ivec2(1, 1)), weight.x);
  return mix(above, below, weight.y);
}

void main() {
  // OpenGL counts rows from the bottom, frames from the top.
  vec2 place = frame_origin + vec2(gl_FragCoord.x, target_height - gl_FragCoord.y) * frame_step;
  bool outside = any(lessThan(place, vec2(0.0))) || any(greaterThanEqual(place, vec2(frame_size)));
  vec3 color = background;
  if (!outside) color = interpolate ? interpolated_color(place) : color_inside(ivec2(floor(place)));
  fragment_color = vec4(color, 1.0);
}
