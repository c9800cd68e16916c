// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/answer/MarkdownJob.h"

#include "ui/lanes/markdown/MarkdownReader.h"

#include <QPromise>
#include <QThreadPool>
#include <memory>

namespace triptych {

MarkdownJob::MarkdownJob(std::function<QStringView()> source, QObject *parent)
    : QObject(parent),
      m_source(std::move(source))
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &MarkdownJob::start);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &MarkdownJob::finish);
}

MarkdownJob::~MarkdownJob()
{
    cancel();
}

void MarkdownJob::parse(bool isBareCode, const QString &codeLanguage)
{
    m_language = codeLanguage;
    m_isBareCode = isBareCode;
    m_isWanted = true;
    if (!m_pause.isActive() && !m_watcher.isRunning())
        start();
}

void MarkdownJob::cancel()
{
    m_isWanted = false;
    m_pause.stop();
    m_watcher.cancel(); // the worker notices at its next block
    m_watcher.setFuture({});
}

void MarkdownJob::start()
{
    if (!m_isWanted)
        return;
    m_isWanted = false;
    m_clock.start();
    auto promise = std::make_shared<QPromise<MarkdownDocument>>();
    m_watcher.setFuture(promise->future());
    QThreadPool::globalInstance()->start(
        [promise, source = m_source().toString(), language = m_language, isCode = m_isBareCode] {
            promise->start();
            promise->addResult(isCode ? readAsCode(source, language)
                                      : readMarkdown(source, [&promise] { return promise->isCanceled(); }));
            promise->finish();
        });
}

void MarkdownJob::finish()
{
    if (m_watcher.isCanceled() || m_watcher.future().resultCount() == 0)
        return;
    const MarkdownDocument document = m_watcher.result();
    m_pause.start(int(qMax<qint64>(60, 4 * m_clock.elapsed())));
    Q_EMIT parsed(document);
}

} // namespace triptych
