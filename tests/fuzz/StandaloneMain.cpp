// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace {

using Bytes = std::vector<char>;

void runOn(const Bytes &input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(input.data()), input.size());
}

/// A few neighbours of an input, always the same ones: its beginnings, and single bytes turned round.
void runAround(const Bytes &input)
{
    runOn(input);
    const size_t step = input.size() / 64 + 1;
    for (size_t at = 0; at < input.size(); at += step) {
        runOn(Bytes(input.begin(), input.begin() + std::ptrdiff_t(at)));
        Bytes changed = input;
        changed[at] = char(changed[at] ^ (1 << (at % 8)));
        runOn(changed);
    }
}

Bytes read(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

} // namespace

/// Replays the files of the given folders, so that fuzzers build and run with every compiler.
int main(int argc, char **argv)
{
    int count = 0;
    for (int at = 1; at < argc; ++at)
        for (const auto &entry : std::filesystem::recursive_directory_iterator(argv[at]))
            if (entry.is_regular_file()) {
                runAround(read(entry.path()));
                ++count;
            }
    std::printf("%d inputs and their neighbours\n", count);
    return count > 0 ? 0 : 1;
}
