// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/lanes/markdown/AnswerBlock.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QTimer>
#include <functional>

namespace triptych {

/// Parses an answer on a worker thread, again and again while it grows, but never more than a fifth of the time.
/// Lives on the GUI thread; only the newest source is ever reported.
class MarkdownJob final : public QObject
{
    Q_OBJECT

public:
    /// `source` hands out the text when a parse starts; it is copied then, so that the growing original is never
    /// shared.
    MarkdownJob(std::function<QStringView()> source, QObject *parent = nullptr);
    ~MarkdownJob() override;

    /// Bare code becomes one code block of that language.
    void parse(bool isBareCode, const QString &codeLanguage);
    void cancel();

Q_SIGNALS:
    void parsed(const triptych::MarkdownDocument &document);

private:
    void start();
    void finish();

    std::function<QStringView()> m_source;
    QString m_language;
    bool m_isBareCode = false;
    bool m_isWanted = false; ///< The source changed since the last start.
    QElapsedTimer m_clock;
    QTimer m_pause;
    QFutureWatcher<MarkdownDocument> m_watcher;
};

} // namespace triptych
