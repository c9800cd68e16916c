// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/leaks/CanaryHome.h"

#include "core/vault/Vault.h"
#include "tests/support/Canary.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace triptych {

namespace {

const QStringList talkative {QStringLiteral("QT_LOGGING_RULES=*=true"), QStringLiteral("QT_LOGGING_TO_CONSOLE=1")};
constexpr KdfCost cheapest {.passes = 3, .memoryBytes = 64ull << 20};

/// The cause of a refusal; empty when all went well.
template<typename Call>
QString refusalOf(Call call)
{
    std::optional<QString> cause;
    call([&cause](const Result<> &done) { cause = done ? QString() : done.error().cause; });
    return QTest::qWaitFor([&] { return cause.has_value(); }, 20'000) ? *cause : QStringLiteral("no answer");
}

} // namespace

CanaryHome::CanaryHome() : m_search(QByteArrayList {canary::key, canary::headerKey, canary::awsKey, canary::password})
{}

void CanaryHome::describe(const QByteArray &id, const QByteArray &dialect, const QString &baseUrl,
                          const QByteArray &auth, const QByteArray &more) const
{
    m_home.write(QStringLiteral("config/providers/%1.json").arg(QString::fromLatin1(id)),
                 R"({"id":")" + id + R"(","dialect":")" + dialect + R"(","baseUrl":")" + baseUrl.toUtf8()
                     + R"(","auth":)" + auth + more + "}");
}

void CanaryHome::keep(const std::vector<KeptKey> &keys) const
{
    QDir().mkpath(m_home.path(QStringLiteral("data")));
    Vault vault(m_home.path(QStringLiteral("data/vault.trv")), cheapest);
    const auto must = [](const QString &cause) {
        if (!cause.isEmpty())
            qFatal("the vault: %s", qPrintable(cause));
    };
    must(refusalOf([&](auto done) { vault.create(Secret::copyOf(canary::password), done); }));
    for (const KeptKey &kept : keys)
        must(refusalOf([&](auto done) {
            vault.addKey({kept.provider, QStringLiteral("canary"), {kept.origin}}, Secret::copyOf(kept.key), done);
        }));
}

QString CanaryHome::passwordFile(const QByteArray &password) const
{
    QFile file(m_outside.filePath(QString::fromLatin1(password.left(3).toHex())));
    if (!file.open(QIODevice::WriteOnly) || file.write(password + '\n') < 0)
        qFatal("no place for the password");
    return QStringLiteral(" --password-file ") + file.fileName();
}

QString CanaryHome::password() const
{
    return passwordFile(canary::password);
}

CliHome::Ended CanaryHome::run(const QString &words, const QByteArray &input, const QStringList &environment)
{
    return ended(*start(words, input, environment));
}

std::unique_ptr<QProcess> CanaryHome::start(const QString &words, const QByteArray &input,
                                            const QStringList &environment) const
{
    return m_home.start(words.split(u' ', Qt::SkipEmptyParts), input, talkative + environment);
}

CliHome::Ended CanaryHome::ended(QProcess &process)
{
    auto ended = CliHome::ended(process);
    m_said += ended.out + '\n' + ended.err + '\n';
    return ended;
}

QStringList CanaryHome::leaks() const
{
    QStringList found = m_search.in(m_said);
    for (QString &line : found)
        line.prepend(QStringLiteral("said: "));
    int files = 0;
    found << m_search.inFolder(m_home.path(), &files);
    if (files == 0 || m_said.isEmpty())
        found << QStringLiteral("nothing was looked at");
    return found;
}

} // namespace triptych
