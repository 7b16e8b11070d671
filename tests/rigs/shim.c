/* Stands between a program and the system for all that is written below one folder, as an LD_PRELOAD library.

   It records: with RIG_LOG set, each call that changed something is appended there with its data, in the order
   in which they happened, and `rig_mark` puts a word of the program between them. tests/rigs/recording.py reads
   this. It also breaks: after `rig_break` a call fails, writes short, or ends the process.
   RIG_FOLDER: the folder, an absolute real path. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define HANDLES 65536
enum { CREATE = 1, WRITE, CUT, SYNC, UNLINK, RENAME, LINK, MKDIR, RMDIR, SYNC_FOLDER, MARK };

struct __attribute__((packed)) head {
    uint8_t kind;
    uint32_t path, other;
    uint64_t inode, offset, length;
};

static char folder[PATH_MAX];
static size_t folder_length;
static int log_handle = -1;
static unsigned char ours[HANDLES];
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static long counted, break_at;
static int broke, break_error, break_forever, break_short;
static char break_where[PATH_MAX];

__attribute__((constructor)) static void begin(void) {
    const char *given = getenv("RIG_FOLDER"), *log = getenv("RIG_LOG");
    if (given) folder_length = (size_t)snprintf(folder, sizeof folder, "%s", given);
    if (log) log_handle = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* From the k-th call on, counted from now: fail with `error`; a negative one is a signal for the process.
   `is_short`: the first of them is a write that writes half. k = 0: all is well again. Below `where` only. */
void rig_break(long k, int error, int forever, int is_short, const char *where) {
    pthread_mutex_lock(&lock);
    counted = 0, broke = 0, break_at = k, break_error = error, break_forever = forever, break_short = is_short;
    snprintf(break_where, sizeof break_where, "%s", where);
    pthread_mutex_unlock(&lock);
}

/* How many calls there were since `rig_break`, and of what kind the first one was that broke. */
long rig_counted(void) { return counted; }
int rig_broke(void) { return broke; }

static void put(int kind, const char *path, const char *other, uint64_t inode, uint64_t offset, const void *data,
                uint64_t length) {
    if (log_handle < 0) return;
    struct head h = {(uint8_t)kind, (uint32_t)strlen(path), (uint32_t)strlen(other), inode, offset, length};
    struct iovec parts[] = {
        {&h, sizeof h}, {(void *)path, h.path}, {(void *)other, h.other}, {(void *)data, data ? length : 0}};
    ssize_t all = 0;
    for (int n = 0; n < 4; n++) all += (ssize_t)parts[n].iov_len;
    if (REAL(writev)(log_handle, parts, 4) != all) abort();
}

void rig_mark(const char *word) {
    pthread_mutex_lock(&lock);
    put(MARK, word, "", 0, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
}

static int below(const char *path) {
    return folder_length && !strncmp(path, folder, folder_length) &&
           (path[folder_length] == '/' || !path[folder_length]);
}

static void name_of(int handle, char *name) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, name, PATH_MAX - 1);
    name[length < 0 ? 0 : length] = 0;
}

/* The absolute form of a path; whether it is below the folder. */
static int absolute(int at, const char *path, char *name) {
    char start[PATH_MAX] = "";
    if (path[0] != '/') {
        if (at == AT_FDCWD) {
            if (!getcwd(start, sizeof start)) start[0] = 0;
        } else
            name_of(at, start);
        strncat(start, "/", sizeof start - strlen(start) - 1);
    }
    snprintf(name, PATH_MAX, "%.*s%.*s", PATH_MAX / 2, start, PATH_MAX / 2 - 1, path);
    return below(name);
}

static int is_ours(int handle) { return handle >= 0 && handle < HANDLES && ours[handle]; }

/* Whether this call breaks; `errno` says how. `*length`: what a write may write. */
static int broken(int kind, const char *name, size_t *length) {
    if (!break_at || strncmp(name, break_where, strlen(break_where))) return 0;
    long now = ++counted;
    if (now < break_at || (now > break_at && !break_forever)) return 0;
    if (now == break_at) broke = kind;
    if (break_error < 0) kill(getpid(), -break_error), pause();
    if (now == break_at && break_short && length && *length > 1) {
        *length /= 2;
        return 0;
    }
    if (now == break_at && break_short && !break_forever) return 0;
    errno = break_error;
    return 1;
}

static int broken_handle(int kind, int handle, size_t *length) {
    char name[PATH_MAX];
    if (!break_at) return 0;
    name_of(handle, name);
    return broken(kind, name, length);
}

static uint64_t inode_of(int handle) {
    struct stat found;
    return fstat(handle, &found) ? 0 : found.st_ino;
}

#define GUARDED(type, watched, breaks, call, after)  \
    if (!(watched)) return call;                     \
    pthread_mutex_lock(&lock);                       \
    type result = (breaks) ? -1 : call;              \
    int error = errno;                               \
    if (result >= 0) { after; }                      \
    pthread_mutex_unlock(&lock);                     \
    errno = error;                                   \
    return result;

