// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_firstpaint BARE TRIPTYCH: starts a bare window and Triptych in turn, each until its first paint, and compares
// how long the whole processes take and how much memory they hold at most. Wants a display, and a home of its own in
// TRIPTYCH_HOME. The first round warms the caches and does not count: the figure is that of a second start.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int rounds = 7;
constexpr double mostTimesAsLong = 1.75;
constexpr double mostMegabytes = 90;
constexpr int noDisplay = 77; // ctest takes it for a skip

struct Start
{
    double milliseconds = 0;
    double megabytes = 0;
};

/// One process from its fork to its end.
Start run(const char *program, const char *argument)
{
    const auto begun = std::chrono::steady_clock::now();
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO);
        ::execl(program, program, argument, nullptr);
        ::_exit(127);
    }
    int status = 0;
    rusage used = {};
    if (pid < 0 || ::wait4(pid, &status, 0, &used) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "%s did not end well (status %d)\n", program, status);
        std::exit(1);
    }
    const std::chrono::duration<double, std::milli> lasted = std::chrono::steady_clock::now() - begun;
    return {lasted.count(), double(used.ru_maxrss) / 1024};
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY")) {
        std::puts("no display: tests/bench/run brings one");
        return noDisplay;
    }
    run(argv[1], nullptr);
    run(argv[2], "--exit-after-first-paint");
    std::vector<double> bare;
    std::vector<double> whole;
    double megabytes = 0;
    for (int i = 0; i < rounds; ++i) {
        bare.push_back(run(argv[1], nullptr).milliseconds);
        const Start start = run(argv[2], "--exit-after-first-paint");
        whole.push_back(start.milliseconds);
        megabytes = std::max(megabytes, start.megabytes);
    }
    const double ratio = median(whole) / median(bare);
    std::printf("figure: a bare window to its first paint      %8.1f ms\n", median(bare));
    std::printf("figure: Triptych to its first paint           %8.1f ms\n", median(whole));
    std::printf("figure: times as long, at most %.2f           %8.2f\n", mostTimesAsLong, ratio);
    std::printf("figure: resident at most, limit %.0f            %8.1f MB\n", mostMegabytes, megabytes);
    return ratio <= mostTimesAsLong && megabytes <= mostMegabytes ? 0 : 1;
}
