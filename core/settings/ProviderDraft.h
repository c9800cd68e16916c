// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderPreset.h"

namespace triptych {

struct HeaderDraft
{
    QString name = {};
    QString value = {}; ///< Empty for a secret.
    QString secret = {}; ///< Not empty: the vault keeps the value under this name.

    bool operator==(const HeaderDraft &) const = default;
};

/// A provider of a person's own as a form shows it. What a file says beside this stays in it.
struct ProviderDraft
{
    QString id = {};
    QString label = {};
    QString dialect = QStringLiteral("openai-chat");
    QString baseUrl = {};
    AuthRule auth = {};
    std::vector<HeaderDraft> headers = {};
    QString body = {}; ///< A JSON object; empty: none.
    Quirks quirks = {};
    QStringList models = {}; ///< Ids, with * for rules.
    QMap<QString, QString> bases = {}; ///< By model: the "provider/model" whose rules hold for it.
    QString caFile = {};
    QString proxy = {}; ///< "direct", "proxy", or empty.
    std::vector<ProviderField> fields = {}; ///< Of the file; a form does not change them.

    bool operator==(const ProviderDraft &) const = default;
    QString origin() const; ///< What its keys are bound to; empty while the address is none.
};

/// From a provider's file. Errors are those of readPreset().
Result<ProviderDraft> readDraft(QByteArrayView json, const QString &fileName);
/// A file for it, a member a line; members of `existing` that no draft has stay as they are.
QByteArray writeDraft(const ProviderDraft &draft, QByteArrayView existing = {});

/// Starts with what is known of services that speak the dialect: their quirks above all.
ProviderDraft newDraft(const QString &dialect);
/// The file of a provider of one's own in that folder; "file.absent" when there is none.
Result<ProviderDraft> loadDraft(const QString &folder, const QString &id);
/// Atomically, mode 0600, into the file that describes it already or into ID.json.
Result<> saveDraft(const QString &folder, const ProviderDraft &draft);

} // namespace triptych
