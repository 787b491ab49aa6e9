// EGL, surfaceless.

#include "offscreen_context.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <utility>

namespace framering::viewer {

struct OffscreenContext::Impl {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;

  ~Impl() {
    if (display == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    eglTerminate(display);
  }
};

namespace {

Error no_opengl(const char* call) {
  return {ErrorCode::unsupported,
          fmt::format("no OpenGL 3.3 off screen ({}, EGL error {:#x}); install a driver "
                      "(libegl-mesa0, libgl1-mesa-dri), or use --no-render",
                      call, eglGetError())};
}

// Mesa's way without any display; elsewhere the driver's own choice.
EGLDisplay open_display() {
  for (EGLDisplay display :
       {eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr),
        eglGetDisplay(EGL_DEFAULT_DISPLAY)}) {
    if (display != EGL_NO_DISPLAY && eglInitialize(display, nullptr, nullptr) == EGL_TRUE)
      return display;
  }
  return EGL_NO_DISPLAY;
}

EGLContext make_context(EGLDisplay display) {
  constexpr std::array<EGLint, 5> kConfig = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE,
                                             EGL_OPENGL_BIT, EGL_NONE};
  constexpr std::array<EGLint, 7> kContext = {EGL_CONTEXT_MAJOR_VERSION,
                                              3,
                                              EGL_CONTEXT_MINOR_VERSION,
                                              3,
                                              EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                              EGL_NONE};
  EGLConfig config = nullptr;
  EGLint found = 0;
  if (eglChooseConfig(display, kConfig.data(), &config, 1, &found) == EGL_FALSE || found == 0) {
    return EGL_NO_CONTEXT;
  }
  return eglCreateContext(display, config, EGL_NO_CONTEXT, kContext.data());
}

}  // namespace

Result<OffscreenContext> OffscreenContext::create() {
  auto impl = std::make_unique<Impl>();
  impl->display = open_display();
  if (impl->display == EGL_NO_DISPLAY) return no_opengl("eglInitialize");
  if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) return no_opengl("eglBindAPI");
  impl->context = make_context(impl->display);
  if (impl->context == EGL_NO_CONTEXT) return no_opengl("eglCreateContext");
  if (eglMakeCurrent(impl->display, EGL_NO_SURFACE, EGL_NO_SURFACE, impl->context) == EGL_FALSE) {
    return no_opengl("eglMakeCurrent");
  }
  return OffscreenContext(std::move(impl));
}

OffscreenContext::OffscreenContext(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
OffscreenContext::OffscreenContext(OffscreenContext&&) noexcept = default;
OffscreenContext& OffscreenContext::operator=(OffscreenContext&&) noexcept = default;
OffscreenContext::~OffscreenContext() = default;

}  // namespace framering::viewer
