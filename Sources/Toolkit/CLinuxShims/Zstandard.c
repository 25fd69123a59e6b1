#include "CLinuxShims.h"

#include <dlfcn.h>
#include <pthread.h>

// The four functions are part of libzstd's stable interface since 1.0; the name carries its major version.
#ifdef __APPLE__
static const char *const library_name = "libzstd.1.dylib";
#else
static const char *const library_name = "libzstd.so.1";
#endif

static struct {
    void *(*begin)(void);
    size_t (*proceed)(void *, shim_zstd_buffer *, shim_zstd_buffer *);
    unsigned (*is_error)(size_t);
    size_t (*end)(void *);
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *handle = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
    library.begin = (void *(*)(void))dlsym(handle, "ZSTD_createDStream");
    library.proceed =
        (size_t(*)(void *, shim_zstd_buffer *, shim_zstd_buffer *))dlsym(handle, "ZSTD_decompressStream");
    library.is_error = (unsigned (*)(size_t))dlsym(handle, "ZSTD_isError");
    library.end = (size_t(*)(void *))dlsym(handle, "ZSTD_freeDStream");
}

void *shim_zstd_begin(void) {
    pthread_once(&once, load);
    if (!library.begin || !library.proceed || !library.is_error || !library.end) return NULL;
    return library.begin();
}

int shim_zstd_continue(void *stream, shim_zstd_buffer *output, shim_zstd_buffer *input) {
    size_t result = library.proceed(stream, output, input);
    if (library.is_error(result)) return -1;
    return result == 0 ? 0 : 1;
}

void shim_zstd_end(void *stream) { library.end(stream); }
