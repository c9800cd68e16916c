// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded before a program (LD_PRELOAD), sets its wall clock forth or back while it runs, by the seconds that the file
// named in SHIFTED_CLOCK holds as eight bytes. The monotonic clock stays as it is. faketime does the same, but
// allocates memory on the way, which ends redis-server: its allocator asks for the time.

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

const std::atomic<std::int64_t> *shift = nullptr;

__attribute__((constructor)) void openShift()
{
    const char *file = std::getenv("SHIFTED_CLOCK");
    const int fd = file ? ::open(file, O_RDONLY | O_CLOEXEC) : -1;
    void *page = fd < 0 ? MAP_FAILED : ::mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED)
        std::abort(); // a clock that is not shifted would test nothing
    shift = static_cast<const std::atomic<std::int64_t> *>(page);
    ::close(fd);
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const long result = ::syscall(SYS_clock_gettime, clock, time);
    if (result == 0 && shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += shift->load();
    return int(result);
}

__attribute__((visibility("default"))) int gettimeofday(timeval *time, void *) noexcept
{
    timespec now;
    const int result = clock_gettime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return result;
}

__attribute__((visibility("default"))) time_t time(time_t *copy) noexcept
{
    timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (copy)
        *copy = now.tv_sec;
    return now.tv_sec;
}
}
