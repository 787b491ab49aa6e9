#pragma once
// OpenGL 3.3 core, as functions that are linked. The only file that includes OpenGL's headers.

#define GL_GLEXT_PROTOTYPES
#include <GL/glcorearb.h>
