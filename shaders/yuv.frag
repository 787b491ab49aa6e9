// From Y'CbCr to R'G'B', by the coefficients of ITU-R BT.601, BT.709 or BT.2020 (their Kr and Kb).

uniform float weight_red;    // Kr
uniform float weight_blue;   // Kb
uniform float luma_black;    // the Y of black
uniform float luma_scale;    // brings Y to 0..1
uniform float chroma_scale;  // brings Cb and Cr to -0.5..0.5

vec3 rgb_of(float y, vec2 uv) {
  float luma = (y - luma_black) * luma_scale;
  vec2 chroma = (uv - 128.0 / 255.0) * chroma_scale;
  float red = luma + 2.0 * (1.0 - weight_red) * chroma.y;
  float blue = luma + 2.0 * (1.0 - weight_blue) * chroma.x;
  float green = (luma - weight_red * red - weight_blue * blue) / (1.0 - weight_red - weight_blue);
  return clamp(vec3(red, green, blue), 0.0, 1.0);
}
