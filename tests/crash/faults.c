/* Makes the disk fail at the N-th write below one folder; preloaded into a Python of the tests.
 *
 * Counted are the calls that change the disk: open to create, write, pwrite, sendfile, fsync,
 * fdatasync, ftruncate, rename, link, unlink, mkdir. At the N-th one of these happens:
 *   FAIL   the call fails with an errno, once, or it and all later ones ("pulled": reads too)
 *   SHORT  half of the bytes are written, then the disk is full for good
 *   KILL   the process ends as by kill -9
 *   POWER  as KILL, and what was not synced is lost: all of it, or all but every `keep`-th write
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OFF, FAIL, SHORT, KILL, POWER };

static struct {
    char below[PATH_MAX];
    long at;
    int act, error, lasting, pulled, keep, journalled;
} plan;

static long *count; /* shared with the parent: it survives the kill */
static int failing; /* from now on every call fails */
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* ---- what was written since the last sync, to be lost in a power cut ---- */

typedef struct {
    int file;
    off_t offset, size_before;
    size_t old_length, new_length; /* a cut of the file has no new bytes */
    char *old, *new;
    int is_cut;
} Write;

static struct { dev_t dev; ino_t ino; int fd; } files[256];
static int files_known;
static Write *writes;
static size_t writes_known;

static ssize_t raw_pread(int fd, void *into, size_t length, off_t at) {
    REAL(ssize_t, "pread64", int, void *, size_t, off_t);
    return real(fd, into, length, at);
}
static ssize_t raw_pwrite(int fd, const void *from, size_t length, off_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    return real(fd, from, length, at);
}
static int raw_ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate64", int, off_t);
    return real(fd, size);
}
static int raw_open(const char *path, int flags, mode_t mode) {
    REAL(int, "open64", const char *, int, ...);
    return real(path, flags, mode);
}

static int file_of(int fd) {
    struct stat is;
    char name[64];
    if (fstat(fd, &is)) return -1;
    for (int i = 0; i < files_known; i++)
        if (files[i].dev == is.st_dev && files[i].ino == is.st_ino) return i;
    if (files_known == 256) abort();
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    /* never closed: closing would let go of SQLite's locks on the file */
    files[files_known].fd = raw_open(name, O_RDWR, 0);
    files[files_known].dev = is.st_dev;
    files[files_known].ino = is.st_ino;
    return files_known++;
}

static void note(int fd, off_t at, const void *bytes, size_t length, int is_cut) {
    struct stat is;
    if (!plan.journalled || fstat(fd, &is)) return;
    Write one = {file_of(fd), at, is.st_size, 0, length, NULL, NULL, is_cut};
    size_t touched = is_cut ? (size_t)(is.st_size > at ? is.st_size - at : 0) : length;
    one.old = malloc(touched + 1);
    ssize_t had = raw_pread(files[one.file].fd, one.old, touched, at);
    one.old_length = had > 0 ? (size_t)had : 0;
    if (!is_cut) {
        one.new = malloc(length + 1);
        memcpy(one.new, bytes, length);
    }
    writes = realloc(writes, (writes_known + 1) * sizeof *writes);
    writes[writes_known++] = one;
}

static void synced(int fd) {
    int file = plan.journalled ? file_of(fd) : -1;
    size_t left = 0;
    if (file < 0) return;
    for (size_t i = 0; i < writes_known; i++)
        if (writes[i].file != file) writes[left++] = writes[i];
    writes_known = left;
}

/* A name taken away stays away only once its folder was synced: until then it may come back. */
static struct { char *stash, *path; } taken[64];
static int taken_known;

static void take_away(const char *path) {
    char stash[PATH_MAX + 32];
    if (!plan.journalled || taken_known == 64) return;
    snprintf(stash, sizeof stash, "%s.gone%d", plan.below, taken_known);
    REAL(int, "link", const char *, const char *);
    if (real(path, stash)) return;
    taken[taken_known].stash = strdup(stash);
    taken[taken_known++].path = strdup(path);
}
static void folder_synced(int fd) {
    struct stat is;
    REAL(int, "unlink", const char *);
    if (!taken_known || fstat(fd, &is) || !S_ISDIR(is.st_mode)) return;
    while (taken_known) real(taken[--taken_known].stash);
}
static void names_come_back(void) {
    REAL(int, "rename", const char *, const char *);
    while (taken_known) {
        taken_known--;
        real(taken[taken_known].stash, taken[taken_known].path);
    }
}

void faults_power_cut(int keep) {
    names_come_back();
    for (size_t i = writes_known; i-- > 0;) {
        Write *one = &writes[i];
        raw_pwrite(files[one->file].fd, one->old, one->old_length, one->offset);
        raw_ftruncate(files[one->file].fd, one->size_before);
    }
    for (size_t i = 0; keep && i < writes_known; i += keep) {
        Write *one = &writes[i];
        if (one->is_cut) raw_ftruncate(files[one->file].fd, one->offset);
        else raw_pwrite(files[one->file].fd, one->new, one->new_length, one->offset);
    }
    kill(getpid(), SIGKILL);
}

/* ---- the plan ---- */

long *faults_count(void) {
    if (!count)
        count = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return count;
}

