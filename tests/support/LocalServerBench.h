// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/LlamaServers.h"

#include <QTemporaryDir>
#include <optional>
#include <vector>

namespace triptych {

/// Somebody who asked for a server, and what he was told.
struct Asked
{
    std::unique_ptr<LlamaServers::Ticket> ticket = {};
    std::vector<LocalProgress> progress = {};
    std::optional<Result<LocalServerAddress>> answer = {};

    bool isReady() const { return answer && *answer; }
    QString cause() const { return answer && !*answer ? answer->error().cause : QString(); }
    QUrl url() const { return isReady() ? answer->value().baseUrl : QUrl(); }
};

/// A folder with models whose fake engine behaves as the test says (see fake_llama_server.cpp).
class LocalServerBench
{
public:
    LocalServerBench(); ///< In the folder for temporary files …
    explicit LocalServerBench(const QString &root) : m_root(root) {} ///< … or where a template of QTemporaryDir says.

    QString path(const QString &name) const { return m_root.filePath(name); }
    QString model(const QString &name, const QStringList &behaviour = {}) const;
    LocalServerOptions options() const; ///< The fake engine, unsandboxed, with folders of this bench.
    QByteArray read(const QString &name) const;
    void write(const QString &name, const QByteArray &bytes) const; ///< `name` is a path, or below the bench's folder.

    qint64 engine(const QString &model) const; ///< Process number of the engine that ran last for a model; 0: none did.
    static QString fakeEngine();
    static QString helper(const QString &name); ///< A program beside the test.

    static std::shared_ptr<Asked> ask(LlamaServers &servers, const QString &model);
    /// One request as a lane sends it; answers the status, 0 when the connection broke. Spins the event loop of the
    /// test.
    static int request(const Asked &asked, const QByteArray &path, const QByteArray &method = "POST");

private:
    QTemporaryDir m_root;
};

bool isAlive(qint64 pid); ///< A zombie is not.
std::vector<qint64> childrenOf(qint64 pid);
std::vector<qint64> processesInSession(qint64 session);

} // namespace triptych
