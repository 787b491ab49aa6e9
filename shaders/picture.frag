// Finds the place in the frame that a fragment shows. Before this text stand those that know what
// color the frame has there: color_*.frag for its format, and pixels.frag or smooth.frag.

uniform vec2 frame_size;      // pixels
uniform vec2 frame_origin;    // place in the frame of the target's upper left corner
uniform float frame_step;     // pixels of the frame from one pixel of the target to the next
uniform float target_height;  // pixels
uniform vec3 background;

out vec4 fragment_color;

void main() {
  // OpenGL counts rows from the bottom, frames from the top.
  vec2 place = frame_origin + vec2(gl_FragCoord.x, target_height - gl_FragCoord.y) * frame_step;
  bool inside = all(greaterThanEqual(place, vec2(0.0))) && all(lessThan(place, frame_size));
  fragment_color = vec4(inside ? color_around(place) : background, 1.0);
}
