// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Opens the vault that is named, adds a key and saves it, so that a test can kill it or fail its system calls on the
// way. With a backup named as well, it puts that in the vault's place instead. Everything from the call of access() on
// is the save. One thread; exit status 0 saved, 1 refused with the cause, 2 not opened.

#include "core/vault/VaultStore.h"
#include "tests/support/CheapDerivation.h"

#include <cstdio>
#include <unistd.h>

using namespace triptych;

int main(int argc, char *argv[])
{
    if (argc != 2 && argc != 3)
        return 2;
    const VaultStore store(QString::fromLocal8Bit(argv[1]));
    if (argc == 3) {
        const auto restored
            = store.restoreBackup(QString::fromLocal8Bit(argv[2]), QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
        return restored ? 0 : 1;
    }
    const CheapDerivation cheap;
    const auto opened = store.open(secretOf("password"), cheap);
    if (!opened)
        return 2;
    VaultFile changed = opened.value().file.clone();
    const KeyDraft draft {.provider = QStringLiteral("p"), .origins = {QStringLiteral("https://a.example")}};
    if (!changed.addKey(draft, secretOf("sk-0123456789"), QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)))
        return 2;
    [[maybe_unused]] const int marker = access("/the-save-begins-here", F_OK);
    const auto saved = store.save(std::move(changed), opened.value().digest);
    if (saved)
        return 0;
    std::fprintf(stderr, "%s\n", qPrintable(saved.error().cause));
    return 1;
}