static int opened(int at, const char *path, int flags, mode_t mode) {
    static int (*real)(int, const char *, int, ...);
    if (!real) real = REAL(openat);
    char name[PATH_MAX];
    struct stat found;
    if (!absolute(at, path, name)) {
        int handle = real(at, path, flags, mode);
        if (handle >= 0 && handle < HANDLES) ours[handle] = 0;
        return handle;
    }
    pthread_mutex_lock(&lock);
    int isnew = (flags & O_CREAT) && lstat(name, &found);
    int handle = isnew && broken(CREATE, name, NULL) ? -1 : real(at, path, flags, mode);
    int error = errno;
    if (handle >= 0) {
        if (handle >= HANDLES) abort();
        ours[handle] = 1;
        if (isnew) put(CREATE, name, "", inode_of(handle), 0, NULL, 0);
        else if (flags & O_TRUNC) put(CUT, name, "", inode_of(handle), 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return handle;
}

#define MODE(flags)                                                     \
    mode_t mode = 0;                                                    \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                            \
        va_list more;                                                   \
        va_start(more, flags);                                          \
        mode = va_arg(more, mode_t);                                    \
        va_end(more);                                                   \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }

int close(int handle) {
    if (handle >= 0 && handle < HANDLES) ours[handle] = 0;
    return REAL(close)(handle);
}

static ssize_t written(int handle, const void *data, size_t length, off_t offset) {
    GUARDED(ssize_t, is_ours(handle), broken_handle(WRITE, handle, &length),
            offset < 0 ? REAL(write)(handle, data, length) : REAL(pwrite)(handle, data, length, offset),
            off_t place = offset < 0 ? lseek(handle, 0, SEEK_CUR) - result : offset;
            put(WRITE, "", "", inode_of(handle), (uint64_t)place, data, (uint64_t)result))
}

ssize_t write(int handle, const void *data, size_t length) { return written(handle, data, length, -1); }
ssize_t pwrite(int handle, const void *data, size_t n, off_t offset) { return written(handle, data, n, offset); }
ssize_t pwrite64(int handle, const void *data, size_t n, off_t offset) { return written(handle, data, n, offset); }

ssize_t writev(int handle, const struct iovec *parts, int count) {
    if (!is_ours(handle)) return REAL(writev)(handle, parts, count);
    ssize_t all = 0;
    for (int n = 0; n < count; n++) {
        ssize_t done = written(handle, parts[n].iov_base, parts[n].iov_len, -1);
        if (done < 0) return all ? all : -1;
        all += done;
        if ((size_t)done < parts[n].iov_len) break;
    }
    return all;
}

/* Copying inside the kernel cannot be recorded; programs then copy by reading and writing. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
    ssize_t (*real)(int, int, off_t *, size_t) = dlsym(RTLD_NEXT, "sendfile");
    return is_ours(out) ? (errno = EINVAL, -1) : real(out, in, offset, count);
}
ssize_t sendfile64(int out, int in, off_t *offset, size_t count) { return sendfile(out, in, offset, count); }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t count, unsigned flags) {
    return is_ours(out) ? (errno = EINVAL, -1) : REAL(copy_file_range)(in, from, out, to, count, flags);
}

int ftruncate(int handle, off_t size) {
    GUARDED(int, is_ours(handle), broken_handle(CUT, handle, NULL), REAL(ftruncate)(handle, size),
            put(CUT, "", "", inode_of(handle), (uint64_t)size, NULL, 0))
}
int ftruncate64(int handle, off_t size) { return ftruncate(handle, size); }

static void put_sync(int handle) {
    struct stat found;
    char name[PATH_MAX];
    name_of(handle, name);
    if (!fstat(handle, &found)) put(S_ISDIR(found.st_mode) ? SYNC_FOLDER : SYNC, name, "", found.st_ino, 0, NULL, 0);
}
int fsync(int handle) {
    GUARDED(int, is_ours(handle), broken_handle(SYNC, handle, NULL), REAL(fsync)(handle), put_sync(handle))
}
int fdatasync(int handle) {
    GUARDED(int, is_ours(handle), broken_handle(SYNC, handle, NULL), REAL(fdatasync)(handle), put_sync(handle))
}

int unlinkat(int at, const char *path, int flags) {
    char name[PATH_MAX];
    GUARDED(int, absolute(at, path, name), broken(UNLINK, name, NULL), REAL(unlinkat)(at, path, flags),
            put(flags & AT_REMOVEDIR ? RMDIR : UNLINK, name, "", 0, 0, NULL, 0))
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int at, const char *path, mode_t mode) {
    char name[PATH_MAX];
    GUARDED(int, absolute(at, path, name), broken(MKDIR, name, NULL), REAL(mkdirat)(at, path, mode),
            put(MKDIR, name, "", 0, 0, NULL, 0))
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int renameat(int from_at, const char *from, int to_at, const char *to) {
    char old[PATH_MAX], name[PATH_MAX];
    GUARDED(int, absolute(from_at, from, old) | absolute(to_at, to, name), broken(RENAME, name, NULL),
            REAL(renameat)(from_at, from, to_at, to), put(RENAME, old, name, 0, 0, NULL, 0))
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    char old[PATH_MAX], name[PATH_MAX];
    GUARDED(int, absolute(from_at, from, old) | absolute(to_at, to, name), broken(LINK, name, NULL),
            REAL(linkat)(from_at, from, to_at, to, flags), put(LINK, old, name, 0, 0, NULL, 0))
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
