// Each pixel of the frame as a square of one color. Stands between color_*.frag and picture.frag.

vec3 color_around(vec2 place) { return color_at(ivec2(place)); }
