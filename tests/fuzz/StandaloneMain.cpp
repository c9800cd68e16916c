// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
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

int replayFolder(const char *folder)
{
    int count = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        runAround(read(entry.path()));
        ++count;
    }
    return count;
}

/// What a fuzzer found, as corpus.py packs it: each input behind its length. Absent when the file is cut.
std::optional<int> replayPacked(const char *file)
{
    const Bytes packed = read(file);
    size_t at = 0;
    int count = 0;
    for (; at + 4 <= packed.size(); ++count) {
        size_t length = 0;
        for (size_t byte = 0; byte < 4; ++byte)
            length |= size_t(uint8_t(packed[at + byte])) << (8 * byte);
        at += 4;
        if (packed.size() - at < length)
            return std::nullopt;
        runOn(Bytes(packed.begin() + std::ptrdiff_t(at), packed.begin() + std::ptrdiff_t(at + length)));
        at += length;
    }
    return at == packed.size() ? std::optional(count) : std::nullopt;
}

} // namespace

/// Replays the given folders, with neighbours of their files, and packed corpora, so that fuzzers build and run with
/// every compiler.
int main(int argc, char **argv)
{
    int count = 0;
    for (int at = 1; at < argc; ++at) {
        const bool isFolder = std::filesystem::is_directory(argv[at]);
        const std::optional<int> replayed = isFolder ? replayFolder(argv[at]) : replayPacked(argv[at]);
        if (!replayed.value_or(0)) {
            std::printf("%s holds no inputs, or is cut\n", argv[at]);
            return 1;
        }
        count += *replayed;
    }
    std::printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