void faults_arm(const char *below, long at, int act, int error, int lasting, int pulled, int keep) {
    snprintf(plan.below, sizeof plan.below, "%s", below);
    plan.at = at;
    plan.error = error;
    plan.lasting = lasting;
    plan.pulled = pulled;
    plan.keep = keep;
    plan.journalled = act == POWER;
    *faults_count() = 0;
    plan.act = act;
}

static int is_below(const char *path) {
    size_t length = strlen(plan.below);
    return length && !strncmp(path, plan.below, length);
}
static int path_below(const char *path) {
    char whole[PATH_MAX];
    if (!plan.below[0]) return 0;
    if (path[0] == '/') return is_below(path);
    if (!getcwd(whole, sizeof whole)) return 0;
    return is_below(whole);
}
static int fd_below(int fd) {
    char name[64], path[PATH_MAX];
    if (!plan.below[0]) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* Returns 0 to go on, 1 to fail with errno set, 2 to write half; a full disk lets names go. */
static int struck_by(int needs_room) {
    int answer = 0;
    pthread_mutex_lock(&lock);
    long now = ++*faults_count();
    int hurts = needs_room || plan.error != ENOSPC || plan.act >= KILL;
    if (failing) answer = hurts;
    else if (plan.act != OFF && now == plan.at && hurts) {
        if (plan.act == KILL) kill(getpid(), SIGKILL);
        if (plan.act == POWER) faults_power_cut(plan.keep);
        if (plan.act == SHORT) {
            failing = 1;
            plan.error = ENOSPC;
            answer = 2;
        } else {
            failing = plan.lasting;
            answer = 1;
        }
    }
    pthread_mutex_unlock(&lock);
    if (answer) errno = plan.error;
    return answer;
}
static int struck(void) { return struck_by(1); }
static int gone(void) { /* a pulled stick cannot be read either */
    if (!failing || !plan.pulled) return 0;
    errno = plan.error;
    return 1;
}

/* ---- the calls ---- */

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        if (path_below(path)) { \
            if (gone()) return -1; \
            if ((flags & O_CREAT) && struck()) return -1; \
        } \
        REAL(int, #name, const char *, int, ...); \
        return real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = va_arg(more, mode_t); \
        va_end(more); \
        if (path_below(path)) { \
            if (gone()) return -1; \
            if ((flags & O_CREAT) && struck()) return -1; \
        } \
        REAL(int, #name, int, const char *, int, ...); \
        return real(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (fd_below(fd)) {
        int blow = struck();
        if (blow == 1 || (blow == 2 && length < 2)) { errno = plan.error; return -1; }
        if (blow == 2) length /= 2;
        off_t at = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
        note(fd, at, bytes, length, 0);
    }
    return real(fd, bytes, length);
}

#define PWRITE(name) \
    ssize_t name(int fd, const void *bytes, size_t length, off_t at) { \
        if (fd_below(fd)) { \
            int blow = struck(); \
            if (blow == 1 || (blow == 2 && length < 2)) { errno = plan.error; return -1; } \
            if (blow == 2) length /= 2; \
            note(fd, at, bytes, length, 0); \
        } \
        return raw_pwrite(fd, bytes, length, at); \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define SENDFILE(name) \
    ssize_t name(int out, int in, off_t *offset, size_t length) { \
        REAL(ssize_t, #name, int, int, off_t *, size_t); \
        if (fd_below(out)) { \
            if (plan.journalled) { errno = EINVAL; return -1; } /* copied with write instead */ \
            if (struck()) return -1; \
        } \
        return real(out, in, offset, length); \
    }
SENDFILE(sendfile)
SENDFILE(sendfile64)

#define SYNC(name) \
    int name(int fd) { \
        REAL(int, #name, int); \
        if (fd_below(fd)) { \
            if (struck()) return -1; \
            synced(fd); \
            folder_synced(fd); \
        } \
        return real(fd); \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name) \
    int name(int fd, off_t size) { \
        if (fd_below(fd)) { \
            if (struck()) return -1; \
            note(fd, size, NULL, 0, 1); \
        } \
        return raw_ftruncate(fd, size); \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (path_below(to) && struck()) return -1;
    return real(from, to);
}
int renameat(int one, const char *from, int other, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    if (path_below(to) && struck()) return -1;
    return real(one, from, other, to);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (path_below(path)) {
        if (struck_by(0)) return -1;
        take_away(path);
    }
    return real(path);
}
int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    if (path_below(path) && struck_by(0)) return -1;
    return real(folder, path, flags);
}
int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    if (path_below(to) && struck()) return -1;
    return real(from, to);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (path_below(path) && struck()) return -1;
    return real(path, mode);
}

ssize_t read(int fd, void *into, size_t length) {
    REAL(ssize_t, "read", int, void *, size_t);
    if (failing && fd_below(fd) && gone()) return -1;
    return real(fd, into, length);
}
#define PREAD(name) \
    ssize_t name(int fd, void *into, size_t length, off_t at) { \
        if (failing && fd_below(fd) && gone()) return -1; \
        return raw_pread(fd, into, length, at); \
    }
PREAD(pread)
PREAD(pread64)

#define STAT(name, kind) \
    int name(const char *path, struct kind *into) { \
        REAL(int, #name, const char *, struct kind *); \
        if (failing && path_below(path) && gone()) return -1; \
        return real(path, into); \
    }
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)
